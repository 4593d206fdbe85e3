import { z } from "../../schema/schema.ts";
import { nearest } from "../../text/nearest.ts";
import type { Json } from "../../text/json.ts";
import { answer, type Command, defineCommand, type Group, refusal } from "../command.ts";
import { cliFindings as found } from "../diagnostics.ts";
import { EXIT, EXIT_TEXT } from "../exit-code.ts";
import { optionsOf } from "../options.ts";

const GROUPS: Readonly<Record<Group, string>> = {
  project: "Make and change a project",
  check: "Check it",
  run: "Run it",
  learn: "Learn about it",
};

export const help = defineCommand({
  name: "help",
  aliases: [],
  group: "learn",
  summary: "show the commands, or all about one",
  effect: "reads",
  input: z.object({ command: z.array(z.string()).default([]).describe('a command, or "exit-codes"') }),
  positionals: ["command"],
  examples: ["svc help", "svc help migrate new", "svc help --json"],
  run({ command }, { commands, version }) {
    const name = command.join(" ");
    if (name === "exit-codes") {
      const text = Object.entries(EXIT_TEXT).map(([code, meaning]) => `${code.padStart(4)}  ${meaning}\n`)
        .join("");
      return Promise.resolve(answer(text, EXIT_TEXT as unknown as Json));
    }
    if (name === "") {
      const data = {
        svc: version,
        commands: commands.map(describeCommand),
        exit_codes: EXIT_TEXT as unknown as Json,
      };
      return Promise.resolve(answer(overview(commands), data));
    }
    const chosen = commands.find((candidate) => candidate.name === name || candidate.aliases.includes(name));
    if (chosen !== undefined) return Promise.resolve(answer(page(chosen), describeCommand(chosen)));
    const members = commands.filter((candidate) => candidate.name.startsWith(`${name} `));
    if (members.length > 0) {
      return Promise.resolve(
        answer(list(`svc ${name} takes one more word:`, members), members.map(describeCommand)),
      );
    }
    const [near] = nearest(name, commands.map((candidate) => candidate.name));
    const way = near === undefined ? "svc help lists the commands" : `did you mean "${near}"?`;
    return Promise.resolve(
      refusal(EXIT.usage, found.SVC0709(undefined, { what: `there is no command "${name}"`, way })),
    );
  },
});

function list(title: string, commands: readonly Command[]): string {
  return `${[title, ...commands.map(({ name, summary }) => `  ${name.padEnd(14)} ${summary}`)].join("\n")}\n`;
}

function overview(commands: readonly Command[]): string {
  const lines = [
    "svc turns short YAML specs into running, typed, tested Python services.",
    "",
    "Usage: svc COMMAND [options]",
  ];
  for (const [group, title] of Object.entries(GROUPS)) {
    const members = commands.filter((candidate) => candidate.group === group);
    lines.push("", list(`${title}:`, members).trimEnd());
  }
  lines.push(
    "",
    "Examples:",
    "  svc init shop --yes          a new project in the folder shop, with an example",
    "  svc generate --dry-run       what a changed spec would change",
    "  svc check --json             everything that is wrong, for programs",
    "",
    "Options of every command: --json, --color auto|always|never, --no-input, --verbose, -C FOLDER",
    "svc help COMMAND tells all about one; svc help exit-codes what exit codes mean.",
  );
  return `${lines.join("\n")}\n`;
}

function page(command: Command): string {
  const positionals = command.positionals.map((name) => ` [${name}]`).join("");
  const options = optionsOf(command);
  const lines = [
    `svc ${command.name}: ${command.summary}`,
    "",
    `Usage: svc ${command.name}${positionals}${options.length > 0 ? " [options]" : ""}`,
  ];
  lines.push(`Effect: ${command.effect}`);
  const described = [
    ...command.positionals.map((name) => [name, describedAs(command, name)] as const),
    ...options.map(({ flags, short, description }) =>
      [short === null ? flags : `-${short}, ${flags}`, description] as const
    ),
  ];
  if (described.length > 0) {
    lines.push(
      "",
      ...described.map(([name, text]) => `  ${name.padEnd(24)} ${text}`),
    );
  }
  lines.push("", "Examples:", ...command.examples.map((example) => `  ${example}`));
  return `${lines.join("\n")}\n`;
}

function describedAs(command: Command, name: string): string {
  return (command.input.shape[name] as z.ZodType | undefined)?.description ?? "";
}

function describeCommand(command: Command): Json {
  const { name, aliases, group, summary, effect, positionals, examples } = command;
  const input = z.toJSONSchema(command.input, { io: "input", unrepresentable: "any" }) as Json;
  return { name, aliases, group, summary, effect, positionals, examples, input };
}
