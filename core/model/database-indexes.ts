import type { Condition } from "./condition.ts";
import { columnsOf } from "./database-column.ts";
import type { Entity } from "./entity.ts";
import type { ModelIndex } from "./index-model.ts";
import type { ForeignKey, Index } from "./schema.ts";
import { sqlOfFilter } from "./sql-condition.ts";

/** What the spec asks for, what its lists sort by, and what a deletion looks for; none that another one serves. */
export function indexesOf(
  entity: Entity,
  table: string,
  unique: readonly (readonly string[])[],
  foreignKeys: readonly ForeignKey[],
  index: ModelIndex,
): readonly Index[] {
  const found: Index[] = partialIndexes(entity, index);
  const key = columnsOf(entity.key, index);
  const plain = () => found.flatMap((one) => one.where || one.kind ? [] : [one.columns]);
  const declare = (name: string, columns: readonly string[]) => {
    const taken = [key, ...unique, ...plain()].some((other) => other.join() === columns.join());
    if (!taken) found.push({ name, columns });
  };
  for (const set of entity.indexes) {
    if (set.where === null && set.kind === "btree") declare(set.name, columnsOf(set.fields, index));
  }
  for (const sort of sortKeys(entity, index)) {
    const columns = [sort, ...key.filter((column) => column !== sort)];
    declare(`ix_${table}_${columns.join("_")}`, columns);
  }
  for (const { columns: [column] } of foreignKeys) {
    const served = [key, ...unique, ...plain()].some(([first]) => first === column);
    if (!served) declare(`ix_${table}_${column}`, [column!]);
  }
  return found;
}

/** Those that answer for some rows, or for more than equality and order: they serve nobody else. */
function partialIndexes(entity: Entity, index: ModelIndex): Index[] {
  const rows = (where: Condition | null) => where === null ? {} : { where: sqlOfFilter(where, index) };
  return [
    ...entity.unique.filter(({ where }) => where !== null).map((set) => ({
      name: set.constraint,
      columns: columnsOf(set.fields, index),
      unique: true as const,
      ...rows(set.where),
    })),
    ...entity.indexes.filter(({ where, kind }) => where !== null || kind !== "btree").map((set) => ({
      name: set.name,
      columns: columnsOf(set.fields, index),
      ...rows(set.where),
      ...(set.kind === "btree" ? {} : { kind: set.kind }),
    })),
  ];
}

/** A cursor continues at (value, key): one range of such an index, however deep the page lies. */
function sortKeys(entity: Entity, { lists, field }: ModelIndex): ReadonlySet<string> {
  const keys = lists(entity.id).flatMap(({ list }) => list!.sorts.map((sort) => field(sort.field).column));
  return new Set(keys);
}
