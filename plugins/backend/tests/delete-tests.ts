import { type Entity, type Py, py, type Referrer } from "../../../mod.ts";
import type { Context, Served } from "./context.ts";
import type { Draft } from "./draft.ts";
import { answers, type Factory, givenKey, isSettable } from "./factories.ts";
import { elsewhere, failure } from "./failing-tests.ts";
import { heldRow, isAboutRow, rowCall } from "./good-calls.ts";
import { missingStatus, reading, showsIn } from "./reading.ts";
import { answered, newScene, request } from "./scene.ts";

/** What a deletion does: to the row, and to rows that refer to it. */
export function* deleteTests(context: Context, served: Served, entity: Entity): Iterable<Draft> {
  const { operation, route } = served;
  const factory = context.factories.of(entity.id);
  if (factory === null || !isAboutRow(context, served, factory)) return;
  const scene = newScene();
  const row = heldRow(context, scene, served, factory);
  const response = request(context.index, scene, rowCall(context, served, row));
  const found = reading(context, scene, entity, row, (field) => answers(factory, field));
  yield {
    name: operation.name,
    node: operation.id,
    scene,
    body: {
      kind: "answers",
      response,
      status: py.int(route.status),
      answer: null,
      checks: [],
      again: {
        ...(found?.again ?? { lines: [], response }),
        checks: [isMissing(found?.missing ?? missingStatus(context, operation, entity))],
      },
    },
  };
  for (const referrer of entity.referrers) {
    yield* referrerTest(context, served, entity, factory, referrer);
  }
  yield* elsewhere(context, served);
}

function isMissing(status: Py): Py {
  return py.expr`again.status_code == ${status}`;
}

function* referrerTest(
  context: Context,
  served: Served,
  entity: Entity,
  factory: Factory,
  { model, field: id, onDelete }: Referrer,
): Iterable<Draft> {
  const { index } = context;
  const field = index.field(id);
  const child = context.factories.of(model);
  if (child === null || !isSettable(index, child, field)) return;
  const { name } = served.operation;
  const call = (row: string) => rowCall(context, served, row);
  const scene = newScene();
  const row = factory.entity.id === model
    ? scene.row(factory, field.name)
    : heldRow(context, scene, served, factory);
  const keys = [py.kw(field.member, givenKey(row))];
  const draft = { name: `${name}_referred_to_by_${child.entity.names.snake}_${field.name}`, node: id, scene };
  if (onDelete === "restrict") {
    scene.another(child, keys);
    const response = request(index, scene, call(row));
    const found = reading(context, scene, entity, row, (shown) => answers(factory, shown));
    const error = index.implied(entity.id, "in_use")!;
    const again = found === null ? null : { ...found.again, checks: [py.expr`again.status_code == 200`] };
    yield { ...draft, body: failure(context, error.id, response, { again }) };
    return;
  }
  const referring = scene.row(child, undefined, keys);
  const response = request(index, scene, call(row));
  const found = reading(context, scene, child.entity, referring, (shown) => answers(child, shown));
  if (found === null) return;
  const isShown = showsIn(index.shape(found.shape))(field);
  const checks = onDelete === "cascade" ? [isMissing(found.missing)] : [
    py.expr`again.status_code == 200`,
    ...(isShown ? [py.expr`${answered(found.route, "again")}[${py.str(field.member)}] is None`] : []),
  ];
  yield {
    ...draft,
    body: {
      kind: "answers",
      response,
      status: py.int(call(row).route.status),
      answer: null,
      checks: [],
      again: { ...found.again, checks },
    },
  };
}
