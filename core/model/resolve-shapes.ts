import type { MemberSpec, VariantSpec } from "../spec/shapes.ts";
import { meaning as found } from "./diagnostics.ts";
import type { Entity, Field, Id, Member, Shape, ShapeRole, TypeRef } from "./model.ts";
import { pascalCase } from "./names.ts";
import type { Resolution, Site } from "./resolution.ts";
import { fieldNamed } from "./field-named.ts";
import { deprecation } from "./resolve-deprecated.ts";
import { type ModelSource, readDefault, readExample, withType } from "./resolve-models.ts";
import { leaves, resolveType } from "./resolve-types.ts";

const DEFAULT_ROLES = { Create: "create", Update: "update", Read: "read" } as const;

/** Make the variants of every model: the default three, changed by what is declared, and the declared others. */
export function resolveVariants(scope: Resolution, sources: readonly ModelSource[]): void {
  for (const { name, spec, site } of sources) {
    const entity = scope.entities.get(`models.${name}`)!;
    const declared = spec.variants ?? {};
    const variants: Record<string, Id> = {};
    for (const variant of new Set([...Object.keys(DEFAULT_ROLES), ...Object.keys(declared)])) {
      const isDeclared = Object.hasOwn(declared, variant);
      const at: Site = isDeclared
        ? { file: site.file, path: [...site.path, "variants", variant], place: `variant ${name}${variant}` }
        : site;
      if (isDeclared) scope.checkName("type", variant, at);
      const shape = variantShape(scope, entity, variant, declared[variant] ?? {}, isDeclared, at);
      scope.declare(shape.name, null, { kind: "shape", node: shape }, scope.key(at), `variant ${shape.name}`);
      scope.mark(shape.id, at);
      scope.shapes.set(shape.id, shape);
      variants[variant] = shape.id;
    }
    scope.entities.set(entity.id, { ...entity, variants });
  }
}

function variantShape(
  scope: Resolution,
  entity: Entity,
  name: string,
  spec: VariantSpec,
  declared: boolean,
  site: Site,
): Shape {
  const role = spec.for ?? (Object.hasOwn(DEFAULT_ROLES, name) ? DEFAULT_ROLES[name as "Read"] : "read");
  const listed = (key: "only" | "exclude" | "optional") =>
    (spec[key] ?? []).flatMap((field, position) => {
      const at: Site = { ...site, path: [...site.path, key, position] };
      return fieldNamed(scope, entity, field, at, `variant ${entity.name}${name}`) ?? [];
    });
  const only = listed("only");
  const exclude = listed("exclude");
  const optional = listed("optional");
  const writable = (field: Field) => !field.readonly && !(role === "update" && field.immutable);
  const chosen = entity.fields.filter((field) => {
    if (spec.only !== undefined) return only.includes(field) && (role === "read" || writable(field));
    if (exclude.includes(field)) return false;
    return role === "read" ? !field.sensitive : writable(field);
  });
  return {
    id: `${entity.id}.variants.${name}`,
    description: spec.description ?? null,
    ext: {},
    name: `${entity.name}${name}`,
    role,
    model: entity.id,
    operation: null,
    members: chosen.map((field) => mirror(field, role, optional.includes(field))),
    used: declared,
    service: null,
  };
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

/** Members that are written inline: of records, inputs and details. */
export function resolveMembers(
  scope: Resolution,
  written: Readonly<Record<string, string | MemberSpec>>,
  owner: string,
  service: Id | null,
  site: Site,
  rows: boolean,
): Member[] {
  return Object.entries(written).flatMap(([name, member]) => {
    const spec = withType(member) as MemberSpec;
    const at: Site = { ...site, path: [...site.path, name], place: `${name} of ${site.place}` };
    scope.checkName("field", name, at);
    const resolved = resolveType(scope, spec.type, spec, {
      ...at,
      service,
      inlineEnum: { name: `${owner}${pascalCase(name)}`, field: null },
      output: false,
    });
    if (resolved === null) return [];
    const type = resolved.kind === "optional" ? resolved.of : resolved;
    const isBad = leaves(type).some((leaf) =>
      leaf.kind === "row"
        ? !rows || type.kind !== "row"
        : leaf.kind === "shape" && scope.shapes.get(leaf.shape)?.role !== "record"
    );
    if (isBad) {
      scope.report(found.SVC0210(scope.at(at, "type"), { what: spec.type, place: at.place }));
      return [];
    }
    const optional = spec.optional === true || resolved.kind === "optional";
    const value = spec.default === undefined
      ? undefined
      : readDefault(scope, type, spec.default, optional, at);
    return [{
      name: type.kind === "row" ? `${name}_id` : name,
      field: name,
      type: optional ? { kind: "optional", of: type } as const : type,
      required: !optional && value === undefined,
      ...(value === undefined ? {} : { default: value }),
      ...readExample(scope, type, spec, optional, at),
      description: spec.description ?? null,
      mirrors: null,
      ...deprecation(scope, spec, at),
    }];
  });
}
