import type {
  Check,
  Column,
  ColumnType,
  FindingContribution,
  ForeignKey,
  Id,
  Schema,
  Table,
} from "../../mod.ts";
import { cyclicKeys } from "./cyclic-keys.ts";
import { finding } from "./finding.ts";
import {
  addColumn,
  addForeignKey,
  alterColumn,
  createIndex,
  createTable,
  dropCheck,
  fillColumn,
  type MigrationChange,
  replaceCheck,
  reversed,
} from "./migration-steps.ts";

export type { MigrationStep } from "./migration-steps.ts";

export interface MigrationPlan {
  readonly changes: readonly MigrationChange[];
  /** What a person has to decide. */
  readonly findings: readonly FindingContribution[];
}

/** How one schema becomes the other. What could lose or refuse rows that are there is left to a person. */
export function migrationChanges(before: Schema, after: Schema, service: Id): MigrationPlan {
  const old = new Map(before.tables.map((table) => [table.name, table]));
  const kept = after.tables.flatMap((table) => {
    const earlier = old.get(table.name);
    return earlier === undefined ? [] : [tableChanges(earlier, table, service)];
  });
  const gone = before.tables.filter((table) => !after.tables.some(({ name }) => name === table.name));
  return {
    changes: [
      ...newTables(after, (table) => !old.has(table.name)),
      ...kept.flatMap(({ changes }) => changes),
    ],
    findings: [
      ...gone.map((table) => refuse(service, table.name, "the table is gone: its rows would be lost")),
      ...kept.flatMap(({ findings }) => findings),
    ],
  };
}

function refuse(service: Id, place: string, problem: string): FindingContribution {
  return finding("SVC0620", service, { place, problem });
}

/** Tables after those that they refer to; keys in a circle come when all tables are there. */
function newTables(after: Schema, isNew: (table: Table) => boolean): readonly MigrationChange[] {
  const cyclic = cyclicKeys(after);
  const tables: Table[] = [];
  const visit = (table: Table): void => {
    if (tables.includes(table) || !isNew(table)) return;
    for (const key of table.foreignKeys) {
      const target = after.tables.find(({ name }) => name === key.target.table);
      if (target !== undefined && target !== table && !cyclic.has(key.name)) visit(target);
    }
    tables.push(table);
  };
  after.tables.forEach(visit);
  const later = (table: Table) => table.foreignKeys.filter((key) => cyclic.has(key.name));
  return [
    ...tables.flatMap((table) => [
      createTable(table, (key) => !cyclic.has(key.name)),
      ...table.indexes.map((index) => createIndex(table, index)),
    ]),
    ...tables.flatMap((table) => later(table).map((key) => addForeignKey(table, key))),
  ];
}

function tableChanges(before: Table, after: Table, service: Id): MigrationPlan {
  const changes: MigrationChange[] = [];
  const findings: FindingContribution[] = [];
  const place = (column: string) => `${after.name}.${column}`;
  const added = after.columns.filter((column) => find(before.columns, column.name) === undefined);
  const isAdded = (name: string) => added.some((column) => column.name === name);

  for (const column of before.columns) {
    const later = find(after.columns, column.name);
    if (later === undefined) {
      findings.push(refuse(service, place(column.name), "the column is gone: its values would be lost"));
    } else {
      const problem = incompatible(column, later);
      if (problem !== null) findings.push(refuse(service, place(column.name), problem));
      else if (differs(column, later)) changes.push(alterColumn(after, column, later));
    }
  }
  for (const column of added) {
    if (column.nullable || column.serverDefault !== null) changes.push(addColumn(after, column));
    else if (column.fill !== undefined) changes.push(fillColumn(after, column));
    else findings.push(finding("SVC0621", service, { place: place(column.name) }));
  }

  for (const unique of before.unique) {
    if (find(after.unique, unique.name) === undefined) changes.push(reversed.addUnique(after, unique));
  }
  for (const unique of after.unique) {
    if (find(before.unique, unique.name) !== undefined) continue;
    // Rows that are there have nothing in a new column, and nothings do not collide.
    const isFree = unique.columns.some((name) => {
      const column = find(after.columns, name)!;
      return isAdded(name) && column.nullable && column.serverDefault === null;
    });
    if (isFree) changes.push(reversed.dropUnique(after, unique));
    else {findings.push(
        refuse(service, place(unique.columns.join(", ")), "it is unique now, and rows may collide"),
      );}
  }

  for (const key of before.foreignKeys) {
    const later = find(after.foreignKeys, key.name);
    if (later === undefined && find(after.columns, key.columns[0]!) !== undefined) {
      findings.push(refuse(service, place(key.columns.join(", ")), "it refers to other rows than before"));
    } else if (later !== undefined && later.onDelete !== key.onDelete) {
      changes.push(...replacedKey(after, key, later));
    }
  }
  for (const key of after.foreignKeys) {
    if (find(before.foreignKeys, key.name) !== undefined) continue;
    if (isAdded(key.columns[0]!)) changes.push(addForeignKey(after, key));
    else {findings.push(
        refuse(service, place(key.columns.join(", ")), "it refers to rows now, and some may be missing"),
      );}
  }

  const checks = checkChanges(before, after, isAdded);
  changes.push(...checks.changes);
  findings.push(...checks.narrowed.map((column) => refuse(service, place(column), NARROWED)));

  for (const index of before.indexes) {
    if (find(after.indexes, index.name) === undefined) changes.push(reversed.createIndex(after, index));
  }
  for (const index of after.indexes) {
    if (find(before.indexes, index.name) === undefined) changes.push(createIndex(after, index));
  }
  return { changes, findings };
}

const NARROWED = "its bounds are narrower, and rows may be outside of them";

function find<T extends { readonly name: string }>(items: readonly T[], name: string): T | undefined {
  return items.find((item) => item.name === name);
}

/** Why a change of a column could lose or refuse values; null: it can not. */
function incompatible(before: Column, after: Column): string | null {
  if (!widens(before.type, after.type)) {
    return `its type changes from ${nameOf(before.type)} to ${nameOf(after.type)}`;
  }
  return before.nullable && !after.nullable ? "it is required now, and rows may have nothing there" : null;
}

function widens(before: ColumnType, after: ColumnType): boolean {
  if (JSON.stringify(before) === JSON.stringify(after)) return true;
  if (before.kind === "varchar") {
    return after.kind === "text" || (after.kind === "varchar" && after.length > before.length);
  }
  return before.kind === "int" && after.kind === "int" && after.size > before.size;
}

function nameOf(type: ColumnType): string {
  switch (type.kind) {
    case "varchar":
      return `varchar(${type.length})`;
    case "decimal":
      return `decimal(${type.precision}, ${type.scale})`;
    case "int":
      return `int${type.size}`;
    case "list":
      return `list of ${nameOf(type.of)}`;
    default:
      return type.kind;
  }
}

function differs(before: Column, after: Column): boolean {
  return before.nullable !== after.nullable || before.serverDefault !== after.serverDefault ||
    JSON.stringify(before.type) !== JSON.stringify(after.type);
}

function replacedKey(table: Table, before: ForeignKey, after: ForeignKey): readonly MigrationChange[] {
  const drop = addForeignKey(table, before);
  return [{ up: drop.down, down: drop.up }, addForeignKey(table, after)];
}

/** A check that allows more than the one before it replaces it; one that allows less is for a person. */
function checkChanges(before: Table, after: Table, isAdded: (column: string) => boolean) {
  const changes: MigrationChange[] = [];
  const narrowed: string[] = [];
  const gone = before.checks.filter((check) => find(after.checks, check.name) === undefined);
  const replaced = new Set<Check>();
  for (const check of after.checks.filter(({ name }) => find(before.checks, name) === undefined)) {
    const earlier = gone.find((other) => !replaced.has(other) && isSameRule(other, check));
    if (readBy(check.rule).every(isAdded)) changes.push(reversed.dropCheck(after, check));
    else if (earlier !== undefined && allowsMore(earlier, check)) {
      replaced.add(earlier);
      changes.push(replaceCheck(before, earlier, after, check));
    } else narrowed.push(readBy(check.rule).join(", "));
  }
  for (const check of gone.filter((other) => !replaced.has(other))) {
    const isLeft = readBy(check.rule).some((column) => find(after.columns, column) !== undefined);
    if (isLeft) changes.push(dropCheck(before, check));
  }
  return { changes, narrowed };
}

function readBy(rule: Check["rule"]): readonly string[] {
  return rule.kind === "condition" ? rule.columns : [rule.column];
}

/** Of two conditions nobody can tell which one allows more. */
function isSameRule({ rule: before }: Check, { rule: after }: Check): boolean {
  if (before.kind === "condition" || after.kind === "condition") return false;
  if (before.column !== after.column || before.kind !== after.kind) return false;
  return before.kind === "one_of" || (after.kind === "compare" && before.operator[0] === after.operator[0]);
}

function allowsMore({ rule: before }: Check, { rule: after }: Check): boolean {
  if (before.kind === "condition") return false;
  if (before.kind === "one_of") {
    return after.kind === "one_of" && before.values.every((value) => after.values.includes(value));
  }
  if (after.kind !== "compare") return false;
  const distance = (Number(after.value) - Number(before.value)) * (after.operator.startsWith(">") ? -1 : 1);
  return distance > 0 || (distance === 0 && after.operator.length === 2);
}
