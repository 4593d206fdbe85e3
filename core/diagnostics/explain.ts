import type { CatalogueEntry } from "./define.ts";
import { type Example, exampleFiles, SHELL } from "./example.ts";

/** What `svc explain CODE` says. */
export function explainText(entry: CatalogueEntry): string {
  const { code, severity, title, bad, good } = entry;
  const parts = [
    `${code}: ${title} (${severity})`,
    ...entry.explain.trim().split(/\n\s*\n/).map(wrap),
    example("Bad", bad),
    example("Good", good),
  ];
  return parts.join("\n\n") + "\n";
}

function example(word: string, files: Example): string {
  return exampleFiles(files)
    .map(({ path, content }) => {
      if (path === SHELL) return `${word}, on the command line:\n\n${indent((content ?? "").trimEnd())}`;
      return content === null
        ? `${word}: there is no ${path}`
        : `${word}, ${path}:\n\n${indent(content.trimEnd())}`;
    })
    .join("\n\n");
}

function indent(text: string): string {
  return text.split("\n").map((line) => (line === "" ? "" : `    ${line}`)).join("\n");
}

function wrap(paragraph: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of paragraph.trim().split(/\s+/)) {
    if (line !== "" && line.length + 1 + word.length > 80) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join("\n");
}
