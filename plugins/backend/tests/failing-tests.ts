import { type Id, type Py, py, type Shape } from "../../../mod.ts";
import { anything, literal, OWN, valueAt } from "../../python/contract.ts";
import { limitsOf } from "../row-limits.ts";
import type { Context, Served } from "./context.ts";
import type { Draft } from "./draft.ts";
import { supplyOfField } from "./factories.ts";
import { goodCall } from "./good-calls.ts";
import { missingId } from "./ids.ts";
import { bodyOf, dictOf, least, linksOf, missingValue, ownTarget } from "./payload.ts";
import { type Call, newScene, request, type Scene } from "./scene.ts";
import type { FailsView } from "./views.ts";

/** A row that a param names and that is not there, for each such param. */
export function* missingRows(context: Context, served: Served, bodyless = false): Iterable<Draft> {
  const { index } = context;
  const { operation } = served;
  const parts = operation.params.filter(({ part }) => part !== undefined);
  const rows = [
    ...operation.params.filter(({ type }) => type.kind === "row").map((param) => [param]),
    ...(parts.length === 0 ? [] : [parts]),
  ];
  for (const sought of rows) {
    const [param] = sought;
    const scene = newScene();
    const missing = new Map(sought.map(({ id }) => [id, { kind: "missing" as const }]));
    const call = goodCall(context, scene, served, missing);
    const shape = operation.input === null || bodyless ? null : index.shape(operation.input);
    const body = shape === null ? {} : { body: dictOf(bodyOf(context, scene, shape, least)) };
    yield {
      name: `${operation.name}_${rows.length === 1 || sought === parts ? "" : `${param!.name}_`}not_found`,
      node: operation.id,
      scene,
      body: failure(context, param!.missing!, request(index, scene, { ...call, ...body })),
    };
  }
}

/** A row that the body refers to and that is not there, for each such member. */
export function* missingReferences(
  context: Context,
  served: Served,
  shape: Shape,
  begin: (scene: Scene) => Call,
): Iterable<Draft> {
  const scopes = limitsOf(context.index, served.operation);
  for (const member of shape.members) {
    const target = ownTarget(context, member);
    if (target === null || scopes.some(({ field }) => field.id === member.mirrors)) continue;
    const scene = newScene();
    const call = begin(scene);
    const others = bodyOf(context, scene, shape, { ...least, without: [member.name] });
    const body = dictOf([...others, { member, value: missingValue(context, member), reads: null }]);
    yield {
      name: `${served.operation.name}_${member.field}_not_found`,
      node: served.operation.id,
      scene,
      body: failure(
        context,
        member.row?.missing ?? notFound(context, target.id),
        request(context.index, scene, { ...call, body }),
      ),
    };
  }
}

/** A key or a value in a list of links that no row has. */
export function* missingLinks(
  context: Context,
  served: Served,
  shape: Shape,
  begin: (scene: Scene) => Call,
): Iterable<Draft> {
  for (const member of shape.members) {
    const refs = member.refs === undefined ? null : linksOf(context, member);
    if (refs === null || refs.makes) continue;
    const scene = newScene();
    const call = begin(scene);
    const others = shape.role === "update" ? [] : bodyOf(context, scene, shape, least);
    const value = refs.accept === null
      ? missingId(context.index, refs.model)
      : unusedValue(context, refs.accept);
    if (value === null) continue;
    const body = dictOf([...others, { member, value: py.expr`[${value}]`, reads: null }]);
    yield {
      name: `${served.operation.name}_${member.name}_not_found`,
      node: refs.id,
      scene,
      body: failure(context, notFound(context, refs.model), request(context.index, scene, { ...call, body })),
    };
  }
}

function unusedValue({ index }: Context, field: Id): Py | null {
  const supply = supplyOfField(index, index.field(field));
  return supply && literal(index, valueAt(supply.series, OWN), anything);
}

/** A row is not found where another parent stands in the path. */
export function* elsewhere(context: Context, served: Served): Iterable<Draft> {
  const { index, factories } = context;
  const { operation } = served;
  for (const { param, field } of limitsOf(index, operation)) {
    const parent = factories.of(field.relation!.model);
    const about = index.entityOf(field.id);
    const subject = operation.params.find((each) =>
      each !== param &&
      (each.part !== undefined || (each.type.kind === "row" && each.type.model === about.id))
    );
    if (parent === null || subject === undefined) continue;
    const scene = newScene();
    const call = goodCall(context, scene, served);
    const other = scene.row(parent, param.name);
    const params = new Map([...call.params, [param.id, { kind: "row" as const, name: other }] as const]);
    const shape = operation.input === null ? null : index.shape(operation.input);
    const body = shape === null ? {} : { body: dictOf(bodyOf(context, scene, shape, least)) };
    yield {
      name: `${operation.name}_not_found_in_another_${param.name}`,
      node: operation.id,
      scene,
      body: failure(context, subject.missing!, request(index, scene, { ...call, ...body, params })),
    };
  }
}

/** The code of a row that is not there. */
export function notFound({ index }: Context, model: Id): Id {
  return index.implied(model, "not_found")!.id;
}

export function failure(
  { index }: Context,
  error: Id,
  response: Py,
  more: Partial<Pick<FailsView, "details" | "again">> = {},
): FailsView {
  const { status, code } = index.error(error);
  return {
    kind: "fails",
    response,
    status: py.int(status),
    code: py.str(code),
    details: null,
    again: null,
    ...more,
  };
}
