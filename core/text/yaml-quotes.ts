import { lineAt, type Source } from "./source.ts";
import type { Lexeme } from "./yaml-lexemes.ts";
import type { YamlProblem } from "./yaml-problem.ts";

/** Quoted texts that never end, at the quote that opens them. */
export function checkQuotes(source: Source, lexemes: readonly Lexeme[]): readonly YamlProblem[] {
  return lexemes.filter(isUnclosed).map((lexeme) => ({
    kind: "syntax",
    span: { path: source.path, start: lexeme.start, end: endOfLine(source, lexeme.start) },
    what: `this text begins with ${lexeme.raw[0]} and has no ${lexeme.raw[0]} at its end`,
    step: "add the missing quote",
  }));
}

function isUnclosed({ type, raw }: Lexeme): boolean {
  if (type === "double-quoted-scalar") return !isClosed(raw, "\\");
  if (type === "single-quoted-scalar") return !isClosed(raw, "'");
  return false;
}

/** Whether the last character closes the text, which it does not if the escape character stands before it. */
function isClosed(raw: string, escape: string): boolean {
  const quote = raw[0]!;
  for (let at = 1; at < raw.length; at++) {
    const doubled = escape !== quote || raw[at + 1] === quote;
    if (raw[at] === escape && doubled) at++;
    else if (raw[at] === quote) return at === raw.length - 1;
  }
  return false;
}

function endOfLine(source: Source, offset: number): number {
  const next = source.lineStarts[lineAt(source, offset)] ?? source.text.length;
  const text = source.text.slice(offset, next);
  return offset + text.trimEnd().length;
}
