import type { Entity, ListSpec, ModelIndex, Operation } from "../../mod.ts";

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
