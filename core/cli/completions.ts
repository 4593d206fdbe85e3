import type { z } from "../schema/schema.ts";
import { choicesOf, optionsOf } from "./options.ts";
import type { Command } from "./command.ts";

export const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];

/** What can stand behind one command. */
interface Entry {
  /** `migrate new` */
  readonly name: string;
  readonly summary: string;
  readonly options: readonly { readonly flag: string; readonly takes: boolean; readonly about: string }[];
  /** Values of its first positional, where they are few and known. */
  readonly values: readonly string[];
}

const GLOBALS = [
  { flag: "--json", takes: false, about: "print one JSON object" },
  { flag: "--color", takes: true, about: "auto, always or never" },
  { flag: "--no-input", takes: false, about: "never ask" },
  { flag: "--verbose", takes: false, about: "say more" },
  { flag: "--help", takes: false, about: "all about the command" },
];

/** A script that completes commands, options and their values in a shell. */
export function completionScript(shell: Shell, commands: readonly Command[]): string {
  const entries = commands.flatMap((command) =>
    [command.name, ...command.aliases].map((name) => entryOf(command, name))
  );
  switch (shell) {
    case "bash":
      return bash(entries);
    case "zsh":
      // zsh runs the functions of bash, once told to.
      return `autoload -U +X bashcompinit && bashcompinit\n${bash(entries)}`;
    case "fish":
      return fish(entries);
  }
}

function entryOf(command: Command, name: string): Entry {
  const first = command.positionals[0];
  const options = optionsOf(command).map(({ flags, description }) => ({
    flag: flags.split(" ")[0]!,
    takes: flags.includes(" "),
    about: description,
  }));
  return {
    name,
    summary: command.summary,
    options: [...options, ...GLOBALS],
    values: first === undefined ? [] : choicesOf(command.input.shape[first] as z.ZodType),
  };
}

function bash(entries: readonly Entry[]): string {
  const firsts = [...new Set(entries.map(({ name }) => name.split(" ")[0]!))].sort();
  const parents = firsts.filter((first) => entries.some(({ name }) => name.startsWith(`${first} `)));
  const lines = [
    "# svc completions bash",
    "_svc() {",
    "  local word=${COMP_WORDS[COMP_CWORD]} command= i",
    "  for ((i = 1; i < COMP_CWORD; i++)); do",
    '    case ${COMP_WORDS[i]} in -*) ;; *) command="${command:+$command }${COMP_WORDS[i]}" ;; esac',
    "  done",
    "  local words",
    '  case "$command" in',
    `    "") words="${firsts.join(" ")}" ;;`,
    ...parents.map((parent) => `    "${parent}") words="${secondsOf(entries, parent).join(" ")}" ;;`),
    ...entries.filter(({ name }) => !parents.includes(name)).map(({ name, options, values }) =>
      `    "${name}"*) words="${[...values, ...options.map(({ flag }) => flag)].join(" ")}" ;;`
    ),
    "    *) words= ;;",
    "  esac",
    '  COMPREPLY=($(compgen -W "$words" -- "$word"))',
    // Files, where svc has nothing to offer: FILE:LINE, folders, answers.
    '  [[ ${#COMPREPLY[@]} -gt 0 || $word == -* ]] || COMPREPLY=($(compgen -f -- "$word"))',
    "}",
    "complete -F _svc svc",
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function fish(entries: readonly Entry[]): string {
  const firsts = [...new Set(entries.map(({ name }) => name.split(" ")[0]!))].sort();
  const lines = ["# svc completions fish"];
  for (const first of firsts) {
    const own = entries.find(({ name }) => name === first);
    const about = own === undefined ? "" : ` -d ${quoted(own.summary)}`;
    lines.push(`complete -c svc -n __fish_use_subcommand -f -a ${first}${about}`);
  }
  for (const { name, summary, options, values } of entries) {
    const [first = "", second] = name.split(" ");
    const here = `__fish_seen_subcommand_from ${first}`;
    if (second !== undefined) {
      lines.push(`complete -c svc -n '${here}' -f -a ${second} -d ${quoted(summary)}`);
    }
    const inside = second === undefined ? here : `${here}; and __fish_seen_subcommand_from ${second}`;
    for (const value of values) lines.push(`complete -c svc -n '${inside}' -f -a ${value}`);
    for (const { flag, takes, about } of options) {
      lines.push(
        `complete -c svc -n '${inside}' -l ${flag.slice(2)}${takes ? " -r" : ""} -d ${quoted(about)}`,
      );
    }
  }
  return lines.map((line) => `${line}\n`).join("");
}

function secondsOf(entries: readonly Entry[], parent: string): string[] {
  return entries.flatMap(({ name }) => name.startsWith(`${parent} `) ? [name.slice(parent.length + 1)] : []);
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
