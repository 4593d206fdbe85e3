import { positionAt, type Source } from "../text/source.ts";
import { visible } from "../text/visible.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { editDiff } from "./edit-diff.ts";
import { frame, type Mark } from "./frame.ts";
import { newPaint, type Paint } from "./paint.ts";
import { oneLine } from "./window.ts";

/** Of one code: who has read so many knows what it is about. */
const SHOWN = 20;

/**
 * Findings as people read them, in the given order, with a count at the end; empty if there are none. Nothing
 * in it can act on a terminal, whatever the files hold. Of very many of one code the first are shown.
 */
export function printDiagnostics(
  findings: readonly Diagnostic[],
  sources: ReadonlyMap<string, Source>,
  options: { readonly color: boolean; readonly all?: boolean },
): string {
  if (findings.length === 0) return "";
  const paint = newPaint(options.color);
  const limit = options.all === true ? Infinity : SHOWN;
  const seen = new Map<string, number>();
  const blocks = findings.flatMap((finding) => {
    const before = seen.get(finding.code) ?? 0;
    seen.set(finding.code, before + 1);
    return before < limit ? [print(finding, sources, paint).join("\n")] : [];
  });
  const more = [...seen].flatMap(([code, n]) => n > limit ? [`… and ${n - limit} more of ${code}`] : []);
  const hidden = more.length === 0 ? [] : [[...more, "--verbose shows them all"].join("\n")];
  return [...blocks, ...hidden, count(findings)].join("\n\n") + "\n";
}

function print(finding: Diagnostic, sources: ReadonlyMap<string, Source>, paint: Paint): readonly string[] {
  const { code, severity, message, help, edits = [] } = finding;
  const byFile = Map.groupBy(marksOf(finding), ({ span }) => span.path);
  const edited = Map.groupBy(edits, ({ span }) => span.path);
  const gutter = gutterWidth([...byFile.values(), ...edited.values()].flat(), sources);
  const rows = [`${paint(severity, `${severity}[${code}]`)}${paint("bold", `: ${oneLine(message)}`)}`];
  for (const [path, marks] of byFile) {
    const source = sources.get(path);
    const arrow = rows.length === 1 ? "-->" : ":::";
    rows.push(`${" ".repeat(gutter)}${paint("frame", arrow)} ${place(path, source, marks[0]!.span.start)}`);
    // An empty text has no line to show.
    if (source !== undefined && source.text !== "") rows.push(...frame(source, marks, gutter, paint));
  }
  if (help !== undefined) rows.push(...helpRows(help, paint));
  for (const [path, group] of edited) {
    const source = sources.get(path);
    if (source === undefined) continue;
    if (path !== finding.span?.path) {
      rows.push(`${" ".repeat(gutter)}${paint("frame", ":::")} ${visible(path)}`);
    }
    rows.push(...editDiff(source, group, gutter, paint));
  }
  return rows;
}

/** The place of the finding first, then the others in the order in which they were given. */
function marksOf({ span, label = "", severity, related = [] }: Diagnostic): readonly Mark[] {
  const others = related.map((other): Mark => ({ ...other, char: "-", style: "frame" }));
  return span === undefined ? others : [{ span, label, char: "^", style: severity }, ...others];
}

function place(path: string, source: Source | undefined, offset: number): string {
  if (source === undefined) return visible(path);
  const { line, column } = positionAt(source, offset);
  return `${visible(path)}:${line}:${column}`;
}

/** As wide as the greatest line number that can occur. */
function gutterWidth(
  placed: readonly { readonly span: { readonly path: string; readonly end: number } }[],
  sources: ReadonlyMap<string, Source>,
): number {
  const lines = placed.map(({ span }) => {
    const source = sources.get(span.path);
    return source === undefined ? 1 : positionAt(source, span.end).line;
  });
  return String(Math.max(1, ...lines)).length;
}

function helpRows(help: string, paint: Paint): readonly string[] {
  const [first = "", ...rest] = help.split("\n").map(oneLine);
  return [`${paint("hint", "help")}: ${first}`, ...rest.map((line) => `      ${line}`.trimEnd())];
}

function count(findings: readonly Diagnostic[]): string {
  return (["error", "warning", "hint"] as const)
    .map((severity) => ({ severity, n: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ n }) => n > 0)
    .map(({ severity, n }) => `${n} ${severity}${n === 1 ? "" : "s"}`)
    .join(", ");
}
