import type { TypeRef } from "./type-ref.ts";

/** One answer per kind of type; a kind without an answer does not compile, and there is no default. */
export type TypeCases<R> = {
  readonly [K in TypeRef["kind"]]: (
    type: Extract<TypeRef, { kind: K }>,
    fold: (inner: TypeRef) => R,
  ) => R;
};

/** The one walk over types: answers by kind, inner types through `fold`. */
export function foldType<R>(type: TypeRef, cases: TypeCases<R>): R {
  const fold = (inner: TypeRef): R => foldType(inner, cases);
  // Each member of the record accepts exactly the member of the union that its key names, which the
  // compiler cannot follow through an index.
  const answer = cases[type.kind] as (type: TypeRef, fold: (inner: TypeRef) => R) => R;
  return answer(type, fold);
}
