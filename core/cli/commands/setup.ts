import { contribute, type Project } from "../../pipeline.ts";
import type { Host } from "../../host/host.ts";
import { z } from "../../schema/schema.ts";
import { newSource } from "../../text/source.ts";
import { parseYaml } from "../../text/parse-yaml.ts";
import { toValue } from "../../text/walk.ts";
import { allSettings, indexModel, type ModelIndex } from "../../model/index-model.ts";
import type { TypeRef } from "../../model/type-ref.ts";
import { type Context, defineCommand, type Result } from "../command.ts";
import { broken, loadProject } from "../load-project.ts";
import { childEnvironment, failed, requireUv } from "../uv.ts";
import { EXIT } from "../exit-code.ts";
import { readText } from "../../host/read-text.ts";

/** Hexadecimal digits of a random secret: 256 bits. */
const SECRET_DIGITS = 64;
/** Fewer can be guessed. */
const LEAST_DIGITS = 16;

export const setup = defineCommand({
  name: "setup",
  aliases: [],
  group: "run",
  summary: "make .env and install the Python environment",
  effect: "writes files, network",
  input: z.object({ offline: z.boolean().default(false).describe("use only what uv has in its cache") }),
  positionals: [],
  examples: ["svc setup"],
  async run({ offline }, context): Promise<Result> {
    const { host, json } = context;
    const loaded = await loadProject(context);
    if (loaded.project === null) return broken(loaded);
    const uv = requireUv(context);
    if (uv !== null) return uv;
    const added = writeEnvironment(context, secretsOf(loaded.project), formerVariables(loaded.project));
    const run = (...args: string[]) =>
      host.processes.run({
        program: "uv",
        args: [...args, ...(offline ? ["--offline"] : [])],
        env: childEnvironment(host),
        output: json ? "capture" : "show",
      });
    const made = canMove(host) ? null : await run("venv", "--relocatable", "--clear", "--quiet");
    const ended = made === null || made.code === 0 ? await run("sync", "--all-packages") : made;
    if (ended.code !== 0) {
      const network = /dns|connect|timed out|network|offline/i.test(ended.stderr);
      return failed(
        network ? EXIT.transient : EXIT.tool,
        made === ended ? "uv venv failed" : "uv sync failed",
        "read its message above",
        ended.code,
      );
    }
    const what = added.length === 0 ? ".env is complete" : `.env: added ${added.join(", ")}`;
    return {
      exit: EXIT.ok,
      text: `${what}\nThe environment is in .venv\n`,
      data: { added },
      findings: loaded.findings,
      sources: loaded.sources,
      next: [{ cmd: "svc test", why: "see that all is well" }, { cmd: "svc dev", why: "start the services" }],
    };
  },
});

/**
 * Whether the environment may be moved with the project: its scripts name no absolute path. One that somebody else made
 * is made anew, which costs nothing but time, because `uv sync` would take out all that does not belong there anyway.
 */
function canMove(host: Host): boolean {
  if (host.env("UV_PROJECT_ENVIRONMENT") !== undefined) return true; // Not of this folder, so not svc's.
  return /^relocatable = true$/m.test(readText(host, ".venv/pyvenv.cfg") ?? "");
}

/** Add what `.env` lacks; what is there is the user's. Secrets are random, so that none is a default. */
function writeEnvironment(
  { host }: Context,
  secrets: ReadonlyMap<string, number>,
  former: ReadonlyMap<string, readonly string[]>,
): string[] {
  const example = readText(host, ".env.example") ?? "";
  const present = readText(host, ".env");
  const has = new Set(
    (present ?? "").split(/\r?\n/).map((line) => /^\s*(?:export\s+)?([A-Za-z_]\w*)=/.exec(line)?.[1]),
  );
  const lines: string[] = [];
  const added: string[] = [];
  for (const line of example.split(/\r?\n/)) {
    const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/.exec(line) ?? [];
    if (name === undefined) {
      if (present === null) lines.push(line);
      continue;
    }
    if ([name, ...former.get(name) ?? []].some((each) => has.has(each))) continue;
    added.push(name);
    const digits = value === "" ? secrets.get(name) : undefined;
    lines.push(
      digits === undefined ? line : `${name}=${host.randomHex(Math.ceil(digits / 2)).slice(0, digits)}`,
    );
  }
  if (added.length === 0) return added;
  const separator = present === null || present === "" || present.endsWith("\n") ? "" : "\n";
  host.files.write(".env", `${present ?? ""}${separator}${lines.join("\n").replace(/\n*$/, "\n")}`, {
    mode: 0o600,
  });
  return added;
}

/** Variable → what it was called: a line of the old name has the user's value, which one of the new name would hide. */
function formerVariables({ model }: Project): ReadonlyMap<string, readonly string[]> {
  return new Map(
    allSettings(model).map(({ env, was = [] }) => [env, was.map((name) => name.toUpperCase())]),
  );
}

/** How many random digits each of these can be: secret settings, and what contracts of the environment say is made up. */
function secretsOf(project: Project): ReadonlyMap<string, number> {
  const index = indexModel(project.model);
  const secrets = allSettings(project.model).flatMap(({ secret, type, env }) => {
    const digits = secret ? randomDigits(index, type) : 0;
    return digits === 0 ? [] : [[env, digits] as const];
  });
  const contracts = contribute(project).value.filter(({ path }) => /(^|\/)env\.contract\.yaml$/.test(path));
  const generated = contracts.flatMap(({ path, text }) => {
    const parsed = contract.safeParse(toValue(parseYaml(newSource(path, text), { anchors: false }).node));
    const entries = parsed.success ? Object.entries(parsed.data.entries) : [];
    return entries.filter(([, { source }]) => source === "generated_secret").map(([name]) =>
      [name, SECRET_DIGITS] as const
    );
  });
  return new Map([...generated, ...secrets]);
}

/** How many hexadecimal digits are a value of the type that nobody guesses; 0: they are none. */
function randomDigits(index: ModelIndex, type: TypeRef): number {
  if (type.kind === "named") return randomDigits(index, index.type(type.type).type);
  if (type.kind === "optional") return randomDigits(index, type.of);
  if (type.kind === "text") return SECRET_DIGITS;
  if (type.kind !== "string" || type.pattern !== null || type.format !== null) return 0;
  const digits = Math.min(Math.max(SECRET_DIGITS, type.minLength), type.maxLength ?? SECRET_DIGITS);
  return digits < LEAST_DIGITS || digits < type.minLength ? 0 : digits;
}

/** As much of an environment contract as is asked here. */
const contract = z.object({ entries: z.record(z.string(), z.object({ source: z.string() })) });
