import type { Json } from "../text/json.ts";
import type { SqlCondition } from "./sql-condition.ts";
import type { StoredType } from "./stored-type.ts";

/**
 * The database that a Model asks for: plain data, one per service. Migrations are differences of two.
 *
 * A few members are hints: they say how to come from an older Schema to this one, and are no part of the state.
 */
export interface Schema {
  readonly schema: 1;
  /** Sorted by name. */
  readonly tables: readonly Table[];
}

export interface Table {
  readonly name: string;
  /** Hint: former names. */
  readonly was?: readonly string[];
  /** In declared order, the key first and the timestamps last. */
  readonly columns: readonly Column[];
  readonly primaryKey: { readonly name: string; readonly columns: readonly string[] };
  readonly unique: readonly Unique[];
  readonly checks: readonly Check[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly indexes: readonly Index[];
}

export interface Unique {
  readonly name: string;
  readonly columns: readonly string[];
}

export interface Index {
  readonly name: string;
  readonly columns: readonly string[];
  /** Rows of which this holds may not be alike in the columns: a unique set with a `where`. */
  readonly unique?: true;
  /** Only these rows are in it. */
  readonly where?: SqlCondition;
  /** What it answers on PostgreSQL besides equality and order; SQLite has one kind. */
  readonly kind?: "gin" | "trigram";
}

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** Whether the database counts its values. */
  readonly identity?: true;
  /** What a row gets that does not say; null where only the application fills it in. */
  readonly serverDefault: string | number | boolean | null;
  /** What the items of a list may be, where they are an enum: no check of the table says so. */
  readonly items?: readonly string[];
  /** What its JSON may be: no rule of the database says so, and what was written once has to be read for ever. */
  readonly holds?: StoredType;
  /** Hint: what rows that have nothing there get when the column is added or becomes required. */
  readonly fill?: Json;
  /** Hint: the same, out of other columns of the row. */
  readonly fillFrom?: FillFrom;
  /** Hint: former names. */
  readonly was?: readonly string[];
  /** Hint: former names of values of an enum. */
  readonly renamed?: readonly RenamedValue[];
}

export type FillFrom =
  | { readonly kind: "condition"; readonly condition: SqlCondition }
  /** The first of these that is not null, or else a value. */
  | { readonly kind: "columns"; readonly columns: readonly string[]; readonly otherwise?: Json }
  /** The time of the migration. */
  | { readonly kind: "now" };

export interface RenamedValue {
  readonly value: string;
  readonly was: readonly string[];
}

export type ColumnType =
  | { readonly kind: "bool" }
  | { readonly kind: "int"; readonly size: 4 | 8 }
  | { readonly kind: "float" }
  | { readonly kind: "decimal"; readonly precision: number; readonly scale: number }
  | { readonly kind: "varchar"; readonly length: number }
  | { readonly kind: "text" }
  | { readonly kind: "uuid" }
  | { readonly kind: "date" }
  /** A time of the day, without a time zone. */
  | { readonly kind: "time" }
  | { readonly kind: "timestamp" }
  | { readonly kind: "interval" }
  | { readonly kind: "bytes" }
  /** A list of scalars: an array on PostgreSQL, JSON text on SQLite. */
  | { readonly kind: "list"; readonly of: ColumnType }
  /** A record, a map, a list of such: jsonb on PostgreSQL, JSON text on SQLite. */
  | { readonly kind: "json" };

/** A rule over own columns. Its name carries what it says, because databases respell what they store. */
export interface Check {
  /** Whole name: `ck_books_status_0cf8c6`. */
  readonly name: string;
  readonly rule: CheckRule;
}

export type CheckRule =
  | { readonly kind: "one_of"; readonly column: string; readonly values: readonly string[] }
  | {
    readonly kind: "compare";
    readonly column: string;
    readonly operator: ">=" | ">" | "<=" | "<";
    readonly value: string;
    /** Scale of a decimal, which SQLite stores as a count of its smallest unit; null for other numbers. */
    readonly scale: number | null;
  }
  | {
    readonly kind: "condition";
    /** The columns that it reads, in order of their first use. */
    readonly columns: readonly string[];
    readonly condition: SqlCondition;
  };

export interface ForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly target: { readonly table: string; readonly columns: readonly string[] };
  readonly onDelete: "restrict" | "cascade" | "set_null";
}

/** What the database is, without the hints of how it becomes so. */
export function withoutHints({ tables }: Schema): Schema {
  const bare = tables.map(({ was: _, columns, ...table }) => ({
    ...table,
    columns: columns.map(({ fill: _fill, fillFrom: _from, was: _was, renamed: _renamed, ...column }) =>
      column
    ),
  }));
  return { schema: 1, tables: bare };
}
