import {
  type Field,
  type Id,
  type Json,
  type ModelIndex,
  type Operation,
  type Param,
  type Py,
  py,
} from "../../../mod.ts";
import { capacity, literal, supplyOf, valueAt } from "../../python/contract.ts";
import type { Route } from "../contract.ts";
import { answers, type Factories, type Factory } from "./factories.ts";
import { missingId, missingIdInPath } from "./ids.ts";
import { uniqueNames, variableOf } from "./names.ts";

/** A line of a test before its request: `name = value`, or `value` alone. */
export interface Line {
  readonly name: Py | null;
  readonly value: Py;
}

/** The beginning of one test: the rows that it makes, and the fixtures that it needs for that. */
export interface Scene {
  readonly lines: Line[];
  readonly fixtures: Set<string>;
  /** The template makes rows of its own. */
  uses(factory: Factory, rows?: number): void;
  /** Make a row and keep it under a name like the wanted one. */
  row(factory: Factory, wanted?: string, fields?: readonly Py[]): string;
  /** Make a row that the test does not look at again. */
  another(factory: Factory, fields?: readonly Py[]): void;
  /** A name that nothing else has. */
  name(wanted: string): string;
  /** A member of a row as a name of its own, once. */
  member(row: string, member: string, wanted: string): string;
  /** Set a name of the templates' own. */
  set(name: string, value: Py): Py;
  /** What follows after the request: the same names, other lines. */
  later(): Scene;
  /** Whether all rows can be made at once: there may be few of a kind. */
  isPossible(): boolean;
}

export function newScene(): Scene {
  const fixtures = new Set<string>();
  const unique = uniqueNames();
  const kept = new Map<string, string>();
  const counted = new Map<Factory, number>();
  const shared = new Set<Factory>();
  const count = (factory: Factory) => {
    counted.set(factory, (counted.get(factory) ?? 0) + 1);
    for (const { factory: parent, shared: isShared } of factory.parents) {
      if (parent === null || shared.has(parent)) continue;
      if (isShared) shared.add(parent);
      count(parent);
    }
  };
  const sceneWith = (lines: Line[]): Scene => {
    const made = (factory: Factory, fields: readonly Py[]) => {
      uses(factory);
      return py.await(py.call(py.name(factory.fixture), fields));
    };
    const name = (wanted: string) => unique(variableOf(wanted));
    const keep = (wanted: string, value: Py) => {
      const chosen = name(wanted);
      lines.push({ name: py.name(chosen), value });
      return chosen;
    };
    const uses = (factory: Factory, rows = 1) => {
      fixtures.add(factory.fixture);
      for (let row = 0; row < rows; row++) count(factory);
    };
    return {
      lines,
      fixtures,
      uses,
      name,
      row: (factory, wanted = factory.entity.names.snake, fields = []) => keep(wanted, made(factory, fields)),
      another: (factory, fields = []) => {
        lines.push({ name: null, value: made(factory, fields) });
      },
      member: (row, member, wanted) => {
        const known = kept.get(`${row}.${member}`) ?? keep(wanted, memberOf(row, member));
        kept.set(`${row}.${member}`, known);
        return known;
      },
      set: (fixed, value) => {
        lines.push({ name: py.name(fixed), value });
        return py.name(fixed);
      },
      later: () => sceneWith([]),
      isPossible: () => [...counted].every(([factory, rows]) => rows <= factory.capacity),
    };
  };
  return sceneWith([]);
}

/** `row["title"]` */
export function memberOf(row: string, member: string): Py {
  return py.expr`${py.name(row)}[${py.str(member)}]`;
}

/** What a call sends for a param. */
export type Sent =
  /** A member of a row: what the param goes by, unless another is said. */
  | { readonly kind: "row"; readonly name: string; readonly member?: string }
  | { readonly kind: "value"; readonly value: Json }
  | { readonly kind: "code"; readonly value: Py }
  | { readonly kind: "missing" };

/** One request of an operation. */
export interface Call {
  readonly operation: Operation;
  readonly route: Route;
  /** By id of the param; those of the query that are not here are left out. */
  readonly params: ReadonlyMap<Id, Sent>;
  readonly body?: Py;
  readonly query?: Py;
}

/** The address that a call goes to, without its query. */
export function urlOf(
  index: ModelIndex,
  scene: Scene,
  { operation, route, params }: Omit<Call, "body" | "query">,
): Py {
  const url = route.segments.flatMap((segment): (string | Py)[] => {
    if (segment.kind === "text") return [`/${segment.text}`];
    const param = operation.params.find(({ wire }) => wire === segment.name)!;
    return ["/", urlPart(index, scene, param, params.get(param.id) ?? { kind: "missing" })];
  });
  return url.every((part) => typeof part === "string") ? py.str(url.join("") || "/") : py.fstr(url);
}

/** The response to a request: `await http.post("/books", json=body)`. */
export function request(index: ModelIndex, scene: Scene, call: Call): Py {
  const { operation, route, params, body, query } = call;
  const target = urlOf(index, scene, call);
  const inQuery = operation.params.flatMap((param) => {
    const sent = params.get(param.id);
    if (!route.queryParams.includes(param.wire) || sent === undefined) return [];
    return [[py.str(param.wire), queryPart(index, param, sent)] as const];
  });
  const given = query ?? (inQuery.length === 0 ? null : py.dict(inQuery));
  const options = given === null ? [] : [py.kw("params", given)];
  return sending(route, target, options, body === undefined ? null : wrappedBody(route, body));
}

/** The call of a client: it has no way of its own to delete something with a body. */
export function sending({ method }: Route, target: Py, options: readonly Py[], body: Py | null): Py {
  const sent = [...options, ...(body === null ? [] : [py.kw("json", body)])];
  return py.await(
    method === "DELETE" && body !== null
      ? py.call(py.name("http.request"), [py.str(method), target, ...sent])
      : py.call(methodOf(method), [target, ...sent]),
  );
}

/** `http.get` */
export function methodOf(method: Route["method"]): Py {
  return py.name(`http.${method.toLowerCase()}`);
}

/** A body as it is sent: it may stand below a member. */
export function wrappedBody({ wrap }: Route, body: Py): Py {
  const name = wrap?.body ?? null;
  return name === null ? body : py.dict([[py.str(name), body]]);
}

/** What the pointers of a body begin with. */
export function pointerOfBody({ wrap }: Route): string {
  return `/${wrap?.body === undefined || wrap.body === null ? "" : `${wrap.body}/`}`;
}

/** What a response answers, wherever in it that stands: `response.json()["book"]`. */
export function answered({ wrap }: Route, response: "response" | "again"): Py {
  const whole = py.expr`${py.name(response)}.json()`;
  const name = wrap?.answer ?? null;
  return name === null ? whole : py.subscript(whole, [py.str(name)]);
}

/** Values in an f-string hold no quotes before Python 3.12, so what is more than a name gets one. */
function urlPart(index: ModelIndex, scene: Scene, param: Param, sent: Sent): string | Py {
  switch (sent.kind) {
    case "row":
      return py.name(scene.member(sent.name, sent.member ?? memberThat(index, param), param.wire));
    case "value":
      return encodeURIComponent(String(sent.value));
    case "code":
      return sent.value;
    case "missing":
      return missingPart(index, param);
  }
}

function queryPart(index: ModelIndex, param: Param, sent: Sent): Py {
  switch (sent.kind) {
    case "row":
      return memberOf(sent.name, sent.member ?? memberThat(index, param));
    case "value":
      return literal(index, sent.value, { kind: "any" });
    case "code":
      return sent.value;
    case "missing":
      return param.by === null
        ? missingId(index, modelOf(param))
        : literal(index, unusedValue(index, index.field(param.by)), { kind: "any" });
  }
}

function modelOf({ id, type }: Param): Id {
  if (type.kind !== "row") throw new Error(`${id} is no row`);
  return type.model;
}

/** The member of a row that a param names it by. */
function memberThat(index: ModelIndex, { by, part }: Param): string {
  const field = part ?? by;
  return field === null ? "id" : index.field(field).member;
}

/** What stands in a path for a row that is not there. */
function missingPart(index: ModelIndex, param: Param): string | Py {
  const field = param.part ?? param.by;
  if (field === null) return missingIdInPath(index, modelOf(param));
  const { relation } = index.field(field);
  return relation === null
    ? encodeURIComponent(String(unusedValue(index, index.field(field))))
    : missingIdInPath(index, relation.model);
}

/** A valid value that no row of a test has. */
function unusedValue(index: ModelIndex, field: Field): Json {
  const supply = supplyOf(index, field.type, { name: field.name });
  return supply === null ? "unused" : valueAt(supply.series, 97);
}

/** Whether calls with rows, and with a row that is not there, can be written for a param. */
export function isCallable(index: ModelIndex, factories: Factories, param: Param, inPath: boolean): boolean {
  const { type, by, part } = param;
  if (part !== undefined) {
    const field = index.field(part);
    const factory = factories.of(index.entityOf(part).id);
    const supply = supplyOf(index, type, { name: field.name });
    return factory !== null && answers(factory, field) && supply !== null &&
      (field.relation !== null || capacity(supply.series) > 97) && isPlain(valueAt(supply.series, 1));
  }
  if (type.kind !== "row") {
    const supply = supplyOf(index, type, { name: param.name });
    return supply !== null && (!inPath || isPlain(valueAt(supply.series, 1)));
  }
  const factory = factories.of(type.model);
  if (factory === null) return false;
  if (by === null) return true;
  const field = index.field(by);
  const supply = supplyOf(index, field.type, { name: field.name });
  return answers(factory, field) && supply !== null && capacity(supply.series) > 97 &&
    (!inPath || isPlain(valueAt(supply.series, 1)));
}

/** Whether a value is one segment of a path whatever servers make of escapes. */
function isPlain(value: Json): boolean {
  return value !== null && typeof value !== "object" && !/[/\\%?#]/.test(String(value)) &&
    String(value) !== "";
}
