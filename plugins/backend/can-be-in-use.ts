import type { Entity, ModelIndex } from "../../mod.ts";

/** Whether rows that refer to this one can keep it from being deleted, themselves or rows that would go with it. */
export function canBeInUse(
  index: ModelIndex,
  entity: Entity,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  if (seen.has(entity.id)) return false;
  const known = new Set([...seen, entity.id]);
  return entity.referrers.some(({ model, onDelete }) =>
    onDelete === "restrict" || (onDelete === "cascade" && canBeInUse(index, index.entity(model), known))
  );
}
