import { Command as Parser, CommanderError } from "commander";
import { printDiagnostics } from "../diagnostics/print.ts";
import { githubAnnotations } from "../diagnostics/github.ts";
import { findingsJson } from "../diagnostics/json.ts";
import { sarifLog } from "../diagnostics/sarif.ts";
import { hasErrors } from "../diagnostics/diagnostic.ts";
import { type Host, HostError } from "../host/host.ts";
import type { Plugin } from "../plugin/define-plugin.ts";
import type { Starter } from "../plugin/starter.ts";
import { nearest } from "../text/nearest.ts";
import { systemFinding } from "../apply/refusal.ts";
import type { Command, Context, Result } from "./command.ts";
import { cliFindings as found } from "./diagnostics.ts";
import { fullCatalogue } from "./full-catalogue.ts";
import { EXIT } from "./exit-code.ts";
import { optionsOf, takesMany } from "./options.ts";
import { commands } from "./registry.ts";

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

interface GlobalOptions {
  readonly json?: boolean;
  readonly color?: string;
  readonly verbose?: boolean;
  readonly noInput?: boolean;
}

/** Words of other tools, and what they are here. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  new: "init",
  create: "init",
  build: "generate",
  gen: "generate",
  sync: "generate",
  lint: "check",
  validate: "check",
  run: "dev",
  start: "dev",
  serve: "dev",
  install: "setup",
  rule: "explain",
};

/** Parse the arguments, run the command, print its result; returns the exit code. */
export async function runCli(args: readonly string[], world: World): Promise<number> {
  const json = args.includes("--json");
  const noInput = args.includes("--no-input");
  let outcome: { command: Command | null; result: Result } | null = null;
  const parser = new Parser("svc");
  parser.exitOverride().configureOutput({ writeOut: () => {}, writeErr: () => {} }).helpOption(false)
    .helpCommand(false);
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
      outcome = { command, result: await runCommand(command, given, sub, world, { json, noInput }) };
    });
  }
  try {
    await parser.parseAsync([...args], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    outcome = { command: null, result: await usageResult(error, args, world, json) };
  }
  outcome ??= { command: null, result: await helpResult([], world, json) };
  print(outcome.result, outcome.command?.name ?? "svc", json, contextOf(world, globalsOf(args), json));
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
  given: unknown[],
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
  const positionals = Object.fromEntries(
    command.positionals.map((name, position) => [name, given[position]]),
  );
  const input = command.input.safeParse({ ...options, ...positionals });
  if (color !== undefined && !["auto", "always", "never"].includes(String(color))) {
    return usage(`--color takes auto, always or never, not "${String(color)}"`);
  }
  if (!input.success) {
    const issue = input.error.issues[0]!;
    return usage(`${String(issue.path[0] ?? "the arguments")}: ${issue.message}`);
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

function usage(problem: string, help?: string): Result {
  const finding = help === undefined
    ? found.SVC0700(undefined, { problem })
    : found.SVC0700(undefined, { problem }, { help });
  return { exit: EXIT.usage, text: "", data: null, findings: [finding], sources: new Map(), next: [] };
}

async function helpResult(words: readonly string[], world: World, json: boolean): Promise<Result> {
  const help = commands.find((command) => command.name === "help")!;
  return await help.run({ command: [...words] }, contextOf(world, {}, json));
}

async function usageResult(
  error: CommanderError,
  args: readonly string[],
  world: World,
  json: boolean,
): Promise<Result> {
  const words = args.filter((arg) => !arg.startsWith("-"));
  const group = words.find((word) => membersOf(word).length > 0);
  if (group !== undefined && error.code === "commander.help") {
    return usage(`svc ${group} wants one more word`, `write ${membersOf(group).join(" or ")}`);
  }
  if (error.code === "commander.helpDisplayed" || error.code === "commander.help") {
    const known = commands.filter(({ name }) => name === words.slice(0, 2).join(" ") || name === words[0]);
    return await helpResult(known.at(-1)?.name.split(" ") ?? [], world, json);
  }
  const problem = error.message.replace(/^error: /, "").replace(/\n?\(Did you mean.*\)$/s, "").trim();
  if (
    error.code === "commander.unknownCommand" ||
    (error.code === "commander.excessArguments" && words.length > 0 && isUnknown(words[0]!))
  ) {
    const word = words[0] ?? "";
    const other = Object.hasOwn(OTHER_WORDS, word) ? OTHER_WORDS[word] : undefined;
    const near = other ?? nearest(word, commands.map((command) => command.name))[0];
    if (group === word) {
      const unknown = words[words.indexOf(word) + 1] ?? "";
      return usage(`there is no command "${word} ${unknown}"`, `write ${membersOf(word).join(" or ")}`);
    }
    return usage(
      `there is no command "${word}"`,
      near === undefined ? "svc help lists the commands" : `did you mean "svc ${near}"?`,
    );
  }
  const command = commands.find(({ name }) => name === words.slice(0, 2).join(" ")) ??
    commands.find(({ name }) => name === words[0]);
  const flag = /'(--?[^' ]+)/.exec(problem)?.[1];
  const flags = command === undefined ? [] : [
    ...optionsOf(command).map((option) => option.flags.split(" ")[0]!),
    "--json",
    "--color",
    "--no-input",
    "--verbose",
  ];
  const near = flag === undefined ? undefined : nearest(flag, flags)[0];
  return usage(
    problem,
    near === undefined ? `svc help ${command?.name ?? ""}`.trim() : `did you mean "${near}"?`,
  );
}

/** Commands of two words that begin with this one. */
function membersOf(word: string): readonly string[] {
  return commands.filter(({ name }) => name.startsWith(`${word} `)).map(({ name }) => `svc ${name}`);
}

function isUnknown(word: string): boolean {
  return !commands.some((command) => command.name.split(" ")[0] === word || command.aliases.includes(word));
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
