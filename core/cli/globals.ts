import type { Command as Parser } from "commander";

/** Options that every command has. */
export interface Globals {
  readonly json: boolean;
  readonly noInput: boolean;
  readonly verbose: boolean;
  readonly color: string | undefined;
  readonly folder: string | undefined;
}

export function addGlobals(parser: Parser): void {
  parser.option("--json", "print one JSON object")
    .option("--color <when>", "auto, always or never")
    .option("--no-input", "never ask")
    .option("-v, --verbose", "say more")
    .option("-C, --folder-of <folder>", "work in this folder");
}

/** The options of all commands, where the parser made nothing of the words. */
export function globalsIn(args: readonly string[]): Globals {
  const at = args.indexOf("--color");
  return {
    json: args.includes("--json"),
    noInput: args.includes("--no-input"),
    verbose: args.includes("--verbose") || args.includes("-v"),
    color: at >= 0 ? args[at + 1] : args.find((arg) => arg.startsWith("--color="))?.slice("--color=".length),
    folder: undefined,
  };
}

export function globalsOf(sub: Parser): Globals {
  const { json, verbose, color, folderOf } = sub.optsWithGlobals<
    { json?: boolean; verbose?: boolean; color?: string; folderOf?: string }
  >();
  // An option that is on unless it is denied is on in the parsers that did not see the word.
  let noInput = false;
  for (let parser: Parser | null = sub; parser !== null; parser = parser.parent) {
    if (parser.opts()["input"] === false) noInput = true;
  }
  return { json: json === true, noInput, verbose: verbose === true, color, folder: folderOf };
}

/** The options of this command alone. */
export function ownOptions(sub: Parser): Record<string, unknown> {
  const { input: _input, json: _json, color: _color, verbose: _verbose, folderOf: _folder, ...own } = sub
    .opts();
  return own;
}
