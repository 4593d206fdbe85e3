import type { CommanderError } from "commander";
import type { z } from "../schema/schema.ts";
import { nearest } from "../text/nearest.ts";
import { type Command, refusal, type Result } from "./command.ts";
import { cliFindings as found } from "./diagnostics.ts";
import { EXIT } from "./exit-code.ts";
import { choicesOf, optionsOf } from "./options.ts";
import { commands } from "./registry.ts";

/** The answer to arguments that do not fit. */
export function usage(problem: string, help?: string): Result {
  const finding = help === undefined
    ? found.SVC0700(undefined, { problem })
    : found.SVC0700(undefined, { problem }, { help });
  return refusal(EXIT.usage, finding);
}

/** What is wrong with words that the parser refused; or what they want help about. */
export function refusedWords(
  error: CommanderError,
  args: readonly string[],
): Result | { readonly helpAbout: readonly string[] } {
  const words = args.filter((arg) => !arg.startsWith("-"));
  const group = words.find((word) => membersOf(word).length > 0);
  if (group !== undefined && error.code === "commander.help") {
    return usage(`svc ${group} wants one more word`, `write ${membersOf(group).join(" or ")}`);
  }
  if (error.code === "commander.helpDisplayed" || error.code === "commander.help") {
    const known = commands.filter(({ name }) => name === words.slice(0, 2).join(" ") || name === words[0]);
    return { helpAbout: known.at(-1)?.name.split(" ") ?? (group === undefined ? [] : [group]) };
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
  const [, alone, value] = /^option '(--[^' ]+) (<[^']+>)' argument missing$/.exec(problem) ?? [];
  if (alone !== undefined) return usage(`${alone} needs a value`, `write ${alone} ${value}`);
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

/** A value that its command does not take. */
export function misfit(
  command: Command,
  issue: z.core.$ZodIssue,
  values: Readonly<Record<string, unknown>>,
): Result {
  const key = String(issue.path[0] ?? "");
  const flag = optionsOf(command).find((option) => option.key === key)?.flags.split(" ")[0] ?? key;
  const schema = command.input.shape[key] as z.ZodType | undefined;
  const choices = schema === undefined ? [] : choicesOf(schema);
  const value = String(values[key]);
  if (issue.code === "invalid_type" && issue.expected === "number") {
    return usage(`${flag} takes a number, not "${value}"`, `svc help ${command.name}`);
  }
  if (choices.length === 0) return usage(`${flag}: ${issue.message}`, `svc help ${command.name}`);
  const near = nearest(value, choices)[0];
  const help = near === undefined ? `svc help ${command.name}` : `did you mean "${near}"?`;
  return usage(`${flag} is one of ${choices.join(", ")}, not "${value}"`, help);
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

/** Commands of two words that begin with this one. */
function membersOf(word: string): readonly string[] {
  return commands.filter(({ name }) => name.startsWith(`${word} `)).map(({ name }) => `svc ${name}`);
}

function isUnknown(word: string): boolean {
  return !commands.some((command) => command.name.split(" ")[0] === word || command.aliases.includes(word));
}
