import type { World } from "../../core/cli/command.ts";
import { runCli } from "../../core/cli/run-cli.ts";
import type { Host } from "../../core/host/host.ts";
import { memoryHost } from "../../core/host/memory.ts";
import type { MemoryTree } from "../../core/host/memory-files.ts";
import type { Plugin } from "../../core/plugin/define-plugin.ts";
import pkg from "../../package.json" with { type: "json" };
import { plugins as builtIn } from "../../plugins/registry.ts";
import { starters } from "../../plugins/starters.ts";
import { type Case, edited } from "./case.ts";

/** What a run left behind. */
export interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
  readonly tree: MemoryTree;
}

/** Another way to run the same thing. */
export interface Variation {
  readonly plugins?: readonly Plugin[];
  readonly host?: (host: Host) => Host;
}

/** One command in memory, through the door that `main.ts` uses. */
export async function runIn(
  tree: MemoryTree,
  args: readonly string[],
  variation: Variation = {},
): Promise<Ran> {
  const memory = memoryHost(tree);
  const exit = await runCli(args, worldOf(variation.host?.(memory) ?? memory, variation.plugins));
  return { exit, ...memory.printed, tree: memory.files.tree() };
}

export function worldOf(host: Host, plugins: readonly Plugin[] = builtIn): World {
  return { host, hostAt: () => host, plugins, starters, version: pkg.version, build: null };
}

/** The project as it is when the command of the case begins. */
export async function arranged(
  { name, settings, tree }: Case,
  variation: Variation = asItIs,
): Promise<MemoryTree> {
  if (settings.before === undefined) return edited(tree, settings.edit);
  const first = await runOnce(tree, settings.before, variation);
  if (first.exit !== 0) throw new Error(`${name}: before the edits: exit ${first.exit}\n${first.err}`);
  return edited(first.tree, settings.edit);
}

/** Many cases begin with the same project. */
const begun = new WeakMap<Variation, Map<string, Promise<Ran>>>();
const asItIs: Variation = {};

function runOnce(tree: MemoryTree, args: readonly string[], variation: Variation): Promise<Ran> {
  const known = begun.get(variation) ?? new Map<string, Promise<Ran>>();
  begun.set(variation, known);
  const key = JSON.stringify([tree, args]);
  const ran = known.get(key) ?? runIn(tree, args, variation);
  known.set(key, ran);
  return ran;
}

export async function runCase(each: Case, variation: Variation = asItIs): Promise<Ran> {
  return await runIn(await arranged(each, variation), each.settings.args, variation);
}

/** The exit code that a case has to have. */
export function wantedExit({ settings }: Case, diagnostics: string): number {
  return settings.exit ?? (/^error\[/m.test(diagnostics) ? 2 : 0);
}
