import { lineText, positionAt, type Source } from "../text/source.ts";
import type { Edit } from "./diagnostic.ts";
import type { Paint } from "./paint.ts";
import { windowAt } from "./window.ts";

/** More of a change can be seen in the file. */
const MAX_LINES = 12;

/** What edits of one source would change, as `-` and `+` lines with numbers. */
export function editDiff(
  source: Source,
  edits: readonly Edit[],
  gutter: number,
  paint: Paint,
): readonly string[] {
  const bar = paint("frame", " ".repeat(gutter) + " |");
  const rows = hunksOf(source, edits).flatMap((hunk) => hunkRows(source, hunk, gutter, paint));
  const rest = rows.length - MAX_LINES;
  return [
    bar,
    ...(rest > 1 ? [...rows.slice(0, MAX_LINES), paint("frame", `... ${rest} more lines`)] : rows),
  ];
}

/** Edits whose lines touch, with the lines that they touch, from 1 and inclusive. */
interface Hunk {
  readonly edits: readonly Edit[];
  readonly first: number;
  readonly last: number;
}

function hunksOf(source: Source, edits: readonly Edit[]): readonly Hunk[] {
  const hunks: Hunk[] = [];
  for (const edit of [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    const first = positionAt(source, edit.span.start).line;
    const last = positionAt(source, edit.span.end).line;
    const open = hunks.at(-1);
    if (open === undefined || open.last < first) hunks.push({ edits: [edit], first, last });
    else hunks.splice(-1, 1, { ...open, edits: [...open.edits, edit], last: Math.max(open.last, last) });
  }
  return hunks;
}

function hunkRows(source: Source, hunk: Hunk, gutter: number, paint: Paint): readonly string[] {
  const before = Array.from(
    { length: hunk.last - hunk.first + 1 },
    (_, at) => lineText(source, hunk.first + at),
  );
  const after = edited(source, hunk);
  const same = (at: number, offset: number) => before.at(at - offset) === after.at(at - offset);
  const length = Math.min(before.length, after.length);
  let head = 0;
  while (head < length && same(head, 0)) head++;
  let tail = 0;
  while (tail < length - head && same(-1, tail)) tail++;
  const removed = before.slice(head, before.length - tail);
  const added = after.slice(head, after.length - tail);
  const anchor = firstDifference(removed[0] ?? "", added[0] ?? "");
  const row = (sign: "-" | "+", line: string, at: number) => {
    const number = paint("frame", String(hunk.first + head + at).padStart(gutter));
    return `${number} ${
      paint(sign === "-" ? "removed" : "added", `${sign} ${windowAt(line, anchor).text}`.trimEnd())
    }`;
  };
  return [...removed.map((line, at) => row("-", line, at)), ...added.map((line, at) => row("+", line, at))];
}

function edited(source: Source, { edits, first, last }: Hunk): readonly string[] {
  let at = source.lineStarts[first - 1]!;
  let text = "";
  for (const edit of edits) {
    text += source.text.slice(at, Math.max(at, edit.span.start)) + edit.text;
    at = Math.max(at, edit.span.end);
  }
  const end = source.lineStarts[last - 1]! + lineText(source, last).length;
  return (text + source.text.slice(at, Math.max(at, end))).split(/\r\n|\n|\r/);
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}
