import { type Id, type Param, type Py, py } from "../../../mod.ts";
import { supplyOf, valueAt } from "../../python/contract.ts";
import { limitsOf } from "../row-limits.ts";
import type { Context, Served } from "./context.ts";
import { answers, type Factory, givenKey, isSettable } from "./factories.ts";
import { type Call, isCallable, type Scene, type Sent } from "./scene.ts";

/** Why calls of an operation cannot be written in a test, or null: they can. */
export function callProblem({ index, factories }: Context, { operation, route }: Served): string | null {
  const param = operation.params.find((each) =>
    !isCallable(index, factories, each, route.pathParams.includes(each.wire))
  );
  if (param === undefined) return null;
  const problem = param.type.kind === "row" ? factories.problemOf(param.type.model) : null;
  return problem ?? `No value of the param ${param.name} is known.`;
}

/** A call with rows that are there and values that are accepted. `instead` says what to send for some params. */
export function goodCall(
  context: Context,
  scene: Scene,
  { operation, route }: Served,
  instead: ReadonlyMap<Id, Sent> = new Map(),
): Call {
  const tied = limitsOf(context.index, operation);
  const isParent = (param: Param) => tied.some((limit) => limit.param === param);
  const params = new Map<Id, Sent>();
  const keyed = operation.params.filter(({ id, part }) => part !== undefined && !instead.has(id));
  // Parents first: rows that are tied to them have to refer to them.
  for (const param of operation.params.toSorted((a, b) => Number(isParent(b)) - Number(isParent(a)))) {
    if (keyed.includes(param)) continue;
    const chosen = instead.get(param.id);
    const sent = chosen ??
      (mustBeSent(param) ? heldOf(param) ?? goodValue(context, scene, param, fieldsOf(param)) : null);
    if (sent !== null) params.set(param.id, sent);
  }
  const [{ part } = {}] = keyed;
  if (part !== undefined) {
    const factory = context.factories.of(context.index.entityOf(part).id)!;
    const name = scene.row(factory, undefined, tiedFields(factory));
    for (const { id } of keyed) params.set(id, { kind: "row", name });
  }
  return { operation, route, params };

  /** Two rows of one parent may have to differ in what fixtures fill in alike; one can stand for both. */
  function heldOf(param: Param): Sent | null {
    if (fieldsOf(param).length === 0) return null;
    const alike = operation.params.find((other) =>
      other !== param && !isParent(other) && other.type.kind === "row" && param.type.kind === "row" &&
      other.type.model === param.type.model && params.get(other.id)?.kind === "row"
    );
    return alike === undefined ? null : params.get(alike.id)!;
  }

  function fieldsOf(param: Param): readonly Py[] {
    const { factories } = context;
    const factory = param.type.kind === "row" && !isParent(param) ? factories.of(param.type.model) : null;
    return factory === null ? [] : tiedFields(factory);
  }

  /** What a row has to refer to, so that it is found below its parents. */
  function tiedFields(factory: Factory): readonly Py[] {
    const { index } = context;
    return tied.filter(({ field }) => index.entityOf(field.id).id === factory.entity.id).flatMap((limit) => {
      const parent = params.get(limit.param.id);
      return parent?.kind === "row" ? [py.kw(limit.field.member, givenKey(parent.name))] : [];
    });
  }
}

/** A row of the model that an operation is about, which has the parents that it is tied to. `said` are members in `fields`. */
export function heldRow(
  { index, factories }: Context,
  scene: Scene,
  { operation }: Served,
  factory: Factory,
  fields: readonly Py[] = [],
  said: readonly string[] = [],
): string {
  const parents = limitsOf(index, operation).flatMap(({ param, field }): readonly Py[] => {
    const parent = field.optional && !said.includes(field.member)
      ? factories.of(field.relation!.model)
      : null;
    return parent === null ? [] : [py.kw(field.member, givenKey(scene.row(parent, param.name)))];
  });
  return scene.row(factory, undefined, [...parents, ...fields]);
}

/** A call that is well written, of rows that are not there: for what is refused before anything is loaded. */
export function emptyCall(context: Context, { operation, route }: Served): Call {
  const params = operation.params.filter(mustBeSent).map((param): readonly [Id, Sent] => [
    param.id,
    param.type.kind === "row" ? { kind: "missing" } : { kind: "value", value: exampleOf(context, param) },
  ]);
  return { operation, route, params: new Map(params) };
}

/** A call of a derived operation about a row that the test holds, where its parents are. */
export function rowCall(context: Context, { operation, route }: Served, row: string): Call {
  const scopes = limitsOf(context.index, operation);
  const params = operation.params.filter(mustBeSent).map((param): readonly [Id, Sent] => {
    const scope = scopes.find((each) => each.param === param);
    return [param.id, {
      kind: "row",
      name: row,
      ...(scope === undefined ? {} : { member: scope.field.member }),
    }];
  });
  return { operation, route, params: new Map(params) };
}

/** Whether nothing but a row, and its parents, is needed to call a derived operation. */
export function isAboutRow({ index }: Context, { operation }: Served, factory: Factory): boolean {
  const scopes = limitsOf(index, operation);
  const [subject, ...more] = operation.params.filter((param) =>
    scopes.every((scope) => scope.param !== param)
  );
  const isSubject = index.hasId(factory.entity.id)
    ? subject?.type.kind === "row" && subject.type.model === factory.entity.id && more.length === 0
    : operation.params.every((param) =>
      param.part !== undefined || scopes.some((scope) => scope.param === param)
    ) &&
      factory.entity.key.every((id) => answers(factory, index.field(id)));
  return isSubject &&
    scopes.every(({ field, param }) =>
      param.by === null && answers(factory, field) && (!field.optional || isSettable(index, factory, field))
    );
}

export function mustBeSent({ optional, default: fallback }: Param): boolean {
  return !optional && fallback === undefined;
}

function goodValue(context: Context, scene: Scene, param: Param, fields: readonly Py[]): Sent {
  if (param.type.kind !== "row") return { kind: "value", value: exampleOf(context, param) };
  const factory = context.factories.of(param.type.model)!;
  return { kind: "row", name: scene.row(factory, param.name, fields) };
}

/** A valid value of a param as it travels. */
export function exampleOf({ index }: Context, param: Param) {
  const { type, name } = param.by === null ? param : index.field(param.by);
  const supply = supplyOf(index, type, { name });
  return supply === null ? "x" : valueAt(supply.series, 1);
}
