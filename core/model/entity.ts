import type { Json } from "../text/json.ts";
import type { Condition } from "./condition.ts";
import type { Deprecation, Id, Node } from "./node.ts";
import type { TypeRef } from "./type-ref.ts";

/** A model of the spec: rows of one table. */
export interface Entity extends Node {
  readonly name: string;
  /** Version 2 models, and `table: false`, are shapes only. */
  readonly table: string | null;
  readonly fields: readonly Field[];
  /** Fields that tell rows apart, in order: `id`, which others can refer to, or what the spec says. None without a table. */
  readonly key: readonly Id[];
  /** Links to any number of rows, which are no columns. */
  readonly refs: readonly Refs[];
  readonly unique: readonly UniqueSet[];
  readonly indexes: readonly IndexSet[];
  readonly checks: readonly CheckSet[];
  /** References of other models to this one, named or not, in order of their ids. */
  readonly referrers: readonly Referrer[];
  /** Service that owns the table, or null. */
  readonly owner: Id | null;
  /** Shapes of this model by variant name; `Create`, `Update` and `Read` always (in version 3). */
  readonly variants: Readonly<Record<string, Id>>;
  readonly names: EntityNames;
  /** Former names, if it has any. */
  readonly was?: readonly string[];
  /** Former names of the table, if it has any. */
  readonly tableWas?: readonly string[];
  /** Names of deleted fields, which no other may get. */
  readonly reserved?: readonly string[];
  readonly deprecated?: Deprecation;
}

export interface EntityNames {
  /** `outgoing_email` */
  readonly snake: string;
  /** `outgoing_emails` */
  readonly plural: string;
  /** `OUTGOING_EMAIL` */
  readonly upper: string;
  /** For sentences: `outgoing email`. */
  readonly words: string;
  /** `outgoing emails` */
  readonly wordsPlural: string;
  /** `an` */
  readonly article: "a" | "an";
  /** Name of the key in a path, a param or a detail: `outgoing_email_id`. */
  readonly key: string;
  /** Python: module of schemas, table and repository (`outgoing_email`). */
  readonly module: string;
  /** Python: `OutgoingEmail`. */
  readonly class: string;
}

export interface Field extends Node {
  /** As in the spec: `author`. */
  readonly name: string;
  /** Attribute and wire member: `author_id`. */
  readonly member: string;
  /** The member, unless the spec names the column. */
  readonly column: string;
  readonly type: TypeRef;
  readonly optional: boolean;
  readonly default?: Json;
  /** Never in Create and Update. */
  readonly readonly: boolean;
  /** In Create only. */
  readonly immutable: boolean;
  /** Not to be read by accident: neither in Read nor in logs, unless a variant names it. */
  readonly sensitive: boolean;
  /** Values of `id`, `created_at` and `updated_at` are made without anybody saying them, written down or not. */
  readonly implied: "id" | "created_at" | "updated_at" | null;
  readonly deprecated?: Deprecation;
  readonly relation: Relation | null;
  readonly example?: Json;
  /** Former names, if it has any. */
  readonly was?: readonly string[];
  /** What rows get that have nothing there when the field becomes required. */
  readonly backfill?: Json;
  /** The same of what a row holds in its other columns. */
  readonly backfillFrom?: Backfill;
}

/** What a row gets out of its own columns. */
export type Backfill =
  | { readonly kind: "condition"; readonly condition: Condition }
  /** The first of these that is there, or else a value. */
  | { readonly kind: "columns"; readonly fields: readonly Id[]; readonly otherwise?: Json };

export interface Relation {
  readonly model: Id;
  readonly onDelete: "restrict" | "cascade" | "set_null";
  /** Name of the way back, or null: there is none. */
  readonly inverse: string | null;
}

export interface Referrer {
  readonly model: Id;
  readonly field: Id;
  readonly inverse: string | null;
  readonly onDelete: "restrict" | "cascade" | "set_null";
}

/** Rows of another model without a word about each: pairs of keys in a table of their own. */
export interface Refs extends Node {
  /** As in the spec, in the ORM and on the wire: `authors`. */
  readonly name: string;
  readonly model: Id;
  /** `book_authors` */
  readonly table: string;
  /** `book_id`, `author_id` */
  readonly columns: { readonly own: string; readonly other: string };
  readonly inverse: string | null;
  /** Unique field of the target whose values are sent instead of keys, or null. */
  readonly accept: Id | null;
  /** Whether a value that no row has makes one: the target needs nothing else. */
  readonly makes: boolean;
  readonly maxItems: number;
  /** Former names, if it has any. */
  readonly was?: readonly string[];
}

export interface UniqueSet {
  /** `models.Book.unique.author_title` */
  readonly id: Id;
  /** Whether it is the key that the model says. */
  readonly primary?: true;
  readonly fields: readonly Id[];
  /** Only rows of which this holds must differ; null: all. */
  readonly where: Condition | null;
  /** Name of the constraint: `uq_books_author_id_title`. */
  readonly constraint: string;
  readonly error: Id;
}

export interface IndexSet {
  readonly id: Id;
  readonly fields: readonly Id[];
  readonly where: Condition | null;
  readonly kind: IndexKind;
  readonly name: string;
}

export type IndexKind = "btree" | "gin" | "trigram";

/** A rule over own columns that every row keeps. */
export interface CheckSet {
  readonly id: Id;
  readonly condition: Condition;
  /** Name of the constraint: `ck_loans_begins_ends_1a2b3c`. */
  readonly constraint: string;
  readonly error: Id;
}
