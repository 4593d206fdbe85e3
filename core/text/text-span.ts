import type { YamlScalar } from "./node.ts";
import type { Span } from "./source.ts";

/** Where a part of the text of a scalar stands; all of it where YAML spells it otherwise, with escapes or over lines. */
export function textSpan({ span, value, written, plain }: YamlScalar, start: number, end: number): Span {
  const from = plain ? 0 : written.slice(1, -1) === value ? 1 : null;
  if (from === null) return span;
  // What is missing at the end is shown at the last character.
  const begin = Math.min(span.start + from + start, span.end - 1);
  return { path: span.path, start: begin, end: Math.max(begin + 1, span.start + from + end) };
}
