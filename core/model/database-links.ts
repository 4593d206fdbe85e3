import { columnType } from "./database-column-type.ts";
import type { Entity, Refs } from "./entity.ts";
import type { ModelIndex } from "./index-model.ts";
import { snakeCase } from "./names.ts";
import type { Table } from "./schema.ts";

/** Pairs of keys, which go with either row. */
export function linkTable(refs: Refs, entity: Entity, index: ModelIndex): Table | null {
  const { table: name, columns, model } = refs;
  const ends = [[columns.own, entity], [columns.other, index.entity(model)]] as const;
  return {
    name,
    ...hint(formerLinks(refs, entity)),
    columns: ends.map(([column, end]) => ({
      name: column,
      type: columnType(index.idOf(end.id).type, index),
      nullable: false,
      serverDefault: null,
      ...hint(formerEnds(column, refs, end)),
    })),
    primaryKey: { name: `pk_${name}`, columns: [columns.own, columns.other] },
    unique: [],
    checks: [],
    foreignKeys: ends.map(([column, end]) => ({
      name: `fk_${name}_${column}_${end.table}`,
      columns: [column],
      target: { table: end.table!, columns: [index.idOf(end.id).column] },
      onDelete: "cascade" as const,
    })),
    // The key begins with the other column, so it serves only one end.
    indexes: [{ name: `ix_${name}_${columns.other}`, columns: [columns.other] }],
  };
}

/** What the table was called when one of its two names was another. */
function formerLinks(
  { table, name, was = [] }: Refs,
  { names, was: models = [] }: Entity,
): readonly string[] {
  const owners = [names.snake, ...models.map(snakeCase)];
  return owners.flatMap((owner) => [name, ...was].map((field) => `${owner}_${field}`)).filter((old) =>
    old !== table
  );
}

/** A column is called after its model, or after the field where both ends are one model. */
function formerEnds(
  column: string,
  { name, was = [] }: Refs,
  { names, was: models = [] }: Entity,
): readonly string[] {
  if (column === `${name}_id` && column !== names.key) return was.map((old) => `${old}_id`);
  return models.map((old) => `${snakeCase(old)}_id`);
}

function hint(was: readonly string[]): { readonly was?: readonly string[] } {
  return was.length === 0 ? {} : { was };
}
