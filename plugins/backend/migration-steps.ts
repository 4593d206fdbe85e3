import {
  type Check,
  type Column,
  type FillFrom,
  type ForeignKey,
  type Index,
  type Json,
  type Py,
  py,
  type Table,
} from "../../mod.ts";
import {
  checkCondition,
  columnType,
  countedTable,
  countedType,
  givenKey,
  indexOptions,
  serverDefault,
} from "./column-type.ts";
import { hasLiteral, literalDefault, NAMES, sa, storedValue } from "./migration-values.ts";
import { ref } from "./refs.ts";
import { sqlCondition } from "./sql-condition.ts";

/** A statement of a revision; those of a batch change one table together, which SQLite has to copy for it. */
export type MigrationStep =
  | { readonly kind: "do"; readonly value: Py }
  | {
    readonly kind: "batch";
    readonly table: string;
    /** Whether the database counts its keys: a copy has to go on counting. */
    readonly counted: boolean;
    readonly steps: readonly Py[];
    readonly apart: boolean;
  };

/** Something done, and how it is taken back. */
export interface MigrationChange {
  readonly up: readonly MigrationStep[];
  readonly down: readonly MigrationStep[];
}

type Named = { readonly name: string; readonly columns: readonly string[] };

export function createTable(table: Table, isInline: (key: ForeignKey) => boolean): MigrationChange {
  const elements = [
    ...table.columns.map((column) => columnElement(column, column.nullable, givenKey(table, column))),
    ...table.checks.map((check) =>
      py.call(sa("CheckConstraint"), [checkCondition(table, check.rule, NAMES), nameArgument(check.name)])
    ),
    ...table.foreignKeys.filter(isInline).map((key) =>
      py.call(sa("ForeignKeyConstraint"), [
        strings(key.columns),
        strings(key.target.columns.map((column) => `${key.target.table}.${column}`)),
        nameArgument(key.name),
        onDelete(key),
      ])
    ),
    py.call(sa("PrimaryKeyConstraint"), [
      ...table.primaryKey.columns.map(py.str),
      nameArgument(table.primaryKey.name),
    ]),
    ...table.unique.map((set) =>
      py.call(sa("UniqueConstraint"), [...set.columns.map(py.str), nameArgument(set.name)])
    ),
    ...(countedTable(table) ? [py.kw("sqlite_autoincrement", py.bool(true))] : []),
  ];
  return {
    up: [run(op("create_table", [py.str(table.name), ...elements]))],
    down: [run(op("drop_table", [py.str(table.name)]))],
  };
}

export function createIndex(table: Table, index: Index): MigrationChange {
  return {
    up: [
      ...neededBy(index),
      run(op("create_index", [
        conventional(index.name),
        py.str(table.name),
        strings(index.columns),
        ...indexOptions(table, index, NAMES),
      ])),
    ],
    down: [run(op("drop_index", [conventional(index.name), py.kw("table_name", py.str(table.name))]))],
  };
}

function neededBy({ kind }: Index): readonly MigrationStep[] {
  return kind === "trigram" ? [run(op("execute", [py.call(NAMES.indexes("enable_trigrams"))]))] : [];
}

/** Rows that are there get nothing, or what the server gives. */
export function addColumn(table: Table, column: Column): MigrationChange {
  return {
    up: [batch(table, [batchOp("add_column", [columnElement(column, column.nullable)])])],
    down: [batch(table, [batchOp("drop_column", [py.str(column.name)])])],
  };
}

/**
 * A column with a value for the rows that are there. As a default that is dropped again it costs nothing: PostgreSQL
 * notes it once instead of writing every row.
 */
export function addFilledColumn(table: Table, column: Column, fill: Json): MigrationChange {
  if (!hasLiteral(column.type)) return addDerivedColumn(table, column, { kind: "value", value: fill });
  const { down } = addColumn(table, column);
  const later = py.kw("server_default", serverDefaultOrNone(column));
  const element = py.call(sa("Column"), [
    py.str(column.name),
    columnType(column.type, NAMES),
    py.kw("server_default", literalDefault(column.type, fill)),
    py.kw("nullable", py.bool(column.nullable)),
  ]);
  return {
    up: [
      batch(table, [batchOp("add_column", [element])]),
      apart(batch(table, [alter(column, [later])])),
    ],
    down,
  };
}

/** What rows get that have nothing in a column. */
export type Fill = { readonly kind: "value"; readonly value: Json } | FillFrom;

/** What fills a column that has to be filled; undefined if nothing does. */
export function fillOf({ fill, fillFrom }: Column): Fill | undefined {
  if (fillFrom !== undefined) return fillFrom;
  return fill === undefined || fill === null ? undefined : { kind: "value", value: fill };
}

function filling(table: Table, { type }: Column, fill: Fill): Py {
  switch (fill.kind) {
    case "value":
      return storedValue(type, fill.value);
    case "condition":
      return sqlCondition(table, fill.condition, NAMES);
    case "columns": {
      const { columns, otherwise } = fill;
      const tried = [
        ...columns.map((name) => py.call(sa("column"), [py.str(name)])),
        ...(otherwise === undefined ? [] : [literalDefault(type, otherwise)]),
      ];
      const [only, ...more] = tried;
      return only !== undefined && more.length === 0 ? only : py.call(py.attr(sa("func"), "coalesce"), tried);
    }
  }
}

/** A required column whose values come out of the others: it may be empty for as long as they are written. */
export function addDerivedColumn(table: Table, column: Column, fill: Fill): MigrationChange {
  const { down } = addColumn(table, column);
  const settled = [
    ...(column.serverDefault === null ? [] : [py.kw("server_default", serverDefaultOrNone(column))]),
    py.kw("nullable", py.bool(false)),
  ];
  return {
    up: [
      batch(table, [batchOp("add_column", [columnElement({ ...column, serverDefault: null }, true)])]),
      fillNulls(table, column, fill),
      ...(column.nullable ? [] : [batch(table, [alter(column, settled)])]),
    ],
    down,
  };
}

function fillNulls(table: Table, column: Column, fill: Fill): MigrationStep {
  const type = columnType(column.type, NAMES);
  const name = py.str(column.name);
  const rows = py.call(sa("table"), [py.str(table.name), py.call(sa("column"), [name, type])]);
  const nothing = py.expr`${py.call(sa("column"), [name])}.is_(None)`;
  const values = py.dict([[name, filling(table, column, fill)]]);
  return run(op("execute", [py.expr`${rows}.update().where(${nothing}).values(${values})`]));
}

/** Whether a column may hold nothing. What rows with nothing get is absent if none is known: then there must be none. */
export function changeNullable(table: Table, column: Column, fill: Fill | undefined): MigrationChange {
  const set = (nullable: boolean) => batch(table, [alter(column, [py.kw("nullable", py.bool(nullable))])]);
  const require = [...(fill === undefined ? [] : [fillNulls(table, column, fill)]), set(false)];
  return column.nullable ? { up: [set(true)], down: require } : { up: require, down: [set(true)] };
}

export function changeDefault(table: Table, before: Column, after: Column): MigrationChange {
  const set = (column: Column) =>
    batch(table, [alter(after, [py.kw("server_default", serverDefaultOrNone(column))])]);
  return { up: [set(after)], down: [set(before)] };
}

/** A type that takes all values as they are. */
export function widenType(table: Table, before: Column, after: Column): MigrationChange {
  const change = (to: Column) => batch(table, [alter(to === after ? before : after, [typeArgument(to)])]);
  return { up: [change(after)], down: [change(before)] };
}

function typeArgument(column: Column): Py {
  return py.kw("type_", columnType(column.type, NAMES));
}

/** A type that the values are converted to, and back: `using` is the SQL of PostgreSQL, null where it needs none. */
export function convertType(
  table: Table,
  before: Column,
  after: Column,
  using: { readonly up: string | null; readonly down: string | null },
): MigrationChange {
  const change = (from: Column, to: Column, how: string | null) =>
    run(alteration("change_type", [
      py.str(table.name),
      py.str(after.name),
      columnType(from.type, NAMES),
      columnType(to.type, NAMES),
      ...(how === null ? [] : [py.kw("using", py.str(how))]),
    ]));
  return { up: [change(before, after, using.up)], down: [change(after, before, using.down)] };
}

function alter(column: Column, changes: readonly Py[]): Py {
  return batchOp("alter_column", [
    py.str(column.name),
    py.kw("existing_type", columnType(column.type, NAMES)),
    ...changes,
  ]);
}

/** New values of an enum by old ones; what cannot be told apart any more is not taken back. */
export function renameValues(
  table: Table,
  column: Column,
  values: readonly (readonly [string, string])[],
  back: readonly (readonly [string, string])[],
): MigrationChange {
  const verb = column.type.kind === "list" ? "rename_items" : "rename_values";
  const write = (pairs: readonly (readonly [string, string])[]) =>
    pairs.length === 0
      ? []
      : [run(alteration(verb, [py.str(table.name), py.str(column.name), namesDict(pairs)]))];
  return { up: write(values), down: write(back.map(([from, to]) => [to, from] as const)) };
}

export function renameTable(from: string, to: string): MigrationChange {
  const rename = (old: string, name: string) => [run(op("rename_table", [py.str(old), py.str(name)]))];
  return { up: rename(from, to), down: rename(to, from) };
}

export function renameColumn(table: string, from: string, to: string): MigrationChange {
  const rename = (old: string, name: string) => [
    run(op("alter_column", [py.str(table), py.str(old), py.kw("new_column_name", py.str(name))])),
  ];
  return { up: rename(from, to), down: rename(to, from) };
}

export function renameConstraints(
  table: string,
  names: readonly (readonly [string, string])[],
): MigrationChange {
  const rename = (pairs: readonly (readonly [string, string])[]) => [
    run(alteration("rename_constraints", [py.str(table), namesDict(pairs)])),
  ];
  return { up: rename(names), down: rename(names.map(([from, to]) => [to, from] as const)) };
}

export function renameIndex(from: string, to: string): MigrationChange {
  const rename = (old: string, name: string) => [
    run(alteration("rename_index", [py.str(old), py.str(name)])),
  ];
  return { up: rename(from, to), down: rename(to, from) };
}

function namesDict(pairs: readonly (readonly [string, string])[]): Py {
  return py.dict(pairs.map(([from, to]) => [py.str(from), py.str(to)]));
}

/** A function of the runtime that does the same on both databases. */
function alteration(name: string, args: readonly Py[]): Py {
  return py.call(py.attr(ref("shared.runtime", "alterations"), name), args);
}

/** Whether the rows that are there are known to obey: PostgreSQL takes it on trust then, and they are validated later. */
export interface Obeyed {
  readonly obeyed: boolean;
}

export function addForeignKey(table: Table, key: ForeignKey, { obeyed }: Obeyed): MigrationChange {
  return {
    up: [batch(table, [batchOp("create_foreign_key", [
      conventional(key.name),
      py.str(key.target.table),
      strings(key.columns),
      strings(key.target.columns),
      onDelete(key),
      ...notValid(obeyed),
    ])])],
    down: [
      batch(table, [
        batchOp("drop_constraint", [conventional(key.name), py.kw("type_", py.str("foreignkey"))]),
      ]),
    ],
  };
}

export function addCheck(table: Table, check: Check, { obeyed }: Obeyed): MigrationChange {
  return {
    up: [batch(table, [makeCheck(table, check, obeyed)])],
    down: [batch(table, [removeCheck(check)])],
  };
}

function notValid(obeyed: boolean): readonly Py[] {
  return obeyed ? [py.kw("postgresql_not_valid", py.bool(true))] : [];
}

export function addUnique(table: Table, set: Named): MigrationChange {
  return {
    up: [batch(table, [batchOp("create_unique_constraint", [conventional(set.name), strings(set.columns)])])],
    down: [
      batch(table, [batchOp("drop_constraint", [conventional(set.name), py.kw("type_", py.str("unique"))])]),
    ],
  };
}

/** Of a table with rows: PostgreSQL builds it beside other work, outside of a transaction. */
export function buildIndex(table: Table, index: Index): MigrationChange {
  const args = [conventional(index.name), py.str(table.name)];
  const build = [...args, strings(index.columns), ...indexOptions(table, index, NAMES)];
  return {
    up: [...neededBy(index), run(alteration("build_index", build))],
    down: [run(alteration("drop_index", args))],
  };
}

/** What was added as `obeyed` is looked at later, when nobody has to wait for it. */
export function validate(table: Table, names: readonly string[]): MigrationChange {
  return { up: [run(alteration("validate", [table.name, ...names].map(py.str)))], down: [] };
}

export function buildUnique(table: Table, set: Named): MigrationChange {
  const args = [conventional(set.name), py.str(table.name), strings(set.columns)];
  return { up: [run(alteration("build_unique", args))], down: addUnique(table, set).down };
}

/** Other columns that are there already become the key. */
export function buildPrimaryKey(table: Table, before: Named, after: Named): MigrationChange {
  const build = ({ columns }: Named) =>
    run(alteration("build_primary_key", [conventional(after.name), py.str(table.name), strings(columns)]));
  return { up: [build(after)], down: [build(before)] };
}

/** The same change the other way round. */
export function turned({ up, down }: MigrationChange): MigrationChange {
  return { up: down, down: up };
}

function op(name: string, args: readonly Py[]): Py {
  return py.call(py.attr(ref("alembic", "op"), name), args);
}

function batchOp(name: string, args: readonly Py[]): Py {
  return py.call(py.name(`batch_op.${name}`), args);
}

function run(value: Py): MigrationStep {
  return { kind: "do", value };
}

function batch(table: Table, steps: readonly Py[]): MigrationStep & { kind: "batch" } {
  return { kind: "batch", table: table.name, counted: countedTable(table), steps, apart: false };
}

/** SQLite would do both in one copy of the table, and the rows would miss what the first one gives them. */
function apart(step: MigrationStep & { kind: "batch" }): MigrationStep {
  return { ...step, apart: true };
}

/** A name that is whole: the naming convention must not be applied to it again. */
function conventional(name: string): Py {
  return op("f", [py.str(name)]);
}

function nameArgument(name: string): Py {
  return py.kw("name", conventional(name));
}

function strings(items: readonly string[]): Py {
  return py.list(items.map(py.str));
}

function onDelete({ onDelete }: ForeignKey): Py {
  return py.kw("ondelete", py.str(onDelete.toUpperCase().replace("_", " ")));
}

function columnElement(column: Column, nullable: boolean, more: readonly Py[] = []): Py {
  return py.call(sa("Column"), [
    py.str(column.name),
    ...(column.identity
      ? [countedType(column.type, NAMES), py.call(sa("Identity"))]
      : [columnType(column.type, NAMES)]),
    ...(column.serverDefault === null ? [] : [py.kw("server_default", serverDefaultOrNone(column))]),
    ...more,
    py.kw("nullable", py.bool(nullable)),
  ]);
}

function serverDefaultOrNone(column: Column): Py {
  return column.serverDefault === null ? py.none : serverDefault(column.serverDefault, column.type, NAMES);
}

function removeCheck(check: Check): Py {
  return batchOp("drop_constraint", [conventional(check.name), py.kw("type_", py.str("check"))]);
}

function makeCheck(table: Table, check: Check, obeyed: boolean): Py {
  return batchOp("create_check_constraint", [
    conventional(check.name),
    checkCondition(table, check.rule, NAMES),
    ...notValid(obeyed),
  ]);
}
