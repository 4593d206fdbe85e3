import { type Column, type FillFrom, type Json, type Py, py, type Table } from "../../mod.ts";
import { columnType, countedType, serverDefault } from "./column-type.ts";
import { ref } from "./refs.ts";
import {
  alteration,
  apart,
  batch,
  batchOp,
  type MigrationChange,
  type MigrationStep,
  namesDict,
  op,
  run,
} from "./migration-step.ts";
import { hasLiteral, literalDefault, NAMES, sa, storedValue } from "./migration-values.ts";
import { sqlCondition } from "./sql-condition.ts";

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
    case "now":
      return py.expr`${ref("datetime", "datetime")}.now(${ref("datetime", "UTC")})`;
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

export function columnElement(column: Column, nullable: boolean, more: readonly Py[] = []): Py {
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
