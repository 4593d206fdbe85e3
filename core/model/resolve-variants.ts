import type { VariantSpec } from "../spec/models-file.ts";
import { meaning as found } from "./diagnostics.ts";
import type { Entity, Field, Refs } from "./entity.ts";
import { fieldNamed } from "./field-named.ts";
import { formerNames } from "./former-names.ts";
import type { ModelSource } from "./model-source.ts";
import type { Deprecation, Id } from "./node.ts";
import { type Resolution, type Site, suggestion } from "./resolution.ts";
import { deprecation } from "./resolve-deprecated.ts";
import type { Member, Shape, ShapeRole } from "./shape.ts";
import type { TypeRef } from "./type-ref.ts";

const DEFAULT_ROLES: Readonly<Record<string, ShapeRole>> = {
  Create: "create",
  Update: "update",
  Read: "read",
};

/** The variants of one model while they are resolved: one may extend another in any order. */
interface Variants {
  readonly scope: Resolution;
  readonly entity: Entity;
  readonly declared: Readonly<Record<string, VariantSpec | null>>;
  readonly names: readonly string[];
  readonly site: Site;
}

/** What a variant holds, before it has a name. */
interface Content {
  readonly role: ShapeRole;
  readonly fields: readonly Field[];
  readonly optional: readonly Field[];
  readonly refs: readonly Refs[];
}

/** Make the variants of every model: the default three, changed by what is declared, and the declared others. */
export function resolveVariants(scope: Resolution, sources: readonly ModelSource[]): void {
  for (const { name, spec, site } of sources) {
    const entity = scope.entities.get(`models.${name}`)!;
    const declared = spec.variants ?? {};
    const names = [...new Set([...Object.keys(DEFAULT_ROLES), ...Object.keys(declared)])];
    const all: Variants = { scope, entity, declared, names, site };
    const variants: Record<string, Id> = {};
    for (const variant of names) {
      const isDeclared = Object.hasOwn(declared, variant);
      const at = siteOf(all, variant);
      if (isDeclared) scope.checkName("type", variant, at);
      const shape = variantShape(all, variant, isDeclared);
      scope.declare(shape.name, null, { kind: "shape", node: shape }, scope.key(at), `variant ${shape.name}`);
      scope.mark(shape.id, at);
      scope.shapes.set(shape.id, shape);
      variants[variant] = shape.id;
    }
    scope.entities.set(entity.id, { ...entity, variants });
  }
}

function siteOf({ entity, declared, site }: Variants, variant: string): Site {
  if (!Object.hasOwn(declared, variant)) return site;
  return {
    file: site.file,
    path: [...site.path, "variants", variant],
    place: `variant ${entity.name}${variant}`,
  };
}

function variantShape(all: Variants, name: string, declared: boolean): Shape {
  const { entity } = all;
  const { role, fields, optional, refs } = contentOf(all, name, []);
  return {
    id: `${entity.id}.variants.${name}`,
    description: all.declared[name]?.description ?? null,
    ext: {},
    name: `${entity.name}${name}`,
    role,
    model: entity.id,
    operation: null,
    members: [
      ...fields.map((field) => mirror(field, role, optional.includes(field))),
      ...refs.map((each) => linking(all.scope, each, role)),
    ],
    used: declared,
    service: null,
    ...formerVariants(all, name),
    ...variantDeprecation(all, name),
  };
}

/** A variant goes away by itself, or with its model. */
function variantDeprecation(all: Variants, name: string): { readonly deprecated?: Deprecation } {
  const own = deprecation(all.scope, all.declared[name] ?? {}, siteOf(all, name)).deprecated;
  const deprecated = own ?? all.entity.deprecated;
  return deprecated === undefined ? {} : { deprecated };
}

/** Former names of a variant as its class had them: with that of the model. */
function formerVariants({ declared, entity }: Variants, name: string): { readonly was?: readonly string[] } {
  const { was } = formerNames(declared[name]);
  return was === undefined ? {} : { was: was.map((former) => `${entity.name}${former}`) };
}

/** What a variant holds: of the model or of the variant that it extends, as much as it says. */
function contentOf(all: Variants, name: string, trail: readonly string[]): Content {
  const { scope, entity } = all;
  const spec = all.declared[name] ?? {};
  const site = siteOf(all, name);
  const listed = (key: "only" | "exclude" | "optional") =>
    (spec[key] ?? []).flatMap((field, position) => {
      if (entity.refs.some((refs) => refs.name === field)) return [];
      const at: Site = { ...site, path: [...site.path, key, position] };
      return fieldNamed(scope, entity, field, at, site.place) ?? [];
    });
  const base = baseOf(all, name, spec, trail);
  const role = spec.for ?? base?.role ?? DEFAULT_ROLES[name] ?? "read";
  const only = listed("only");
  const exclude = listed("exclude");
  const isWritable = (field: Field) => whyNotWritten(role, field) === null;
  if (trail.length === 0) checkSaid(all, role, spec, site);
  const fields = entity.fields.filter((field) => {
    if (exclude.includes(field)) return false;
    if (only.includes(field) || base?.fields.includes(field)) return isWritable(field);
    if (spec.only !== undefined || base !== null) return false;
    return role === "read" ? !field.sensitive : isWritable(field);
  });
  const refs = entity.refs.filter((each) => {
    if (spec.exclude?.includes(each.name)) return false;
    if (spec.only?.includes(each.name)) return isWritten(all, role, each, site);
    return role !== "read" && (base === null ? spec.only === undefined : base.refs.includes(each));
  });
  return { role, fields, refs, optional: [...base?.optional ?? [], ...listed("optional")] };
}

/** Why callers cannot say a field in an input of this role; null if they can. */
function whyNotWritten(role: ShapeRole, field: Field): string | null {
  if (role === "read") return null;
  if (field.readonly) return "callers never say it";
  return role === "update" && field.immutable ? "it does not change" : null;
}

/** What a variant says to no effect: the others would read it and believe it. */
function checkSaid({ scope, entity }: Variants, role: ShapeRole, spec: VariantSpec, site: Site): void {
  const refuse = (key: "only" | "exclude" | "optional", position: number, problem: string) => {
    const name = spec[key]![position]!;
    // What is no field is told as that.
    if (!entity.fields.some((field) => field.name === name)) return;
    const field = `${entity.name}.${name}`;
    const at: Site = { ...site, path: [...site.path, key, position] };
    scope.report(found.SVC0233(scope.at(at), { variant: site.place, key, field, problem }));
  };
  for (const [position, name] of (spec.only ?? []).entries()) {
    const field = entity.fields.find((candidate) => candidate.name === name);
    const problem = field === undefined ? null : whyNotWritten(role, field);
    if (problem !== null) refuse("only", position, problem);
  }
  for (const [position, name] of (spec.exclude ?? []).entries()) {
    if (spec.only?.includes(name)) refuse("exclude", position, '"only" names it too');
    else if (spec.only !== undefined && spec.extends === undefined) {
      refuse("exclude", position, '"only" does not name it');
    }
  }
  if (role === "create") return;
  for (const position of (spec.optional ?? []).keys()) {
    refuse(
      "optional",
      position,
      role === "read" ? "answers leave nothing out" : "all of a change may be left out",
    );
  }
}

/** Rows inside of rows are shown by `with`. */
function isWritten({ scope }: Variants, role: ShapeRole, { name }: Refs, site: Site): boolean {
  if (role !== "read") return true;
  const construct = `"${name}", the rows that a row links to, shown with it,`;
  scope.report(found.SVC0108(scope.at(site, "only"), { construct, place: site.place, stage: "S3" }));
  return false;
}

function baseOf(
  all: Variants,
  name: string,
  { extends: extended }: VariantSpec,
  trail: readonly string[],
): Content | null {
  const { scope, entity, names } = all;
  if (extended === undefined) return null;
  const site = siteOf(all, name);
  const at = scope.at(site, "extends");
  if (!names.includes(extended)) {
    const help = suggestion(extended, names, `its variants are ${names.join(", ")}`);
    // Whoever extends this one asks again; it is told once.
    if (trail.length === 0) scope.report(found.SVC0230(at, { model: entity.name, name: extended }, { help }));
    return null;
  }
  const path = [...trail, name];
  if (!path.includes(extended)) return contentOf(all, extended, path);
  // Each of a circle comes here once; it is told where it begins with the first name.
  if (path[0] === extended && path.every((each) => each >= extended)) {
    scope.report(
      found.SVC0231(at, { cycle: [...path, extended].map((each) => entity.name + each).join(", ") }),
    );
  }
  return null;
}

function mirror(field: Field, role: ShapeRole, optional: boolean): Member {
  const type: TypeRef = field.optional ? { kind: "optional", of: field.type } : field.type;
  const hasDefault = field.default !== undefined && role === "create";
  return {
    name: field.member,
    field: field.name,
    type,
    required: role === "read" || (role === "create" && !field.optional && !hasDefault && !optional),
    ...(hasDefault ? { default: field.default! } : {}),
    ...(field.example === undefined ? {} : { example: field.example }),
    description: field.description,
    mirrors: field.id,
    ...(field.deprecated === undefined ? {} : { deprecated: field.deprecated }),
  };
}

/** What is left out links to nothing, or leaves the links as they are. */
function linking(scope: Resolution, refs: Refs, role: ShapeRole): Member {
  const accepted = scope.entities.get(refs.model)!.fields.find(({ id }) => id === refs.accept);
  const of: TypeRef = accepted?.type ?? { kind: "row", model: refs.model };
  return {
    name: refs.name,
    field: refs.name,
    type: { kind: "list", of, minItems: 0, maxItems: refs.maxItems },
    required: false,
    ...(role === "create" ? { default: [] } : {}),
    description: refs.description,
    mirrors: null,
    refs: refs.id,
  };
}
