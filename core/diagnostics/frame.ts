import { lineText, positionAt, type Source, type Span } from "../text/source.ts";
import type { Paint, Style } from "./paint.ts";
import { oneLine, type Window, windowAt } from "./window.ts";

/** A span with the mark that goes under it. */
export interface Mark {
  readonly span: Span;
  readonly label: string;
  readonly char: "^" | "-";
  readonly style: Style;
}

/** Lines of a source with marks under them, between rows of gutter; lines far apart are joined by `...`. */
export function frame(
  source: Source,
  marks: readonly Mark[],
  gutter: number,
  paint: Paint,
): readonly string[] {
  const bar = paint("frame", " ".repeat(gutter) + " |");
  const byLine = Map.groupBy(marks, ({ span }) => positionAt(source, span.start).line);
  const lines = [...byLine.keys()].sort((a, b) => a - b);
  const rows = [bar];
  let shown = lines[0]!;
  for (const line of lines) {
    if (line - shown === 2) {
      rows.push(numbered(line - 1, windowAt(lineText(source, line - 1), 0), gutter, paint));
    } else if (line - shown > 2) rows.push(paint("frame", "..."));
    const group = byLine.get(line)!;
    const start = source.lineStarts[line - 1]!;
    const window = windowAt(lineText(source, line), group[0]!.span.start - start);
    rows.push(numbered(line, window, gutter, paint));
    for (const mark of group) rows.push(`${bar} ${underline(mark, start, window, paint)}`);
    shown = line;
  }
  return [...rows, bar];
}

function numbered(line: number, window: Window, gutter: number, paint: Paint): string {
  return `${paint("frame", `${String(line).padStart(gutter)} |`)} ${window.text}`.trimEnd();
}

/** A span that goes on in the next line is underlined to the end of its first. */
function underline(
  { span, label, char, style }: Mark,
  lineStart: number,
  window: Window,
  paint: Paint,
): string {
  const from = window.column(span.start - lineStart);
  const to = window.column(span.end - lineStart);
  const text = label === "" ? "" : ` ${oneLine(label)}`;
  return " ".repeat(from) + paint(style, char.repeat(Math.max(1, to - from)) + text);
}
