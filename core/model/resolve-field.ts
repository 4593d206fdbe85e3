import type { FieldSpec } from "../spec/models-file.ts";
import type { TypeOptions } from "../spec/type-shapes.ts";
import { describeType } from "./describe-type.ts";
import { meaning as found } from "./diagnostics.ts";
import type { Field, Relation } from "./entity.ts";
import { formerNames } from "./former-names.ts";
import { literalText } from "./literal.ts";
import { pascalCase } from "./names.ts";
import type { Id } from "./node.ts";
import { readDefault, readExample, readValue } from "./read-value.ts";
import type { Resolution, Site } from "./resolution.ts";
import { isExpression } from "./resolve-backfill.ts";
import { deprecation } from "./resolve-deprecated.ts";
import { resolveType } from "./resolve-types.ts";
import { isScalar, leaves } from "./type-facts.ts";
import type { TypeRef } from "./type-ref.ts";
import { contradiction } from "./type-site.ts";

/** A field of a model, or null after a finding. */
export function resolveField(
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

/** What rows get that have nothing there. Where nothing is allowed to be there, they need nothing. */
function readBackfill(scope: Resolution, spec: FieldSpec, type: TypeRef, optional: boolean, site: Site) {
  if (optional) {
    contradiction(scope, site, "optional", "backfill");
    return undefined;
  }
  if (isExpression(type, spec.backfill)) return undefined; // once all fields are there
  return readValue(scope, type, spec.backfill, site, "backfill");
}

/** Whatever is made of scalars and records has a column of its own. */
function isColumnCollection(scope: Resolution, type: TypeRef): boolean {
  return leaves(type).every((leaf) =>
    leaf.kind === "shape" ? scope.shapes.get(leaf.shape)?.role === "record" : leaf.kind !== "row"
  );
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
