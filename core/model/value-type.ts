import type { ValueType } from "./condition.ts";
import { foldType } from "./fold-type.ts";
import type { Resolution } from "./resolution.ts";
import type { TypeRef } from "./type-ref.ts";

/** What values of a type compare as; null: they do not. */
export function valueType(scope: Resolution, type: TypeRef): ValueType | null {
  const none = () => null;
  const plain = <K extends "bool" | "int" | "float" | "uuid" | "date" | "time" | "datetime" | "duration">(
    { kind }: { kind: K },
  ) => ({
    kind,
  });
  return foldType<ValueType | null>(type, {
    bool: plain,
    int: plain,
    float: plain,
    decimal: ({ precision, scale }) => ({ kind: "decimal", precision, scale }),
    string: () => ({ kind: "string" }),
    text: () => ({ kind: "string" }),
    uuid: plain,
    date: plain,
    time: plain,
    datetime: plain,
    duration: plain,
    bytes: none,
    json: none,
    any: none,
    enum: ({ enum: id }) => ({ kind: "enum", enum: id }),
    named: ({ type: id }, fold) => fold(scope.types.get(id)!.type),
    shape: none,
    tag: none,
    union: none,
    row: ({ model }) => ({ kind: "row", model }),
    list: none,
    dict: none,
    page: none,
    optional: ({ of }, fold) => fold(of),
  });
}

/** Two columns. Decimals of different scales are different numbers on SQLite, which counts their smallest unit. */
export function comparable(left: ValueType, right: ValueType, isEquality: boolean): boolean {
  const isNumber = ({ kind }: ValueType) => kind === "int" || kind === "float";
  if (!isEquality && isNumber(left) && isNumber(right)) return true;
  switch (left.kind) {
    case "decimal":
      return right.kind === "decimal" && right.precision === left.precision && right.scale === left.scale;
    case "enum":
      return isEquality && right.kind === "enum" && right.enum === left.enum;
    case "row":
      return isEquality && right.kind === "row" && right.model === left.model;
    default:
      return right.kind === left.kind;
  }
}

/** Strings have no order: each database has its own. */
export function isOrdered({ kind }: ValueType | TypeRef): boolean {
  return ["int", "float", "decimal", "date", "time", "datetime", "duration"].includes(kind);
}

/** In declared order. */
export function enumValues(
  scope: Resolution,
  type: ValueType & { readonly kind: "enum" },
): readonly string[] {
  return scope.enums.get(type.enum)!.values.map(({ value }) => value);
}
