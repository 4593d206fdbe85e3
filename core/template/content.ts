import type { Block } from "./block.ts";
import type { Code, Language } from "./code.ts";
import type { Node } from "./node.ts";

/** Python: an expression, or lines that stand alone. Other languages: their text. */
export type Content = Node | Block | string;

/** The private members are the lock: nothing outside of this file can make one, look into it or change it. */
class Piece {
  readonly #language: Language;
  readonly #content: Content;

  constructor(language: Language, content: Content) {
    this.#language = language;
    this.#content = content;
  }

  static languageOf(value: unknown): Language | null {
    return typeof value === "object" && value !== null && #language in value ? value.#language : null;
  }

  static contentOf(piece: Piece): Content {
    return piece.#content;
  }
}

/** For the constructors of this folder only: whoever can call it can say anything. */
export function codeOf<L extends Language>(language: L, content: Content): Code<L> {
  return new Piece(language, content) as object as Code<L>;
}

/** What is in a piece of Code; throws for whatever only looks like one, or is of another language. */
export function contentOf<L extends Language>(code: Code<L>, language: L): Content {
  const found = Piece.languageOf(code);
  if (found === language) return Piece.contentOf(code as object as Piece);
  const what = found === null ? (code === null ? "null" : typeof code) : `Code of ${found}`;
  throw new TypeError(`a hole of a ${language} template takes Code that ${language} made, not ${what}`);
}
