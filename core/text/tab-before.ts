import type { Source, Span } from "./source.ts";

/** A tab in the indentation of the line: YAML may see it late, as something else. */
export function tabBefore(source: Source, offset: number): Span | null {
  const lineStart = source.text.lastIndexOf("\n", offset - 1) + 1;
  const indent = /[ \t]*/y;
  indent.lastIndex = lineStart;
  const white = indent.exec(source.text)?.[0] ?? "";
  const at = white.indexOf("\t");
  if (at < 0) return null;
  return { path: source.path, start: lineStart + at, end: lineStart + white.length };
}
