import type { Check, Column, ForeignKey, Index, Table } from "../../mod.ts";
import { find, type TablePair } from "./migration-align.ts";
import { columnChanges } from "./migration-columns.ts";
import { columnsOf } from "./migration-conditions.ts";
import { losesKeys, refuses, type Risk } from "./migration-risks.ts";
import {
  addCheck,
  addForeignKey,
  addUnique,
  buildPrimaryKey,
  buildUnique,
  validate,
} from "./migration-rule-steps.ts";
import { type MigrationChange, turned } from "./migration-step.ts";
import { buildIndex, createIndex } from "./migration-table-steps.ts";

/** The changes of one table, in the order in which they are made. What is taken back, is so in reverse. */
export interface TableChanges {
  /** Rules that would be in the way. */
  readonly clearing: readonly MigrationChange[];
  readonly columns: readonly MigrationChange[];
  readonly rules: readonly MigrationChange[];
  /** What a table that is in use gets beside its work, in a revision of its own. */
  readonly online: readonly MigrationChange[];
  readonly risks: readonly Risk[];
}

export function tableChanges({ before, after }: TablePair): TableChanges {
  const lost = lostKeys(before, after);
  if (lost !== null) return { clearing: [], columns: [], rules: [], online: [], risks: [lost] };
  const columns = columnChanges(before, after);
  const { added, converted, replaced } = columns;
  const risks: Risk[] = [...columns.risks];
  const clearing: MigrationChange[] = [];
  const rules: MigrationChange[] = [];
  const online: MigrationChange[] = [];
  const trusted: string[] = [];
  const isNew = (column: string) => added.has(column) || replaced.has(column);
  // A rule over a column of another type is made anew: it was written for the old one.
  const isTouched = (names: readonly string[]) =>
    names.some((name) => converted.has(name) || replaced.has(name));
  const isNothing = (names: readonly string[]) =>
    names.some((name) => isNew(name) && isEmpty(find(after.columns, name)!));
  /** Rules that go, and those that come, of one list of the table. */
  const difference = <T extends { readonly name: string }>(
    old: readonly T[],
    now: readonly T[],
    columnsOf: (rule: T) => readonly string[],
  ) => {
    const stays = (rule: T, others: readonly T[]) => {
      const other = find(others, rule.name);
      return other !== undefined && JSON.stringify(other) === JSON.stringify(rule) &&
        !isTouched(columnsOf(rule));
    };
    return {
      gone: old.filter((rule) => !stays(rule, now)),
      come: now.filter((rule) => !stays(rule, old)),
    };
  };

  const keys = difference(before.foreignKeys, after.foreignKeys, ({ columns }) => columns);
  for (const key of keys.gone) clearing.push(turned(addForeignKey(before, key, { obeyed: false })));
  for (const key of keys.come) {
    const earlier = keys.gone.find((other) => leadsAlike(other, key));
    const obeyed = isNothing(key.columns) || (earlier !== undefined && !isTouched(key.columns));
    rules.push(addForeignKey(after, key, { obeyed }));
    if (obeyed) trusted.push(key.name);
    if (!obeyed && earlier === undefined) {
      risks.push(
        refuses(
          after.name,
          key.columns,
          `it refers to ${key.target.table} now, and a row without its target stops the migration`,
        ),
      );
    }
  }

  const checks = difference(before.checks, after.checks, ({ rule }) => readBy(rule));
  // Also those of a column that goes: SQLite would keep them, and PostgreSQL would not bring them back.
  for (const check of checks.gone) clearing.push(turned(addCheck(before, check, { obeyed: false })));
  for (const check of checks.come) {
    const read = readBy(check.rule);
    const isKept = find(before.checks, check.name) !== undefined;
    const wider = checks.gone.some((earlier) => allowsMore(earlier, check, columns.renamedValues));
    const obeyed = read.every(isNew) || (wider && !isTouched(read));
    rules.push(addCheck(after, check, { obeyed }));
    if (obeyed) trusted.push(check.name);
    if (!obeyed && !isKept) {
      risks.push(
        refuses(
          after.name,
          read,
          "its rule is new or narrower, and a row that breaks it stops the migration",
        ),
      );
    }
  }

  const sets = difference(before.unique, after.unique, (set) => set.columns);
  for (const set of sets.gone) clearing.push(turned(addUnique(before, set)));
  for (const set of sets.come) {
    online.push(buildUnique(after, set));
    const isKept = find(before.unique, set.name) !== undefined;
    if (!isNothing(set.columns) && !isKept) {
      risks.push(
        refuses(after.name, set.columns, "it is unique now, and rows that are alike stop the migration"),
      );
    }
  }

  const indexes = difference(before.indexes, after.indexes, indexedBy);
  for (const index of indexes.gone) clearing.push(turned(createIndex(before, index)));
  for (const index of indexes.come) {
    online.push(buildIndex(after, index));
    const isKept = find(before.indexes, index.name) !== undefined;
    if (index.unique && !isKept && !isNothing(index.columns)) {
      const problem = "it is unique now, and rows that are alike stop the migration";
      risks.push(refuses(after.name, index.columns, problem));
    }
  }

  if (before.primaryKey.columns.join() !== after.primaryKey.columns.join()) {
    online.push(buildPrimaryKey(after, before.primaryKey, after.primaryKey));
    const { columns } = after.primaryKey;
    // Rows that more columns tell apart were told apart before.
    if (before.primaryKey.columns.some((column) => !columns.includes(column))) {
      const problem = "they are the key now, and rows that are alike stop the migration";
      risks.push(refuses(after.name, columns, problem));
    }
  }
  if (trusted.length > 0) online.unshift(validate(after, trusted));
  return { clearing, columns: columns.changes, rules, online, risks };
}

/** Why rows could not be found by their new keys, or null: what is the key now, they have had all along. */
function lostKeys(before: Table, after: Table): Risk | null {
  const { name, primaryKey: { columns: key } } = after;
  const old = key.map((column) => find(before.columns, column));
  const isNew = old.includes(undefined);
  // Of a reference, the table that it refers to says so.
  const refers = after.foreignKeys.flatMap(({ columns }) => columns);
  const isOther = key.some((column, position) => {
    if (refers.includes(column)) return false;
    const now = find(after.columns, column)!;
    const then = old[position];
    return then !== undefined &&
      (then.identity !== now.identity || (then.type.kind !== now.type.kind && !areTexts(then, now)));
  });
  if (!isNew && !isOther) return null;
  const problem = isNew
    ? `the key changes from ${before.primaryKey.columns.join(", ")} to ${key.join(", ")}`
    : "the key has values of another kind now";
  return losesKeys(name, key, problem);
}

function areTexts(...columns: readonly Column[]): boolean {
  return columns.every(({ type: { kind } }) => kind === "varchar" || kind === "text");
}

/** Rows that are there have nothing in it. */
function isEmpty(column: Column): boolean {
  return column.nullable && column.serverDefault === null;
}

function indexedBy({ columns, where }: Index): readonly string[] {
  return where === undefined ? columns : [...columns, ...columnsOf(where)];
}

/** The columns that a rule reads. */
function readBy(rule: Check["rule"]): readonly string[] {
  return rule.kind === "condition" ? rule.columns : [rule.column];
}

function leadsAlike(a: ForeignKey, b: ForeignKey): boolean {
  return JSON.stringify([a.columns, a.target]) === JSON.stringify([b.columns, b.target]);
}

/** Whether rows that obeyed one rule are known to obey the other. */
function allowsMore(
  { rule: before }: Check,
  { rule: after }: Check,
  renamed: ReadonlyMap<string, ReadonlyMap<string, string>>,
): boolean {
  if (before.kind === "one_of" && after.kind === "one_of") {
    const names = renamed.get(after.column);
    return before.column === after.column &&
      before.values.every((value) => after.values.includes(names?.get(value) ?? value));
  }
  if (before.kind !== "compare" || after.kind !== "compare" || before.column !== after.column) return false;
  if (before.operator[0] !== after.operator[0]) return false;
  const distance = (Number(after.value) - Number(before.value)) * (after.operator.startsWith(">") ? -1 : 1);
  return distance > 0 || (distance === 0 && after.operator.length === 2);
}
