/** A cell as JSON writes it. */
type Cell = string | number | boolean | null | readonly Cell[] | { readonly [key: string]: Cell };
export type Row = Readonly<Record<string, Cell>>;
/** Rows by table. A row that expects something may name fewer columns than there are. */
export type Rows = Readonly<Record<string, readonly Row[]>>;

/** A change of one project, and what becomes of the rows in it. */
export interface SchemaChange {
  readonly what: string;
  /** The models file before and after. */
  readonly specs: readonly [string, string];
  /** Rows that are there before the change; the same afterwards, if nothing else is said. */
  readonly rows: Rows;
  readonly then: Rows;
  /** After the change was taken back. */
  readonly back: Rows;
  /** After it was made once more. */
  readonly again: Rows;
  /** What the user has to agree to: `SVC0620 books.title`. */
  readonly risks: readonly string[];
}

/** A change of fields of one model, which can be combined with others. Both rows of the table have what `rows` says. */
export interface FieldChange {
  readonly what: string;
  readonly before: string;
  readonly after: string;
  /** More of the model, as YAML lines below its fields. */
  readonly more?: readonly [string, string];
  readonly rows?: readonly Row[];
  readonly then?: readonly Row[];
  readonly back?: readonly Row[];
  readonly again?: readonly Row[];
  readonly risks?: readonly string[];
}
