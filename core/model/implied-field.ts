import type { Field } from "./entity.ts";
import type { Id } from "./node.ts";
import type { TypeRef } from "./type-ref.ts";

/** A field whose values are made without anybody saying them. */
export function impliedField(
  model: Id,
  name: "id" | "created_at" | "updated_at",
  type: TypeRef,
): Field {
  return {
    id: `${model}.fields.${name}`,
    description: null,
    ext: {},
    name,
    member: name,
    column: name,
    type,
    optional: false,
    readonly: true,
    immutable: true,
    sensitive: false,
    implied: name,
    relation: null,
  };
}
