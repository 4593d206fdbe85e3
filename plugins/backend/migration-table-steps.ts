import { type ForeignKey, type Index, py, type Table } from "../../mod.ts";
import { checkCondition, countedTable, givenKey, indexOptions } from "./column-type.ts";
import { columnElement } from "./migration-column-steps.ts";
import { onDelete } from "./migration-rule-steps.ts";
import {
  alteration,
  conventional,
  type MigrationChange,
  type MigrationStep,
  nameArgument,
  op,
  run,
  strings,
} from "./migration-step.ts";
import { NAMES, sa } from "./migration-values.ts";

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

/** Of a table with rows: PostgreSQL builds it beside other work, outside of a transaction. */
export function buildIndex(table: Table, index: Index): MigrationChange {
  const args = [conventional(index.name), py.str(table.name)];
  const build = [...args, strings(index.columns), ...indexOptions(table, index, NAMES)];
  return {
    up: [...neededBy(index), run(alteration("build_index", build))],
    down: [run(alteration("drop_index", args))],
  };
}

function neededBy({ kind }: Index): readonly MigrationStep[] {
  return kind === "trigram" ? [run(op("execute", [py.call(NAMES.indexes("enable_trigrams"))]))] : [];
}
