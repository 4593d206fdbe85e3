import { Command as Parser } from "commander";
import type { Command } from "./command.ts";
import { addGlobals } from "./globals.ts";
import { optionsOf, takesMany } from "./options.ts";

/**
 * The parser of a command line: it knows the names of all commands, and what those take that `words` name. To declare
 * the options of all would be two milliseconds of each run. `run` gets the words as they were given: positionals, then options.
 */
export function parserOf(
  commands: readonly Command[],
  words: readonly string[],
  run: (command: Command, parser: Parser, given: readonly unknown[]) => Promise<void>,
): Parser {
  const root = dressed(new Parser("svc")).enablePositionalOptions();
  const parents = new Map<string, Parser>();
  for (const command of commands) {
    const [first, second] = command.name.split(" ") as [string, string?];
    if (second !== undefined && !parents.has(first)) parents.set(first, dressed(root.command(first)));
    const parent = second === undefined ? root : parents.get(first)!;
    const sub = parent.command(second ?? first).aliases([...command.aliases]);
    if (!isNamed(command, words)) continue;
    addWords(dressed(sub), command);
    sub.action((...given: unknown[]) => run(command, sub, given));
  }
  return root;
}

function isNamed({ name, aliases }: Command, words: readonly string[]): boolean {
  return name.split(" ").every((word) => words.includes(word)) ||
    aliases.some((alias) => words.includes(alias));
}

/** With the options of all commands, silent, and without an end of its own: what it has to say is thrown. */
function dressed(parser: Parser): Parser {
  parser.exitOverride().configureOutput({ writeOut: () => {}, writeErr: () => {} })
    .helpOption("-h, --help").helpCommand(false);
  addGlobals(parser);
  return parser;
}

function addWords(parser: Parser, command: Command): void {
  for (const name of command.positionals) {
    const isRequired = !command.input.shape[name]!.safeParse(undefined).success;
    const many = takesMany(command, name) ? "..." : "";
    parser.argument(isRequired ? `<${name}${many}>` : `[${name}${many}]`);
  }
  for (const { flags: long, short, description, repeats } of optionsOf(command)) {
    const flags = short === null ? long : `-${short}, ${long}`;
    if (repeats) parser.option(flags, description, (value: string, list: string[]) => [...list, value], []);
    else parser.option(flags, description);
  }
}
