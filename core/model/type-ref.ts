import type { Id } from "./node.ts";

/** A type as it is used. What has an answer for every kind is asked by `foldType`, so that a new kind cannot be missed. */
export type TypeRef =
  | BoolType
  | IntType
  | FloatType
  | DecimalType
  | StringType
  | TextType
  | UuidType
  | DateType
  | TimeType
  | DatetimeType
  | DurationType
  | BytesType
  | AnyType
  | JsonType
  | EnumRef
  | NamedRef
  | TagType
  | ShapeRef
  | UnionType
  | RowRef
  | ListType
  | DictType
  | PageType
  | OptionalType;

/** Inclusive and exclusive limits. */
export interface Bounds<N> {
  readonly ge?: N;
  readonly gt?: N;
  readonly le?: N;
  readonly lt?: N;
}

export interface BoolType {
  readonly kind: "bool";
}
export interface IntType extends Bounds<number> {
  readonly kind: "int";
  /** `int4` and `int8` take what such a column holds; without a format it is what all readers of JSON keep exact. */
  readonly format: "int4" | "int8" | null;
}
export interface FloatType extends Bounds<number> {
  readonly kind: "float";
}
/** Bounds as they were written, e.g. `0.50`: a decimal is never a binary float. */
export interface DecimalType extends Bounds<string> {
  readonly kind: "decimal";
  /** Digits in all. */
  readonly precision: number;
  /** Digits after the point. */
  readonly scale: number;
  readonly wire: "string" | "number";
}
export interface StringType {
  readonly kind: "string";
  readonly minLength: number;
  /** Null only in version 2, which knows no limits. */
  readonly maxLength: number | null;
  /** Regular expression, searched as ECMA 262 and Python do alike. */
  readonly pattern: string | null;
  readonly format: "email" | "url" | "slug" | null;
  readonly normalize: readonly Normalization[];
}
export type Normalization = "trim" | "collapse" | "lower" | "upper" | "nfc";
/** Long text: `text` in the database. */
export interface TextType {
  readonly kind: "text";
  readonly maxLength: number | null;
}
export interface UuidType {
  readonly kind: "uuid";
}
export interface DateType {
  readonly kind: "date";
}
/** A time of the day, without a time zone. */
export interface TimeType {
  readonly kind: "time";
}
/** Always aware. */
export interface DatetimeType {
  readonly kind: "datetime";
}
/** A length of time, exact to the microsecond; so without months and years, which have no fixed length. */
export interface DurationType {
  readonly kind: "duration";
}
export interface BytesType {
  readonly kind: "bytes";
  /** Of the bytes themselves, not of the text in which they travel. */
  readonly maxLength: number;
}
/** A value of any JSON type, null too. */
export interface AnyType {
  readonly kind: "any";
}
/** A value of a type that is stored as JSON, also where its column could be narrower. */
export interface JsonType {
  readonly kind: "json";
  readonly of: TypeRef;
}
export interface EnumRef {
  readonly kind: "enum";
  readonly enum: Id;
}
/** A named scalar of `types:`; its rules stand in `NamedType.type`. */
export interface NamedRef {
  readonly kind: "named";
  readonly type: Id;
}
/** The member of a record that says which part of a union it is: this text. */
export interface TagType {
  readonly kind: "tag";
  readonly value: string;
}
/** One of several records, told apart by a member of each. The same wherever it is used, and in `NamedType.type`. */
export interface UnionType {
  readonly kind: "union";
  /** The named type that it is. */
  readonly type: Id;
  /** Name of the member. */
  readonly tag: string;
  readonly of: readonly { readonly value: string; readonly shape: Id }[];
}
export interface ShapeRef {
  readonly kind: "shape";
  readonly shape: Id;
}
/** A reference to a row: its key on the wire and in the column, the row itself inside. */
export interface RowRef {
  readonly kind: "row";
  readonly model: Id;
}
export interface ListType {
  readonly kind: "list";
  readonly of: TypeRef;
  readonly minItems: number;
  readonly maxItems: number | null;
}
/** An object whose members are named by its callers. */
export interface DictType {
  readonly kind: "dict";
  /** A scalar that is written as text. */
  readonly key: TypeRef;
  readonly value: TypeRef;
  readonly minItems: number;
  readonly maxItems: number | null;
}
/** One page of a list; outputs only. */
export interface PageType {
  readonly kind: "page";
  readonly of: TypeRef;
}
export interface OptionalType {
  readonly kind: "optional";
  readonly of: TypeRef;
}
