import type { FieldSpec, ModelSpec } from "../spec/models-file.ts";
import { meaning as found } from "./diagnostics.ts";
import type { Entity, Field, Refs } from "./entity.ts";
import { formerNames } from "./former-names.ts";
import type { ModelSource } from "./model-source.ts";
import { type Declared, hasId, type Resolution, type Site, suggestion } from "./resolution.ts";

/** Rows that one row may link to, unless it says otherwise. */
const DEFAULT_ITEMS = 1000;
/** What goes with `type: refs`; the other keys of fields are about columns. */
const KEYS = ["type", "to", "inverse", "accept", "max_items", "description", "was"];

type Written = ModelSpec["fields"][string];

export function isRefs(written: Written): boolean {
  return (typeof written === "string" ? written : written.type) === "refs";
}

/** The links of every model, once all of their targets are known. */
export function resolveRefs(scope: Resolution, sources: readonly ModelSource[]): void {
  for (const { name, spec, site } of sources) {
    const entity = scope.entities.get(`models.${name}`)!;
    const refs = Object.entries(spec.fields).filter(([, written]) => isRefs(written)).flatMap(
      ([field, written]) => {
        const at: Site = {
          file: site.file,
          path: [...site.path, "fields", field],
          place: `field ${name}.${field}`,
        };
        if (!hasId(entity)) {
          const problem = entity.table === null
            ? `${name} has no table, so there are no rows to link`
            : `the rows of ${name} have no id`;
          scope.report(found.SVC0226(scope.key(at), { place: at.place, problem }));
          return [];
        }
        const fieldSpec = typeof written === "string" ? { type: written } : written;
        return refsOf(scope, entity, field, fieldSpec, at) ?? [];
      },
    );
    if (refs.length > 0) scope.entities.set(entity.id, { ...entity, refs });
  }
}

function refsOf(scope: Resolution, entity: Entity, name: string, spec: FieldSpec, site: Site): Refs | null {
  const id = `${entity.id}.fields.${name}`;
  scope.mark(id, site);
  scope.checkName("field", name, site);
  for (const option of Object.keys(spec).filter((key) => !KEYS.includes(key))) {
    const help = `refs takes ${KEYS.slice(1, -1).join(", ")}`;
    scope.report(
      found.SVC0215(scope.key(site, option), { option, type: "refs", place: site.place }, { help }),
    );
  }
  const target = targetOf(scope, entity, spec, site);
  if (target === null) return null;
  const accept = spec.accept === undefined ? null : acceptedField(scope, target, spec.accept, site);
  const own = entity.names.key;
  return {
    id,
    description: spec.description ?? null,
    ext: {},
    name,
    model: target.id,
    table: `${entity.names.snake}_${name}`,
    // Two columns of one name there cannot be, where rows link to rows of their own kind.
    columns: { own, other: target.names.key === own ? `${name}_id` : target.names.key },
    inverse: spec.inverse ?? null,
    accept: accept?.id ?? null,
    makes: accept !== null && needsNothingBut(target, accept),
    maxItems: spec.max_items ?? DEFAULT_ITEMS,
    ...formerNames(spec),
  };
}

function targetOf(scope: Resolution, entity: Entity, { to }: FieldSpec, site: Site): Entity | null {
  if (to === undefined) {
    scope.report(
      found.SVC0226(scope.key(site), { place: site.place, problem: "it does not say to which model" }),
    );
    return null;
  }
  const target = scope.entities.get(`models.${to}`);
  const known = [...scope.entities.values()].map(({ name }) => name);
  if (target === undefined) {
    const help = suggestion(to, known, "declare it under models");
    scope.report(
      found.SVC0226(scope.at(site, "to"), { place: site.place, problem: `${to} is no model` }, { help }),
    );
    return null;
  }
  const { rowless } = scope.lookup(to, null) as Extract<Declared, { kind: "entity" }>;
  if (rowless === null && target.owner === entity.owner) return target;
  const problem = rowless === null
    ? `the table of ${to} is another service's`
    : `nothing can refer to ${to}: ${rowless.problem}`;
  scope.report(found.SVC0226(scope.at(site, "to"), { place: site.place, problem }));
  return null;
}

/** A field that finds one row, and that every row has. */
function acceptedField(scope: Resolution, target: Entity, name: string, site: Site): Field | null {
  const field = target.fields.find((candidate) => candidate.name === name);
  const isUnique = target.unique.some(({ fields, where }) =>
    where === null && fields.length === 1 && fields[0] === field?.id
  );
  if (field !== undefined && isUnique && !field.optional && field.relation === null) return field;
  scope.report(found.SVC0227(scope.at(site, "accept"), { place: site.place, name, model: target.name }));
  return null;
}

function needsNothingBut({ fields, checks }: Entity, accepted: Field): boolean {
  return checks.length === 0 && !accepted.readonly &&
    fields.every((field) =>
      field === accepted || field.implied !== null || field.optional || field.default !== undefined
    );
}
