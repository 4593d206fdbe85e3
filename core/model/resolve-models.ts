import type { FieldSpec, ModelSpec } from "../spec/models-file.ts";
import type { SpecFile } from "../spec/spec.ts";
import type { TypeOptions } from "../spec/type-shapes.ts";
import type { Json } from "../text/json.ts";
import { describeType } from "./describe-type.ts";
import { meaning as found } from "./diagnostics.ts";
import type { Entity, EntityNames, Field, Relation } from "./entity.ts";
import { checkRenamedModels, formerNames } from "./former-names.ts";
import { impliedField } from "./implied-field.ts";
import { literalText } from "./literal.ts";
import { articleOf, pascalCase, pluralOf, snakeCase } from "./names.ts";
import type { Id } from "./node.ts";
import type { Resolution, Site } from "./resolution.ts";
import { isExpression, resolveBackfill } from "./resolve-backfill.ts";
import { deprecation } from "./resolve-deprecated.ts";
import { idField, resolveKey } from "./resolve-key.ts";
import type { Owners } from "./resolve-owners.ts";
import { isRefs, resolveRefs } from "./resolve-refs.ts";
import { connect } from "./resolve-relations.ts";
import { checkSets, indexSets, uniqueSets } from "./resolve-sets.ts";
import { checkNoTable, checkTables, formerTables, tableName } from "./resolve-tables.ts";
import { isScalar, leaves, literalOf, resolveType } from "./resolve-types.ts";
import type { TypeRef } from "./type-ref.ts";

/** A model of the spec with its place. */
export interface ModelSource {
  readonly name: string;
  readonly spec: ModelSpec;
  readonly site: Site;
}

/** A value that may be written as a type alone. */
export function withType<T extends { readonly type?: string | undefined }>(
  written: string | T,
): T | { readonly type: string } {
  return typeof written === "string" ? { type: written } : written;
}

export function modelSources(
  files: readonly SpecFile<{ readonly models?: Record<string, ModelSpec> | undefined }>[],
): ModelSource[] {
  return files.flatMap((file) =>
    Object.entries(file.value.models ?? {}).map(([name, spec]) => ({
      name,
      spec,
      site: { file, path: ["models", name], place: `model ${name}` },
    }))
  );
}

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
  if (!hasTable) checkNoTable(scope, source);
  const hasId = hasTable && spec.key === undefined;
  const isStamped = hasTable && spec.timestamps !== false;
  const fields = [
    ...(hasId ? [idField(scope, id, source)] : []),
    ...Object.entries(spec.fields).flatMap(([field, written]) => {
      if (isRefs(written) || (hasId && field === "id")) return [];
      const inside: Site = {
        file: site.file,
        path: [...site.path, "fields", field],
        place: `field ${name}.${field}`,
      };
      if (isStamped && (field === "created_at" || field === "updated_at")) {
        const holes = { name: field, problem: "is that of a field which the model has without being told" };
        const help = "choose another name, or write timestamps: false";
        scope.report(found.SVC0202(scope.key(inside), holes, { help }));
        return [];
      }
      const fieldSpec = withType(written) as FieldSpec;
      const resolved = resolveField(scope, id, name, field, fieldSpec, inside);
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
    }),
    ...(isStamped
      ? (["created_at", "updated_at"] as const).map((stamp) => impliedField(id, stamp, { kind: "datetime" }))
      : []),
  ];
  for (const { id: field } of fields) {
    if (!scope.spans.has(field)) scope.spans.set(field, scope.key(site));
  }
  const members = new Map<string, { readonly name: string }>();
  const links = Object.entries(spec.fields).filter(([, written]) => isRefs(written))
    .map(([link]) => ({ name: link, member: link, column: link }));
  for (const field of [...fields, ...links]) {
    // `line1` and `line_1` are two columns, but `Line1` is the name of one type.
    const type = `type ${pascalCase(field.name)}`;
    const keys = [...new Set([field.member, field.column, type])];
    const clash = keys.find((key) => members.has(key));
    const first = clash === undefined ? undefined : members.get(clash);
    for (const key of keys) members.set(key, field);
    if (first !== undefined) {
      const holes = {
        name: clash === field.column ? field.column : field.member,
        first: `field ${name}.${first.name}`,
        second: `field ${name}.${field.name}`,
      };
      scope.report(found.SVC0205(scope.key(site, "fields", field.name), holes));
    }
  }
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

export function entityNames(name: string, plural: string | undefined): EntityNames {
  const snake = snakeCase(name);
  const words = snake.replaceAll("_", " ");
  const many = plural ?? pluralOf(snake);
  return {
    snake,
    plural: many,
    upper: snake.toUpperCase(),
    words,
    wordsPlural: many.replaceAll("_", " "),
    article: articleOf(words),
    key: `${snake}_id`,
    module: snake,
    class: name,
  };
}

function resolveField(
  scope: Resolution,
  model: Id,
  modelName: string,
  name: string,
  spec: FieldSpec,
  site: Site,
): Field | null {
  const id = `${model}.fields.${name}`;
  scope.mark(id, site);
  const inlineEnum = { name: `${modelName}${pascalCase(name)}`, field: id };
  const options: TypeOptions = spec;
  const written = resolveType(scope, spec.type, options, {
    ...site,
    service: null,
    inlineEnum,
    output: false,
  });
  if (written === null) return null;
  const type = written.kind === "optional" ? written.of : written;
  // What hides a member of the base classes is the name of the column, and that of a reference ends in `_id`.
  scope.checkName(type.kind === "row" ? "snake" : "field", name, site);
  const optional = spec.optional === true || written.kind === "optional";
  const relation = resolveRelation(scope, spec, type, optional, site);
  if (!isScalar(type) && type.kind !== "row" && !isColumnCollection(scope, type)) {
    scope.report(found.SVC0210(scope.at(site, "type"), { what: describeType(type), place: site.place }));
    return null;
  }
  const value = spec.default === undefined
    ? undefined
    : readDefault(scope, type, spec.default, optional, site);
  const example = readExample(scope, type, spec, optional, site);
  if (spec.column !== undefined) {
    scope.checkName("column", spec.column, { ...site, path: [...site.path, "column"] });
  }
  const backfill = spec.backfill === undefined ? undefined : readBackfill(scope, spec, type, optional, site);
  const member = type.kind === "row" ? `${name}_id` : name;
  return {
    id,
    description: spec.description ?? null,
    ext: {},
    name,
    member,
    column: spec.column ?? member,
    type,
    optional,
    ...(value === undefined ? {} : { default: value }),
    readonly: spec.readonly ?? false,
    immutable: spec.immutable ?? false,
    sensitive: spec.sensitive ?? false,
    implied: null,
    relation,
    ...example,
    ...formerNames(spec),
    ...deprecation(scope, spec, site, type),
    ...(backfill === undefined ? {} : { backfill }),
  };
}

/** A row needs a value that nobody can give. */
function checkWritten(scope: Resolution, { readonly, optional, default: value }: Field, site: Site): void {
  if (!readonly || optional || value !== undefined) return;
  scope.report(found.SVC0218(scope.key(site), { place: site.place }));
}

/** What rows get that have nothing there. Where nothing is allowed to be there, they need nothing. */
function readBackfill(scope: Resolution, spec: FieldSpec, type: TypeRef, optional: boolean, site: Site) {
  if (optional) {
    const holes = { first: "optional", second: "backfill", place: site.place };
    scope.report(found.SVC0216(scope.key(site, "backfill"), holes));
    return undefined;
  }
  if (isExpression(type, spec.backfill)) return undefined; // once all fields are there
  return readDefault(scope, type, spec.backfill, optional, site, "backfill");
}

/** Whatever is made of scalars and records has a column of its own. */
function isColumnCollection(scope: Resolution, type: TypeRef): boolean {
  return leaves(type).every((leaf) =>
    leaf.kind === "shape" ? scope.shapes.get(leaf.shape)?.role === "record" : leaf.kind !== "row"
  );
}

/** A value to show to people and to try first. */
export function readExample(
  scope: Resolution,
  type: TypeRef,
  { example }: { readonly example?: unknown },
  optional: boolean,
  site: Site,
): { readonly example?: Json } {
  const value = example === undefined
    ? undefined
    : readDefault(scope, type, example, optional, site, "example");
  return value === undefined ? {} : { example: value };
}

export function readDefault(
  scope: Resolution,
  type: TypeRef,
  raw: unknown,
  optional: boolean,
  site: Site,
  key = "default",
) {
  if (raw === null && optional) return null;
  const read = literalOf(scope, type, raw);
  if ("value" in read) return read.value;
  const holes = {
    value: literalText(raw),
    place: `${key} of ${site.place}`,
    problem: read.problem,
  };
  scope.report(found.SVC0211(scope.at(site, key), holes));
  return undefined;
}

function resolveRelation(
  scope: Resolution,
  spec: FieldSpec,
  type: TypeRef,
  optional: boolean,
  site: Site,
): Relation | null {
  if (type.kind !== "row") {
    for (const key of ["inverse", "on_delete", "to", "accept"] as const) {
      if (spec[key] !== undefined) {
        scope.report(found.SVC0220(scope.key(site, key), { key, place: site.place }));
      }
    }
    return null;
  }
  for (const key of ["to", "accept"] as const) {
    if (spec[key] === undefined) continue;
    const holes = { option: key, type: "a reference", place: site.place };
    scope.report(found.SVC0215(scope.key(site, key), holes, { help: "it goes with type: refs" }));
  }
  const onDelete = spec.on_delete ?? "restrict";
  if (onDelete === "set_null" && !optional) {
    scope.report(found.SVC0222(scope.at(site, "on_delete"), { place: site.place }));
  }
  if (spec.default !== undefined && spec.default !== null) {
    const holes = {
      value: literalText(spec.default),
      place: `default of ${site.place}`,
      problem: "is no row",
    };
    scope.report(found.SVC0211(scope.at(site, "default"), holes));
  }
  return { model: type.model, onDelete, inverse: spec.inverse ?? null };
}
