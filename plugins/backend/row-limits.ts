import type { Field, ModelIndex, Operation } from "../../mod.ts";

/** A row param that the rows of an operation are tied to, and their reference that has to hold it. */
export interface RowLimit {
  readonly param: Operation["params"][number];
  readonly field: Field;
}

export function limitsOf(index: ModelIndex, { params, limits }: Operation): readonly RowLimit[] {
  return limits.map((limit) => ({
    param: params.find(({ id }) => id === limit.param)!,
    field: index.field(limit.field),
  }));
}
