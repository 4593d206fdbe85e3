import {
  type CheckRule,
  type Column,
  type ColumnType,
  type Index,
  type Py,
  py,
  type Table,
} from "../../mod.ts";
import { sqlCondition } from "./sql-condition.ts";

/** How the two libraries of types are called where the type is written: a migration writes `sa.` and `columns.`. */
export interface TypeNames {
  sqlalchemy(name: string): Py;
  columns(name: string): Py;
  indexes(name: string): Py;
}

/** The type of a column. */
export function columnType(type: ColumnType, names: TypeNames): Py {
  const plain = (name: string, args: readonly Py[] = []) => py.call(names.sqlalchemy(name), args);
  switch (type.kind) {
    case "bool":
      return plain("Boolean");
    case "int":
      return plain(type.size === 4 ? "Integer" : "BigInteger");
    case "float":
      return plain("Double");
    case "decimal":
      return py.call(names.columns("ExactDecimal"), [py.int(type.precision), py.int(type.scale)]);
    case "varchar":
      return plain("String", [py.int(type.length)]);
    case "text":
      return plain("Text");
    case "uuid":
      return plain("Uuid");
    case "date":
      return plain("Date");
    case "time":
      return plain("Time");
    case "timestamp":
      return py.call(names.columns("Timestamp"));
    case "interval":
      return py.call(names.columns("Duration"));
    case "bytes":
      return plain("LargeBinary");
    case "list":
      return py.call(names.columns("ListOf"), [columnType(type.of, names)]);
    case "json":
      return py.call(names.columns("JsonOf"));
  }
}

/** The type of a column that the database counts: only of a plain INTEGER SQLite counts the values. */
export function countedType(type: ColumnType, names: TypeNames): Py {
  const plain = columnType(type, names);
  if (type.kind === "int" && type.size === 4) return plain;
  const counted = py.call(names.sqlalchemy("Integer"));
  return py.call(py.attr(plain, "with_variant"), [counted, py.str("sqlite")]);
}

/** Without it SQLite gives the number of a deleted row to the next one. */
export function countedTable({ columns }: Table): boolean {
  return columns.some(({ identity }) => identity);
}

/** A single number as the key is counted unless it is said that callers give it. */
export function givenKey(
  { primaryKey: { columns } }: Table,
  { name, type, identity }: Column,
): readonly Py[] {
  const isNumber = type.kind === "int" && !identity && columns.length === 1 && columns[0] === name;
  return isNumber ? [py.kw("autoincrement", py.bool(false))] : [];
}

/** The condition of a check constraint. Columns are named by `column()`, which quotes what has to be quoted. */
export function checkCondition(table: Table, rule: CheckRule, names: TypeNames): Py {
  if (rule.kind === "condition") return sqlCondition(table, rule.condition, names);
  const column = py.call(names.sqlalchemy("column"), [py.str(rule.column)]);
  if (rule.kind === "one_of") {
    return py.call(py.attr(column, "in_"), [py.tuple(rule.values.map(py.str))]);
  }
  return py.compare(column, rule.operator, numberOf(table, rule, names));
}

function numberOf(table: Table, rule: CheckRule & { kind: "compare" }, names: TypeNames): Py {
  const type = table.columns.find(({ name }) => name === rule.column)!.type;
  if (type.kind === "decimal") {
    return py.call(names.columns("exact"), [py.str(rule.value), py.int(type.precision), py.int(type.scale)]);
  }
  const number = type.kind === "int" ? py.int(BigInt(rule.value)) : py.float(Number(rule.value));
  return py.call(names.sqlalchemy("literal"), [number]);
}

/** What an index says besides its columns. */
export function indexOptions(
  table: Table,
  { columns, unique, where, kind }: Index,
  names: TypeNames,
): readonly Py[] {
  return [
    ...(unique ? [py.kw("unique", py.bool(true))] : []),
    ...(kind === "gin" ? [py.kw("postgresql_using", py.str("gin"))] : []),
    ...(kind === "trigram" ? [py.doubleStar(py.call(names.indexes("trigrams"), columns.map(py.str)))] : []),
    ...(where ? [py.doubleStar(py.call(names.indexes("partial"), [sqlCondition(table, where, names)]))] : []),
  ];
}

/** As text: both databases turn it into a value of the column. Only SQLite's decimals are another number. */
export function serverDefault(value: string | number | boolean, type: ColumnType, names: TypeNames): Py {
  if (type.kind === "decimal") {
    return py.call(names.columns("exact"), [
      py.str(String(value)),
      py.int(type.precision),
      py.int(type.scale),
    ]);
  }
  return py.str(typeof value === "boolean" ? (value ? "1" : "0") : String(value));
}
