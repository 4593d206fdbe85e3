/** The text of one file with its line index. */
export interface Source {
  /** Path relative to the project, POSIX. */
  readonly path: string;
  /** The text without a byte order mark. */
  readonly text: string;
  /** Offset (UTF-16 code units) at which each line begins; the first is 0. */
  readonly lineStarts: readonly number[];
}

/** A half-open range of UTF-16 code units in one source. Plain data, so that it can travel in a diagnostic. */
export interface Span {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** A place as people count it: both from 1; the column counts code points. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Index the lines of a text. `\n`, `\r\n` and a lone `\r` each end a line. */
export function newSource(path: string, text: string): Source {
  const lineStarts = [0];
  const breaks = /\r\n|\n|\r/g;
  while (breaks.exec(text) !== null) lineStarts.push(breaks.lastIndex);
  return { path, text, lineStarts };
}

/** Line and column of an offset; an offset behind the end is the end. */
export function positionAt(source: Source, offset: number): Position {
  const at = Math.max(0, Math.min(offset, source.text.length));
  const line = lineAt(source, at);
  const column = [...source.text.slice(source.lineStarts[line - 1]!, at)].length + 1;
  return { line, column };
}

/** The line of an offset, from 1. */
export function lineAt(source: Source, offset: number): number {
  let low = 0;
  let high = source.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (source.lineStarts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/** The text of a line (from 1) without its line break; empty if there is no such line. */
export function lineText(source: Source, line: number): string {
  const start = source.lineStarts[line - 1];
  if (start === undefined) return "";
  return source.text.slice(start, source.lineStarts[line] ?? source.text.length).replace(/[\r\n]+$/, "");
}
