import { Command as Parser, CommanderError } from "commander";
import { printDiagnostics } from "../diagnostics/print.ts";
import { githubAnnotations } from "../diagnostics/github.ts";
import { findingsJson } from "../diagnostics/json.ts";
import { sarifLog } from "../diagnostics/sarif.ts";
import { hasErrors } from "../diagnostics/diagnostic.ts";
import { type Host, HostError } from "../host/host.ts";
import type { Plugin } from "../plugin/define-plugin.ts";
import type { Starter } from "../plugin/starter.ts";
import { systemFinding } from "../apply/refusal.ts";
import type { Command, Context, Result } from "./command.ts";
import { fullCatalogue } from "./full-catalogue.ts";
import { EXIT } from "./exit-code.ts";
import { optionsOf, takesMany } from "./options.ts";
import { commands } from "./registry.ts";
import { misfit, refusedWords, usage } from "./usage.ts";

/** The world that the command line works on. */
export interface World {
  readonly host: Host;
  hostAt(folder: string): Host;
  readonly plugins: readonly Plugin[];
  readonly starters: readonly Starter[];
  readonly version: string;
  /** Names this very build of svc; null where it has no name, as when it runs from its sources. */
  readonly build: string | null;
}

/** What stands behind a command. */
interface Words {
  /** As the parser hands them over: the positionals, then the options. */
  readonly given: readonly unknown[];
  /** Behind `--`: not for svc, however much it looks like it. */
  readonly forTool: readonly string[];
}

interface GlobalOptions {
  readonly json?: boolean;
  readonly color?: string;
  readonly verbose?: boolean;
  readonly noInput?: boolean;
}

/** Parse the arguments, run the command, print its result; returns the exit code. */
export async function runCli(args: readonly string[], world: World): Promise<number> {
  const cut = args.indexOf("--");
  const own = cut < 0 ? args : args.slice(0, cut);
  const forTool = cut < 0 ? [] : args.slice(cut + 1);
  const json = own.includes("--json");
  const noInput = own.includes("--no-input");
  let outcome: { command: Command | null; result: Result } | null = null;
  const parser = new Parser("svc");
  parser.exitOverride().configureOutput({ writeOut: () => {}, writeErr: () => {} })
    .helpOption("-h, --help").helpCommand(false);
  parser.enablePositionalOptions();
  addGlobals(parser);
  const parents = new Map<string, Parser>();
  for (const command of commands) {
    const [first, second] = command.name.split(" ") as [string, string?];
    const parent = second === undefined ? parser : parents.get(first) ?? parser.command(first);
    if (second !== undefined && !parents.has(first)) {
      parent.exitOverride().configureOutput({ writeOut: () => {}, writeErr: () => {} }).helpOption(
        "-h, --help",
      )
        .helpCommand(false);
      addGlobals(parent);
      parents.set(first, parent);
    }
    const sub = parent.command(second ?? first).exitOverride().helpOption("-h, --help").helpCommand(false);
    sub.configureOutput({ writeOut: () => {}, writeErr: () => {} });
    if (command.aliases.length > 0) sub.aliases([...command.aliases]);
    addGlobals(sub);
    for (const name of command.positionals) {
      const required = !command.input.shape[name]!.safeParse(undefined).success;
      const many = takesMany(command, name) ? "..." : "";
      sub.argument(required ? `<${name}${many}>` : `[${name}${many}]`);
    }
    for (const { flags: long, short, description, repeats } of optionsOf(command)) {
      const flags = short === null ? long : `-${short}, ${long}`;
      if (repeats) sub.option(flags, description, (value: string, list: string[]) => [...list, value], []);
      else sub.option(flags, description);
    }
    sub.action(async (...given: unknown[]) => {
      const result = await runCommand(command, { given, forTool }, sub, world, { json, noInput });
      outcome = { command, result };
    });
  }
  try {
    await parser.parseAsync([...own], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const refused = refusedWords(error, own);
    const result = "helpAbout" in refused ? await helpResult(refused.helpAbout, world, json) : refused;
    outcome = { command: null, result };
  }
  outcome ??= { command: null, result: await helpResult([], world, json) };
  print(outcome.result, outcome.command?.name ?? "svc", json, contextOf(world, globalsOf(own), json));
  return outcome.result.exit;
}

function addGlobals(parser: Parser): void {
  parser.option("--json", "print one JSON object").option("--color <when>", "auto, always or never");
  parser.option("--no-input", "never ask").option("-v, --verbose", "say more").option(
    "-C, --folder-of <folder>",
    "work in this folder",
  );
}

function globalsOf(args: readonly string[]): GlobalOptions {
  const at = args.indexOf("--color");
  const color = at >= 0
    ? args[at + 1]
    : args.find((arg) => arg.startsWith("--color="))?.slice("--color=".length);
  return {
    verbose: args.includes("--verbose") || args.includes("-v"),
    noInput: args.includes("--no-input"),
    ...(color === undefined ? {} : { color }),
  };
}

function contextOf(world: World, globals: GlobalOptions, json: boolean): Context {
  return {
    ...world,
    commands,
    color: !json && wantsColor(world.host, globals.color),
    verbose: globals.verbose ?? false,
    noInput: globals.noInput ?? false,
    json,
  };
}

/** `--color` > `NO_COLOR` > `FORCE_COLOR` > terminal. */
function wantsColor(host: Host, when: string | undefined): boolean {
  if (when === "always" || when === "never") return when === "always";
  if ((host.env("NO_COLOR") ?? "") !== "") return false;
  if ((host.env("FORCE_COLOR") ?? "") !== "") return true;
  return host.output.outIsTerminal && host.env("TERM") !== "dumb";
}

async function runCommand(
  command: Command,
  { given, forTool }: Words,
  sub: Parser,
  world: World,
  { json, noInput }: { readonly json: boolean; readonly noInput: boolean },
): Promise<Result> {
  // Of `--no-input` Commander keeps only what the outermost command says, which is its default.
  const { folderOf, color, verbose, input: _input, json: _json, ...options } = sub
    .optsWithGlobals() as Record<
      string,
      unknown
    >;
  const last = command.positionals.at(-1);
  const takesRest = last !== undefined && takesMany(command, last);
  if (forTool.length > 0 && !takesRest) {
    return usage(`svc ${command.name} hands nothing on, so it takes no "--"`, `svc help ${command.name}`);
  }
  const positionals = Object.fromEntries(
    command.positionals.map((name, position) => [
      name,
      takesRest && name === last ? [...given[position] as string[], ...forTool] : given[position],
    ]),
  );
  const input = command.input.safeParse({ ...options, ...positionals });
  if (color !== undefined && !["auto", "always", "never"].includes(String(color))) {
    return usage(`--color takes auto, always or never, not "${String(color)}"`);
  }
  if (!input.success) {
    const issue = input.error.issues[0]!;
    return misfit(command, issue, { ...options, ...positionals });
  }
  if (typeof folderOf === "string" && command.name !== "init" && !isFolder(world, folderOf)) {
    return usage(`there is no folder ${folderOf}`, "-C takes the folder of a project");
  }
  const inFolder = typeof folderOf === "string" ? { ...world, host: world.hostAt(folderOf) } : world;
  const context = contextOf(inFolder, {
    verbose: verbose === true,
    noInput,
    ...(typeof color === "string" ? { color } : {}),
  }, json);
  try {
    return await command.run(input.data, context);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return {
      exit: EXIT.tool,
      text: "",
      data: null,
      findings: [systemFinding(error)],
      sources: new Map(),
      next: [],
    };
  }
}

function isFolder({ host, hostAt }: World, path: string): boolean {
  const folder = path.startsWith("/") ? path : `${host.root}/${path}`;
  const parts = folder.split("/").filter((part) => part !== "" && part !== ".");
  const name = parts.at(-1);
  // Of a path that goes up the last part says nothing; the root is always there.
  if (name === undefined || name === "..") return true;
  return ["folder", "link"].includes(hostAt(`/${parts.slice(0, -1).join("/")}`).files.kind(name) ?? "");
}

async function helpResult(words: readonly string[], world: World, json: boolean): Promise<Result> {
  const help = commands.find((command) => command.name === "help")!;
  return await help.run({ command: [...words] }, contextOf(world, {}, json));
}

function print(result: Result, name: string, json: boolean, context: Context): void {
  const { exit, text, data, findings, sources, next, notes, format = "text" } = result;
  const { host, color } = context;
  if (json) {
    const envelope = {
      schema: `svc.${name.replaceAll(" ", "-")}/1`,
      ok: exit === EXIT.ok,
      data,
      findings: findingsJson(findings, sources, host.sha256),
      next,
    };
    host.output.out(`${JSON.stringify(envelope)}\n`);
    return;
  }
  if (format === "github") return host.output.out(githubAnnotations(findings, sources));
  if (format === "sarif") {
    const log = sarifLog(findings, sources, {
      version: context.version,
      catalogue: fullCatalogue(context.plugins),
      sha256: host.sha256,
    });
    return host.output.out(`${JSON.stringify(log, null, 1)}\n`);
  }
  if (text !== "") host.output.out(text);
  if (findings.length > 0) {
    const printed = printDiagnostics(findings, sources, { color, all: context.verbose });
    // Findings are what a check answers; with other commands they stand beside the answer.
    if (commands.find((command) => command.name === name)?.group === "check") host.output.out(printed);
    else host.output.err(printed);
  }
  if (notes !== undefined) host.output.err(notes);
  const steps = next.length > 0 && !hasErrors(findings);
  if (steps) {
    host.output.err(`\nNext:\n${next.map(({ cmd, why }) => `  ${cmd.padEnd(16)} ${why}\n`).join("")}`);
  }
}
