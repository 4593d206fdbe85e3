import { type Py, py, type SqlCondition, type Table } from "../../mod.ts";
import type { TypeNames } from "./column-type.ts";

/** A condition in SQLAlchemy's words, which writes it as each database wants it. */
export function sqlCondition(table: Table, condition: SqlCondition, names: TypeNames): Py {
  const sa = (name: string, ...args: readonly Py[]) => py.call(names.sqlalchemy(name), args);
  const named = (name: string) => sa("column", py.str(name));
  const total = (isTotal: boolean, compared: Py) =>
    isTotal ? py.call(py.attr(names.sqlalchemy("func"), "coalesce"), [compared, sa("false")]) : compared;
  switch (condition.kind) {
    case "and":
    case "or":
      return sa(`${condition.kind}_`, ...condition.parts.map((part) => sqlCondition(table, part, names)));
    case "not":
      if (condition.of.kind === "null") {
        return py.call(py.attr(named(condition.of.column), "is_not"), [py.none]);
      }
      return sa("not_", sqlCondition(table, condition.of, names));
    case "compare": {
      const { column, operator, right } = condition;
      const other = "column" in right ? named(right.column) : literal(table, column, right.value, names);
      return total(condition.total, py.compare(named(column), operator, other));
    }
    case "in": {
      const { column, values } = condition;
      // SQLAlchemy would write a query for what is in nothing, and a constraint can hold none.
      if (values.length === 0) return sa("false");
      const items = values.map((value) => literal(table, column, value, names));
      return total(condition.total, py.call(py.attr(named(column), "in_"), [py.tuple(items)]));
    }
    case "null":
      return py.call(py.attr(named(condition.column), "is_"), [py.none]);
    case "is":
      return py.call(py.attr(named(condition.column), "is_"), [sa(condition.expected ? "true" : "false")]);
  }
}

function literal(table: Table, column: string, value: string | number, names: TypeNames): Py {
  const { type } = table.columns.find(({ name }) => name === column)!;
  if (type.kind === "decimal") {
    return py.call(names.columns("exact"), [
      py.str(String(value)),
      py.int(type.precision),
      py.int(type.scale),
    ]);
  }
  if (typeof value === "string") return py.str(value);
  return py.call(names.sqlalchemy("literal"), [
    type.kind === "float" ? py.float(value) : py.int(BigInt(value)),
  ]);
}
