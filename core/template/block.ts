import type { Node } from "./node.ts";
import type { Part } from "./python-tokens.ts";

/** Python that takes whole lines, and so stands alone in its line of the template. */
export type Block =
  | { readonly kind: "docstring"; readonly docstring: Docstring }
  | { readonly kind: "comment"; readonly text: string }
  | { readonly kind: "statement"; readonly parts: readonly Part[] };

/** Google style. All of it is text of users: nothing in it can end the string or look like a section. */
export interface Docstring {
  readonly summary: string;
  /** Paragraphs, with empty lines between them. */
  readonly body?: string;
  readonly args?: readonly DocstringEntry[];
  readonly returns?: string;
  readonly raises?: readonly DocstringEntry[];
}

export interface DocstringEntry {
  readonly name: string;
  readonly text: string;
}

export function isBlock(value: Node | Block | string): value is Block {
  return typeof value === "object" && BLOCKS.has(value.kind);
}

const BLOCKS: ReadonlySet<string> = new Set<Block["kind"]>(["docstring", "comment", "statement"]);
