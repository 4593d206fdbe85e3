import type { Span } from "./source.ts";

/**
 * What is wrong with a YAML text. The words that a user reads are made in `diagnostics`; only a syntax error
 * brings its own, because there are so many of them.
 */
export type YamlProblem =
  /** `what` tells the mistake in plain words, `step` what to do about it. */
  | { readonly kind: "syntax"; readonly span: Span; readonly what: string; readonly step: string | null }
  /** Git could not merge the file, and its marks are still there. */
  | { readonly kind: "merge-conflict"; readonly span: Span }
  /** A tab where YAML wants spaces. */
  | { readonly kind: "tab"; readonly span: Span }
  /**
   * A plain text in `{ }` or `[ ]` that YAML ends at the character `at`, though a bracket of its own is open.
   * `whole` is what was meant as far as it can be told, `quoted` the same in quotes.
   */
  | {
    readonly kind: "cut";
    readonly span: Span;
    readonly at: string;
    readonly whole: Span;
    readonly quoted: string;
  }
  | { readonly kind: "duplicate-key"; readonly span: Span; readonly key: string; readonly first: Span }
  /** What the spec language has no use for, as it was written. */
  | {
    readonly kind: "tag" | "anchor" | "alias" | "merge" | "directive";
    readonly span: Span;
    readonly written: string;
  }
  /** With anchors allowed: an alias whose anchor does not come before it, or a merge of what is no map. */
  | { readonly kind: "unknown-alias" | "merge-value"; readonly span: Span; readonly written: string }
  /** A second document in the file. */
  | { readonly kind: "documents"; readonly span: Span }
  /** A key that is a map or a list. */
  | { readonly kind: "key"; readonly span: Span }
  /** Nesting, digits of a number, or nodes that aliases stand for, over the limit. */
  | { readonly kind: "depth" | "digits" | "expansion"; readonly span: Span; readonly limit: number };

/** After these the rest of the file cannot be trusted. */
export function breaksFile(problem: YamlProblem): boolean {
  return ["syntax", "merge-conflict", "tab", "cut", "depth", "documents"].includes(problem.kind);
}
