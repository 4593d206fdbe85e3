import type { Entity, Field, ListSpec, ModelIndex, Operation } from "../../mod.ts";

/** A list operation and what its repository calls it. */
export interface ListMethod {
  readonly name: string;
  readonly list: ListSpec;
  readonly operation: Operation;
}

/** The lists over the rows of a model. */
export function listMethods(index: ModelIndex, entity: Entity): readonly ListMethod[] {
  return index.lists(entity.id).map((operation) => ({
    name: listMethodName(index, operation),
    list: operation.list!,
    operation,
  }));
}

/** `list` for the only derived list; names of operations are unique enough for the others: so are their query classes. */
export function listMethodName(index: ModelIndex, operation: Operation): string {
  const list = operation.list!;
  if (list.names.query === `${index.entity(list.model).names.class}ListQuery`) return "list";
  if (operation.derived !== null) return `list_in_${index.domain(operation.domain).names.module}`;
  return operation.name.startsWith("list_") ? operation.name : `list_${operation.name}`;
}

/** A row param that an operation without a slot is limited to, and the reference that points to it. */
export interface Scope {
  readonly param: Operation["params"][number];
  readonly field: Field;
}

/**
 * Params that are named like a reference of the model: `/authors/{author_id}/books` is about books of this author. A
 * slot is given the rows and decides for itself.
 */
export function scopesOf(index: ModelIndex, operation: Operation): readonly Scope[] {
  const model = operation.list?.model ?? index.domain(operation.domain).model;
  if (operation.slot || model === null) return [];
  return operation.params.flatMap((param) => {
    const { type } = param;
    const field = index.entity(model).fields.find((candidate) => candidate.name === param.name);
    return type.kind === "row" && field?.relation?.model === type.model ? [{ param, field }] : [];
  });
}
