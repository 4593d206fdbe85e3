import type { Schema } from "../../mod.ts";

/**
 * Names of foreign keys that are part of a circle of tables: neither table can be made with its key before the other.
 * A table that refers to itself is no circle.
 */
export function cyclicKeys({ tables }: Schema): ReadonlySet<string> {
  const targets = new Map(tables.map((table) => [
    table.name,
    table.foreignKeys.map((key) => key.target.table).filter((target) => target !== table.name),
  ]));
  const reaches = (from: string, goal: string, seen = new Set<string>()): boolean => {
    if (from === goal) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return (targets.get(from) ?? []).some((next) => reaches(next, goal, seen));
  };
  return new Set(tables.flatMap((table) =>
    table.foreignKeys
      .filter(({ target }) => target.table !== table.name && reaches(target.table, table.name))
      .map((key) => key.name)
  ));
}
