import type { Id } from "../../model/node.ts";
import { type Table, withoutHints } from "../../model/schema.ts";
import type { Project } from "../../pipeline.ts";
import type { MigrationState } from "../migrations.ts";

/** The first node that the migrations of a service do not have as the spec says: a field, a model, or the service. */
export function aheadNode({ model }: Project, { service, reached, wanted }: MigrationState): Id {
  const before = new Map(
    (reached === null ? [] : withoutHints(reached).tables).map((table) => [table.name, table]),
  );
  for (const table of withoutHints(wanted).tables) {
    const entity = model.models.find((candidate) => candidate.table === table.name);
    const old = before.get(table.name);
    // Tables between two models belong to the field that makes them.
    if (entity === undefined || same(old, table)) continue;
    const columns = new Map(old?.columns.map((column) => [column.name, column]));
    const column = old === undefined
      ? undefined
      : table.columns.find((candidate) => !same(columns.get(candidate.name), candidate));
    const field = entity.fields.find(({ member }) => member === column?.name);
    return field?.id ?? entity.id;
  }
  return service.id;
}

function same(a: unknown, b: Table | Table["columns"][number]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
