import {
  type Entity,
  type Field,
  type Id,
  type Member,
  type Py,
  py,
  type Shape,
  type UniqueSet,
} from "../../../mod.ts";
import { capacity, valueAt } from "../../python/contract.ts";
import type { Context, Served } from "./context.ts";
import { isWithin } from "./create-tests.ts";
import { cases, type Draft, givenBy } from "./draft.ts";
import { answers, type Factory, given, givenKey, isSettable, supplyOfField } from "./factories.ts";
import { elsewhere, failure } from "./failing-tests.ts";
import { heldRow, isAboutRow, rowCall } from "./good-calls.ts";
import {
  bodyOf,
  dictOf,
  expectation,
  isNullable,
  ownTarget,
  type Part,
  partOf,
  targetOf,
} from "./payload.ts";
import { keyIn, readAgain, reading, showsIn, tellsKey } from "./reading.ts";
import { nameOfSet, type Same, sameParts } from "./same-values.ts";
import { answered, type Call, memberOf, newScene, request } from "./scene.ts";

/** What a change does, and what it leaves alone. */
export function* updateTests(
  context: Context,
  served: Served,
  entity: Entity,
  shape: Shape,
): Iterable<Draft> {
  const { operation } = served;
  const factory = context.factories.of(entity.id);
  if (factory === null || operation.output.kind !== "row" || !isAboutRow(context, served, factory)) return;
  const output = context.index.shape(operation.output.shape);
  const change: Change = { context, served, entity, shape, factory, output };
  yield changedTest(change);
  yield unchangedTest(change);
  yield* clearsTest(change);
  for (const member of shape.members) yield* clearsReferenceTest(change, member);
  for (const set of entity.unique) yield* takesTest(change, set);
  yield* elsewhere(context, served);
}

interface Change {
  readonly context: Context;
  readonly served: Served;
  readonly entity: Entity;
  readonly shape: Shape;
  readonly factory: Factory;
  readonly output: Shape;
}

function callOf({ context, served }: Change, row: string, body: Py): Call {
  return { ...rowCall(context, served, row), body };
}

/** Whether the fixture and the change answer alike. */
function isWhole({ factory, output }: Change): boolean {
  return factory.way.kind === "api" && factory.way.answer.id === output.id;
}

function changedTest(change: Change): Draft {
  const { context, served: { operation, route }, entity, shape, factory, output } = change;
  const scene = newScene();
  const row = heldRow(context, scene, change.served, factory);
  const parts = bodyOf(context, scene, shape, { values: "other", full: true });
  const changes = parts.length === 0 ? py.dict([]) : scene.set("changes", dictOf(parts));
  const response = request(context.index, scene, callOf(change, row, changes));
  const expected = expectation(parts, output, changes) ?? py.dict([]);
  const stamp = entity.fields.find(({ implied }) => implied === "updated_at");
  const isStamped = stamp !== undefined && answers(factory, stamp) &&
    output.members.some(({ mirrors }) => mirrors === stamp.id);
  const isTouched = isStamped && parts.length > 0;
  const touched = isTouched ? [stamp.member] : [];
  const stamped = touched.map((member) => py.expr`${memberOf("changed", member)} > ${memberOf(row, member)}`);
  const now = touched.map((member) => py.dict([[py.str(member), memberOf("changed", member)]]));
  const whole = isWhole(change)
    ? [py.name(row), expected, ...now].reduce((left, right) => py.binary(left, "|", right))
    : null;
  return {
    name: operation.name,
    node: operation.id,
    scene,
    body: {
      kind: "answers",
      response,
      status: py.int(route.status),
      answer: { name: py.name("changed"), value: answered(route, "response") },
      checks: [
        whole === null ? isWithin(expected, "changed") : py.compare(py.name("changed"), "==", whole),
        ...stamped,
      ],
      again: tellsKey(context, entity, (field) => answers(factory, field))
        ? readAgain(context, scene, entity, output, row, "changed")
        : null,
    },
  };
}

function unchangedTest(change: Change): Draft {
  const { context, served: { operation, route }, entity, factory, output } = change;
  const scene = newScene();
  const row = heldRow(context, scene, change.served, factory);
  const now = keyIn(context, entity, answered(route, "response"));
  return {
    name: `${operation.name}_without_members_changes_nothing`,
    node: operation.id,
    scene,
    body: {
      kind: "answers",
      response: request(context.index, scene, callOf(change, row, py.dict([]))),
      status: py.int(route.status),
      answer: null,
      checks: isWhole(change)
        ? [py.expr`${answered(route, "response")} == ${py.name(row)}`]
        : tellsKey(context, entity, showsIn(output))
        ? [py.compare(now, "==", keyIn(context, entity, py.name(row)))]
        : [],
      again: null,
    },
  };
}

/** Null clears what may be absent. */
function* clearsTest(change: Change): Iterable<Draft> {
  const { context, served: { operation, route }, shape, factory } = change;
  const rows = shape.members.flatMap((member) => {
    const field = clearable(change, member);
    const supply = field === null || targetOf(member.type) !== null
      ? null
      : supplyOfField(context.index, field);
    if (field === null || supply === null) return [];
    return [[py.str(member.name), given(context.index, valueAt(supply.series, 1))]];
  });
  if (rows.length === 0) return;
  const scene = newScene();
  const row = heldRow(context, scene, change.served, factory, [py.expr`**{field: value}`]);
  const names = ["field", "value"];
  yield {
    name: `${operation.name}_null_clears`,
    node: operation.id,
    scene,
    parametrize: [cases(names, rows)],
    given: givenBy(names),
    body: {
      kind: "answers",
      response: request(context.index, scene, callOf(change, row, py.expr`{field: None}`)),
      status: py.int(route.status),
      answer: null,
      checks: [py.expr`${answered(route, "response")}[field] is None`],
      again: null,
    },
  };
}

function clearable({ context: { index }, factory, output }: Change, member: Member): Field | null {
  if (!isNullable(member.type) || member.mirrors === null) return null;
  const isShown = output.members.some(({ name }) => name === member.name);
  const field = index.field(member.mirrors);
  return isShown && isSettable(index, factory, field) ? field : null;
}

function* clearsReferenceTest(change: Change, member: Member): Iterable<Draft> {
  const { context, served: { operation, route }, factory } = change;
  const target = ownTarget(context, member);
  const parent = target === null ? null : context.factories.of(target.id);
  if (parent === null || clearable(change, member) === null) return;
  const scene = newScene();
  const referred = scene.row(parent, member.field);
  const fields = [py.kw(member.name, givenKey(referred))];
  const row = heldRow(context, scene, change.served, factory, fields, [member.name]);
  yield {
    name: `${operation.name}_null_clears_${member.field}`,
    node: operation.id,
    scene,
    body: {
      kind: "answers",
      response: request(context.index, scene, callOf(change, row, py.dict([[py.str(member.name), py.none]]))),
      status: py.int(route.status),
      answer: null,
      checks: [py.expr`${answered(route, "response")}[${py.str(member.name)}] is None`],
      again: null,
    },
  };
}

/** A row is to get values that another one has. */
function* takesTest(change: Change, set: UniqueSet): Iterable<Draft> {
  const { context, served: { operation }, entity, shape, factory } = change;
  if (factory.capacity < 2) return;
  const input = factory.way.kind === "api" ? context.index.shape(factory.way.create.input!) : null;
  const members = input?.members ?? set.fields.map((id) => memberOfField(context.index.field(id)));
  const scene = newScene();
  const same = sameParts(context, scene, factory, members, set);
  const canChange = ({ part }: Same) => shape.members.some(({ mirrors }) => mirrors === part.member.mirrors);
  if (same === null || !same.some(canChange)) return;
  const fixed = same.filter((each) => !canChange(each));
  const mutable = scene.set("same", dictOf(same.filter(canChange).map(({ part }) => part)));
  const whole = fixed.length === 0 ? mutable : scene.set("stored", dictOf(same.map(({ part }) => part)));
  const apart = apartParts(change, members, set, same, fixed);
  if (apart === null) return;
  const fieldsOf = (parts: readonly Part[]) => parts.map(({ member, value }) => py.kw(member.name, value));
  scene.another(factory, [py.doubleStar(whole), ...fieldsOf(apart)]);
  const row = heldRow(
    context,
    scene,
    change.served,
    factory,
    fieldsOf(fixed.map(({ part }) => part)),
    fixed.map(({ part }) => part.member.name),
  );
  const response = request(context.index, scene, callOf(change, row, mutable));
  const found = reading(context, scene, entity, row, (field) => answers(factory, field));
  const isAlike = found !== null && factory.way.kind === "api" && found.shape === factory.way.answer.id;
  const again = isAlike
    ? { ...found.again, checks: [py.expr`${answered(found.route, "again")} == ${py.name(row)}`] }
    : null;
  yield {
    name: `${operation.name}_${nameOfSet(context, set)}_taken`,
    node: set.id,
    scene,
    body: failure(context, set.error, response, { again }),
  };
}

/**
 * What the first row needs besides, so that the two are alike in no other set: fixtures fill in alike what usually differs
 * by its parent, which these rows share. Null if nothing keeps them apart.
 */
function apartParts(
  { context, entity, factory }: Change,
  members: readonly Member[],
  set: UniqueSet,
  same: readonly Same[],
  shared: readonly Same[],
): readonly Part[] | null {
  const { index } = context;
  const isSaid = (parts: readonly Part[], id: Id) => parts.some(({ member }) => member.mirrors === id);
  const said = same.map(({ part }) => part);
  const fixed = shared.map(({ part }) => part);
  const apart: Part[] = [];
  const varies = (id: Id) => {
    if (isSaid(said, id)) return !isSaid(fixed, id);
    const field = index.field(id);
    const fill = factory.fills.find((each) => each.field.id === id);
    const parent = factory.parents.find((each) => each.field.id === id);
    const isAbsent = field.optional && field.default === undefined && fill === undefined &&
      parent === undefined;
    return isAbsent || fill?.counts || (parent !== undefined && !parent.shared) || isSaid(apart, id);
  };
  for (const other of entity.unique) {
    if (other === set || !other.fields.some((id) => isSaid(fixed, id)) || other.fields.some(varies)) continue;
    const part = other.fields.filter((id) => !isSaid(said, id)).flatMap((id) => {
      const member = members.find(({ mirrors }) => mirrors === id);
      const field = index.field(id);
      const supply = field.relation === null ? supplyOfField(index, field) : null;
      const isFree = member !== undefined && supply !== null && capacity(supply.series) > 1 &&
        isSettable(index, factory, field);
      const found = isFree ? partOf(context, newScene(), member, "other") : null;
      return found === null ? [] : [found];
    })[0];
    if (part === undefined) return null;
    apart.push(part);
  }
  return apart;
}

function memberOfField(field: Field): Member {
  const type = field.optional ? { kind: "optional" as const, of: field.type } : field.type;
  return {
    name: field.member,
    field: field.name,
    type,
    required: true,
    description: null,
    mirrors: field.id,
  };
}
