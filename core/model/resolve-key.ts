import type { FieldSpec, ModelSpec } from "../spec/shapes.ts";
import { meaning as found } from "./diagnostics.ts";
import { impliedField } from "./implied-field.ts";
import type { Field, Id } from "./model.ts";
import type { Resolution, Site } from "./resolution.ts";
import type { ModelSource } from "./resolve-models.ts";
import { resolveType } from "./resolve-types.ts";

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

/** What an id can say of itself: its values are made by svc or by the database, so it has no rules. */
const OF_IDS = ["type", "format", "readonly", "description"];

/** The id of the rows: a UUID that the application makes, or a number that the database counts. */
export function idField(scope: Resolution, model: Id, { name, spec, site }: ModelSource): Field {
  const written = spec.fields.id;
  const usual = impliedField(model, "id", { kind: "uuid" });
  if (written === undefined) return usual;
  const at: Site = { file: site.file, path: [...site.path, "fields", "id"], place: `field ${name}.id` };
  scope.mark(usual.id, at);
  const field: FieldSpec = typeof written === "string" ? { type: written } : written;
  if (field.type !== "uuid" && field.type !== "int") {
    const holes = { place: at.place, problem: `${field.type} is no type of ids` };
    scope.report(found.SVC0219(scope.at(at, "type"), holes));
    return usual;
  }
  if (field.readonly !== true) {
    const holes = { place: at.place, problem: "nobody can say it" };
    const help =
      `write { type: ${field.type}, readonly: true }, or key: [code] for values that callers choose`;
    scope.report(found.SVC0219(scope.at(at), holes, { help }));
  }
  for (const option of Object.keys(field).filter((key) => !OF_IDS.includes(key))) {
    const holes = { option, type: "an id", place: at.place };
    scope.report(found.SVC0215(scope.key(at, option), holes, { help: "take it away" }));
  }
  const type = resolveType(scope, field.type, { format: field.format }, {
    ...at,
    service: null,
    inlineEnum: { name: "", field: null },
    output: false,
  });
  return { ...usual, type: type ?? usual.type, description: field.description ?? null };
}
