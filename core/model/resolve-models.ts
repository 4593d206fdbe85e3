import type { FieldSpec, ModelSpec, TypeOptions } from "../spec/shapes.ts";
import type { SpecFile } from "../spec/spec.ts";
import type { Json } from "../text/json.ts";
import { meaning as found } from "./diagnostics.ts";
import { checkRenamedModels, formerNames } from "./former-names.ts";
import type {
  Entity,
  EntityNames,
  Field,
  Id,
  IndexSet,
  Referrer,
  Relation,
  TypeRef,
  UniqueSet,
} from "./model.ts";
import { articleOf, pascalCase, pluralOf, snakeCase } from "./names.ts";
import { type Resolution, type Site, suggestion } from "./resolution.ts";
import { deprecation } from "./resolve-deprecated.ts";
import { isComparable, isScalar, leaves, literalOf, resolveType } from "./resolve-types.ts";

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
export function resolveModels(scope: Resolution, sources: readonly ModelSource[], owner: Id | null): void {
  for (const source of sources) {
    const entity = resolveModel(scope, source, owner);
    scope.entities.set(entity.id, entity);
  }
  connect(scope, sources);
  checkRenamedModels(scope, sources);
}

function resolveModel(scope: Resolution, { name, spec, site }: ModelSource, owner: Id | null): Entity {
  const id = `models.${name}`;
  const names = entityNames(name, spec.plural);
  const fields = [
    implied(id, "id", { kind: "uuid" }),
    ...Object.entries(spec.fields).flatMap(([field, written]) => {
      const inside: Site = {
        file: site.file,
        path: [...site.path, "fields", field],
        place: `field ${name}.${field}`,
      };
      const resolved = resolveField(scope, id, name, field, withType(written) as FieldSpec, inside);
      return resolved === null ? [] : [resolved];
    }),
    implied(id, "created_at", { kind: "datetime" }),
    implied(id, "updated_at", { kind: "datetime" }),
  ];
  for (const field of fields) if (field.implied !== null) scope.spans.set(field.id, scope.key(site));
  const members = new Map<string, Field>();
  for (const field of fields) {
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
  const entity: Entity = {
    id,
    description: spec.description ?? null,
    ext: {},
    name,
    table: names.plural,
    fields,
    unique: [],
    indexes: [],
    referrers: [],
    owner,
    variants: {},
    names,
    ...formerNames(spec),
  };
  return {
    ...entity,
    unique: uniqueSets(scope, entity, spec, site),
    indexes: indexSets(scope, entity, spec, site),
  };
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

function implied(model: Id, name: "id" | "created_at" | "updated_at", type: TypeRef): Field {
  return {
    id: `${model}.fields.${name}`,
    description: null,
    ext: {},
    name,
    member: name,
    column: name,
    type,
    optional: false,
    readonly: true,
    immutable: true,
    sensitive: false,
    implied: name,
    relation: null,
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
  if (name === "id" || name === "created_at" || name === "updated_at") {
    const construct = `a field called "${name}", which every model has without being told,`;
    scope.report(
      found.SVC0108(scope.key(site), { construct, place: `model ${modelName}`, stage: "S1, second part" }),
    );
    return null;
  }
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
  if (spec.readonly === true && !optional && value === undefined) {
    scope.report(found.SVC0218(scope.key(site), { place: site.place }));
  }
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
    ...deprecation(scope, spec, site),
    ...(backfill === undefined ? {} : { backfill }),
  };
}

/** What rows get that have nothing there. Where nothing is allowed to be there, they need nothing. */
function readBackfill(scope: Resolution, spec: FieldSpec, type: TypeRef, optional: boolean, site: Site) {
  if (optional) {
    const holes = { first: "optional", second: "backfill", place: site.place };
    scope.report(found.SVC0216(scope.key(site, "backfill"), holes));
    return undefined;
  }
  return readDefault(scope, type, spec.backfill, optional, site, "backfill");
}

/** Whatever is made of scalars and records has a column of its own. */
function isColumnCollection(scope: Resolution, type: TypeRef): boolean {
  return leaves(type).every((leaf) =>
    leaf.kind === "shape" ? scope.shapes.get(leaf.shape)?.role === "record" : leaf.kind !== "row"
  );
}

export function describeType(type: TypeRef): string {
  if (type.kind === "list") return `a list of ${plural(type.of)}`;
  if (type.kind === "dict") return `a dict of ${plural(type.value)}`;
  const word = WORDS[type.kind] ?? type.kind;
  return ["bytes", "json"].includes(word) ? word : `${/^[aeiou]/.test(word) ? "an" : "a"} ${word}`;
}

/** What people call a type, where that is not its name. */
const WORDS: { readonly [K in TypeRef["kind"]]?: string } = { shape: "record", any: "json", named: "scalar" };

function plural(type: TypeRef): string {
  if (type.kind === "optional") return plural(type.of);
  const word = WORDS[type.kind] ?? type.kind;
  return ["bytes", "json"].includes(word) ? word : `${word}s`;
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
    value: JSON.stringify(raw) ?? "null",
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
    for (const key of ["inverse", "on_delete"] as const) {
      if (spec[key] !== undefined) {
        scope.report(found.SVC0220(scope.key(site, key), { key, place: site.place }));
      }
    }
    return null;
  }
  const onDelete = spec.on_delete ?? "restrict";
  if (onDelete === "set_null" && !optional) {
    scope.report(found.SVC0222(scope.at(site, "on_delete"), { place: site.place }));
  }
  if (spec.default !== undefined && spec.default !== null) {
    const holes = {
      value: JSON.stringify(spec.default),
      place: `default of ${site.place}`,
      problem: "is no row",
    };
    scope.report(found.SVC0211(scope.at(site, "default"), holes));
  }
  if (spec.inverse !== undefined && spec.unique !== undefined && spec.unique !== false) {
    const construct = "an inverse of a unique reference";
    scope.report(
      found.SVC0108(scope.key(site, "inverse"), { construct, place: site.place, stage: "S1, second part" }),
    );
  }
  return { model: type.model, onDelete, inverse: spec.inverse ?? null };
}

/** The fields that a set names; null if one of them is wrong. */
export function namedFields(
  scope: Resolution,
  entity: Entity,
  names: readonly string[],
  site: Site,
  what: string,
): Field[] | null {
  const fields = names.flatMap((name, position) => {
    const field = fieldNamed(scope, entity, name, { ...site, path: [...site.path, position] }, what);
    return field === null ? [] : [field];
  });
  return fields.length === names.length ? fields : null;
}

/** The field of a name, or a finding that knows about `author_id` written for `author`. */
export function fieldNamed(
  scope: Resolution,
  entity: Entity,
  name: string,
  site: Site,
  place: string,
): Field | null {
  const field = entity.fields.find((candidate) => candidate.name === name);
  if (field !== undefined) return field;
  const byMember = entity.fields.find((candidate) => candidate.member === name);
  const known = entity.fields.map((candidate) => candidate.name);
  const help = byMember === undefined
    ? suggestion(name, known, `its fields are ${known.join(", ")}`)
    : `in the spec the reference is written "${byMember.name}"`;
  scope.report(found.SVC0224(scope.at(site), { model: entity.name, name, place }, { help }));
  return null;
}

function uniqueSets(scope: Resolution, entity: Entity, spec: ModelSpec, site: Site): UniqueSet[] {
  const sets: UniqueSet[] = [];
  const add = (fields: readonly Field[], error: string | undefined, at: Site) => {
    const scalar = fields.find((field) => !isComparable(scope, field.type) && field.type.kind !== "row");
    if (scalar !== undefined) {
      const problem = `it is ${describeType(scalar.type)}`;
      scope.report(
        found.SVC0225(scope.at(at), {
          field: `${entity.name}.${scalar.name}`,
          place: "a unique set",
          problem,
        }),
      );
      return;
    }
    const columns = fields.map((field) => field.column).join("_");
    const id = `${entity.id}.unique.${fields.map((field) => field.name).join("_")}`;
    if (sets.some((other) => other.id === id)) return;
    scope.spans.set(id, scope.at(at));
    const code = error ?? `${entity.names.upper}_ALREADY_EXISTS`;
    sets.push({
      id,
      fields: fields.map((field) => field.id),
      constraint: `uq_${entity.table}_${columns}`,
      error: `errors.${code}`,
    });
  };
  for (const field of entity.fields) {
    const written = spec.fields[field.name];
    if (typeof written !== "object" || written.unique === undefined || written.unique === false) continue;
    const at: Site = {
      file: site.file,
      path: [...site.path, "fields", field.name, "unique"],
      place: `field ${entity.name}.${field.name}`,
    };
    add([field], written.unique === true ? undefined : written.unique, at);
  }
  for (const [position, written] of (spec.unique ?? []).entries()) {
    const short = Array.isArray(written);
    const path = [...site.path, "unique", position];
    const at: Site = { file: site.file, path, place: site.place };
    const fields = namedFields(scope, entity, short ? written : written.fields, {
      ...at,
      path: short ? path : [...path, "fields"],
    }, "unique");
    if (fields !== null && fields.length > 0) add(fields, short ? undefined : written.error, at);
  }
  return sets;
}

function indexSets(scope: Resolution, entity: Entity, spec: ModelSpec, site: Site): IndexSet[] {
  const sets: IndexSet[] = [];
  const add = (fields: readonly Field[], at: Site) => {
    const wrong = fields.find((field) => !isComparable(scope, field.type) && field.type.kind !== "row");
    if (wrong !== undefined) {
      const problem = `it is ${describeType(wrong.type)}`;
      scope.report(
        found.SVC0225(scope.at(at), { field: `${entity.name}.${wrong.name}`, place: "an index", problem }),
      );
      return;
    }
    const id = `${entity.id}.index.${fields.map((field) => field.name).join("_")}`;
    if (sets.some((other) => other.id === id)) return;
    scope.spans.set(id, scope.at(at));
    const columns = fields.map((field) => field.column).join("_");
    sets.push({ id, fields: fields.map((field) => field.id), name: `ix_${entity.table}_${columns}` });
  };
  for (const field of entity.fields) {
    const written = spec.fields[field.name];
    if (typeof written !== "object" || written.index !== true) continue;
    add([field], {
      file: site.file,
      path: [...site.path, "fields", field.name, "index"],
      place: `field ${entity.name}.${field.name}`,
    });
  }
  for (const [position, written] of (spec.index ?? []).entries()) {
    const short = Array.isArray(written);
    const path = [...site.path, "index", position];
    const at: Site = { file: site.file, path, place: site.place };
    const fields = namedFields(scope, entity, short ? written : written.fields, {
      ...at,
      path: short ? path : [...path, "fields"],
    }, "index");
    if (fields !== null && fields.length > 0) add(fields, at);
  }
  return sets;
}

/** What needs all models: the ways back, and references that no first row could satisfy. */
function connect(scope: Resolution, sources: readonly ModelSource[]): void {
  const referrers = new Map<Id, Referrer[]>();
  const taken = new Map<string, true>();
  for (const { name, site } of sources) {
    const entity = scope.entities.get(`models.${name}`)!;
    for (const field of entity.fields) {
      const { relation } = field;
      const target = relation === null ? undefined : scope.entities.get(relation.model);
      if (relation === null || target === undefined) continue;
      const { inverse, onDelete } = relation;
      referrers.set(target.id, [...referrers.get(target.id) ?? [], {
        model: entity.id,
        field: field.id,
        inverse,
        onDelete,
      }]);
      if (inverse === null) continue;
      const at: Site = {
        file: site.file,
        path: [...site.path, "fields", field.name, "inverse"],
        place: `field ${name}.${field.name}`,
      };
      scope.checkName("field", inverse, at);
      const isField = target.fields.some((other) => other.name === inverse || other.member === inverse);
      if (isField || taken.has(`${target.id}.${inverse}`)) {
        scope.report(found.SVC0221(scope.at(at), { place: at.place, inverse, model: target.name }));
      }
      taken.set(`${target.id}.${inverse}`, true);
    }
  }
  for (const [id, list] of referrers) {
    const sorted = list.sort((a, b) => a.field < b.field ? -1 : 1);
    scope.entities.set(id, { ...scope.entities.get(id)!, referrers: sorted });
  }
  reportCycles(scope, sources);
}

function reportCycles(scope: Resolution, sources: readonly ModelSource[]): void {
  const done = new Set<Id>();
  const visit = (id: Id, trail: readonly Id[]): void => {
    if (trail.includes(id)) {
      const cycle = trail.slice(trail.indexOf(id));
      const names = cycle.map((member) => scope.entities.get(member)!.name);
      const cyclePlace = names.length === 1 ? `rows of ${names[0]}` : names.join(", ");
      scope.report(found.SVC0223(scope.spans.get(id), { cycle: cyclePlace }));
      return;
    }
    if (done.has(id)) return;
    for (const field of scope.entities.get(id)?.fields ?? []) {
      if (field.relation !== null && !field.optional) visit(field.relation.model, [...trail, id]);
    }
    done.add(id);
  };
  for (const { name } of sources) visit(`models.${name}`, []);
}
