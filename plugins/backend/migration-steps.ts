import {
  type Check,
  type Column,
  type ColumnType,
  type ForeignKey,
  type Index,
  type Json,
  type Py,
  py,
  type Table,
} from "../../mod.ts";
import { json, timedelta } from "../python/contract.ts";
import { checkCondition, columnType, indexOptions, serverDefault, type TypeNames } from "./column-type.ts";
import { ref } from "./refs.ts";

/** A statement of a revision; those of a batch change one table together, which SQLite has to copy for it. */
export type MigrationStep =
  | { readonly kind: "do"; readonly value: Py }
  | { readonly kind: "batch"; readonly table: string; readonly steps: readonly Py[] };

/** Something done, and how it is taken back. */
export interface MigrationChange {
  readonly up: readonly MigrationStep[];
  readonly down: readonly MigrationStep[];
}

type Named = { readonly name: string; readonly columns: readonly string[] };

export function createTable(table: Table, isInline: (key: ForeignKey) => boolean): MigrationChange {
  const elements = [
    ...table.columns.map((column) => columnElement(column, column.nullable)),
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
  ];
  return {
    up: [run(op("create_table", [py.str(table.name), ...elements]))],
    down: [run(op("drop_table", [py.str(table.name)]))],
  };
}

export function createIndex(table: Table, index: Index): MigrationChange {
  const needed = index.kind === "trigram"
    ? [run(op("execute", [py.call(NAMES.indexes("enable_trigrams"))]))]
    : [];
  return {
    up: [
      ...needed,
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

/** Rows that are there get nothing, or what the server gives. */
export function addColumn(table: Table, column: Column): MigrationChange {
  return {
    up: [batch(table, [batchOp("add_column", [columnElement(column, column.nullable)])])],
    down: [batch(table, [batchOp("drop_column", [py.str(column.name)])])],
  };
}

/** A required column that only the application fills in: rows that are there are given a value before it is required. */
export function fillColumn(table: Table, column: Column): MigrationChange {
  const type = columnType(column.type, NAMES);
  const rows = py.call(sa("table"), [py.str(table.name), py.call(sa("column"), [py.str(column.name), type])]);
  const values = py.dict([[py.str(column.name), fillValue(column.type, column.fill ?? null)]]);
  return {
    up: [
      batch(table, [batchOp("add_column", [columnElement(column, true)])]),
      run(op("execute", [py.expr`${rows}.update().values(${values})`])),
      batch(table, [batchOp("alter_column", [
        py.str(column.name),
        py.kw("existing_type", type),
        py.kw("nullable", py.bool(false)),
      ])]),
    ],
    down: [batch(table, [batchOp("drop_column", [py.str(column.name)])])],
  };
}

export function alterColumn(table: Table, before: Column, after: Column): MigrationChange {
  return { up: [batch(table, [alter(before, after)])], down: [batch(table, [alter(after, before)])] };
}

function alter(before: Column, after: Column): Py {
  const isOther = JSON.stringify(before.type) !== JSON.stringify(after.type);
  return batchOp("alter_column", [
    py.str(after.name),
    py.kw("existing_type", columnType(before.type, NAMES)),
    ...(isOther ? [py.kw("type_", columnType(after.type, NAMES))] : []),
    ...(before.nullable === after.nullable ? [] : [py.kw("nullable", py.bool(after.nullable))]),
    ...(before.serverDefault === after.serverDefault
      ? []
      : [py.kw("server_default", serverDefaultOrNone(after))]),
  ]);
}

export function addForeignKey(table: Table, key: ForeignKey): MigrationChange {
  return {
    up: [batch(table, [batchOp("create_foreign_key", [
      conventional(key.name),
      py.str(key.target.table),
      strings(key.columns),
      strings(key.target.columns),
      onDelete(key),
    ])])],
    down: [
      batch(table, [
        batchOp("drop_constraint", [conventional(key.name), py.kw("type_", py.str("foreignkey"))]),
      ]),
    ],
  };
}

export function replaceCheck(before: Table, old: Check, after: Table, check: Check): MigrationChange {
  return {
    up: [batch(after, [removeCheck(old), makeCheck(after, check)])],
    down: [batch(before, [removeCheck(check), makeCheck(before, old)])],
  };
}

export function dropCheck(table: Table, check: Check): MigrationChange {
  return { up: [batch(table, [removeCheck(check)])], down: [batch(table, [makeCheck(table, check)])] };
}

function dropUnique(table: Table, set: Named): MigrationChange {
  return {
    up: [
      batch(table, [batchOp("drop_constraint", [conventional(set.name), py.kw("type_", py.str("unique"))])]),
    ],
    down: [
      batch(table, [batchOp("create_unique_constraint", [conventional(set.name), strings(set.columns)])]),
    ],
  };
}

/** The same changes the other way round, by what they take back: `dropUnique` here makes the constraint. */
export const reversed = {
  dropUnique: (table: Table, set: Named) => turned(dropUnique(table, set)),
  addUnique: dropUnique,
  dropCheck: (table: Table, check: Check) => turned(dropCheck(table, check)),
  createIndex: (table: Table, index: Index) => turned(createIndex(table, index)),
};

function turned({ up, down }: MigrationChange): MigrationChange {
  return { up: down, down: up };
}

const NAMES: TypeNames = {
  sqlalchemy: sa,
  columns: (name) => py.attr(ref("shared.runtime", "columns"), name),
  indexes: (name) => py.attr(ref("shared.runtime", "indexes"), name),
};

function sa(name: string): Py {
  return py.attr(py.ref({ module: "sqlalchemy", name: "", as: "sa" }), name);
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

function batch(table: Table, steps: readonly Py[]): MigrationStep {
  return { kind: "batch", table: table.name, steps };
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

function columnElement(column: Column, nullable: boolean): Py {
  return py.call(sa("Column"), [
    py.str(column.name),
    columnType(column.type, NAMES),
    ...(column.serverDefault === null ? [] : [py.kw("server_default", serverDefaultOrNone(column))]),
    py.kw("nullable", py.bool(nullable)),
  ]);
}

function serverDefaultOrNone(column: Column): Py {
  return column.serverDefault === null ? py.none : serverDefault(column.serverDefault, column.type, NAMES);
}

/** A value as the type of the column takes it. */
function fillValue(type: ColumnType, value: Json): Py {
  const text = String(value);
  switch (type.kind) {
    case "bool":
      return py.bool(value === true);
    case "int":
      return py.int(Number(value));
    case "float":
      return py.float(Number(value));
    case "decimal":
      return py.call(ref("decimal", "Decimal"), [py.str(text)]);
    case "varchar":
    case "text":
      return py.str(text);
    case "uuid":
      return py.call(ref("uuid", "UUID"), [py.str(text)]);
    case "date":
      return py.expr`${ref("datetime", "date")}.fromisoformat(${py.str(text)})`;
    case "time":
      return py.expr`${ref("datetime", "time")}.fromisoformat(${py.str(text)})`;
    case "timestamp":
      return py.expr`${ref("datetime", "datetime")}.fromisoformat(${py.str(text)})`;
    case "interval":
      return timedelta(text);
    case "bytes":
      return py.call(ref("base64", "b64decode"), [py.str(text)]);
    case "list":
      return py.list((Array.isArray(value) ? value : []).map((item) => fillValue(type.of, item)));
    case "json":
      return json(value);
  }
}

function removeCheck(check: Check): Py {
  return batchOp("drop_constraint", [conventional(check.name), py.kw("type_", py.str("check"))]);
}

function makeCheck(table: Table, check: Check): Py {
  return batchOp("create_check_constraint", [
    conventional(check.name),
    checkCondition(table, check.rule, NAMES),
  ]);
}
