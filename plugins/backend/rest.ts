import {
  defineExtension,
  type Domain,
  type Extension,
  indexModel,
  type Json,
  type Model,
  type Operation,
  type Resolved,
  z,
} from "../../mod.ts";
import { type DomainRoute, domainRouteOf, type Route } from "./contract.ts";
import { finding } from "./finding.ts";
import { prefixOf } from "./options.ts";
import { parsePath, placeholdersOf, type Segment } from "./rest-path.ts";
import { wrapNames, wrapOf, wrapSchema } from "./wrapping.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = typeof METHODS[number];

const operationSchema = z.union([
  z.string().max(300),
  z.strictObject({
    method: z.enum(METHODS),
    path: z.string().max(300).optional(),
    status: z.int().min(200).max(299).optional(),
    aliases: z.array(z.string().max(300)).min(1).max(20).optional(),
    wrap: wrapSchema.optional(),
  }),
]);

const domainSchema = z.union([
  z.string().max(300),
  z.strictObject({
    prefix: z.string().max(300).optional(),
    tags: z.array(z.string().max(100)).optional(),
    wrap: wrapSchema.optional(),
  }),
]);

/** `rest: POST /{book_id}/finish`, or its long form. */
export const operationRest: Extension = defineExtension({
  at: "operation",
  key: "rest",
  schema: operationSchema,
  transport: true,
  derive: (derived, _entity, { key }) => {
    const one = key.map((name) => `/{${name}}`).join("");
    return {
      list: "GET",
      get: `GET ${one}`,
      create: "POST",
      update: `PATCH ${one}`,
      delete: `DELETE ${one}`,
    }[derived];
  },
  reads: (raw) => writtenRest(raw)?.method === "GET",
  placeholders: (raw, domain) => [
    ...placeholdersOf(writtenPrefix(domain) ?? []),
    ...placeholdersOf(writtenRest(raw)?.segments ?? []),
  ],
  resolve: (raw, node, model) =>
    raw === undefined ? NOTHING : resolveOperation(raw, node as Operation, model),
});

/** `config: { rest: /books }`, or its long form. */
export const domainRest: Extension = defineExtension({
  at: "domain",
  key: "rest",
  schema: domainSchema,
  placeholders: (raw) => placeholdersOf(writtenPrefix(raw) ?? []),
  resolve: (raw, node, model) => resolveDomain(raw, node as Domain, model),
});

const NOTHING: Resolved = { value: undefined, findings: [] };

interface WrittenRest {
  readonly method: Method;
  readonly segments: readonly Segment[];
  /** Whether the path is written as `/`: the empty one, but in version 2 one that ends in a slash. */
  readonly isSlash: boolean;
  readonly status: number | undefined;
  readonly wrap: z.infer<typeof wrapSchema> | undefined;
  /** Null where one is no path. */
  readonly aliases: readonly (readonly Segment[] | null)[];
}

/** What is written, or null if it is no route. */
function writtenRest(raw: Json): WrittenRest | null {
  const { data } = operationSchema.safeParse(raw);
  if (data === undefined) return null;
  const { method, path, status, aliases = [], wrap } = typeof data === "string" ? shortForm(data) : data;
  const isSlash = path === "/";
  const segments = parsePath(isSlash ? "" : path ?? "");
  const known = METHODS.find((candidate) => candidate === method);
  return segments === null || known === undefined
    ? null
    : { method: known, segments, isSlash, status, wrap, aliases: aliases.map(parsePath) };
}

function shortForm(
  text: string,
): { method: string; path?: string; status?: undefined; aliases?: undefined; wrap?: undefined } {
  const [method = "", path = "", ...more] = text.trim().split(/\s+/);
  return more.length > 0 ? { method: "" } : { method, path };
}

/** The prefix that a domain writes; undefined if it writes none, null if it is no path. */
function writtenPrefix(raw: Json | undefined): readonly Segment[] | null | undefined {
  const { data } = domainSchema.safeParse(raw ?? {});
  const prefix = typeof data === "string" ? data : data?.prefix;
  return prefix === undefined ? undefined : parsePath(prefix);
}

function resolveDomain(raw: Json | undefined, domain: Domain, model: Model): Resolved {
  const { data } = domainSchema.safeParse(raw ?? {});
  const written = writtenPrefix(raw);
  const findings = written === null ? [finding("SVC0601", domain.id, { domain: domain.name })] : [];
  const fallback = model.language === 2 ? "" : `/${domain.name.replaceAll("_", "-")}`;
  const prefix = written === undefined || written === null ? fallback : pathOf(written);
  const value: DomainRoute = {
    prefix: `${prefixOf(model)}${prefix}`,
    tags: (typeof data === "string" ? undefined : data?.tags) ?? [domain.name],
    wrap: typeof data === "string" || data?.wrap === undefined ? null : wrapNames(data.wrap),
  };
  return { value, findings };
}

function resolveOperation(raw: Json, operation: Operation, model: Model): Resolved {
  const written = writtenRest(raw);
  const domain = indexModel(model).domain(operation.domain);
  const { prefix, tags, wrap } = domainRouteOf(domain);
  const wraps = written?.wrap === undefined ? wrap : wrapNames(written.wrap);
  if (written === null || (written.isSlash && model.language === 2)) {
    return { value: undefined, findings: [finding("SVC0600", operation.id, { operation: operation.name })] };
  }
  const segments = [...parsePath(prefix)!, ...written.segments];
  const pathParams = placeholdersOf(segments);
  const below = parsePath(prefix)!;
  const aliases = written.aliases.filter((alias) => alias !== null);
  const wrong = written.aliases.findIndex((alias) => alias === null || !isAlike(alias, written.segments));
  const route: Route = {
    method: written.method,
    path: pathOf(segments) || "/",
    segments: [...segments],
    status: written.status ?? defaultStatus(operation, written.method, model),
    aliases: aliases.map((alias) => pathOf([...below, ...alias]) || "/"),
    pathParams: [...pathParams],
    queryParams: operation.params.map((param) => param.wire).filter((wire) => !pathParams.includes(wire)),
    tags: [...tags],
    wrap: wraps === null ? null : wrapOf(wraps, operation, model),
  };
  const findings = [
    ...(wrong < 0 ? [] : [finding("SVC0614", operation.id, { operation: operation.name })]),
    ...(written.wrap !== undefined && route.wrap === null
      ? [finding("SVC0616", operation.id, { operation: operation.name })]
      : []),
  ];
  return { value: route, findings: [...findings, ...problemsOf(route, operation)] };
}

/** Whether two paths have the same placeholders, and are not the same path. */
function isAlike(alias: readonly Segment[], path: readonly Segment[]): boolean {
  const names = (segments: readonly Segment[]) => placeholdersOf(segments).toSorted().join(" ");
  return names(alias) === names(path) && pathOf(alias) !== pathOf(path);
}

function pathOf(segments: readonly Segment[]): string {
  return segments.map((segment) => `/${segment.kind === "text" ? segment.text : `{${segment.name}}`}`).join(
    "",
  );
}

/** Version 2 went by the method, whatever the output. */
function defaultStatus({ derived, output }: Operation, method: Method, { language }: Model): number {
  if (language === 2) return method === "POST" ? 201 : method === "DELETE" ? 204 : 200;
  if (derived === "create") return 201;
  return output.kind === "none" ? 204 : 200;
}

function* routeProblems(route: Route, operation: Operation) {
  const { name } = operation;
  if (new Set(route.pathParams).size < route.pathParams.length) {
    yield finding("SVC0600", operation.id, { operation: name });
  }
  if (route.method === "GET" && operation.input !== null) {
    yield finding("SVC0602", operation.id, { operation: name });
  }
  if (operation.output.kind !== "none" && (route.status === 204 || route.status === 205)) {
    yield finding("SVC0603", operation.id, { operation: name, status: String(route.status) });
  }
  for (const param of operation.params) {
    if (!route.pathParams.includes(param.wire)) continue;
    const problem = param.optional || param.default !== undefined
      ? "may be left out"
      : param.type.kind === "list"
      ? "is a list"
      : null;
    if (problem !== null) {
      yield finding("SVC0604", operation.id, { operation: name, param: param.wire, problem });
    }
  }
}

function problemsOf(route: Route, operation: Operation) {
  return [...routeProblems(route, operation)];
}
