import { type Entity, type Field, type Id, type ListSpec, type Py, py } from "../../../mod.ts";
import type { RowLimit } from "../row-limits.ts";
import type { Context, Served } from "./context.ts";
import { type Factory, givenKey } from "./factories.ts";
import { keyIn } from "./reading.ts";
import { memberOf, methodOf, newScene, type Scene, urlOf } from "./scene.ts";

/** A list that needs no more than rows that it is limited to. */
export interface Listing {
  readonly context: Context;
  readonly served: Served;
  readonly list: ListSpec;
  readonly entity: Entity;
  readonly factory: Factory;
  readonly scopes: readonly RowLimit[];
  /** How many rows of one parent can be made. */
  readonly capacity: number;
  /** Whether listed rows look like those that the fixture answers. */
  readonly whole: boolean;
}

/** The beginning of a test of a list: the rows that it is limited to are there. */
export interface Beginning {
  readonly scene: Scene;
  readonly method: Py;
  readonly target: Py;
  /** A call of the fixture. */
  make(fields?: readonly Py[]): Py;
}

export function begin(
  { context: { index, factories }, served, factory, scopes }: Listing,
  rows = 2,
): Beginning {
  const scene = newScene();
  const parents = scopes.map(({ param, field }) => ({
    param,
    field,
    row: scene.row(factories.of(field.relation!.model)!, param.name),
  }));
  scene.uses(factory, rows);
  const params = new Map(parents.map(({ param, row }) => [param.id, { kind: "row" as const, name: row }]));
  const fixed = parents.map(({ field, row }) => py.kw(field.member, givenKey(row)));
  return {
    scene,
    method: methodOf(served.route.method),
    target: urlOf(index, scene, { ...served, params }),
    make: (fields = []) => py.await(py.call(py.name(factory.fixture), [...fixed, ...fields])),
  };
}

export function keyOfRow({ context, entity }: Listing): Py {
  return keyIn(context, entity, py.name("row"));
}

/** What an answer has its rows in. */
export function rowsOf({ served: { operation, route } }: Listing): Py {
  const name = route.wrap?.answer ?? (operation.output.kind === "rows" ? null : "items");
  return name === null ? py.name("page") : memberOf("page", name);
}

/** Any key will do that another service would know; of our own a row has to be there. */
export function refersToOurs({ index, service }: Context, { relation }: Field): boolean {
  return relation !== null && index.entity(relation.model).owner === service.id;
}

/** Whether nothing but this field keeps two rows apart, if they share some parents. */
export function isAlone(entity: Entity, factory: Factory, field: Field, shared: readonly Id[] = []): boolean {
  const varies = (id: Id) =>
    id !== field.id && !shared.includes(id) &&
    (factory.fills.some((fill) => fill.field.id === id && fill.counts) ||
      factory.parents.some((parent) => parent.field.id === id && !parent.shared));
  return entity.unique.some(({ fields }) => fields.includes(field.id) && !fields.some(varies));
}
