import type { Json } from "../text/json.ts";
import type { ListSpec } from "./list-spec.ts";
import type { Deprecation, Id, Node } from "./node.ts";
import type { TypeRef } from "./type-ref.ts";

export interface Domain extends Node {
  readonly service: Id;
  readonly name: string;
  readonly model: Id | null;
  readonly operations: readonly Id[];
  readonly names: {
    /** Python: `books`. */
    readonly module: string;
    /** Python: `Books`, as in `BooksOperations`. */
    readonly class: string;
  };
}

export type Derived = "list" | "get" | "create" | "update" | "delete";

/** Declared once; transports are adapters that plugins add. */
export interface Operation extends Node {
  readonly service: Id;
  readonly domain: Id;
  readonly name: string;
  /** Which operation of `crud:` it is, or null: written under `operations:`. */
  readonly derived: Derived | null;
  /** Whether its body is one hand-written method. */
  readonly slot: boolean;
  /** Only reads. */
  readonly query: boolean;
  readonly params: readonly Param[];
  /** What ties the rows that it is about to rows of other params: `/books/{book_id}/copies`. */
  readonly limits: readonly Limit[];
  /** Body: a shape, or null. */
  readonly input: Id | null;
  readonly output: Output;
  /** Codes that the slot may raise. */
  readonly errors: readonly Id[];
  /** Every code that the operation can answer with, computed, in order of id. */
  readonly raises: readonly Id[];
  readonly list: ListSpec | null;
  /** No transport leads to it: the slots of its service call it, and give it rows where others send keys. */
  readonly internal?: true;
  /** Who may call it, if the spec says so; without users everybody may. */
  readonly access?: "public";
  /** An experimental operation may change or go without notice. */
  readonly stability: "experimental" | "stable";
  readonly deprecated?: Deprecation;
  /** Former names, if it has any. */
  readonly was?: readonly string[];
  readonly names: {
    /** Python: `FinishBook`. */
    readonly class: string;
  };
}

/** A value beside the input. A row is loaded before the body runs. */
export interface Param extends Node {
  /** As in the spec: `book`. */
  readonly name: string;
  /** As it travels: `book_id`, or the unique field that finds it. */
  readonly wire: string;
  readonly type: TypeRef;
  /** Unique field of the row that the wire value is compared with, or null: the key. */
  readonly by: Id | null;
  /** Field whose value it is in the key of the row that a derived operation is about: of rows without an id. */
  readonly part?: Id;
  /** Error of a row that is not there; null where nothing is looked for: no row or part of a key, or it is passed. */
  readonly missing: Id | null;
  readonly deprecated?: Deprecation;
  readonly optional: boolean;
  readonly default?: Json;
}

/** A row of another parent is not found, and a new row gets this one. */
export interface Limit {
  /** Row param. */
  readonly param: Id;
  /** Reference of the rows that has to hold that row. */
  readonly field: Id;
}

export type Output =
  | { readonly kind: "none" }
  /** A row, shown as a variant. */
  | { readonly kind: "row"; readonly shape: Id; readonly model: Id; readonly optional: boolean }
  /** All rows that a slot returns, or a whole list, each shown as a variant. */
  | { readonly kind: "rows"; readonly shape: Id; readonly model: Id }
  /** A page of rows. */
  | { readonly kind: "page"; readonly shape: Id; readonly model: Id }
  /** Anything else: the slot returns just this. */
  | { readonly kind: "value"; readonly type: TypeRef };
