import type { Span } from "./source.ts";

/** A YAML value in which every part knows where it stands. */
export type YamlNode = YamlMap | YamlList | YamlScalar;

export interface YamlMap {
  readonly kind: "map";
  readonly span: Span;
  /** Written as `{ … }`. */
  readonly flow: boolean;
  readonly entries: readonly YamlEntry[];
}

export interface YamlEntry {
  /** Keys that are no strings are given as they were written. */
  readonly key: string;
  readonly keySpan: Span;
  readonly value: YamlNode;
}

export interface YamlList {
  readonly kind: "list";
  readonly span: Span;
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
}

export interface YamlScalar {
  readonly kind: "scalar";
  readonly span: Span;
  /** An integer outside ±(2⁵³−1) is a `bigint`. */
  readonly value: string | number | bigint | boolean | null;
  /** As it was written; for a plain scalar the text between the white space. */
  readonly written: string;
  /** Without quotes and on one line, so YAML may have read a number or a bool into it. */
  readonly plain: boolean;
}

/** Steps from the root of a document: keys and list positions. */
export type NodePath = readonly (string | number)[];
