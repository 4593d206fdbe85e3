import { meaning as found } from "./diagnostics.ts";
import type { Entity, Field } from "./entity.ts";
import type { Operation } from "./operation.ts";
import type { Resolution } from "./resolution.ts";
import type { Shape } from "./shape.ts";

/**
 * A declared variant for create has to hold all that a row needs. What derived creations take from their path may be
 * left out of a variant that nothing else uses.
 */
export function checkCreates(scope: Resolution, operations: readonly Operation[]): void {
  const creates = operations.filter(({ derived, slot }) => derived === "create" && !slot);
  for (const shape of scope.shapes.values()) {
    if (shape.role !== "create" || !shape.used || shape.operation !== null) continue;
    const entity = scope.entities.get(shape.model!)!;
    if (entity.table === null) continue;
    const users = creates.filter(({ input }) =>
      input !== null && (input === shape.id || scope.narrowed.get(input) === shape.id)
    );
    const isSet = (field: Field) =>
      users.length > 0 && users.every(({ limits }) => limits.some((limit) => limit.field === field.id));
    const left = missingFields(entity, shape).find((field) => !isSet(field));
    if (left === undefined) continue;
    const holes = { variant: shape.name, field: `${entity.name}.${left.name}` };
    scope.report(found.SVC0232(scope.spans.get(shape.id), holes));
  }
}

/** Fields that a row needs and that an input neither demands nor fills. */
function missingFields({ fields }: Entity, { members }: Shape): readonly Field[] {
  return fields.filter((field) => {
    if (field.readonly || field.optional || field.default !== undefined) return false;
    const member = members.find(({ mirrors }) => mirrors === field.id);
    return member === undefined || (!member.required && member.default === undefined);
  });
}
