import {
  type Condition,
  type FieldOperand,
  type Id,
  type Json,
  type Operand,
  type Order,
  parseDuration,
  type ValueType,
} from "../../../mod.ts";

/** Values of the fields of a row, as JSON; null or not there: absent. */
export type RowValues = ReadonlyMap<Id, Json>;

/** Whether a row with these values fits a condition: what the database will say of it. */
export function holds(condition: Condition, row: RowValues): boolean {
  switch (condition.kind) {
    case "and":
      return condition.parts.every((part) => holds(part, row));
    case "or":
      return condition.parts.some((part) => holds(part, row));
    case "not":
      return !holds(condition.of, row);
    case "compare":
      return compares(condition.operator, valueOf(condition.left, row), valueOf(condition.right, row));
    case "in":
      return condition.items.some((item) =>
        compares("==", valueOf(condition.value, row), valueOf(item, row))
      );
    case "absent":
      return valueOf(condition.value, row) === null;
    case "is":
      return row.get(condition.value.field) === condition.expected;
  }
}

function valueOf(operand: Operand, row: RowValues): string | number | null {
  const value = operand.kind === "literal" ? operand.value : row.get((operand as FieldOperand).field) ?? null;
  return value === null ? null : comparable(operand.type, value);
}

function comparable({ kind }: ValueType, value: Json): string | number {
  switch (kind) {
    case "int":
    case "float":
    case "decimal":
      return Number(value);
    case "datetime":
      return Date.parse(String(value));
    case "duration":
      return secondsOf(String(value));
    case "bool":
    case "string":
    case "uuid":
    case "date":
    case "time":
    case "enum":
    case "row":
      return String(value);
  }
}

function secondsOf(text: string): number {
  const { days, hours, minutes, seconds, microseconds } = parseDuration(text)!;
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds + microseconds / 1e6;
}

function compares(operator: Order, left: string | number | null, right: string | number | null): boolean {
  if (left === null || right === null) return false;
  switch (operator) {
    case "==":
      return left === right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
  }
}
