import { positionAt, type Source } from "../text/source.ts";
import { classOf } from "./class.ts";
import type { Diagnostic, Severity } from "./diagnostic.ts";

const COMMANDS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", hint: "notice" };

/** Findings as commands of a GitHub workflow: it shows each at its line. */
export function githubAnnotations(
  findings: readonly Diagnostic[],
  sources: ReadonlyMap<string, Source>,
): string {
  return findings.map((finding) => {
    const { severity, message, help, span } = finding;
    const properties = [...placeOf(span, sources), ["title", classOf(finding)] as const];
    const written = properties.map(([name, value]) => `${name}=${property(String(value))}`).join(",");
    const text = help === undefined ? message : `${message}\nhelp: ${help}`;
    return `::${COMMANDS[severity]} ${written}::${data(text)}\n`;
  }).join("");
}

function placeOf(
  span: Diagnostic["span"],
  sources: ReadonlyMap<string, Source>,
): (readonly [string, string | number])[] {
  if (span === undefined) return [];
  const source = sources.get(span.path);
  if (source === undefined) return [["file", span.path]];
  const start = positionAt(source, span.start);
  const end = positionAt(source, span.end);
  const columns = [["col", start.column], ["endColumn", end.column]] as const;
  // GitHub takes columns only where a finding stays on its line.
  return [
    ["file", span.path],
    ["line", start.line],
    ["endLine", end.line],
    ...(start.line === end.line ? columns : []),
  ];
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
