import {
  type Entity,
  type Field,
  type Id,
  type Operation,
  type Param,
  type Py,
  py,
  type Shape,
} from "../../../mod.ts";
import { type Context, readerOf } from "./context.ts";
import type { Route } from "../contract.ts";
import { answered, request, type Scene } from "./scene.ts";
import type { AgainView } from "./views.ts";

interface Reading {
  readonly again: Omit<AgainView, "checks">;
  readonly route: Route;
  /** Shape of what is read. */
  readonly shape: Id;
  /** Status of the answer if there is no such row. */
  readonly missing: Py;
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
  if (reader === null || reader.operation.output.kind !== "row") return null;
  const { index } = context;
  const sought = ({ part, by }: Param) => part ?? by;
  const isShown = (param: Param) => {
    const field = sought(param);
    return shows(field === null ? index.idOf(entity.id) : index.field(field));
  };
  if (!reader.operation.params.every(isShown)) return null;
  const later = scene.later();
  const params = new Map(reader.operation.params.map(({ id }) => [id, { kind: "row" as const, name: row }]));
  const response = request(context.index, later, { ...reader, params });
  return {
    again: { lines: later.lines, response },
    route: reader.route,
    shape: reader.operation.output.shape,
    missing: missingStatus(context, reader.operation, entity),
  };
}

/** What an operation answers if the row that it is about is not there: a param may have an error of its own for it. */
export function missingStatus({ index }: Context, { params }: Operation, entity: Entity): Py {
  const about = params.find(({ type, part }) =>
    part === undefined
      ? type.kind === "row" && type.model === entity.id
      : index.entityOf(part).id === entity.id
  );
  return py.int(index.error(about?.missing ?? index.implied(entity.id, "not_found")!.id).status);
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

/** What tells which row it is, as a value in Python: a member of it, or a tuple of some. */
export function keyIn({ index }: Context, { key }: Entity, row: Py): Py {
  const members = key.map((id) => py.expr`${row}[${py.str(index.field(id).member)}]`);
  return members.length === 1 ? members[0]! : py.tuple(members);
}

/** Whether the members of an answer, or those that a fixture answers, tell which row it is. */
export function tellsKey({ index }: Context, { key }: Entity, shows: (field: Field) => boolean): boolean {
  return key.every((id) => shows(index.field(id)));
}
