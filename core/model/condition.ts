/**
 * Expressions that know their types. What can be written today reads own columns and literals; paths, arithmetic and
 * collections are further members of the same union.
 */
import type { Comparison } from "../spec/expression/expression.ts";
import type { Id } from "./node.ts";

/** Something that is true or false, never unknown: a comparison with what is absent is false. */
export type Condition =
  | { readonly kind: "and" | "or"; readonly parts: readonly Condition[] }
  | { readonly kind: "not"; readonly of: Condition }
  | {
    readonly kind: "compare";
    readonly operator: Order;
    readonly left: FieldOperand;
    readonly right: Operand;
  }
  /** One of these values; of none it is false. */
  | { readonly kind: "in"; readonly value: FieldOperand; readonly items: readonly LiteralOperand[] }
  | { readonly kind: "absent"; readonly value: FieldOperand }
  /** A bool that is present and has this value. */
  | { readonly kind: "is"; readonly value: FieldOperand; readonly expected: boolean };

/** `!=` is exactly `not ==`. */
export type Order = Exclude<Comparison, "!=">;

export type Operand = FieldOperand | LiteralOperand;

/** A field of the row at hand. */
export interface FieldOperand {
  readonly kind: "field";
  readonly field: Id;
  readonly type: ValueType;
  readonly mayBeAbsent: boolean;
}

export interface LiteralOperand {
  readonly kind: "literal";
  readonly type: ValueType;
  /** A decimal as it is written. */
  readonly value: string | number;
}

/** What can be compared. A long text is a string, and a named scalar what its name stands for. */
export type ValueType =
  | {
    readonly kind: "bool" | "int" | "float" | "string" | "uuid" | "date" | "time" | "datetime" | "duration";
  }
  | { readonly kind: "decimal"; readonly precision: number; readonly scale: number }
  | { readonly kind: "enum"; readonly enum: Id }
  | { readonly kind: "row"; readonly model: Id };

/** The fields that a condition reads, each once, in order of their first use. */
export function fieldsOf(condition: Condition): readonly Id[] {
  return [...new Set(walk(condition))];

  function* walk(inner: Condition): Iterable<Id> {
    switch (inner.kind) {
      case "and":
      case "or":
        for (const part of inner.parts) yield* walk(part);
        break;
      case "not":
        yield* walk(inner.of);
        break;
      case "compare":
        yield inner.left.field;
        if (inner.right.kind === "field") yield inner.right.field;
        break;
      case "in":
      case "absent":
      case "is":
        yield inner.value.field;
    }
  }
}
