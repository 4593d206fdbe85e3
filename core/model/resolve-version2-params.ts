import { version2Findings as found } from "../spec/version2/diagnostics.ts";
import type { Version2Param } from "../spec/version2/shapes.ts";
import type { Json } from "../text/json.ts";
import type { Id } from "./node.ts";
import type { Param } from "./operation.ts";
import { literalOf } from "./read-value.ts";
import type { Resolution, Site } from "./resolution.ts";
import { listOf, primitiveOf } from "./resolve-version2-types.ts";
import type { TypeRef } from "./type-ref.ts";

/** A param of an operation, of which little has to be written. */
export function resolveVersion2Param(
  scope: Resolution,
  operationId: Id,
  param: string,
  given: Version2Param,
  operation: Site,
): Param {
  const site: Site = {
    file: operation.file,
    path: [...operation.path, "params", param],
    place: `param ${param}`,
  };
  const paramId = `${operationId}.params.${param}`;
  scope.mark(paramId, site);
  const written = given.type ?? "str";
  const type = paramType(scope, written, site);
  const source = given.source ?? "path";
  // A value in the path is always there, whatever else is written.
  const value = source === "path" ? null : given.default ?? null;
  if (value !== null) checkDefault(scope, type, value, site);
  return {
    id: paramId,
    description: null,
    ext: { v2: { source, ...(type.kind === "any" ? { type: written } : {}) } },
    name: param,
    wire: param,
    type,
    by: null,
    missing: null,
    optional: source === "query" && given.required === false && value === null,
    ...(value === null ? {} : { default: value }),
  };
}

/** Types of params could be written as Python has them. */
const PYTHON_TYPES: Readonly<Record<string, string>> = { str: "string" };

function paramType(scope: Resolution, written: string, site: Site): TypeRef {
  const primitive = primitiveOf(Object.hasOwn(PYTHON_TYPES, written) ? PYTHON_TYPES[written]! : written);
  if (primitive !== null) return primitive;
  const item = /^[Ll]ist\[(.*)\]$/.exec(written)?.[1];
  if (item !== undefined) return listOf(paramType(scope, item.trim(), site));
  scope.report(found.SVC0155(scope.at(site, "type"), { place: site.place, type: written }));
  return { kind: "any" };
}

function checkDefault(scope: Resolution, type: TypeRef, value: Json, site: Site): void {
  const read = literalOf(scope, type, value);
  if ("value" in read) return;
  const holes = { value: JSON.stringify(value), place: site.place, problem: read.problem };
  scope.report(found.SVC0151(scope.at(site, "default"), holes));
}
