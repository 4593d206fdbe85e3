import { CST, Lexer } from "yaml";

/** One lexical piece of a YAML text. */
export interface Lexeme {
  readonly type: CST.TokenType | "plain" | "block-text" | "unknown";
  /** The piece as the lexer gave it; marks of the lexer itself are single control characters. */
  readonly raw: string;
  readonly start: number;
  /** Equal to `start` for marks, which stand for no text. */
  readonly end: number;
}

/** What the lexer says between pieces of text: a document or a scalar begins, a flow collection was left. */
const MARKS = new Set<string>(["doc-mode", "scalar", "flow-error-end"]);

/** Cut a text into lexemes. It must hold no control characters: the lexer uses them as marks. */
export function readLexemes(text: string): readonly Lexeme[] {
  const lexemes: Lexeme[] = [];
  let start = 0;
  let scalarNext: "plain" | "block-text" | null = null;
  let afterHeader = false;
  for (const raw of new Lexer().lex(text)) {
    const type: Lexeme["type"] = scalarNext ?? CST.tokenType(raw) ?? "unknown";
    const end = MARKS.has(type) ? start : start + raw.length;
    lexemes.push({ type, raw, start, end });
    if (type === "block-scalar-header") afterHeader = true;
    scalarNext = type === "scalar" ? (afterHeader ? "block-text" : "plain") : null;
    if (scalarNext !== null) afterHeader = false;
    start = end;
  }
  return lexemes;
}
