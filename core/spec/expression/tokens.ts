import type { Extent } from "./expression.ts";

export interface Token extends Extent {
  readonly kind: "number" | "duration" | "string" | "name" | "symbol" | "end" | "bad";
  /** As it is written; of a string what it holds. */
  readonly text: string;
}

const SPACE = /[ \t\r\n]+/y;
const NUMBER = /\d+(?:\.\d+)?/y;
const UNIT = /[smhdw](?![A-Za-z0-9_])/y;
const STRING = /"[^"]*"|'[^']*'/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const SYMBOL = /==|!=|<=|>=|[<>+\-*/().,]/y;

/** Split the text of an expression. What cannot be read is one `bad` token; the last token is always `end`. */
export function expressionTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? null;
  };
  const add = (kind: Token["kind"], length: number, value = text.slice(at, at + length)) => {
    tokens.push({ kind, text: value, start: at, end: at + length });
    at += length;
  };
  while (at < text.length) {
    const space = match(SPACE);
    if (space !== null) {
      at += space.length;
      continue;
    }
    const number = match(NUMBER);
    const word = number ?? match(STRING) ?? match(NAME) ?? match(SYMBOL);
    if (word === null) add("bad", 1);
    else if (number !== null) {
      UNIT.lastIndex = at + number.length;
      const isDuration = !number.includes(".") && UNIT.test(text);
      add(isDuration ? "duration" : "number", number.length + (isDuration ? 1 : 0));
    } else if (/^["']/.test(word)) add("string", word.length, word.slice(1, -1));
    else add(/^[A-Za-z_]/.test(word) ? "name" : "symbol", word.length);
  }
  tokens.push({ kind: "end", text: "", start: at, end: at });
  return tokens;
}
