import { type Domain, type Operation, type Py, py } from "../../../mod.ts";
import { pathTravelling } from "../../python/contract.ts";
import { type BackendService, operationsOf } from "../backend-service.ts";
import { domainRouteOf, operationId, routeOf } from "../contract.ts";
import { describeOperation } from "../describe-operation.ts";
import { localName } from "../names.ts";
import { answerName, answerOf, type BodyView, bodyViews, isNested } from "../nested-bodies.ts";
import { operationReturns } from "../operations/returns.ts";
import { operationsRef, ref, routerRef } from "../refs.ts";
import { callArguments, handlerParameters, isWide, positional, type QueryView, queryView } from "./params.ts";
import { locationOf, responses } from "./responses.ts";
import type { Routed } from "./routed.ts";

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

/** Below the prefix of the router. FastAPI wants one of the two. */
function pathBelow(domain: Domain, path: string): string {
  const { prefix } = domainRouteOf(domain);
  return path.slice(prefix.length);
}
