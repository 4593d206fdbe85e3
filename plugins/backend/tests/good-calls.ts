import type { Id, Param } from "../../../mod.ts";
import { scopesOf } from "../list-methods.ts";
import type { Context, Served } from "./context.ts";
import { answers, type Factory } from "./factories.ts";
import { supplyOf } from "./samples.ts";
import { type Call, isCallable, type Scene, type Sent } from "./scene.ts";
import { valueAt } from "./supply.ts";

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
  const params = operation.params.flatMap((param): (readonly [Id, Sent])[] => {
    const chosen = instead.get(param.id);
    if (chosen !== undefined) return [[param.id, chosen]];
    return mustBeSent(param) ? [[param.id, goodValue(context, scene, param)]] : [];
  });
  return { operation, route, params: new Map(params) };
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
  const scopes = scopesOf(context.index, operation);
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
  const scopes = scopesOf(index, operation);
  const [subject, ...more] = operation.params.filter((param) =>
    scopes.every((scope) => scope.param !== param)
  );
  return subject?.type.kind === "row" && subject.type.model === factory.entity.id && more.length === 0 &&
    scopes.every(({ field, param }) => param.by === null && answers(factory, field));
}

export function mustBeSent({ optional, default: fallback }: Param): boolean {
  return !optional && fallback === undefined;
}

function goodValue(context: Context, scene: Scene, param: Param): Sent {
  if (param.type.kind !== "row") return { kind: "value", value: exampleOf(context, param) };
  const factory = context.factories.of(param.type.model)!;
  return { kind: "row", name: scene.row(factory, param.name) };
}

export function exampleOf({ index }: Context, param: Param) {
  const supply = supplyOf(index, param.type, { name: param.name });
  return supply === null ? "x" : valueAt(supply.series, 1);
}
