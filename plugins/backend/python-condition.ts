import {
  type Condition,
  type FieldOperand,
  type LiteralOperand,
  type ModelIndex,
  type Operand,
  type Order,
  type Py,
  py,
  type TypeRef,
  type ValueType,
} from "../../mod.ts";
import { literal } from "../python/contract.ts";
import { ref } from "./refs.ts";

/** A condition in Python, over the attributes of a row. Nothing that is absent makes it fail: it is false then. */
export function pythonCondition(index: ModelIndex, condition: Condition, row: Py): Py {
  switch (condition.kind) {
    case "and":
      return py.and(...condition.parts.map((part) => pythonCondition(index, part, row)));
    case "or":
      return py.or(...condition.parts.map((part) => pythonCondition(index, part, row)));
    case "not":
      return negated(index, condition.of, row);
    case "compare":
      return compared(index, condition, row);
    case "in":
      if (condition.items.length === 0) return py.bool(false);
      return py.compare(attribute(index, condition.value, row), "in", itemsOf(index, condition.items));
    case "absent":
      return py.compare(attribute(index, condition.value, row), "is", py.none);
    case "is": {
      const value = attribute(index, condition.value, row);
      if (condition.value.mayBeAbsent) return py.compare(value, "is", py.bool(condition.expected));
      return condition.expected ? value : py.not(value);
    }
  }
}

/** As a person would write it: `is not None`, `not in`, `!=`. */
function negated(index: ModelIndex, condition: Condition, row: Py): Py {
  switch (condition.kind) {
    case "absent":
      return py.compare(attribute(index, condition.value, row), "is not", py.none);
    case "in":
      if (condition.items.length === 0) return py.bool(true);
      return py.compare(attribute(index, condition.value, row), "not in", itemsOf(index, condition.items));
    case "compare":
      return condition.operator === "==" && !(mayBeAbsent(condition.left) && mayBeAbsent(condition.right))
        ? py.compare(
          attribute(index, condition.left, row),
          "!=",
          operand(index, condition.right, row),
        )
        : py.not(compared(index, condition, row));
    case "is":
      if (condition.value.mayBeAbsent) {
        return py.compare(attribute(index, condition.value, row), "is not", py.bool(condition.expected));
      }
      return pythonCondition(index, { ...condition, expected: !condition.expected }, row);
    case "not":
      return pythonCondition(index, condition.of, row);
    case "and":
    case "or":
      return py.not(pythonCondition(index, condition, row));
  }
}

const FUNCTIONS: Readonly<Record<Order, string>> = {
  "==": "equal",
  "<": "less",
  "<=": "at_most",
  ">": "greater",
  ">=": "at_least",
};

function compared(index: ModelIndex, condition: Condition & { readonly kind: "compare" }, row: Py): Py {
  const { operator, left, right } = condition;
  const values = [attribute(index, left, row), operand(index, right, row)] as const;
  const absences = [left, right].filter(mayBeAbsent).length;
  // Nothing but None equals None, so one side that is always there is enough.
  const isPlain = absences === 0 || (operator === "==" && absences === 1);
  if (isPlain) return py.compare(values[0], operator, values[1]);
  return py.call(ref("shared.runtime.comparisons", FUNCTIONS[operator]), values);
}

function mayBeAbsent(operand: Operand): boolean {
  return operand.kind === "field" && operand.mayBeAbsent;
}

function operand(index: ModelIndex, value: Operand, row: Py): Py {
  return value.kind === "field" ? attribute(index, value, row) : written(index, value);
}

function attribute(index: ModelIndex, { field }: FieldOperand, row: Py): Py {
  return py.attr(row, index.field(field).member);
}

function written(index: ModelIndex, { type, value }: LiteralOperand): Py {
  return literal(index, value, typeOf(type));
}

function itemsOf(index: ModelIndex, items: readonly LiteralOperand[]): Py {
  return py.set(items.map((item) => written(index, item)));
}

/** Of literals, whose bounds do not matter. */
function typeOf(type: ValueType): TypeRef {
  switch (type.kind) {
    case "int":
      return { kind: "int", format: null };
    case "decimal":
      return { ...type, wire: "string" };
    case "string":
      return { kind: "text", maxLength: null };
    case "bool":
    case "float":
    case "uuid":
    case "date":
    case "time":
    case "datetime":
    case "duration":
    case "enum":
    case "row":
      return type as TypeRef;
  }
}
