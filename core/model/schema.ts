/** The database that a Model asks for: plain data, one per service. Migrations are differences of two. */
export interface Schema {
  readonly schema: 1;
  /** Sorted by name. */
  readonly tables: readonly Table[];
}

export interface Table {
  readonly name: string;
  /** In declared order, the key first and the timestamps last. */
  readonly columns: readonly Column[];
  readonly primaryKey: { readonly name: string; readonly columns: readonly string[] };
  readonly unique: readonly { readonly name: string; readonly columns: readonly string[] }[];
  readonly checks: readonly Check[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly indexes: readonly { readonly name: string; readonly columns: readonly string[] }[];
}

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** What a row gets that does not say; null where only the application fills it in. */
  readonly serverDefault: string | number | boolean | null;
  /** What rows that are there already get when the column is added; JSON, absent if nothing is known. */
  readonly fill?: string | number | boolean | readonly (string | number | boolean)[] | null;
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
  | { readonly kind: "timestamp" }
  /** A list of scalars: an array on PostgreSQL, JSON text on SQLite. */
  | { readonly kind: "list"; readonly of: ColumnType }
  /** A record: jsonb on PostgreSQL, JSON text on SQLite. */
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
  };

export interface ForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly target: { readonly table: string; readonly columns: readonly string[] };
  readonly onDelete: "restrict" | "cascade" | "set_null";
}
