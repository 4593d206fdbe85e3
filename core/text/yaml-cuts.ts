import type { Source } from "./source.ts";
import type { Lexeme } from "./yaml-lexemes.ts";
import type { YamlProblem } from "./yaml-problem.ts";

/**
 * Plain texts in `{ }` and `[ ]` that YAML ends too early: at a comma while a bracket or quote of the text is
 * open, as in `{ that: a in ("x", "y") }`, or at a bracket, as in `{ type: list[string] }`.
 */
export function checkCuts(source: Source, lexemes: readonly Lexeme[]): readonly YamlProblem[] {
  const problems: YamlProblem[] = [];
  let depth = 0;
  let resume = 0;
  lexemes.forEach((lexeme, at) => {
    if (lexeme.type === "flow-map-start" || lexeme.type === "flow-seq-start") depth++;
    else if (lexeme.type === "flow-map-end" || lexeme.type === "flow-seq-end") depth = Math.max(0, depth - 1);
    else if (lexeme.type === "flow-error-end") depth = 0;
    if (depth === 0 || lexeme.type !== "plain" || lexeme.start < resume) return;
    const cutter = cutterAfter(lexemes, at);
    if (cutter === null) return;
    const end = endOfMeant(source.text, lexeme.start, cutter.end);
    resume = end;
    const { path } = source;
    problems.push({
      kind: "cut",
      span: { path, start: lexeme.start, end: cutter.end },
      at: cutter.raw,
      whole: { path, start: lexeme.start, end },
      quoted: JSON.stringify(source.text.slice(lexeme.start, end)),
    });
  });
  return problems;
}

/** The lexeme that cuts the plain text at this position short, if one does. */
function cutterAfter(lexemes: readonly Lexeme[], at: number): Lexeme | null {
  const plain = lexemes[at]!;
  const next = lexemes[lexemes[at + 1]?.type === "space" ? at + 2 : at + 1];
  if (next?.type === "flow-map-start" || next?.type === "flow-seq-start") return next;
  return next?.type === "comma" && hasOpenPart(plain.raw) ? next : null;
}

/** Whether a bracket or a quote is open at the end. An apostrophe inside a word opens nothing. */
function hasOpenPart(text: string): boolean {
  let depth = 0;
  let quote: string | null = null;
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (quote !== null) quote = char === quote ? null : quote;
    else if (opensQuote(text, at, 0)) quote = char;
    else if (char === "(") depth++;
    else if (char === ")") depth = Math.max(0, depth - 1);
  }
  return depth > 0 || quote !== null;
}

function opensQuote(text: string, at: number, start: number): boolean {
  return text[at] === '"' || (text[at] === "'" && (at === start || /[\s(,=[]/.test(text[at - 1]!)));
}

/** Where the text ends that was meant: on the same line, at a comma or a closing bracket that is not its own. */
function endOfMeant(text: string, start: number, atLeast: number): number {
  let depth = 0;
  let quote: string | null = null;
  let at = start;
  for (; at < text.length && text[at] !== "\n" && text[at] !== "\r"; at++) {
    const char = text[at]!;
    if (quote !== null) quote = char === quote ? null : quote;
    else if (opensQuote(text, at, start)) quote = char;
    else if ("([{".includes(char)) depth++;
    else if (depth > 0 && ")]}".includes(char)) depth--;
    else if (depth === 0 && ",]}".includes(char)) break;
  }
  return Math.max(atLeast, start + text.slice(start, at).trimEnd().length);
}
