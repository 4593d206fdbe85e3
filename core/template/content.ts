import type { Block } from "./block.ts";
import type { Code, Language } from "./code.ts";
import type { Node } from "./node.ts";

/** The key under which Code holds what it is. It is not exported, so nothing else can make Code. */
const key: unique symbol = Symbol("code");

/** Python: an expression, or lines that stand alone. Other languages: their text. */
export type Content = Node | Block | string;

/** For the constructors of this folder only: whoever can call it can say anything. */
export function codeOf<L extends Language>(language: L, value: Content): Code<L> {
  return Object.freeze({ [key]: { language, value } }) as object as Code<L>;
}

/** What is in a piece of Code; throws for whatever only looks like one, or is of another language. */
export function contentOf<L extends Language>(code: Code<L>, language: L): Content {
  const found = isCode(code) ? code[key] : null;
  if (found?.language === language) return found.value;
  const what = found === null ? (code === null ? "null" : typeof code) : `Code of ${found.language}`;
  throw new TypeError(`a hole of a ${language} template takes Code that ${language} made, not ${what}`);
}

function isCode(
  value: unknown,
): value is { readonly [key]: { readonly language: Language; readonly value: Content } } {
  return typeof value === "object" && value !== null && key in value;
}
