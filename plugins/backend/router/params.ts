import { type Json, type Operation, type Py, py, type PyParameter } from "../../../mod.ts";
import {
  annotation,
  fieldAnnotation,
  listRefs,
  literal,
  optionalInQuery,
  shapeRef,
  travelling,
  withEnding,
} from "../../python/contract.ts";
import type { BackendService } from "../backend-service.ts";
import { callParts } from "../call-parts.ts";
import { bodyName } from "../nested-bodies.ts";
import { ref } from "../refs.ts";
import type { Routed } from "./routed.ts";

export interface QueryView {
  readonly node: string;
  readonly name: Py;
  readonly base: Py;
  readonly docstring: Py;
  readonly fields: readonly { readonly name: Py; readonly type: Py; readonly value: Py | null }[];
}

type Index = BackendService["index"];
type Param = Operation["params"][number];

/** FastAPI spreads a query model only where it is the whole query. */
export function isWide({ operation, route }: Routed): boolean {
  return operation.list !== null && route.queryParams.length > 0;
}

function queryName(operation: Operation): string {
  return `_${operation.names.class}Params`;
}

export function queryView({ index }: BackendService, { operation, route }: Routed): QueryView {
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

/** The value as it travels: a key, a unique field, or the scalar. */
function paramType(index: Index, param: Param, hidden: ReadonlySet<string> = new Set()): Py {
  const type = param.by === null
    ? annotation(index, param.type, "query", hidden)
    : fieldAnnotation(index, param.by, "query", hidden);
  return param.optional && param.default === undefined ? optionalInQuery(type) : type;
}

function defaultOf(index: Index, { type, optional, default: value }: Param): Py | null {
  if (value === undefined || value === null) return optional ? py.none : null;
  return Array.isArray(value)
    ? py.call(ref("pydantic", "Field"), [py.kw("default_factory", factoryOf(index, type, value))])
    : literal(index, value, type);
}

/** A list of its own for each request. */
function factoryOf(index: Index, type: Param["type"], value: readonly Json[]): Py {
  return value.length === 0 ? py.name("list") : py.lambda([], literal(index, value, type));
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

export function handlerParameters(backend: BackendService, one: Routed): readonly PyParameter[] {
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
    const factory = py.kw("default_factory", factoryOf(index, param.type, param.default));
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

export function callArguments(backend: BackendService, one: Routed): readonly Py[] {
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

export function positional(parameters: readonly PyParameter[]): number {
  const first = parameters.findIndex(({ keywordOnly }) => keywordOnly === true);
  return first < 0 ? parameters.length : first;
}
