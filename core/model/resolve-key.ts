import type { ModelSpec } from "../spec/shapes.ts";
import type { Field, Id } from "./model.ts";

/** Why nothing can refer to rows of a model, or null: they have an id. */
export function rowlessness({ table }: ModelSpec): string | null {
  if (table === false) return "it has no table, so there are no rows of it";
  return null;
}

/** The fields that tell the rows of a model apart. */
export function resolveKey({ table }: ModelSpec, fields: readonly Field[]): readonly Id[] {
  if (table === false) return [];
  return fields.filter(({ implied }) => implied === "id").map(({ id }) => id);
}
