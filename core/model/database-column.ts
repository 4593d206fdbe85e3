import { columnType, enumOf } from "./database-column-type.ts";
import type { Field } from "./entity.ts";
import type { ModelIndex } from "./index-model.ts";
import type { Id } from "./node.ts";
import type { Column, ColumnType } from "./schema.ts";
import { sqlOfCheck } from "./sql-condition.ts";
import { storedType } from "./stored-type.ts";

export function columnOf(field: Field, index: ModelIndex): Column {
  const type = columnType(field.type, index);
  return {
    name: field.column,
    type,
    nullable: field.optional,
    ...(field.implied === "id" && field.type.kind === "int" ? { identity: true as const } : {}),
    serverDefault: serverDefault(field, type),
    ...(type.kind === "list" ? itemsOf(field, index) : {}),
    ...(type.kind === "json" ? holdsOf(field, index) : {}),
    ...fillOf(field),
    ...fillFromOf(field, index),
    ...formerColumns(field),
    ...renamedValues(field, index),
  };
}

export function columnsOf(fields: readonly Id[], index: ModelIndex): readonly string[] {
  return fields.map((field) => index.field(field).column);
}

function itemsOf({ type }: Field, index: ModelIndex): Pick<Column, "items"> {
  const values = enumOf(type, index);
  return values === null ? {} : { items: values.map(({ value }) => value) };
}

function holdsOf({ type }: Field, index: ModelIndex): Pick<Column, "holds"> {
  return { holds: storedType(type.kind === "optional" ? type.of : type, index) };
}

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

function fillFromOf(field: Field, index: ModelIndex): Pick<Column, "fillFrom"> {
  const { backfillFrom } = field;
  if (backfillFrom === undefined) return isStamp(field) ? { fillFrom: { kind: "now" } } : {};
  if (backfillFrom.kind === "condition") {
    return { fillFrom: { kind: "condition", condition: sqlOfCheck(backfillFrom.condition, index) } };
  }
  const { fields, ...more } = backfillFrom;
  return { fillFrom: { ...more, columns: columnsOf(fields, index) } };
}

/** When a row was made, nobody noted; it was there when the migration ran. */
function isStamp({ implied, optional, backfill }: Field): boolean {
  return (implied === "created_at" || implied === "updated_at") && !optional && backfill === undefined;
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
