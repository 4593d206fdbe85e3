import { by } from "../text/compare.ts";
import { checksOf, declaredCheck } from "./database-checks.ts";
import { columnOf, columnsOf } from "./database-column.ts";
import { indexesOf } from "./database-indexes.ts";
import { linkTable } from "./database-links.ts";
import type { Entity, Field } from "./entity.ts";
import { indexModel, type ModelIndex } from "./index-model.ts";
import type { Model } from "./model.ts";
import type { Id } from "./node.ts";
import type { ForeignKey, Schema, Table } from "./schema.ts";
import type { Service } from "./service.ts";

/** The tables of a service. ORM and migrations are printed from it, so they cannot disagree. */
export function databaseSchema(model: Model, service: Service): Schema {
  const known = schemas.get(model) ?? new Map<Id, Schema>();
  schemas.set(model, known);
  const schema = known.get(service.id) ?? newSchema(model, service);
  known.set(service.id, schema);
  return schema;
}

/** Core asks, and so does each plugin that prints tables. */
const schemas = new WeakMap<Model, Map<Id, Schema>>();

function newSchema(model: Model, service: Service): Schema {
  const index = indexModel(model);
  const tables = service.owns.flatMap((id) => [
    tableOf(id, index),
    ...index.entity(id).refs.map((refs) => linkTable(refs, index.entity(id), index)),
  ]).filter((table) => table !== null);
  return { schema: 1, tables: tables.sort(by(({ name }) => name)) };
}

/** PostgreSQL cuts what is longer, silently; two names could then be one. */
const MAX_IDENTIFIER_BYTES = 63;

/** Names that PostgreSQL would cut, in order of tables. */
export function longNames(schema: Schema): readonly { readonly table: string; readonly name: string }[] {
  const encoder = new TextEncoder();
  const names = schema.tables.flatMap((table) =>
    [
      table.name,
      ...table.columns.map((column) => column.name),
      table.primaryKey.name,
      ...[table.unique, table.checks, table.foreignKeys, table.indexes].flat().map(({ name }) => name),
    ].map((name) => ({ table: table.name, name }))
  );
  return names.filter(({ name }) => encoder.encode(name).length > MAX_IDENTIFIER_BYTES);
}

function tableOf(id: Id, index: ModelIndex): Table | null {
  const entity = index.entity(id);
  const name = entity.table;
  if (name === null) return null;
  const fields = inOrder(entity);
  const unique = entity.unique.filter(({ where, primary }) => where === null && !primary).map((set) => ({
    name: set.constraint,
    columns: columnsOf(set.fields, index),
  }));
  const foreignKeys = fields.flatMap((field) => foreignKeyOf(field, name, entity, index));
  return {
    name,
    ...formerTables(entity),
    columns: fields.map((field) => columnOf(field, index)),
    primaryKey: { name: `pk_${name}`, columns: columnsOf(entity.key, index) },
    unique,
    checks: [
      ...fields.flatMap((field) => checksOf(field, name, index)),
      ...entity.checks.map((check) => declaredCheck(check, index)),
    ],
    foreignKeys,
    indexes: indexesOf(entity, name, unique.map((set) => set.columns), foreignKeys, index),
  };
}

/** The key first and the timestamps last, wherever they are declared. */
function inOrder({ fields, key }: Entity): readonly Field[] {
  const rank = ({ id, implied }: Field) =>
    key.includes(id) ? key.indexOf(id) - key.length : implied === null ? 0 : 1;
  return fields.toSorted((a, b) => rank(a) - rank(b));
}

function formerTables({ tableWas }: Entity): Pick<Table, "was"> {
  return tableWas === undefined ? {} : { was: tableWas };
}

function foreignKeyOf(field: Field, table: string, entity: Entity, index: ModelIndex): readonly ForeignKey[] {
  const target = field.relation && index.entity(field.relation.model);
  // The table of another service lies in another database; its key is only a value here.
  if (!field.relation || !target?.table || target.owner !== entity.owner) return [];
  return [{
    name: `fk_${table}_${field.column}_${target.table}`,
    columns: [field.column],
    target: { table: target.table, columns: [index.idOf(target.id).column] },
    onDelete: field.relation.onDelete,
  }];
}
