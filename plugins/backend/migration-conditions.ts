import type { SqlCondition } from "../../mod.ts";

/** A condition over the same columns by other names. */
export function withColumns(condition: SqlCondition, names: ReadonlyMap<string, string>): SqlCondition {
  const named = (column: string) => names.get(column) ?? column;
  switch (condition.kind) {
    case "and":
    case "or":
      return { ...condition, parts: condition.parts.map((part) => withColumns(part, names)) };
    case "not":
      return { ...condition, of: withColumns(condition.of, names) };
    case "compare": {
      const { right } = condition;
      const other = "column" in right ? { column: named(right.column) } : right;
      return { ...condition, column: named(condition.column), right: other };
    }
    case "in":
    case "null":
    case "is":
      return { ...condition, column: named(condition.column) };
  }
}

/** The columns that a condition reads. */
export function columnsOf(condition: SqlCondition): readonly string[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.parts.flatMap(columnsOf);
    case "not":
      return columnsOf(condition.of);
    case "compare":
      return "column" in condition.right ? [condition.column, condition.right.column] : [condition.column];
    case "in":
    case "null":
    case "is":
      return [condition.column];
  }
}
