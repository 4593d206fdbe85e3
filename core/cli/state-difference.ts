import { type Schema, type Table, withoutHints } from "../model/schema.ts";
import { printSchema } from "./schema-state.ts";
import { by } from "../text/compare.ts";

const MAX_PARTS = 4;

/** What one state lacks of another, in words; null if nothing. The order of columns and rules means nothing. */
export function stateDifference(before: Schema, after: Schema): string | null {
  if (printSchema(inOrder(before)) === printSchema(inOrder(after))) return null;
  const parts = [
    ...after.tables.flatMap((table) => {
      const [old, verb] = earlier(before.tables, after.tables, table);
      if (old === undefined) return [`table ${table.name} is new`];
      // Names of rules follow that of the table.
      const renamed = verb === "renamed" ? [`table ${old.name} is ${table.name} now`] : [];
      return [
        ...renamed,
        ...tableDifference(old, table).filter((part) => renamed.length === 0 || part.startsWith("column")),
      ];
    }),
    ...gone(before.tables, after.tables).map((name) => `table ${name} is gone`),
  ];
  const more = parts.length - MAX_PARTS;
  return more > 0 ? `${parts.slice(0, MAX_PARTS).join(", ")} and ${more} more` : parts.join(", ");
}

function tableDifference(before: Table, after: Table): string[] {
  const place = (column: string) => `column ${after.name}.${column}`;
  const [old, now] = [before, after].map((table) => bare(table));
  const parts = after.columns.flatMap((column, position) => {
    const [known, verb] = earlier(before.columns, after.columns, column);
    if (known === undefined) return [`${place(column.name)} is new`];
    if (verb === "renamed") return [`${place(known.name)} is ${column.name} now`];
    const same = JSON.stringify(old!.columns[before.columns.indexOf(known)]) ===
      JSON.stringify(now!.columns[position]);
    return same ? [] : [`${place(column.name)} is another`];
  });
  parts.push(...gone(before.columns, after.columns).map((name) => `${place(name)} is gone`));
  const isSame = printTable(old!) === printTable({ ...now!, name: before.name });
  return parts.length > 0 || isSame ? parts : [`the rules of table ${after.name} are others`];
}

interface Named {
  readonly name: string;
  readonly was?: readonly string[];
}

/** What something was before, if it was. */
export function earlier<T extends Named>(
  before: readonly T[],
  after: readonly T[],
  thing: T,
): readonly [T | undefined, "same" | "renamed"] {
  const find = (items: readonly T[], name: string) => items.find((item) => item.name === name);
  const same = find(before, thing.name);
  if (same !== undefined) return [same, "same"];
  const old = thing.was?.find((name) => find(after, name) === undefined && find(before, name) !== undefined);
  return [old === undefined ? undefined : find(before, old), "renamed"];
}

/** Names that nothing has any more. */
export function gone<T extends Named>(before: readonly T[], after: readonly T[]): string[] {
  const kept = new Set(after.map((thing) => earlier(before, after, thing)[0]?.name));
  return before.map(({ name }) => name).filter((name) => !kept.has(name));
}

function inOrder({ tables }: Schema): Schema {
  return { schema: 1, tables: byName(tables).map(tableInOrder) };
}

function tableInOrder(table: Table): Table {
  return {
    ...table,
    columns: byName(table.columns),
    unique: byName(table.unique),
    checks: byName(table.checks),
    foreignKeys: byName(table.foreignKeys),
    indexes: byName(table.indexes),
  };
}

function byName<T extends Named>(items: readonly T[]): readonly T[] {
  return items.toSorted(by(({ name }) => name));
}

function bare(table: Table): Table {
  return withoutHints({ schema: 1, tables: [table] }).tables[0]!;
}

function printTable(table: Table): string {
  return printSchema({ schema: 1, tables: [tableInOrder(table)] });
}
