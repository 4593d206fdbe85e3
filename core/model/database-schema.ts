import { by } from "../text/compare.ts";
import { type Condition, fieldsOf } from "./condition.ts";
import { digest } from "./digest.ts";
import type { CheckSet, Entity, Field, Refs } from "./entity.ts";
import { foldType } from "./fold-type.ts";
import { indexModel, type ModelIndex } from "./index-model.ts";
import type { Model } from "./model.ts";
import type { EnumValue } from "./named-type.ts";
import { snakeCase } from "./names.ts";
import type { Id } from "./node.ts";
import type { Check, CheckRule, Column, ColumnType, ForeignKey, Index, Schema, Table } from "./schema.ts";
import type { Service } from "./service.ts";
import { sqlOfCheck, sqlOfFilter } from "./sql-condition.ts";
import type { Bounds, TypeRef } from "./type-ref.ts";

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

/** Pairs of keys, which go with either row. */
function linkTable(refs: Refs, entity: Entity, index: ModelIndex): Table | null {
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

/** The key first and the timestamps last, wherever they are declared. */
function inOrder({ fields, key }: Entity): readonly Field[] {
  const rank = ({ id, implied }: Field) =>
    key.includes(id) ? key.indexOf(id) - key.length : implied === null ? 0 : 1;
  return fields.toSorted((a, b) => rank(a) - rank(b));
}

function columnsOf(fields: readonly Id[], index: ModelIndex): readonly string[] {
  return fields.map((field) => index.field(field).column);
}

function columnOf(field: Field, index: ModelIndex): Column {
  const type = columnType(field.type, index);
  return {
    name: field.column,
    type,
    nullable: field.optional,
    ...(field.implied === "id" && field.type.kind === "int" ? { identity: true as const } : {}),
    serverDefault: serverDefault(field, type),
    ...(type.kind === "list" ? itemsOf(field, index) : {}),
    ...fillOf(field),
    ...fillFromOf(field, index),
    ...formerColumns(field),
    ...renamedValues(field, index),
  };
}

function itemsOf({ type }: Field, index: ModelIndex): Pick<Column, "items"> {
  const values = enumOf(type, index);
  return values === null ? {} : { items: values.map(({ value }) => value) };
}

/** The values of the enum that a column or the items of a column are of; null if they are of none. */
function enumOf(type: TypeRef, index: ModelIndex): readonly EnumValue[] | null {
  switch (type.kind) {
    case "enum":
      return index.enum(type.enum).values;
    case "named":
      return enumOf(index.type(type.type).type, index);
    case "list":
    case "optional":
      return enumOf(type.of, index);
    default:
      return null;
  }
}

function formerTables({ tableWas }: Entity): Pick<Table, "was"> {
  return tableWas === undefined ? {} : { was: tableWas };
}

/**
 * A field that was a value and refers to a row now, or the other way round, had another column. One whose column has
 * a name of its own may have had that of the member.
 */
function formerColumns({ was, name, member, column }: Field): Pick<Column, "was"> {
  const usual = column === member ? [] : [member];
  const other = name === member ? (old: string) => `${old}_id` : (old: string) => old;
  const own = name === member ? (old: string) => old : (old: string) => `${old}_id`;
  const former = [...usual, ...(was ?? []).map(own), ...(was ?? []).map(other)];
  return former.length === 0 ? {} : { was: former };
}

function renamedValues({ type }: Field, index: ModelIndex): Pick<Column, "renamed"> {
  const renamed = (enumOf(type, index) ?? []).flatMap(({ value, was }) =>
    was === undefined ? [] : [{ value, was }]
  );
  return renamed.length === 0 ? {} : { renamed };
}

function columnType(type: TypeRef, index: ModelIndex): ColumnType {
  return foldType<ColumnType>(type, {
    bool: () => ({ kind: "bool" }),
    int: ({ format }) => ({ kind: "int", size: format === "int4" ? 4 : 8 }),
    float: () => ({ kind: "float" }),
    decimal: ({ precision, scale }) => ({ kind: "decimal", precision, scale }),
    string: ({ maxLength }) => maxLength === null ? { kind: "text" } : { kind: "varchar", length: maxLength },
    text: () => ({ kind: "text" }),
    uuid: () => ({ kind: "uuid" }),
    date: () => ({ kind: "date" }),
    time: () => ({ kind: "time" }),
    datetime: () => ({ kind: "timestamp" }),
    duration: () => ({ kind: "interval" }),
    bytes: () => ({ kind: "bytes" }),
    any: () => ({ kind: "json" }),
    json: () => ({ kind: "json" }),
    enum: () => ({ kind: "varchar", length: ENUM_LENGTH }),
    named: ({ type: id }, fold) => fold(index.type(id).type),
    tag: () => ({ kind: "text" }),
    shape: () => ({ kind: "json" }),
    union: () => ({ kind: "json" }),
    row: ({ model }) => columnType(index.idOf(model).type, index),
    list: ({ of }, fold) => {
      if (of.kind === "optional") return { kind: "json" };
      const item = fold(of);
      if (item.kind === "json" || item.kind === "list") return { kind: "json" };
      // An array of varchars would be another type with each other length.
      return {
        kind: "list",
        of: item.kind === "varchar" && enumOf(of, index) === null ? { kind: "text" } : item,
      };
    },
    dict: () => ({ kind: "json" }),
    page: () => {
      throw new Error("a page is no column");
    },
    optional: ({ of }, fold) => fold(of),
  });
}

/** Room for values that are added later: a longer value is then no change of the column. */
const ENUM_LENGTH = 64;

/** Only what both databases write alike: a point in time is text on SQLite, a list is an array on PostgreSQL. */
function serverDefault({ default: value }: Field, type: ColumnType): Column["serverDefault"] {
  if (value === undefined || value === null || typeof value === "object") return null;
  switch (type.kind) {
    case "bool":
    case "int":
    case "float":
    case "varchar":
    case "text":
    case "date":
      return value;
    case "uuid":
      return String(value).replaceAll("-", "");
    case "decimal":
      return String(value);
    case "time":
      // SQLite keeps text, and Python writes all its digits.
      return `${value}${String(value).includes(".") ? "" : "."}`.padEnd("00:00:00.000000".length, "0");
    case "timestamp":
    case "interval":
    case "bytes":
    case "list":
    case "json":
      return null;
  }
}

function fillOf({ backfill, default: usual }: Field): Pick<Column, "fill"> {
  const value = backfill ?? usual;
  if (value === undefined || value === null) return {};
  return { fill: value };
}

function fillFromOf({ backfillFrom }: Field, index: ModelIndex): Pick<Column, "fillFrom"> {
  if (backfillFrom === undefined) return {};
  if (backfillFrom.kind === "condition") {
    return { fillFrom: { kind: "condition", condition: sqlOfCheck(backfillFrom.condition, index) } };
  }
  const { fields, ...more } = backfillFrom;
  return { fillFrom: { ...more, columns: columnsOf(fields, index) } };
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

function checksOf(field: Field, table: string, index: ModelIndex): readonly Check[] {
  return rulesOf(field.column, field.type, index).map((rule) => ({
    name: `ck_${table}_${field.column}_${digest(says(rule))}`,
    rule,
  }));
}

function declaredCheck({ constraint: name, condition }: CheckSet, index: ModelIndex): Check {
  const columns = columnsOf(fieldsOf(condition), index);
  return { name, rule: { kind: "condition", columns, condition: sqlOfCheck(condition, index) } };
}

type FieldRule = Exclude<CheckRule, { kind: "condition" }>;

function rulesOf(column: string, type: TypeRef, index: ModelIndex): readonly FieldRule[] {
  const none = () => [];
  return foldType<readonly FieldRule[]>(type, {
    bool: none,
    int: (bounds) => comparisons(column, bounds, null),
    float: (bounds) => comparisons(column, bounds, null),
    decimal: (bounds) => comparisons(column, bounds, bounds.scale),
    string: none,
    text: none,
    uuid: none,
    date: none,
    time: none,
    datetime: none,
    duration: none,
    bytes: none,
    any: none,
    json: none,
    enum: ({ enum: id }) => [
      { kind: "one_of", column, values: index.enum(id).values.map(({ value }) => value) },
    ],
    named: ({ type: id }, fold) => fold(index.type(id).type),
    tag: none,
    shape: none,
    union: none,
    row: none,
    list: none,
    dict: none,
    page: none,
    optional: ({ of }, fold) => fold(of),
  });
}

function comparisons(
  column: string,
  bounds: Bounds<number | string>,
  scale: number | null,
): readonly FieldRule[] {
  const written = [[">=", bounds.ge], [">", bounds.gt], ["<=", bounds.le], ["<", bounds.lt]] as const;
  return written.flatMap(([operator, value]) =>
    value === undefined ? [] : [{ kind: "compare" as const, column, operator, value: String(value), scale }]
  );
}

function says(rule: FieldRule): string {
  return rule.kind === "one_of" ? rule.values.join(",") : `${rule.operator}${rule.value}`;
}

function indexesOf(
  entity: Entity,
  table: string,
  unique: readonly (readonly string[])[],
  foreignKeys: readonly ForeignKey[],
  index: ModelIndex,
): Table["indexes"] {
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
