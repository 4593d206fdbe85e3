import { type Check, type ForeignKey, type Py, py, type Table } from "../../mod.ts";
import { checkCondition } from "./column-type.ts";
import {
  alteration,
  batch,
  batchOp,
  conventional,
  type MigrationChange,
  run,
  strings,
} from "./migration-step.ts";
import { NAMES } from "./migration-values.ts";

type Named = { readonly name: string; readonly columns: readonly string[] };

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

export function addUnique(table: Table, set: Named): MigrationChange {
  return {
    up: [batch(table, [batchOp("create_unique_constraint", [conventional(set.name), strings(set.columns)])])],
    down: [
      batch(table, [batchOp("drop_constraint", [conventional(set.name), py.kw("type_", py.str("unique"))])]),
    ],
  };
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

/** What was added as `obeyed` is looked at later, when nobody has to wait for it. */
export function validate(table: Table, names: readonly string[]): MigrationChange {
  return { up: [run(alteration("validate", [table.name, ...names].map(py.str)))], down: [] };
}

function notValid(obeyed: boolean): readonly Py[] {
  return obeyed ? [py.kw("postgresql_not_valid", py.bool(true))] : [];
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

export function onDelete({ onDelete }: ForeignKey): Py {
  return py.kw("ondelete", py.str(onDelete.toUpperCase().replace("_", " ")));
}
