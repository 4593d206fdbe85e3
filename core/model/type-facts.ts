import { foldType } from "./fold-type.ts";
import type { Resolution } from "./resolution.ts";
import type { TypeRef } from "./type-ref.ts";

/** What a type is made of in the end: itself, or what its items and values are made of. */
export function leaves(type: TypeRef): readonly TypeRef[] {
  const itself = (leaf: TypeRef) => [leaf];
  return foldType<readonly TypeRef[]>(type, {
    bool: itself,
    int: itself,
    float: itself,
    decimal: itself,
    string: itself,
    text: itself,
    uuid: itself,
    date: itself,
    time: itself,
    datetime: itself,
    duration: itself,
    bytes: itself,
    any: itself,
    json: ({ of }, fold) => fold(of),
    enum: itself,
    named: itself,
    tag: itself,
    shape: itself,
    union: ({ of }) => of.map(({ shape }) => ({ kind: "shape", shape })),
    row: itself,
    list: ({ of }, fold) => fold(of),
    dict: ({ value }, fold) => fold(value),
    page: ({ of }, fold) => fold(of),
    optional: ({ of }, fold) => fold(of),
  });
}

/** The type without its name, if it is a named scalar. */
export function unnamed(scope: Resolution, type: TypeRef): TypeRef {
  return type.kind === "named" ? scope.types.get(type.type)!.type : type;
}

/** Whether values of the type are one scalar in a column. */
export function isScalar(type: TypeRef): boolean {
  const yes = () => true;
  const no = () => false;
  return foldType(type, {
    bool: yes,
    int: yes,
    float: yes,
    decimal: yes,
    string: yes,
    text: yes,
    uuid: yes,
    date: yes,
    time: yes,
    datetime: yes,
    duration: yes,
    bytes: yes,
    any: no,
    json: no,
    enum: yes,
    named: yes,
    tag: no,
    shape: no,
    union: no,
    row: no,
    list: no,
    dict: no,
    page: no,
    optional: no,
  });
}

/** Whether a column of the type can be compared with a value of a request: bytes are stored, not looked for. */
export function isComparable(scope: Resolution, type: TypeRef): boolean {
  return isScalar(type) && unnamed(scope, type).kind !== "bytes";
}
