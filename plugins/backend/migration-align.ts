import type { Check, Schema, Table } from "../../mod.ts";
import { withColumns } from "./migration-conditions.ts";
import { renameColumn, renameConstraints, renameIndex, renameTable } from "./migration-rename-steps.ts";
import type { MigrationChange } from "./migration-step.ts";

/** A table of both schemas: the old one with the names that the new one has for it and its columns. */
export interface TablePair {
  readonly before: Table;
  readonly after: Table;
}

export interface Alignment {
  /** What gives everything its new name. Later changes know new names only. */
  readonly renames: readonly MigrationChange[];
  readonly pairs: readonly TablePair[];
  readonly added: readonly Table[];
  readonly gone: readonly Table[];
}

/** New names by old ones. */
type Names = ReadonlyMap<string, string>;

/** Find what was renamed, so that only true differences are left. */
export function align(before: Schema, after: Schema): Alignment {
  const tables = formerNames(before.tables, after.tables);
  const columns = new Map(before.tables.map((table) => {
    const later = find(after.tables, tables.get(table.name) ?? table.name);
    return [table.name, later === undefined ? new Map() : formerNames(table.columns, later.columns)];
  }));
  const pairs: TablePair[] = [];
  const renames: MigrationChange[] = [];
  const gone: Table[] = [];
  for (const old of before.tables) {
    const renamed = withNames(old, tables, columns);
    const later = find(after.tables, renamed.name);
    if (later === undefined) gone.push(renamed);
    else {
      const aligned = withRuleNames(renamed, later);
      renames.push(...renamesOf(old, aligned, columns.get(old.name)!));
      pairs.push({ before: aligned, after: later });
    }
  }
  const added = after.tables.filter(({ name }) => !pairs.some((pair) => pair.after.name === name));
  return { renames, pairs, added, gone };
}

interface Renamed {
  readonly name: string;
  readonly was?: readonly string[];
}

/** A former name counts where the old thing is there, and neither it nor the new one is in both schemas. */
function formerNames(before: readonly Renamed[], after: readonly Renamed[]): Names {
  const names = new Map<string, string>();
  for (const { name, was = [] } of after) {
    if (find(before, name) !== undefined) continue;
    const old = was.find((candidate) =>
      find(before, candidate) !== undefined && find(after, candidate) === undefined && !names.has(candidate)
    );
    if (old !== undefined) names.set(old, name);
  }
  return names;
}

function withNames(table: Table, tables: Names, columnsOf: ReadonlyMap<string, Names>): Table {
  const own = columnsOf.get(table.name)!;
  const rename = (columns: readonly string[], names = own) => columns.map((name) => names.get(name) ?? name);
  return {
    ...table,
    name: tables.get(table.name) ?? table.name,
    columns: table.columns.map((column) => ({ ...column, name: own.get(column.name) ?? column.name })),
    primaryKey: { ...table.primaryKey, columns: rename(table.primaryKey.columns) },
    unique: table.unique.map((set) => ({ ...set, columns: rename(set.columns) })),
    checks: table.checks.map((check) => checkWithNames(check, own)),
    foreignKeys: table.foreignKeys.map((key) => ({
      ...key,
      columns: rename(key.columns),
      target: {
        table: tables.get(key.target.table) ?? key.target.table,
        columns: rename(key.target.columns, columnsOf.get(key.target.table)),
      },
    })),
    indexes: table.indexes.map((index) => ({
      ...index,
      columns: rename(index.columns),
      ...(index.where === undefined ? {} : { where: withColumns(index.where, own) }),
    })),
  };
}

function checkWithNames({ name, rule }: Check, names: Names): Check {
  if (rule.kind === "condition") {
    const columns = rule.columns.map((column) => names.get(column) ?? column);
    return { name, rule: { ...rule, columns, condition: withColumns(rule.condition, names) } };
  }
  return { name, rule: { ...rule, column: names.get(rule.column) ?? rule.column } };
}

/** Rules that say the same under another name get that name: names are made from those of tables and columns. */
function withRuleNames(before: Table, after: Table): Table {
  return {
    ...before,
    primaryKey: renamedRule(before.primaryKey, [before.primaryKey], [after.primaryKey]),
    unique: before.unique.map((set) => renamedRule(set, before.unique, after.unique)),
    checks: before.checks.map((check) => renamedRule(check, before.checks, after.checks)),
    foreignKeys: before.foreignKeys.map((key) => renamedRule(key, before.foreignKeys, after.foreignKeys)),
    indexes: before.indexes.map((index) => renamedRule(index, before.indexes, after.indexes)),
  };
}

function renamedRule<T extends { readonly name: string }>(
  rule: T,
  before: readonly T[],
  after: readonly T[],
): T {
  if (find(after, rule.name) !== undefined) return rule;
  const later = after.find((other) => find(before, other.name) === undefined && saysTheSame(rule, other));
  return later === undefined ? rule : { ...rule, name: later.name };
}

function saysTheSame({ name: _, ...a }: { name: string }, { name: __, ...b }: { name: string }): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function renamesOf(old: Table, aligned: Table, columns: Names): readonly MigrationChange[] {
  const rules = (table: Table) => [table.primaryKey, ...table.unique, ...table.checks, ...table.foreignKeys];
  const constraints = changedNames(rules(old), rules(aligned));
  const indexes = changedNames(old.indexes, aligned.indexes);
  return [
    ...(old.name === aligned.name ? [] : [renameTable(old.name, aligned.name)]),
    ...[...columns].map(([from, to]) => renameColumn(aligned.name, from, to)),
    ...(constraints.length === 0 ? [] : [renameConstraints(aligned.name, constraints)]),
    ...indexes.map(([from, to]) => renameIndex(from, to)),
  ];
}

/** Of two lists in the same order. */
function changedNames(
  before: readonly { readonly name: string }[],
  after: readonly { readonly name: string }[],
): readonly (readonly [string, string])[] {
  return before.flatMap(({ name }, position) => {
    const later = after[position]!.name;
    return name === later ? [] : [[name, later] as const];
  });
}

export function find<T extends { readonly name: string }>(items: readonly T[], name: string): T | undefined {
  return items.find((item) => item.name === name);
}
