import type { Condition, LiteralOperand, Order } from "./condition.ts";
import type { ModelIndex } from "./index-model.ts";
import type { Id } from "./node.ts";

/**
 * A condition as a database keeps it: over columns, with SQL's own three values. `total` marks a comparison that must
 * not be null, although a side of it may be.
 */
export type SqlCondition =
  | { readonly kind: "and" | "or"; readonly parts: readonly SqlCondition[] }
  | { readonly kind: "not"; readonly of: SqlCondition }
  | {
    readonly kind: "compare";
    readonly operator: Order;
    readonly column: string;
    readonly right: SqlOperand;
    readonly total: boolean;
  }
  | {
    readonly kind: "in";
    readonly column: string;
    readonly values: readonly (string | number)[];
    readonly total: boolean;
  }
  | { readonly kind: "null"; readonly column: string }
  | { readonly kind: "is"; readonly column: string; readonly expected: boolean };

/** A decimal is text, as it is written. */
export type SqlOperand = { readonly column: string } | { readonly value: string | number };

/** For a `CHECK`: a row of which it is null would pass, so nothing may be null. */
export function sqlOfCheck(condition: Condition, index: ModelIndex): SqlCondition {
  return lower(condition, true, columnsOf(index));
}

/** For a `WHERE`: null is as good as false where only `and` and `or` stand around it, and a bare comparison is what indexes serve. */
export function sqlOfFilter(condition: Condition, index: ModelIndex): SqlCondition {
  return lower(condition, false, columnsOf(index));
}

type ColumnOf = (field: Id) => string;

function columnsOf(index: ModelIndex): ColumnOf {
  return (field) => index.field(field).column;
}

function lower(condition: Condition, mustBeTotal: boolean, column: ColumnOf): SqlCondition {
  switch (condition.kind) {
    case "and":
    case "or":
      return { kind: condition.kind, parts: condition.parts.map((part) => lower(part, mustBeTotal, column)) };
    case "not":
      return { kind: "not", of: lower(condition.of, true, column) };
    case "compare": {
      const { left, right, operator } = condition;
      const mayBeNull = left.mayBeAbsent || (right.kind === "field" && right.mayBeAbsent);
      return {
        kind: "compare",
        operator,
        column: column(left.field),
        right: right.kind === "field" ? { column: column(right.field) } : { value: right.value },
        total: mustBeTotal && mayBeNull,
      };
    }
    case "in":
      return {
        kind: "in",
        column: column(condition.value.field),
        values: condition.items.map(({ value }: LiteralOperand) => value),
        total: mustBeTotal && condition.value.mayBeAbsent,
      };
    case "absent":
      return { kind: "null", column: column(condition.value.field) };
    case "is":
      return { kind: "is", column: column(condition.value.field), expected: condition.expected };
  }
}
