import {
  type Domain,
  type Entity,
  type ErrorCode,
  type Id,
  type Operation,
  type Py,
  py,
  type PyParameter,
} from "../../mod.ts";
import {
  annotation,
  errorRef,
  fieldAnnotation,
  listRefs,
  literal,
  optionalInQuery,
  pathTravelling,
  shapeRef,
  travelling,
  withEnding,
} from "../python/contract.ts";
import { type BackendService, operationsOf } from "./backend-service.ts";
import { callParts } from "./call-parts.ts";
import { domainRouteOf, operationId, type Route, routeOf } from "./contract.ts";
import { describeOperation } from "./describe-operation.ts";
import { localName } from "./names.ts";
import { operationReturns } from "./operations-view.ts";
import { operationsRef, ref, routerRef } from "./refs.ts";
import { answerName, answerOf, bodyName, type BodyView, bodyViews, isNested } from "./nested-bodies.ts";
import { parsePath } from "./rest-path.ts";

/** View of `templates/backend/router.eta`. */
export interface RouterView {
  readonly node: string;
  readonly factory: Py;
  /** The factory's argument, which the handlers use: no param may be called like it. */
  readonly operations: Py;
  readonly type: Py;
  /** Arguments of `APIRouter`. */
  readonly options: Py;
  /** Query models: a list takes its own query and the params of its operation as one. */
  readonly queries: readonly QueryView[];
  /** What is sent and answered where bodies are nested. */
  readonly bodies: readonly BodyView[];
  readonly routes: readonly RouteView[];
}

interface QueryView {
  readonly node: string;
  readonly name: Py;
  readonly base: Py;
  readonly docstring: Py;
  readonly fields: readonly { readonly name: Py; readonly type: Py; readonly value: Py | null }[];
}

interface RouteView {
  readonly node: string;
  readonly method: Py;
  readonly decorator: Py;
  /** The same of its other paths, which the document does not show. */
  readonly aliases: readonly Py[];
  readonly name: Py;
  readonly parameters: Py;
  readonly returns: Py;
  readonly docstring: Py;
  readonly call: Py;
  /** How the new row is announced, or null. */
  readonly location: {
    readonly row: Py;
    readonly response: Py;
    readonly url: Py;
    readonly answer: Py;
  } | null;
  /** A page whose members are named anew, or null. */
  readonly page: { readonly name: Py; readonly answer: Py } | null;
  readonly answers: boolean;
}

interface Routed {
  readonly operation: Operation;
  readonly route: Route;
}

export function routerView(backend: BackendService, domain: Domain): RouterView {
  const routed = operationsOf(backend, domain).flatMap((operation) => {
    const route = routeOf(operation);
    return route === null ? [] : [{ operation, route }];
  });
  const { prefix, tags } = domainRouteOf(domain);
  const params = new Set(routed.flatMap(({ operation }) => operation.params.map(({ wire }) => wire)));
  const operations = localName("operations", params);
  return {
    node: domain.id,
    factory: py.name(routerRef(backend.service, domain).name),
    operations: py.name(operations),
    type: py.ref(operationsRef(backend.service, domain)),
    options: py.args([
      ...(prefix === "" ? [] : [py.kw("prefix", py.str(pathTravelling(backend.index.model)(prefix)))]),
      py.kw("tags", py.list(tags.map(py.str))),
    ]),
    queries: routed.flatMap((one) => isWide(one) ? [queryView(backend, one)] : []),
    bodies: routed.flatMap((one) => [...bodyViews(backend, one)]),
    routes: routed.map((one) => routeView(backend, domain, one, routed, operations)),
  };
}

/** FastAPI spreads a query model only where it is the whole query. */
function isWide({ operation, route }: Routed): boolean {
  return operation.list !== null && route.queryParams.length > 0;
}

function queryName(operation: Operation): string {
  return `_${operation.names.class}Params`;
}

function queryView({ index }: BackendService, { operation, route }: Routed): QueryView {
  const params = operation.params.filter(({ wire }) => route.queryParams.includes(wire));
  const hidden = new Set(params.map(({ wire }) => wire));
  return {
    node: operation.id,
    name: py.name(queryName(operation)),
    base: py.ref(listRefs(index, operation.list!).query),
    docstring: py.docstring("What the list takes, and the params of the operation"),
    fields: params.map((param) => ({
      name: py.name(param.wire),
      type: paramType(index, param, hidden),
      value: describedDefault(index, param),
    })),
  };
}

type Index = BackendService["index"];
type Param = Operation["params"][number];

/** The value as it travels: a key, a unique field, or the scalar. */
function paramType(index: Index, param: Param, hidden: ReadonlySet<string> = new Set()): Py {
  const type = param.by === null
    ? annotation(index, param.type, "query", hidden)
    : fieldAnnotation(index, param.by, "query", hidden);
  return param.optional && param.default === undefined ? optionalInQuery(type) : type;
}

function defaultOf(index: Index, { type, optional, default: value }: Param): Py | null {
  if (value === undefined || value === null) return optional ? py.none : null;
  const plain = literal(index, value, type);
  return Array.isArray(value)
    ? py.call(ref("pydantic", "Field"), [py.kw("default_factory", py.lambda([], plain))])
    : plain;
}

/** The value of a field of a query class, with what is published of it. */
function describedDefault(index: Index, param: Param): Py | null {
  const value = defaultOf(index, param);
  const text = withEnding(param);
  if (text === null || Array.isArray(param.default)) return value;
  return py.call(ref("pydantic", "Field"), [
    ...(value === null ? [] : [py.kw("default", value)]),
    py.kw("description", py.str(text)),
    // Pydantic's own `deprecated` would warn whoever reads the attribute.
    ...(param.deprecated === undefined
      ? []
      : [py.kw("json_schema_extra", py.dict([[py.str("deprecated"), py.bool(true)]]))]),
  ]);
}

function routeView(
  backend: BackendService,
  domain: Domain,
  one: Routed,
  all: readonly Routed[],
  operations: string,
): RouteView {
  const { index } = backend;
  const { operation, route } = one;
  const written = pathTravelling(index.model);
  const location = locationOf(backend, one, all);
  const entity = operation.output.kind === "row" ? index.entity(operation.output.model) : null;
  const parameters = handlerParameters(backend, one);
  const taken = new Set([...parameters.map(({ name }) => name), operations, "router"]);
  const response = localName("response", taken);
  const row = entity === null ? null : py.name(localName(entity.names.snake, taken.add(response)));
  const call = py.await(py.call(py.name(`${operations}.${operation.name}`), callArguments(backend, one)));
  const page = py.name(localName("page", taken));
  const answer = [
    ...(route.status === 200 ? [] : [py.kw("status_code", py.int(route.status))]),
    ...(operation.output.kind === "none" && route.status !== 204
      ? [py.kw("response_class", ref("fastapi", "Response"))]
      : []),
  ];
  return {
    node: operation.id,
    method: py.name(route.method.toLowerCase()),
    decorator: py.args([
      py.str(written(pathBelow(domain, route.path))),
      py.kw("operation_id", py.str(operationId(index, operation))),
      ...answer,
      ...(operation.deprecated === undefined ? [] : [py.kw("deprecated", py.bool(true))]),
      ...factsOf(operation),
      ...responses(backend, domain, one, all),
    ]),
    aliases: route.aliases.map((path) =>
      py.args([
        py.str(written(pathBelow(domain, path))),
        ...answer,
        ...factsOf(operation),
        py.kw("include_in_schema", py.bool(false)),
      ])
    ),
    name: py.name(handlerName(operation)),
    parameters: py.params([
      ...parameters.slice(0, positional(parameters)),
      ...(location === null ? [] : [{ name: response, type: ref("fastapi", "Response") }]),
      ...parameters.slice(positional(parameters)),
    ]),
    returns: isNested(route)
      ? py.name(answerName(operation))
      : operationReturns(backend, operation, new Set()),
    docstring: py.docstring(describeOperation(index, operation)),
    call: operation.output.kind === "page" || row !== null && location !== null ? call : answerOf(one, call),
    location: location && row &&
      { row, response: py.name(response), url: location(row), answer: answerOf(one, row) },
    page: operation.output.kind === "page" && isNested(route)
      ? { name: page, answer: answerOf(one, page) }
      : null,
    answers: operation.output.kind !== "none",
  };
}

/** What the document has no word for: how long there is such an operation, and whether it may change. */
function factsOf({ access, deprecated, stability }: Operation): readonly Py[] {
  const facts = [
    ...(stability === "experimental" ? [py.kw("stability", py.str(stability))] : []),
    ...(access === "public" ? [py.kw("public", py.bool(true))] : []),
    ...(deprecated?.until ? [py.kw("sunset", py.str(deprecated.until))] : []),
  ];
  if (facts.length === 0) return [];
  return [py.kw("openapi_extra", py.call(ref("shared.runtime.http", "about"), facts))];
}

/** Names that mean something else in the factory, where the handlers are local functions. */
const TAKEN_IN_FACTORY = new Set(
  "router operations created problems date datetime bool dict float int list str".split(" "),
);

function handlerName({ name }: Operation): string {
  return localName(name, TAKEN_IN_FACTORY);
}

function positional(parameters: readonly PyParameter[]): number {
  const first = parameters.findIndex(({ keywordOnly }) => keywordOnly === true);
  return first < 0 ? parameters.length : first;
}

/** Below the prefix of the router. FastAPI wants one of the two. */
function pathBelow(domain: Domain, path: string): string {
  const { prefix } = domainRouteOf(domain);
  return path.slice(prefix.length);
}

function handlerParameters(backend: BackendService, one: Routed): readonly PyParameter[] {
  const { index } = backend;
  const { operation, route } = one;
  const parts = callParts(backend, operation);
  const wide = isWide(one);
  const params = operation.params.filter(({ wire }) => !wide || route.pathParams.includes(wire));
  const inPath = (param: Param) => route.pathParams.includes(param.wire);
  const rows = params.filter((param) => param.type.kind === "row" && inPath(param));
  const others = params.filter((param) => !rows.includes(param));
  const query = parts.query === null ? null : wide ? py.name(queryName(operation)) : py.ref(parts.query);
  return [
    ...rows.map((param) => pathParameter(index, param, false)),
    ...(parts.input === null ? [] : [{
      name: "data",
      type: route.wrap?.body ? py.name(bodyName(operation)) : py.ref(shapeRef(index, parts.input.id)),
    }]),
    ...(query === null ? [] : [{ name: "query", type: asQuery(query, []) }]),
    ...others.map((param) =>
      inPath(param) ? pathParameter(index, param, true) : queryParameter(index, param)
    ),
  ];
}

function asQuery(type: Py, options: readonly Py[]): Py {
  return py.expr`${ref("typing", "Annotated")}[${type}, ${ref("fastapi", "Query")}(${py.args(options)})]`;
}

function pathParameter(index: Index, param: Param, keywordOnly: boolean): PyParameter {
  const options = paramOptions(index, param);
  const type = paramType(index, param);
  return {
    name: param.wire,
    type: options.length === 0
      ? type
      : py.expr`${ref("typing", "Annotated")}[${type}, ${ref("fastapi", "Path")}(${py.args(options)})]`,
    keywordOnly,
  };
}

function queryParameter(index: Index, param: Param): PyParameter {
  const type = paramType(index, param);
  const own = { name: param.wire, keywordOnly: true };
  if (Array.isArray(param.default)) {
    const factory = py.kw("default_factory", py.lambda([], literal(index, param.default, param.type)));
    return { ...own, type: asQuery(type, [factory, ...paramOptions(index, param)]) };
  }
  const value = defaultOf(index, param);
  return { ...own, type: asQuery(type, paramOptions(index, param)), ...(value === null ? {} : { value }) };
}

function paramOptions({ model }: Index, param: Param): readonly Py[] {
  const text = withEnding(param);
  const wire = travelling(model)(param.wire);
  return [
    ...(wire === param.wire ? [] : [py.kw("alias", py.str(wire))]),
    ...(text === null ? [] : [py.kw("description", py.str(text))]),
    ...(param.deprecated === undefined ? [] : [py.kw("deprecated", py.bool(true))]),
  ];
}

function callArguments(backend: BackendService, one: Routed): readonly Py[] {
  const { operation, route } = one;
  const parts = callParts(backend, operation);
  const given = (param: Param) =>
    isWide(one) && route.queryParams.includes(param.wire)
      ? py.name(`query.${param.wire}`)
      : py.name(param.wire);
  return [
    ...parts.rows.flatMap(({ param }) => param === null ? [] : [given(param)]),
    ...(parts.input === null ? [] : [py.name(route.wrap?.body ? `data.${route.wrap.body}` : "data")]),
    ...(parts.query === null ? [] : [py.name("query")]),
    ...[...parts.parts, ...parts.scalars].map(({ name, param }) => py.kw(name, given(param))),
  ];
}

function responses(
  backend: BackendService,
  domain: Domain,
  one: Routed,
  all: readonly Routed[],
): readonly Py[] {
  const { index } = backend;
  const { operation } = one;
  const errors = [
    ...(operation.input === null
      ? []
      : [transportError(index, "BODY_UNREADABLE"), transportError(index, "BODY_TOO_LARGE")]),
    ...operation.raises.map(index.error).toSorted(byStatus).map(({ id }) => py.ref(errorRef(index, id))),
    ...(operation.input === null && operation.list === null && operation.params.length === 0
      ? []
      : [transportError(index, "REQUEST_INVALID")]),
  ];
  const links = linksOf(backend, domain, one, all);
  const parts = [
    ...(links === null ? [] : [links]),
    ...(errors.length === 0 ? [] : [py.call(ref("shared.runtime.problems", "problems"), errors)]),
  ];
  if (parts.length === 0) return [];
  return [py.kw("responses", parts.reduce((left, right) => py.binary(left, "|", right)))];
}

const TRANSPORT_ERRORS = {
  BODY_UNREADABLE: "BodyUnreadableError",
  BODY_TOO_LARGE: "BodyTooLargeError",
  REQUEST_INVALID: "RequestInvalidError",
} as const;

/** A built-in error, or what the project has in its place. */
function transportError(index: Index, code: keyof typeof TRANSPORT_ERRORS): Py {
  const own = index.replacing(code);
  return own === null
    ? ref("shared.runtime.errors", TRANSPORT_ERRORS[code])
    : py.ref(errorRef(index, own.id));
}

function byStatus(a: ErrorCode, b: ErrorCode): number {
  return a.status - b.status || (a.code < b.code ? -1 : 1);
}

/** Operations of the domain that take the id of the row that was made. */
function linksOf(
  { index }: BackendService,
  domain: Domain,
  { operation, route }: Routed,
  all: readonly Routed[],
): Py | null {
  const entity = created(index, operation);
  if (entity === null || route.status !== 201 || !index.hasId(entity.id)) return null;
  const targets = all.filter((other) =>
    takesKey(other, entity) && domain.operations.includes(other.operation.id)
  );
  if (targets.length === 0) return null;
  const ids = targets.map((other) => py.str(operationId(index, other.operation)));
  return py.call(ref("shared.runtime.http", "created"), [
    py.str(travelling(index.model)(entity.names.key)),
    ...ids,
    ...(route.wrap?.answer
      ? [py.kw("within", py.str(`/${travelling(index.model)(route.wrap.answer)}`))]
      : []),
  ]);
}

/** The model of the row that an operation makes and shows with its key. */
function created(index: Index, { derived, output }: Operation): Entity | null {
  if (derived !== "create" || output.kind !== "row") return null;
  const entity = index.entity(output.model);
  const { members } = index.shape(output.shape);
  return entity.key.every((id) => members.some(({ mirrors }) => mirrors === id)) ? entity : null;
}

function takesKey({ operation, route }: Routed, { id, names }: Entity): boolean {
  return route.pathParams.includes(names.key) &&
    operation.params.some(({ wire, type, by }) =>
      wire === names.key && by === null && type.kind === "row" && type.model === id
    );
}

/** Where the new row is: the path of the derived get, if all that it needs is at hand. */
function locationOf(
  { index }: BackendService,
  { operation, route }: Routed,
  all: readonly Routed[],
): ((row: Py) => Py) | null {
  const entity = created(index, operation);
  const get = all.find((other) => other.operation.derived === "get");
  if (entity === null || get === undefined) return null;
  const keyed = new Map(
    index.hasId(entity.id)
      ? takesKey(get, entity) ? [[entity.names.key, "id"] as const] : []
      : get.operation.params.flatMap(({ wire, part }) =>
        part === undefined || !isPlain(index, part) ? [] : [[wire, index.field(part).member] as const]
      ),
  );
  const others = get.route.pathParams.filter((name) => !keyed.has(name));
  if (keyed.size === 0 || others.some((name) => !route.pathParams.includes(name))) return null;
  // Ids only: what else stands in a path would have to be escaped.
  const isId = (name: string) =>
    operation.params.some(({ wire, type, by }) => wire === name && type.kind === "row" && by === null);
  if (!others.every(isId)) return null;
  return (row) =>
    py.fstr(parsePath(get.route.path)!.flatMap((segment) => {
      if (segment.kind === "text") return ["/", segment.text];
      const member = keyed.get(segment.name);
      return ["/", member === undefined ? py.name(segment.name) : py.attr(row, member)];
    }));
}

/** Whether values of a field stand in a path as they are. */
function isPlain(index: Index, id: Id): boolean {
  return ["row", "uuid", "int", "date"].includes(index.field(id).type.kind);
}
