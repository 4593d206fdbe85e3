import type { ListSpecText } from "../spec/domain-file.ts";
import { parseTypeText } from "../spec/type-text.ts";
import { nearest } from "../text/nearest.ts";
import { describeType } from "./describe-type.ts";
import { meaning as found } from "./diagnostics.ts";
import type { Entity, Field } from "./entity.ts";
import { fieldNamed } from "./field-named.ts";
import type { Filter, FilterOperator, ListSpec, PageSpec, Sort } from "./list-spec.ts";
import { pascalCase } from "./names.ts";
import type { Id } from "./node.ts";
import { entityOf, type OperationScope } from "./operation-scope.ts";
import type { Resolution, Site } from "./resolution.ts";
import { isComparable, unnamed } from "./resolve-types.ts";
import type { Shape } from "./shape.ts";
import type { TypeRef } from "./type-ref.ts";

const OPERATORS: readonly FilterOperator[] = ["eq", "ne", "in", "ge", "gt", "le", "lt", "has", "contains"];
const ORDERED = ["int", "float", "decimal", "date", "time", "datetime", "duration"];
const DEFAULT_PAGE = 20;
const MAX_PAGE = 100;
/** Longest text to search for, in characters. */
const MAX_FRAGMENT = 255;

/** Query parameters that a list has beside its filters. */
export function listParams({ kind }: PageSpec): readonly string[] {
  return ["limit", kind, "sort", "q"];
}

/** The list of an operation, or null: it is none. */
export function resolveListOf(operation: OperationScope): ListSpec | null {
  const { domain, scope, name, derived, written, site } = operation;
  const listed = listedRows(operation);
  if (written.list === undefined && derived !== "list" && listed?.form !== "page") return null;
  const at: Site = { ...site, path: [...site.path, "list"] };
  const complain = (problem: string) => {
    scope.report(found.SVC0259(scope.key(site, "list"), { place: site.place, problem }));
    return null;
  };
  if (derived !== null && derived !== "list") return complain(`it is the derived ${derived}`);
  if (listed === null) return complain("its output is no page and no list of rows");
  if (written.input !== undefined) return complain("it has an input");
  const page = resolvePage(scope, written.list?.page ?? {}, listed.form, at);
  const names = listNames(listed, page);
  scope.declare(names.sort, null, null, scope.key(site), `the order of ${name}`);
  scope.declare(names.query, null, null, scope.key(site), `the query of ${name}`);
  return resolveList(scope, listed.model, written.list ?? {}, page, names, at);

  function listNames({ model, shape }: Listed, page: PageSpec): ListSpec["names"] {
    const stem = derived === null
      ? pascalCase(name)
      : domain.isOnlyList(model.id)
      ? model.name
      : `${pascalCase(domain.name)}${model.name}`;
    const items = shape === null || shape.name === `${model.name}Read` ? model.name : shape.name;
    const form = page.kind === "cursor" ? "" : page.total ? "Counted" : "Offset";
    return {
      sort: `${stem}Sort`,
      query: derived === "list" ? `${stem}ListQuery` : `${stem}Query`,
      page: `${items}${form}Page`,
    };
  }
}

/** What an operation lists, as far as it can be told before its output is resolved. */
interface Listed {
  readonly model: Entity;
  /** A page says how the list goes on, a bare list does not. */
  readonly form: "page" | "list";
  /** Null: the one that derived lists have. */
  readonly shape: Shape | null;
}

function listedRows(operation: OperationScope): Listed | null {
  const { domain, scope, derived, written } = operation;
  if (written.output === undefined) {
    return derived === "list" ? { model: entityOf(operation), form: "page", shape: null } : null;
  }
  const parsed = parseTypeText(written.output);
  const type = "problem" in parsed ? null : parsed.type;
  if ((type?.kind !== "page" && type?.kind !== "list") || type.of.kind !== "name") return null;
  const declared = scope.lookup(type.of.name, domain.service.id);
  const shape = declared?.kind === "shape" ? declared.node : null;
  const model = shape === null || shape.model === null ? undefined : scope.entities.get(shape.model);
  return model === undefined || model.table === null ? null : { model, form: type.kind, shape };
}

/** A bare list has no place for a cursor, so it goes on by number. */
function resolvePage(
  scope: Resolution,
  written: NonNullable<ListSpecText["page"]>,
  form: Listed["form"],
  site: Site,
): PageSpec {
  const kind = written.kind ?? (form === "list" ? "offset" : "cursor");
  const size = { default: written.default ?? DEFAULT_PAGE, max: written.max ?? MAX_PAGE };
  const contradict = (key: "kind" | "max" | "total", first: string, second: string) =>
    scope.report(found.SVC0216(scope.key(site, "page", key), { first, second, place: site.place }));
  if (size.default > size.max) contradict("max", "default", "max");
  if (form === "list" && kind === "cursor") contradict("kind", "kind: cursor", "a list without pages");
  if (form === "list" && written.total === true) contradict("total", "total", "a list without pages");
  if (kind === "cursor" && written.total !== undefined) contradict("total", "total", "kind: cursor");
  return kind === "cursor" ? { kind, ...size } : { kind, total: written.total ?? false, ...size };
}

/** What `list:` says about the rows of a model. */
function resolveList(
  scope: Resolution,
  entity: Entity,
  spec: ListSpecText,
  page: PageSpec,
  names: ListSpec["names"],
  site: Site,
): ListSpec {
  const sorts = resolveSorts(scope, entity, spec, site);
  const first = spec.sort?.[0] ?? newest(entity);
  const key = first.replace(/^-/, "");
  const field = sorts.find((sort) => sort.field === `${entity.id}.fields.${key}`) ?? sorts[0]!;
  return {
    model: entity.id,
    filters: resolveFilters(scope, entity, spec, listParams(page), site),
    search: resolveSearch(scope, entity, spec, site),
    sorts,
    defaultSort: { key: field.key, descending: first.startsWith("-") },
    page,
    names,
  };
}

function resolveSorts(scope: Resolution, entity: Entity, spec: ListSpecText, site: Site): Sort[] {
  const sorts: Sort[] = [];
  for (const [position, name] of (spec.sort ?? []).entries()) {
    const at: Site = { ...site, path: [...site.path, "sort", position] };
    const field = fieldNamed(scope, entity, name.replace(/^-/, ""), at, `sort of ${site.place}`);
    if (field === null || sorts.some((sort) => sort.field === field.id)) continue;
    const type = unnamed(scope, field.type);
    const problem = field.optional
      ? "it is optional, and a row without it would have no place in the order"
      : type.kind === "enum"
      ? "the order of an enum comes with a later stage"
      : field.sensitive
      ? "it is sensitive, and cursors hold what a page ends with"
      : !isComparable(scope, type) || type.kind === "bool"
      ? `it is ${describeType(type)}`
      : null;
    if (problem !== null) {
      scope.report(
        found.SVC0225(scope.at(at), {
          field: `${entity.name}.${field.name}`,
          place: `sort of ${site.place}`,
          problem,
        }),
      );
    } else sorts.push({ key: field.member, field: field.id });
  }
  if (sorts.length > 0) return sorts;
  const usual = entity.fields.find(({ name }) => name === newest(entity).replace(/^-/, ""))!;
  return [{ key: usual.member, field: usual.id }];
}

/** Ids are made in the order of time, so they do where a model keeps no time; other keys in their own order. */
function newest({ fields, key }: Entity): string {
  const stamp = fields.find(({ implied }) => implied === "created_at");
  const first = fields.find(({ id }) => id === key[0])!;
  return stamp === undefined && first.implied !== "id" ? first.name : `-${(stamp ?? first).name}`;
}

function resolveSearch(scope: Resolution, entity: Entity, spec: ListSpecText, site: Site): Id[] {
  return (spec.search ?? []).flatMap((name, position) => {
    const at: Site = { ...site, path: [...site.path, "search", position] };
    if (name.includes(".")) {
      const holes = {
        construct: `"${name}", a path to other rows,`,
        place: `search of ${site.place}`,
        stage: "S3",
      };
      scope.report(found.SVC0108(scope.at(at), holes));
      return [];
    }
    const field = fieldNamed(scope, entity, name, at, `search of ${site.place}`);
    if (field === null) return [];
    if (["string", "text", "uuid"].includes(unnamed(scope, field.type).kind)) return [field.id];
    const problem = `it is ${describeType(field.type)}, not text`;
    scope.report(
      found.SVC0225(scope.at(at), {
        field: `${entity.name}.${name}`,
        place: `search of ${site.place}`,
        problem,
      }),
    );
    return [];
  });
}

function resolveFilters(
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
      return ORDERED.includes(type.kind);
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
