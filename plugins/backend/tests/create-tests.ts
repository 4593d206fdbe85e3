import { type Entity, type Py, py, type Shape, type UniqueSet } from "../../../mod.ts";
import { limitsOf } from "../row-limits.ts";
import type { Context, Served } from "./context.ts";
import type { Draft } from "./draft.ts";
import { type Factory, supplyOfField } from "./factories.ts";
import { failure } from "./failing-tests.ts";
import { goodCall } from "./good-calls.ts";
import { bodyOf, dictOf, expectation, json, least, type Part } from "./payload.ts";
import { readAgain, showsIn } from "./reading.ts";
import { nameOfSet, sameParts } from "./same-values.ts";
import { answered, memberOf, newScene, request } from "./scene.ts";

/** A row is made of all that can be said about it, then read; what is left out; what is taken. */
export function* createTests(
  context: Context,
  served: Served,
  entity: Entity,
  shape: Shape,
): Iterable<Draft> {
  const { index, factories } = context;
  const { operation, route } = served;
  if (operation.output.kind !== "row") return;
  const output = index.shape(operation.output.shape);
  const scene = newScene();
  const call = goodCall(context, scene, served);
  const parts = bodyOf(context, scene, shape, { values: "untidy", full: true });
  const body = parts.length === 0 ? py.dict([]) : scene.set("body", dictOf(parts));
  const row = scene.name(entity.names.snake);
  const scopes = limitsOf(index, operation);
  const isFree = ({ member }: Part) => scopes.every(({ field }) => field.id !== member.mirrors);
  const expected = expectation(parts.filter(isFree), output, body, parts.every(isFree));
  const placed = scopes.flatMap(({ param, field }) => {
    const parent = call.params.get(param.id);
    if (parent?.kind !== "row" || !showsIn(output)(field)) return [];
    return [py.compare(memberOf(row, field.member), "==", memberOf(parent.name, "id"))];
  });
  yield {
    name: operation.name,
    node: operation.id,
    scene,
    body: {
      kind: "answers",
      response: request(index, scene, { ...call, body }),
      status: py.int(route.status),
      answer: { name: py.name(row), value: answered(route, "response") },
      checks: [...(expected === null ? [] : [isWithin(expected, row)]), ...placed],
      again: readAgain(context, scene, entity, output, row, row),
    },
  };
  const factory = factories.of(entity.id);
  if (factory?.way.kind === "api" && factory.way.create.id === operation.id) {
    yield* defaultsTest(context, factory, shape, output);
  }
  const isWithinReach = ({ fields }: UniqueSet) => scopes.every(({ field }) => !fields.includes(field.id));
  for (const set of entity.unique.filter(isWithinReach)) {
    yield* takenTest(context, served, entity, shape, set);
  }
}

/** `expected.items() <= book.items()` */
export function isWithin(expected: Py, row: string): Py {
  return py.expr`${py.call(py.attr(expected, "items"))} <= ${py.name(row)}.items()`;
}

function* defaultsTest(context: Context, factory: Factory, shape: Shape, output: Shape): Iterable<Draft> {
  const { index } = context;
  const filled = new Set([
    ...factory.fills.map(({ field }) => field.id),
    ...factory.parents.map(({ field }) => field.id),
  ]);
  const entries = output.members.flatMap((member) => {
    const field = member.mirrors === null ? null : index.field(member.mirrors);
    if (field === null || field.implied !== null || filled.has(field.id)) return [];
    const value = shape.members.find(({ mirrors }) => mirrors === field.id)?.default ?? field.default ?? null;
    const told = value === null ? null : supplyOfField(index, field)?.tells(value);
    return told === undefined ? [] : [[py.str(member.name), json(context, told)] as const];
  });
  if (entries.length === 0 || factory.way.kind !== "api") return;
  const scene = newScene();
  const row = scene.row(factory);
  yield {
    name: `${factory.way.create.name}_fills_defaults`,
    node: factory.way.create.id,
    scene,
    body: { kind: "defaults", row: py.name(row), expected: py.dict(entries) },
  };
}

/** A second row with the same values of a unique set. */
function* takenTest(
  context: Context,
  served: Served,
  entity: Entity,
  shape: Shape,
  set: UniqueSet,
): Iterable<Draft> {
  const factory = context.factories.of(entity.id);
  if (factory === null || factory.capacity < 2) return;
  const scene = newScene();
  const call = goodCall(context, scene, served);
  const same = sameParts(context, scene, factory, shape.members, set);
  if (same === null || same.length === 0) return;
  const others = bodyOf(context, scene, shape, {
    ...least,
    without: same.map(({ part }) => part.member.name),
  });
  const together = scene.set("same", dictOf(same.map(({ part }) => part)));
  scene.another(factory, [py.doubleStar(together)]);
  const body = others.length === 0 ? together : py.binary(dictOf(others), "|", together);
  yield {
    name: `${served.operation.name}_${nameOfSet(context, set)}_taken`,
    node: set.id,
    scene,
    body: failure(context, set.error, request(context.index, scene, { ...call, body })),
  };
}
