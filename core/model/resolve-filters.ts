import type { ListSpecText } from "../spec/domain-file.ts";
import { nearest } from "../text/nearest.ts";
import { describeType } from "./describe-type.ts";
import { meaning as found } from "./diagnostics.ts";
import type { Entity, Field } from "./entity.ts";
import { fieldNamed } from "./field-named.ts";
import type { Filter, FilterOperator } from "./list-spec.ts";
import type { Resolution, Site } from "./resolution.ts";
import { isComparable, unnamed } from "./type-facts.ts";
import type { TypeRef } from "./type-ref.ts";
import { isOrdered } from "./value-type.ts";

const OPERATORS: readonly FilterOperator[] = ["eq", "ne", "in", "ge", "gt", "le", "lt", "has", "contains"];
/** Longest text to search for, in characters. */
const MAX_FRAGMENT = 255;

/** What a list can be narrowed by; `taken` are the other names in its query. */
export function resolveFilters(
  scope: Resolution,
  entity: Entity,
  spec: ListSpecText,
  taken: readonly string[],
  site: Site,
): Filter[] {
  const written: [string, readonly string[], Site][] = Array.isArray(spec.filter)
    ? spec.filter.map((
      name,
      position,
    ) => [name, ["eq"], { ...site, path: [...site.path, "filter", position] }])
    : Object.entries(spec.filter ?? {}).map((
      [name, operators],
    ) => [name, operators, { ...site, path: [...site.path, "filter", name] }]);
  const filters: Filter[] = [];
  for (const [name, operators, at] of written) {
    const field = fieldNamed(scope, entity, name, at, `filter of ${site.place}`);
    if (field === null) continue;
    for (const operator of operators) {
      const filter = resolveFilter(scope, entity, field, operator, at);
      if (filter === null) continue;
      const clash = taken.includes(filter.wire) || filters.some((other) => other.wire === filter.wire);
      if (clash) scope.report(found.SVC0256(scope.at(at), { place: site.place, name: filter.wire }));
      else filters.push(filter);
    }
  }
  return filters;
}

function resolveFilter(
  scope: Resolution,
  entity: Entity,
  field: Field,
  written: string,
  site: Site,
): Filter | null {
  const type = unnamed(scope, field.type);
  const fitting = OPERATORS.filter((operator) => fits(scope, operator, type));
  const operator = fitting.find((candidate) => candidate === written);
  if (operator === undefined) {
    const [near] = nearest(written, fitting);
    const help = near === undefined
      ? (fitting.length === 0 ? "leave it out" : `it goes with ${fitting.join(", ")}`)
      : `did you mean "${near}"?`;
    const holes = { operator: written, field: `${entity.name}.${field.name}`, type: describeType(type) };
    scope.report(found.SVC0255(scope.at(site), holes, { help }));
    return null;
  }
  const wire = operator === "eq" ? field.member : `${field.member}_${operator}`;
  return {
    wire,
    field: field.id,
    operator,
    type: valueType(operator, operator === "contains" ? type : field.type),
  };
}

function fits(scope: Resolution, operator: FilterOperator, type: TypeRef): boolean {
  switch (operator) {
    case "eq":
    case "ne":
    case "in":
      return type.kind === "row" || isComparable(scope, type);
    case "ge":
    case "gt":
    case "le":
    case "lt":
      return isOrdered(type);
    case "has":
      return type.kind === "list" && isComparable(scope, type.of);
    case "contains":
      return type.kind === "string" || type.kind === "text";
  }
}

function valueType(operator: FilterOperator, type: TypeRef): TypeRef {
  if (operator === "in") return { kind: "list", of: type, minItems: 1, maxItems: 100 };
  if (operator === "has" && type.kind === "list") return type.of;
  if (operator === "contains") return fragmentOf(type);
  return type;
}

/** A part of a text keeps none of the rules of the whole but those that make letters alike. */
function fragmentOf(type: TypeRef): TypeRef {
  const normalize = type.kind === "string"
    ? type.normalize.filter((step) => step !== "trim" && step !== "collapse")
    : [];
  return { kind: "string", minLength: 1, maxLength: MAX_FRAGMENT, pattern: null, format: null, normalize };
}
