import type { Catalogue } from "./catalogue.ts";
import type { CatalogueEntry } from "./define.ts";
import { type Example, exampleFiles, SHELL } from "./example.ts";

/** The whole of DIAGNOSTICS.md. */
export function diagnosticsPage(entries: Catalogue): string {
  return [
    "# Diagnostics",
    "Every finding of svc, by code. `svc explain CODE` prints the same text. This file is generated from the tables " +
    "in the source.",
    ["| code | title | severity |", "|---|---|---|", ...entries.map(row)].join("\n"),
    ...entries.map(section),
  ].join("\n\n") + "\n";
}

function row({ code, title, severity }: CatalogueEntry): string {
  return `| [${code}](#${code.toLowerCase()}) | ${title.replaceAll("|", "\\|")} | ${severity} |`;
}

function section({ code, title, severity, message, help, explain, bad, good }: CatalogueEntry): string {
  return [
    `## ${code}`,
    `**${title}** (${severity}): ${codeSpan(message)}`,
    ...(help === undefined ? [] : [`Help: ${codeSpan(help)}`]),
    ...explain.trim().split(/\n\s*\n/).map((paragraph) => paragraph.trim().replaceAll(/\s+/g, " ")),
    ...example("Bad", bad),
    ...example("Good", good),
  ].join("\n\n");
}

function example(word: string, files: Example): readonly string[] {
  return exampleFiles(files).flatMap(({ path, content }) => {
    if (path === SHELL) return [`${word}, on the command line:`, fenced(content ?? "", "sh")];
    if (content === null) return [`${word}: there is no ${codeSpan(path)}.`];
    return [`${word}, ${codeSpan(path)}:`, fenced(content, path.endsWith(".py") ? "python" : "yaml")];
  });
}

function fenced(content: string, language: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(content) + 1));
  return `${fence}${language}\n${content.trimEnd()}\n${fence}`;
}

/** Backticks inside want more of them outside. */
function codeSpan(text: string): string {
  const ticks = "`".repeat(longestRun(text) + 1);
  const space = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return ticks + space + text + space + ticks;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
