import type { FieldSpec, ModelSpec } from "../spec/models-file.ts";
import { meaning as found } from "./diagnostics.ts";
import { entityNames } from "./entity-names.ts";
import type { Entity, Field } from "./entity.ts";
import { checkRenamedModels, formerNames } from "./former-names.ts";
import { impliedField } from "./implied-field.ts";
import type { ModelSource } from "./model-source.ts";
import { pascalCase } from "./names.ts";
import type { Id } from "./node.ts";
import type { Resolution, Site } from "./resolution.ts";
import { isExpression, resolveBackfill } from "./resolve-backfill.ts";
import { deprecation } from "./resolve-deprecated.ts";
import { resolveField } from "./resolve-field.ts";
import { idField, resolveKey } from "./resolve-key.ts";
import type { Owners } from "./resolve-owners.ts";
import { isRefs, resolveRefs } from "./resolve-refs.ts";
import { connect } from "./resolve-relations.ts";
import { checkSets, indexSets, uniqueSets } from "./resolve-sets.ts";
import { checkNoTable, checkTables, formerTables, tableName } from "./resolve-tables.ts";
import { withType } from "./type-site.ts";

/** Resolve all models. Their names are declared already, so they may refer to each other in any order. */
export function resolveModels(scope: Resolution, sources: readonly ModelSource[], owners: Owners): void {
  for (const source of sources) {
    const entity = resolveModel(scope, source, owners.get(source.name) ?? null);
    scope.entities.set(entity.id, entity);
  }
  resolveRefs(scope, sources);
  connect(scope, sources);
  checkRenamedModels(scope, sources);
  checkTables(scope, sources);
}

function resolveModel(scope: Resolution, source: ModelSource, owner: Id | null): Entity {
  const { name, spec, site } = source;
  const id = `models.${name}`;
  const names = entityNames(name, spec.plural);
  const hasTable = spec.table !== false;
  if (spec.plural !== undefined) {
    scope.checkName("snake", spec.plural, { ...site, path: [...site.path, "plural"] });
  }
  if (!hasTable) checkNoTable(scope, source);
  const fields = [
    ...(hasId(spec) ? [idField(scope, id, source)] : []),
    ...writtenFields(scope, source),
    ...stampsOf(spec).map((stamp) => impliedField(id, stamp, { kind: "datetime" })),
  ];
  for (const { id: field } of fields) {
    if (!scope.spans.has(field)) scope.spans.set(field, scope.key(site));
  }
  reportTwins(scope, source, fields);
  const unkeyed: Entity = {
    id,
    description: spec.description ?? null,
    ext: {},
    name,
    table: tableName(scope, spec, names, site),
    fields,
    key: [],
    refs: [],
    unique: [],
    indexes: [],
    checks: [],
    referrers: [],
    owner,
    variants: {},
    names,
    ...formerNames(spec),
    ...formerTables(spec),
    ...deprecation(scope, spec, site),
  };
  if (!hasTable) return unkeyed;
  const entity: Entity = { ...unkeyed, ...resolveKey(scope, unkeyed, spec, site) };
  return {
    ...entity,
    fields: entity.fields.map((field) => withBackfill(scope, entity, field, spec, site)),
    unique: uniqueSets(scope, entity, spec, site),
    indexes: indexSets(scope, entity, spec, site),
    checks: checkSets(scope, entity, spec, site),
  };
}

/** What a model has without being told. */
function hasId({ table, key }: ModelSpec): boolean {
  return table !== false && key === undefined;
}

function stampsOf({ table, timestamps }: ModelSpec): readonly ("created_at" | "updated_at")[] {
  return table !== false && timestamps !== false ? ["created_at", "updated_at"] : [];
}

/** The fields that the spec writes, without the id. */
function writtenFields(scope: Resolution, { name, spec, site }: ModelSource): Field[] {
  const id = `models.${name}`;
  const hasTable = spec.table !== false;
  const stamps: readonly string[] = stampsOf(spec);
  return Object.entries(spec.fields).flatMap(([field, written]) => {
    if (isRefs(written) || (hasId(spec) && field === "id")) return [];
    const inside: Site = {
      file: site.file,
      path: [...site.path, "fields", field],
      place: `field ${name}.${field}`,
    };
    if (stamps.includes(field)) {
      const holes = { name: field, problem: "is that of a field which the model has without being told" };
      const help = "choose another name, or write timestamps: false";
      scope.report(found.SVC0202(scope.key(inside), holes, { help }));
      return [];
    }
    const resolved = resolveField(scope, id, name, field, withType(written) as FieldSpec, inside);
    if (resolved === null) {
      scope.unusable.add(`${id}.fields.${field}`);
      return [];
    }
    if (hasTable) {
      checkWritten(scope, resolved, inside);
      return [resolved];
    }
    if (resolved.relation === null) return [resolved];
    const holes = { what: "a reference", place: inside.place };
    const help = `${site.place} has no table, so nothing keeps a reference: write ${resolved.member}: uuid`;
    scope.report(found.SVC0210(scope.at(inside), holes, { help }));
    return [];
  });
}

/** Fields whose members, columns or types would be called alike. */
function reportTwins(scope: Resolution, { name, spec, site }: ModelSource, fields: readonly Field[]): void {
  const taken = new Map<string, { readonly name: string }>();
  const links = Object.entries(spec.fields).filter(([, written]) => isRefs(written))
    .map(([link]) => ({ name: link, member: link, column: link }));
  for (const field of [...fields, ...links]) {
    // `line1` and `line_1` are two columns, but `Line1` is the name of one type.
    const type = `type ${pascalCase(field.name)}`;
    const keys = [...new Set([field.member, field.column, type])];
    const clash = keys.find((key) => taken.has(key));
    const first = clash === undefined ? undefined : taken.get(clash);
    for (const key of keys) taken.set(key, field);
    if (first !== undefined) {
      const holes = {
        name: clash === field.column ? field.column : field.member,
        first: `field ${name}.${first.name}`,
        second: `field ${name}.${field.name}`,
      };
      scope.report(found.SVC0205(scope.key(site, "fields", field.name), holes));
    }
  }
}

/** A field with what its backfill reads of the other fields. */
function withBackfill(scope: Resolution, entity: Entity, field: Field, spec: ModelSpec, site: Site): Field {
  const written = spec.fields[field.name];
  if (typeof written !== "object" || field.optional || field.implied !== null) return field;
  if (!isExpression(field.type, written.backfill)) return field;
  const at: Site = {
    ...site,
    path: [...site.path, "fields", field.name],
    place: `field ${entity.name}.${field.name}`,
  };
  const backfillFrom = resolveBackfill(scope, entity, field, written.backfill, at);
  return backfillFrom === null ? field : { ...field, backfillFrom };
}

/** A row needs a value that nobody can give. */
function checkWritten(scope: Resolution, { readonly, optional, default: value }: Field, site: Site): void {
  if (!readonly || optional || value !== undefined) return;
  scope.report(found.SVC0218(scope.key(site), { place: site.place }));
}
