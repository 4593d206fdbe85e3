import { shapeFindings } from "../spec/diagnostics.ts";
import type { SpecFile } from "../spec/spec.ts";
import { version2Findings as found } from "../spec/version2/diagnostics.ts";
import { jsonOf } from "../spec/version2/json-of.ts";
import type { Version2Field, Version2Model, Version2Models } from "../spec/version2/shapes.ts";
import type { Json } from "../text/json.ts";
import { nodeAt } from "../text/walk.ts";
import { meaning } from "./diagnostics.ts";
import { entityNames } from "./entity-names.ts";
import type { Entity, Field } from "./entity.ts";
import { pascalCase } from "./names.ts";
import type { Id } from "./node.ts";
import { literalOf } from "./read-value.ts";
import { type Resolution, type Site, suggestion } from "./resolution.ts";
import { resolveVersion2Type } from "./resolve-version2-types.ts";
import type { Member, Shape, ShapeRole } from "./shape.ts";
import type { Bounds, TypeRef } from "./type-ref.ts";

/** Names that can stand as input, output and message: a model with all its fields, or a variant. */
export type ShapeNames = ReadonlyMap<string, Id>;

/** A field, and whether the old schema asked for it: `optional: true` with a default is left out but never null. */
interface Version2Member {
  readonly field: Field;
  readonly required: boolean;
}

/** Models as shapes: no table, no implied fields, no variants but the declared. */
export function resolveVersion2Models(scope: Resolution, file: SpecFile<Version2Models>): ShapeNames {
  const names = new Map<string, Id>();
  const models = Object.entries(file.value.models ?? {});
  if (models.length === 0) {
    scope.report(found.SVC0148(file.node.span, { place: "shared/spec/models.yaml", what: "model" }));
  }
  for (const [name, model] of models) {
    resolveModel(scope, name, model, { file, path: ["models", name], place: `model ${name}` }, names);
  }
  return names;
}

function resolveModel(
  scope: Resolution,
  name: string,
  model: Version2Model,
  site: Site,
  names: Map<string, Id>,
): void {
  const id = `models.${name}`;
  scope.mark(id, site);
  const fields = Object.entries(model.fields ?? {});
  if (fields.length === 0) scope.report(found.SVC0148(scope.key(site), { place: site.place, what: "field" }));
  const members = fields.flatMap(([field, written]) => {
    const at: Site = { ...site, path: [...site.path, "fields", field], place: `field ${name}.${field}` };
    return resolveField(scope, id, name, field, written, at) ?? [];
  });
  const variants: Record<string, Id> = {};
  addShape(`${id}.base`, name, "record", members.map((member) => memberOf(member, false)), site);
  for (const [variant, written] of Object.entries(model.variants ?? {})) {
    const at: Site = {
      ...site,
      path: [...site.path, "variants", variant],
      place: `variant ${name}${variant}`,
    };
    const exclude = fieldsOf(written?.exclude, "exclude", at);
    const optional = fieldsOf(written?.optional, "optional", at);
    const writes = variant === "Create" || variant === "Update";
    const chosen = members.filter(({ field }) =>
      !exclude.includes(field.name) && !(writes && field.readonly)
    );
    const role = variant === "Create"
      ? "create"
      : variant === "Update"
      ? "update"
      : variant === "Read"
      ? "read"
      : "record";
    variants[variant] = `${id}.variants.${variant}`;
    const shown = chosen.map((member) => memberOf(member, optional.includes(member.field.name)));
    addShape(`${id}.variants.${variant}`, `${name}${variant}`, role, shown, at);
  }
  const entity: Entity = {
    id,
    description: model.description ?? null,
    ext: {},
    name,
    table: null,
    fields: members.map(({ field }) => field),
    key: [],
    unique: [],
    indexes: [],
    refs: [],
    checks: [],
    referrers: [],
    owner: null,
    variants,
    names: entityNames(name, undefined),
  };
  scope.entities.set(id, entity);

  function addShape(shape: Id, called: string, role: ShapeRole, shown: readonly Member[], at: Site): void {
    const taken = scope.shapes.get(names.get(called) ?? "");
    if (taken !== undefined) {
      const first = taken.id.endsWith(".base") ? `model ${called}` : `variant ${called}`;
      const span = scope.spans.get(taken.id);
      const related = span === undefined ? undefined : [{ span, label: `${first} stands here` }];
      scope.report(found.SVC0156(scope.key(at), { name: called, first, second: at.place }, { related }));
    }
    names.set(called, shape);
    scope.mark(shape, at);
    const node: Shape = {
      id: shape,
      description: at === site ? model.description ?? null : null,
      ext: {},
      name: called,
      role,
      model: id,
      operation: null,
      members: shown,
      used: true,
      service: null,
    };
    scope.shapes.set(shape, node);
  }

  function fieldsOf(listed: readonly string[] | undefined, key: string, at: Site): readonly string[] {
    const known = fields.map(([field]) => field);
    for (const [position, field] of (listed ?? []).entries()) {
      if (known.includes(field)) continue;
      const help = suggestion(field, known, `its fields are ${known.join(", ")}`);
      const holes = { model: name, name: field, place: at.place };
      scope.report(meaning.SVC0224(scope.at(at, key, position), holes, { help }));
    }
    return listed ?? [];
  }
}

function resolveField(
  scope: Resolution,
  model: Id,
  modelName: string,
  name: string,
  written: string | Version2Field,
  site: Site,
): Version2Member | null {
  const id = `${model}.fields.${name}`;
  scope.mark(id, site);
  const spec: Omit<Version2Field, "type"> = typeof written === "string" ? {} : written;
  const typeSite: Site = typeof written === "string" ? site : { ...site, path: [...site.path, "type"] };
  const node = nodeAt(site.file.node, typeSite.path);
  if (node === null || (node.kind === "scalar" && node.value === null)) {
    scope.report(shapeFindings.SVC0111(scope.key(site), { key: "type", place: site.place }));
    return null;
  }
  const enumName = `${modelName}${pascalCase(name)}`;
  const bare = resolveVersion2Type(scope, node, { name: enumName, field: id }, site);
  if (bare === null) return null;
  const type = withOptions(scope, bare, spec, site);
  const value = spec.default === undefined || spec.default === null
    ? undefined
    : defaultOf(scope, type, spec.default, site);
  const field: Field = {
    id,
    description: spec.description ?? null,
    ext: {},
    name,
    member: name,
    column: name,
    type,
    optional: spec.optional === true && value === undefined,
    ...(value === undefined ? {} : { default: value }),
    readonly: spec.readonly ?? false,
    immutable: false,
    sensitive: false,
    implied: null,
    relation: null,
  };
  return { field, required: spec.optional !== true && value === undefined };
}

/** In a variant, what is listed as optional may be left out or null, and has no default. */
function memberOf({ field, required }: Version2Member, left: boolean): Member {
  const nullable = left || field.optional;
  return {
    name: field.member,
    field: field.name,
    type: nullable && field.type.kind !== "optional" ? { kind: "optional", of: field.type } : field.type,
    required: required && !left,
    ...(left || field.default === undefined ? {} : { default: field.default }),
    description: field.description,
    mirrors: field.id,
  };
}

type Options = Omit<Version2Field, "type">;

/** The type with the bounds of its field; a bound that means nothing for it is told and left out. */
function withOptions(scope: Resolution, type: TypeRef, options: Options, site: Site): TypeRef {
  if (type.kind === "optional") return { kind: "optional", of: withOptions(scope, type.of, options, site) };
  const given = (["ge", "gt", "le", "lt", "min_length", "max_length"] as const)
    .filter((key) => options[key] !== undefined && options[key] !== null);
  const fits = (key: typeof given[number]) =>
    type.kind === "string"
      ? key.endsWith("_length")
      : (type.kind === "int" || type.kind === "float") && !key.endsWith("_length");
  for (const option of given.filter((key) => !fits(key))) {
    scope.report(found.SVC0150(scope.key(site, option), { option, type: describe(type), place: site.place }));
  }
  if (type.kind === "string") {
    return { ...type, minLength: options.min_length ?? 0, maxLength: options.max_length ?? null };
  }
  if (type.kind !== "int" && type.kind !== "float") return type;
  const bounds: { -readonly [K in keyof Bounds<number>]: number } = {};
  for (const key of ["ge", "gt", "le", "lt"] as const) {
    const bound = options[key];
    if (bound !== undefined && bound !== null) bounds[key] = Number(bound);
  }
  return { ...type, ...bounds };
}

function describe(type: TypeRef): string {
  return type.kind === "dict" || type.kind === "list" || type.kind === "enum"
    ? `a type like ${type.kind}`
    : type.kind;
}

/** The default as it is written: version 2 did not compare it with its type, so a bad one is only told. */
function defaultOf(scope: Resolution, type: TypeRef, raw: unknown, site: Site): Json {
  const value = jsonOf(raw);
  const isMap = type.kind === "dict" && typeof value === "object" && !Array.isArray(value);
  const read = isMap ? { value } : literalOf(scope, type, raw);
  if ("value" in read) return read.value;
  const holes = { value: JSON.stringify(value), place: site.place, problem: read.problem };
  scope.report(found.SVC0151(scope.at(site, "default"), holes));
  return value;
}
