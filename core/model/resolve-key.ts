import type { FieldSpec, ModelSpec } from "../spec/models-file.ts";
import { describeType } from "./describe-type.ts";
import { meaning as found } from "./diagnostics.ts";
import type { Entity, Field } from "./entity.ts";
import { fieldNamed } from "./field-named.ts";
import { impliedField } from "./implied-field.ts";
import type { ModelSource } from "./model-source.ts";
import type { Id } from "./node.ts";
import type { Resolution, Rowless, Site } from "./resolution.ts";
import { resolveType } from "./resolve-types.ts";
import { unnamed } from "./type-facts.ts";
import type { TypeRef } from "./type-ref.ts";

/** Why nothing can refer to rows of a model, and what to write instead; null: they have an id. */
export function rowlessness(name: string, { table, key }: ModelSpec): Rowless | null {
  if (table === false) {
    return {
      problem: "it has no table, so there are no rows of it",
      help: `refer to another model, or use a variant of this one, like ${name}Read`,
    };
  }
  if (key === undefined) return null;
  return {
    problem: `its rows have no id, but the key ${key.join(", ")}`,
    help: `to refer to it, let it have an id, and write unique: [[${key.join(", ")}]] in the place of key`,
  };
}

/** The fields that tell the rows of a model apart, and the fields as they are then: a key does not change. */
export function resolveKey(
  scope: Resolution,
  entity: Entity,
  { key }: ModelSpec,
  site: Site,
): Pick<Entity, "fields" | "key"> {
  const { fields, table } = entity;
  if (table === null) return { fields, key: [] };
  if (key === undefined) {
    return { fields, key: fields.filter(({ implied }) => implied === "id").map(({ id }) => id) };
  }
  const at: Site = { ...site, path: [...site.path, "key"] };
  const parts = key.flatMap((name, position) => {
    const inside: Site = { ...at, path: [...at.path, position] };
    const field = fieldNamed(scope, entity, name, inside, `the key of ${site.place}`);
    if (field === null) return [];
    const problem = key.indexOf(name) < position ? "it stands there twice" : partProblem(scope, field);
    if (problem !== null) {
      const holes = { field: `${entity.name}.${name}`, place: `the key of ${site.place}`, problem };
      scope.report(found.SVC0225(scope.at(inside), holes, { help: KEY_HELP }));
    }
    return [field];
  });
  return {
    fields: fields.map((field) => parts.includes(field) ? { ...field, immutable: true } : field),
    key: [...new Set(parts.map(({ id }) => id))],
  };
}

const KEY_HELP = "a key is made of required strings, ints, uuids, dates, enums and references";
/** What can stand in an address, and is the same value for everybody who compares it. */
const KEY_TYPES: readonly TypeRef["kind"][] = ["string", "int", "uuid", "date", "enum", "row"];

function partProblem(scope: Resolution, field: Field): string | null {
  const type = unnamed(scope, field.type);
  if (!KEY_TYPES.includes(type.kind)) return `it is ${describeType(type)}`;
  if (field.implied !== null) return "svc makes its values";
  if (field.optional) return "it may be absent";
  if (field.readonly) return "it is readonly, so no caller could say it";
  return field.sensitive ? "it is sensitive, and a key stands in addresses" : null;
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
    const holes = { place: at.place, problem: "svc makes its values, so it has to be readonly" };
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
