import { type Entity, type Operation, py } from "../../../mod.ts";
import type { Context, Served } from "./context.ts";
import type { Draft } from "./draft.ts";
import { elsewhere, failure } from "./failing-tests.ts";
import { heldRow, isAboutRow, rowCall } from "./good-calls.ts";
import { missingId } from "./ids.ts";
import { keyIn, showsIn, tellsKey } from "./reading.ts";
import { answered, newScene, request } from "./scene.ts";

/** A row that is there is read. */
export function* getTests(context: Context, served: Served, entity: Entity): Iterable<Draft> {
  const { operation, route } = served;
  const factory = context.factories.of(entity.id);
  if (factory === null || operation.output.kind !== "row" || !isAboutRow(context, served, factory)) return;
  const scene = newScene();
  const row = heldRow(context, scene, served, factory);
  const output = context.index.shape(operation.output.shape);
  const isWhole = factory.way.kind === "api" && factory.way.answer.id === output.id;
  const now = keyIn(context, entity, answered(route, "response"));
  yield {
    name: operation.name,
    node: operation.id,
    scene,
    body: {
      kind: "answers",
      response: request(context.index, scene, rowCall(context, served, row)),
      status: py.int(route.status),
      answer: null,
      checks: isWhole
        ? [py.expr`${answered(route, "response")} == ${py.name(row)}`]
        : tellsKey(context, entity, showsIn(output))
        ? [py.compare(now, "==", keyIn(context, entity, py.name(row)))]
        : [],
      again: null,
    },
  };
  yield* elsewhere(context, served);
}

/** Whether the key of a row is all that an operation takes. */
export function isAboutKey({ params }: Operation): boolean {
  const [param, ...more] = params;
  return param?.type.kind === "row" && param.by === null && more.length === 0;
}

/** A row that is not there, and the whole problem document that says so. */
export function missingInFull(context: Context, { operation, route }: Served): Draft {
  const [param] = operation.params;
  const error = param!.missing!;
  const scene = newScene();
  const key = scene.name(param!.wire);
  scene.set(key, missingId(context.index, context.index.domain(operation.domain).model!));
  const params = new Map([[param!.id, { kind: "code" as const, value: py.name(key) }]]);
  const response = request(context.index, scene, { operation, route, params });
  const details = py.dict(
    context.index.error(error).details.map(({ name }) => [py.str(name), py.name(key)] as const),
  );
  return {
    name: `${operation.name}_not_found`,
    node: operation.id,
    scene,
    body: failure(context, error, response, { details }),
  };
}
