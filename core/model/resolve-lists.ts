import type { ListSpecText } from "../spec/domain-file.ts";
import { parseTypeText } from "../spec/type-text.ts";
import { describeType } from "./describe-type.ts";
import { meaning as found } from "./diagnostics.ts";
import type { Entity } from "./entity.ts";
import { fieldNamed } from "./field-named.ts";
import type { ListSpec, PageSpec } from "./list-spec.ts";
import { pascalCase } from "./names.ts";
import type { Id } from "./node.ts";
import { entityOf, type OperationScope } from "./operation-scope.ts";
import type { Resolution, Site } from "./resolution.ts";
import { resolveFilters } from "./resolve-filters.ts";
import { newest, resolveSorts } from "./resolve-sorts.ts";
import type { Shape } from "./shape.ts";
import { unnamed } from "./type-facts.ts";

const DEFAULT_PAGE = 20;
const MAX_PAGE = 100;

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
