import { foldType } from "./fold-type.ts";
import type { ModelIndex } from "./index-model.ts";
import type { EnumValue } from "./named-type.ts";
import type { ColumnType } from "./schema.ts";
import type { TypeRef } from "./type-ref.ts";

export function columnType(type: TypeRef, index: ModelIndex): ColumnType {
  return foldType<ColumnType>(type, {
    bool: () => ({ kind: "bool" }),
    int: ({ format }) => ({ kind: "int", size: format === "int4" ? 4 : 8 }),
    float: () => ({ kind: "float" }),
    decimal: ({ precision, scale }) => ({ kind: "decimal", precision, scale }),
    string: ({ maxLength }) => maxLength === null ? { kind: "text" } : { kind: "varchar", length: maxLength },
    text: () => ({ kind: "text" }),
    uuid: () => ({ kind: "uuid" }),
    date: () => ({ kind: "date" }),
    time: () => ({ kind: "time" }),
    datetime: () => ({ kind: "timestamp" }),
    duration: () => ({ kind: "interval" }),
    bytes: () => ({ kind: "bytes" }),
    any: () => ({ kind: "json" }),
    json: () => ({ kind: "json" }),
    enum: () => ({ kind: "varchar", length: ENUM_LENGTH }),
    named: ({ type: id }, fold) => fold(index.type(id).type),
    tag: () => ({ kind: "text" }),
    shape: () => ({ kind: "json" }),
    union: () => ({ kind: "json" }),
    row: ({ model }) => columnType(index.idOf(model).type, index),
    list: ({ of }, fold) => {
      if (of.kind === "optional") return { kind: "json" };
      const item = fold(of);
      if (item.kind === "json" || item.kind === "list") return { kind: "json" };
      // An array of varchars would be another type with each other length.
      return {
        kind: "list",
        of: item.kind === "varchar" && enumOf(of, index) === null ? { kind: "text" } : item,
      };
    },
    dict: () => ({ kind: "json" }),
    page: () => {
      throw new Error("a page is no column");
    },
    optional: ({ of }, fold) => fold(of),
  });
}

/** Room for values that are added later: a longer value is then no change of the column. */
export const ENUM_LENGTH = 64;

/** The values of the enum that a column or the items of a column are of; null if they are of none. */
export function enumOf(type: TypeRef, index: ModelIndex): readonly EnumValue[] | null {
  const none = () => null;
  return foldType<readonly EnumValue[] | null>(type, {
    bool: none,
    int: none,
    float: none,
    decimal: none,
    string: none,
    text: none,
    uuid: none,
    date: none,
    time: none,
    datetime: none,
    duration: none,
    bytes: none,
    any: none,
    json: none,
    enum: ({ enum: id }) => index.enum(id).values,
    named: ({ type: id }, fold) => fold(index.type(id).type),
    tag: none,
    shape: none,
    union: none,
    row: none,
    list: ({ of }, fold) => fold(of),
    dict: none,
    page: none,
    optional: ({ of }, fold) => fold(of),
  });
}
