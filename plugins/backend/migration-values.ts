import { type ColumnType, type Json, type Py, py } from "../../mod.ts";
import { json, timedelta } from "../python/contract.ts";
import { columnType, type TypeNames } from "./column-type.ts";
import { ref } from "./refs.ts";

/** A migration writes the types of both libraries with the name of their module. */
export const NAMES: TypeNames = {
  sqlalchemy: sa,
  columns: (name) => py.attr(ref("shared.runtime", "columns"), name),
  indexes: (name) => py.attr(ref("shared.runtime", "indexes"), name),
};

export function sa(name: string): Py {
  return py.attr(py.ref({ module: "sqlalchemy", name: "", as: "sa" }), name);
}

/** Whether both databases can write values of the type into a default. */
export function hasLiteral(type: ColumnType): boolean {
  switch (type.kind) {
    case "bytes":
    case "interval":
      return false;
    case "list":
      return hasLiteral(type.of);
    default:
      return true;
  }
}

export function literalDefault(type: ColumnType, value: Json): Py {
  if (type.kind === "json") return jsonText(value);
  const written = columnType(type, NAMES);
  const literal = py.call(sa("literal"), [fillValue(type, value), written]);
  // An empty array has no type of its own.
  return type.kind === "list" ? py.call(sa("cast"), [literal, written]) : literal;
}

/** What an UPDATE writes into a column of the type. */
export function storedValue(type: ColumnType, value: Json): Py {
  return type.kind === "json" ? jsonText(value) : fillValue(type, value);
}

/** As text that both databases take for JSON: SQLAlchemy would write it into no script. */
function jsonText(value: Json): Py {
  const text = JSON.stringify(value).replaceAll("'", "''");
  return py.call(sa("literal_column"), [py.str(`'${text}'`)]);
}

/** A value as the type of the column takes it. */
function fillValue(type: ColumnType, value: Json): Py {
  const text = String(value);
  switch (type.kind) {
    case "bool":
      return py.bool(value === true);
    case "int":
      return py.int(Number(value));
    case "float":
      return py.float(Number(value));
    case "decimal":
      return py.call(ref("decimal", "Decimal"), [py.str(text)]);
    case "varchar":
    case "text":
      return py.str(text);
    case "uuid":
      return py.call(ref("uuid", "UUID"), [py.str(text)]);
    case "date":
      return py.expr`${ref("datetime", "date")}.fromisoformat(${py.str(text)})`;
    case "time":
      return py.expr`${ref("datetime", "time")}.fromisoformat(${py.str(text)})`;
    case "timestamp":
      return py.expr`${ref("datetime", "datetime")}.fromisoformat(${py.str(text)})`;
    case "interval":
      return timedelta(text);
    case "bytes":
      return py.call(ref("base64", "b64decode"), [py.str(text)]);
    case "list":
      return py.list((Array.isArray(value) ? value : []).map((item) => fillValue(type.of, item)));
    case "json":
      return json(value);
  }
}
