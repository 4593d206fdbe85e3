import { type Command as Parser, CommanderError } from "commander";
import { type Host, HostError } from "../host/host.ts";
import { systemFinding } from "../apply/refusal.ts";
import { type Command, type Context, refusal, type Result, type World } from "./command.ts";
import { EXIT } from "./exit-code.ts";
import { type Globals, globalsIn, globalsOf, ownOptions } from "./globals.ts";
import { takesMany } from "./options.ts";
import { parserOf } from "./parser.ts";
import { printResult } from "./print-result.ts";
import { commands } from "./registry.ts";
import { misfit, refusedWords, usage } from "./usage.ts";

/** What stands behind a command. */
interface Words {
  /** As the parser hands them over: the positionals, then the options. */
  readonly given: readonly unknown[];
  /** Behind `--`: not for svc, however much it looks like it. */
  readonly forTool: readonly string[];
}

/** Parse the arguments, run the command, print its result; returns the exit code. */
export async function runCli(args: readonly string[], world: World): Promise<number> {
  const cut = args.indexOf("--");
  const own = cut < 0 ? args : args.slice(0, cut);
  const forTool = cut < 0 ? [] : args.slice(cut + 1);
  let globals = globalsIn(own);
  let outcome: { command: Command | null; result: Result } | null = null;
  const parser = parserOf(commands, own, async (command, sub, given) => {
    globals = globalsOf(sub);
    outcome = { command, result: await runCommand(command, { given, forTool }, sub, globals, world) };
  });
  try {
    await parser.parseAsync([...own], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const refused = refusedWords(error, own);
    const result = "helpAbout" in refused ? await helpResult(refused.helpAbout, world, globals) : refused;
    outcome = { command: null, result };
  }
  outcome ??= { command: null, result: await helpResult([], world, globals) };
  return printResult(outcome.result, outcome.command, contextOf(world, globals));
}

function contextOf(world: World, { json, noInput, verbose, color }: Globals): Context {
  const { outIsTerminal, errIsTerminal } = world.host.output;
  const paints = (isTerminal: boolean) => !json && wantsColor(world.host, color, isTerminal);
  return {
    ...world,
    commands,
    color: paints(outIsTerminal),
    errColor: paints(errIsTerminal),
    verbose,
    noInput,
    json,
  };
}

/** `--color` > `NO_COLOR` > `FORCE_COLOR` > terminal. */
function wantsColor(host: Host, when: string | undefined, isTerminal: boolean): boolean {
  if (when === "always" || when === "never") return when === "always";
  if ((host.env("NO_COLOR") ?? "") !== "") return false;
  if ((host.env("FORCE_COLOR") ?? "") !== "") return true;
  return isTerminal && host.env("TERM") !== "dumb";
}

async function runCommand(
  command: Command,
  { given, forTool }: Words,
  sub: Parser,
  globals: Globals,
  world: World,
): Promise<Result> {
  const { color, folder } = globals;
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
  const words = { ...ownOptions(sub), ...positionals };
  const input = command.input.safeParse(words);
  if (color !== undefined && !["auto", "always", "never"].includes(color)) {
    return usage(`--color takes auto, always or never, not "${color}"`);
  }
  if (!input.success) return misfit(command, input.error.issues[0]!, words);
  if (folder !== undefined && command.name !== "init" && !isFolder(world, folder)) {
    return usage(`there is no folder ${folder}`, "-C takes the folder of a project");
  }
  const context = contextOf(
    folder === undefined ? world : { ...world, host: world.hostAt(folder) },
    globals,
  );
  try {
    return await command.run(input.data, context);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return refusal(EXIT.tool, systemFinding(error));
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

async function helpResult(words: readonly string[], world: World, globals: Globals): Promise<Result> {
  const help = commands.find((command) => command.name === "help")!;
  return await help.run({ command: [...words] }, contextOf(world, globals));
}
