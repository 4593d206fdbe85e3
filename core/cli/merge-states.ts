import type { Schema, Table } from "../model/schema.ts";
import { mergeSides } from "../text/merge-sides.ts";
import { parseSchema } from "./schema-state.ts";
import { by } from "../text/compare.ts";

/**
 * The state behind a file in which git left the states of two branches.
 *
 * What both have is kept. What one has was added by it or deleted by the other; the models, which are merged already,
 * say which. Null if the text is no such file.
 */
export function mergedState(text: string, wanted: Schema): Schema | null {
  const sides = mergeSides(text);
  const ours = sides && parseSchema(sides.ours);
  const theirs = sides && parseSchema(sides.theirs);
  if (!ours || !theirs) return null;
  const tables = merged(ours.tables, theirs.tables, wanted.tables, mergedTable);
  return { schema: 1, tables: tables.toSorted(by(({ name }) => name)) };
}

interface Named {
  readonly name: string;
}

function merged<T extends Named>(
  ours: readonly T[],
  theirs: readonly T[],
  wanted: readonly T[],
  both: (ours: T, theirs: T, wanted: T | undefined) => T,
): readonly T[] {
  const find = (items: readonly T[], name: string) => items.find((item) => item.name === name);
  const names = new Set([...ours, ...theirs].map(({ name }) => name));
  return [...names].flatMap((name) => {
    const [left, right, later] = [find(ours, name), find(theirs, name), find(wanted, name)];
    if (left !== undefined && right !== undefined) return [both(left, right, later)];
    return later === undefined ? [] : [left ?? right!];
  });
}

function mergedTable(ours: Table, theirs: Table, wanted: Table | undefined): Table {
  const list = <T extends Named>(of: (table: Table) => readonly T[]) =>
    merged(of(ours), of(theirs), wanted === undefined ? [] : of(wanted), newer);
  return {
    ...ours,
    primaryKey: newer(ours.primaryKey, theirs.primaryKey, wanted?.primaryKey),
    columns: list((table) => table.columns),
    unique: list((table) => table.unique),
    checks: list((table) => table.checks),
    foreignKeys: list((table) => table.foreignKeys),
    indexes: list((table) => table.indexes),
  };
}

/** Of two versions the one that the models have: the other branch has left it as it was. */
function newer<T extends Named>(ours: T, theirs: T, wanted: T | undefined): T {
  return wanted !== undefined && said(theirs) === said(wanted) ? theirs : ours;
}

/** Without hints, which states do not have. */
function said(item: Named): string {
  const { was: _, fill: __, fillFrom: ____, renamed: ___, ...facts } = item as
    & Named
    & Record<string, unknown>;
  return JSON.stringify(facts);
}
