import { type Entity, type Field, type Id, py, type Shape } from "../../../mod.ts";
import { type Context, readerOf } from "./context.ts";
import type { Route } from "../contract.ts";
import { answered, request, type Scene } from "./scene.ts";
import type { AgainView } from "./views.ts";

interface Reading {
  readonly again: Omit<AgainView, "checks">;
  readonly route: Route;
  /** Shape of what is read. */
  readonly shape: Id;
}

/** How a row that the test holds is read again, or null: there is no way. */
export function reading(
  context: Context,
  scene: Scene,
  entity: Entity,
  row: string,
  shows: (field: Field) => boolean,
): Reading | null {
  const reader = readerOf(context, entity);
  const [param] = reader?.operation.params ?? [];
  if (reader === null || param === undefined || reader.operation.output.kind !== "row") return null;
  if (!shows(param.by === null ? keyOf(entity) : context.index.field(param.by))) return null;
  const later = scene.later();
  const params = new Map([[param.id, { kind: "row" as const, name: row }]]);
  const response = request(context.index, later, { ...reader, params });
  return {
    again: { lines: later.lines, response },
    route: reader.route,
    shape: reader.operation.output.shape,
  };
}

export function readAgain(
  context: Context,
  scene: Scene,
  entity: Entity,
  output: Shape,
  row: string,
  answer: string,
): AgainView | null {
  // What a row is found by may have been changed.
  const isByKey = readerOf(context, entity)?.operation.params[0]?.by === null;
  const found = reading(context, scene, entity, isByKey ? row : answer, showsIn(output));
  if (found === null) return null;
  const isWhole = found.shape === output.id;
  const check = isWhole
    ? py.expr`${answered(found.route, "again")} == ${py.name(answer)}`
    : py.expr`again.status_code == 200`;
  return { ...found.again, checks: [check] };
}

export function showsIn(shape: Shape): (field: Field) => boolean {
  return ({ id }) => shape.members.some(({ mirrors }) => mirrors === id);
}

export function keyOf({ fields }: Entity): Field {
  return fields.find(({ implied }) => implied === "id")!;
}
