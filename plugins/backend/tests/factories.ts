import {
  type Entity,
  type Field,
  type Id,
  type Json,
  type ModelIndex,
  type Operation,
  type Py,
  py,
  type Service,
  type Shape,
} from "../../../mod.ts";
import { capacity, literal, type Series, type Supply, supplyOf, valueAt } from "../../python/contract.ts";
import { type Route, routeOf } from "../contract.ts";
import { supplyWithin } from "./check-values.ts";
import { fixtureOf, variableOf } from "./names.ts";

/** How tests come by rows of a model: a fixture that makes one row per call, each different where it has to be. */
export interface Factory {
  readonly entity: Entity;
  readonly fixture: string;
  readonly variable: string;
  readonly way: Way;
  /** Required references: a row is made for each that the test does not give. */
  readonly parents: readonly Parent[];
  readonly fills: readonly Fill[];
  /** How many rows one test can make. */
  readonly capacity: number;
}

type Way =
  /** Through the API; the answer has these members. */
  | { readonly kind: "api"; readonly create: Operation; readonly route: Route; readonly answer: Shape }
  /** Through the repository, where the API has no way to make one; the answer has every column. */
  | { readonly kind: "rows" };

export interface Parent {
  readonly field: Field;
  /** Null: another service owns the row, so that any key will do. */
  readonly factory: Factory | null;
  /** Whether all rows of a test get the same one, because only few can be made. */
  readonly shared: boolean;
}

/** A member that the fixture fills in: always alike, or by the variable `number`. */
interface Fill {
  readonly field: Field;
  readonly value: Py;
  readonly counts: boolean;
}

export interface Factories {
  /** Of the models whose rows can be made. */
  of(model: Id): Factory | null;
  /** Why rows of a model cannot be made, in a sentence; null if they can. */
  problemOf(model: Id): string | null;
  /** Parents before children. */
  readonly all: readonly Factory[];
}

/** Rows that any test makes at most. */
const ENOUGH = 98;

/** Plan the fixtures of the models that a service owns. */
export function planFactories(index: ModelIndex, service: Service): Factories {
  const planned = new Map<Id, Factory | string>();
  for (const id of service.owns) plan(id, []);
  const made = [...planned.values()].filter((factory): factory is Factory => typeof factory !== "string");
  return {
    all: made,
    of: (model) => {
      const found = planned.get(model);
      return found === undefined || typeof found === "string" ? null : found;
    },
    problemOf: (model) => {
      const found = planned.get(model) ?? "Its rows are not made here.";
      return typeof found === "string" ? found : null;
    },
  };

  function plan(id: Id, trail: readonly Id[]): Factory | string {
    const known = planned.get(id);
    if (known !== undefined) return known;
    const entity = index.entity(id);
    if (trail.includes(id)) return `${entity.name} needs a row of itself.`;
    const result = planOne(entity, [...trail, id]);
    planned.set(id, result);
    return result;
  }

  function planOne(entity: Entity, trail: readonly Id[]): Factory | string {
    const required = entity.fields.filter((field) =>
      field.implied === null && !field.optional && field.default === undefined
    );
    const parents: Parent[] = [];
    for (const field of required) {
      if (field.relation === null) continue;
      if (index.entity(field.relation.model).owner !== service.id) {
        parents.push({ field, factory: null, shared: false });
      } else {
        const parent = plan(field.relation.model, trail);
        if (typeof parent === "string") return parent;
        parents.push({ field, factory: parent, shared: parent.capacity < ENOUGH });
      }
    }
    const supplies = new Map(entity.fields.map((field) => [field.id, supplyOfField(index, field)]));
    const plain = required.filter((field) => field.relation === null);
    const unknown = plain.find((field) => supplies.get(field.id) === null);
    if (unknown !== undefined) return `No valid value of ${entity.name}.${unknown.name} is known.`;
    const way = wayOf(entity, required);
    const { varying, rows } = variation(index, entity, required, parents, supplies, way);
    const filled = entity.fields.filter((field) => plain.includes(field) || varying.has(field.id));
    return {
      entity,
      fixture: fixtureOf(entity),
      variable: variableOf(entity.names.snake),
      way,
      parents,
      fills: filled.map((field) => {
        const series = supplies.get(field.id)!.series;
        const divisor = varying.get(field.id);
        return divisor === undefined
          ? { field, value: given(index, valueAt(series, 1)), counts: false }
          : { field, value: numbered(index, series, divisor), counts: true };
      }),
      capacity: rows,
    };
  }

  /** Through the API if it makes whole rows and says what it made. */
  function wayOf(entity: Entity, required: readonly Field[]): Way {
    for (const domain of index.domainsOf(entity.id)) {
      if (domain.service !== service.id) continue;
      for (const operation of domain.operations.map((each) => index.operation(each))) {
        const route = routeOf(operation);
        const { derived, slot, output, input, params } = operation;
        if (derived !== "create" || slot || route === null || params.length > 0 || input === null) continue;
        if (output.kind !== "row") continue;
        const answer = index.shape(output.shape);
        const members = index.shape(input).members;
        const takes = required.every((field) => members.some(({ mirrors }) => mirrors === field.id));
        if (takes && entity.key.every((id) => answer.members.some(({ mirrors }) => mirrors === id))) {
          return { kind: "api", create: operation, route, answer };
        }
      }
    }
    return { kind: "rows" };
  }
}

export function supplyOfField(index: ModelIndex, field: Field): Supply | null {
  const known = field.example ?? field.default;
  const supply = supplyOf(index, field.type, { name: field.name, known: known === null ? undefined : known });
  return supplyWithin(index, field, supply);
}

/** Whether a test can choose the value of a field. */
export function isSettable(index: ModelIndex, { way, entity }: Factory, field: Field): boolean {
  if (field.implied !== null) return false;
  if (way.kind === "rows") return entity.fields.includes(field);
  return way.create.input !== null &&
    index.shape(way.create.input).members.some(({ mirrors }) => mirrors === field.id);
}

/** The member of what the fixture answers, if it has it. */
export function answers({ way, entity }: Factory, field: Field): boolean {
  if (way.kind === "rows") return entity.fields.includes(field);
  return way.answer.members.some(({ mirrors }) => mirrors === field.id);
}

/** A value as fixtures take it. */
export function given(index: ModelIndex, value: Json): Py {
  return literal(index, value, { kind: "any" });
}

/** The key of a row that another fixture made. */
export function givenKey(parent: string): Py {
  return py.expr`${py.name(parent)}["id"]`;
}

interface Variation {
  /** Fields that have to differ, and by what the number is divided first. */
  readonly varying: ReadonlyMap<Id, number>;
  readonly rows: number;
}

/** Choose what keeps the rows apart that unique sets forbid to be alike. */
function variation(
  index: ModelIndex,
  entity: Entity,
  required: readonly Field[],
  parents: readonly Parent[],
  supplies: ReadonlyMap<Id, Supply | null>,
  way: Way,
): Variation {
  const varying = new Map<Id, number>();
  let rows = Infinity;
  for (const set of entity.unique) {
    const fields = set.fields.map((id) => index.field(id));
    const empty = fields.some((field) =>
      field.optional && field.default === undefined && !required.includes(field)
    );
    const parent = parents.find(({ field, shared }) => !shared && set.fields.includes(field.id));
    if (empty || parent !== undefined) continue; // an absent value equals nothing; a parent is made anew
    const free = fields.filter((field) => canVary(field));
    const sizes = free.map((field) => ({ field, size: capacity(supplies.get(field.id)!.series) }));
    const widest = sizes.toSorted((one, other) => other.size - one.size)[0];
    if (widest === undefined) {
      rows = Math.min(rows, 1);
      continue;
    }
    let combinations = 1;
    for (const { field, size } of widest.size > ENOUGH ? [widest] : sizes) {
      if (!varying.has(field.id)) varying.set(field.id, combinations);
      combinations *= size;
    }
    rows = Math.min(rows, combinations);
  }
  return { varying, rows };

  function canVary(field: Field): boolean {
    if (field.relation !== null || supplies.get(field.id) === null) return false;
    return way.kind === "rows" || !field.readonly;
  }
}

/** Value number `number` as Python. */
function numbered(index: ModelIndex, series: Series, divisor: number): Py {
  const counter = py.name("number");
  switch (series.kind) {
    case "count":
      return series.from === 0 ? counter : py.expr`${counter} + ${given(index, series.from)}`;
    case "text": {
      const { prefix, alphabet, width, suffix } = series.form;
      const value = alphabet === "digits" ? { value: counter, suffix: width === 0 ? "" : `:0${width}` } : {
        value: py.expr`${py.name("_spelled")}(${counter}, ${
          py.ref({ module: "string", name: alphabet === "lower" ? "ascii_lowercase" : "ascii_uppercase" })
        }, ${py.int(width)})`,
        suffix: "",
      };
      const isWhole = prefix === "" && suffix === "" && alphabet !== "digits";
      return isWhole ? value.value : py.fstr([prefix, value, suffix]);
    }
    case "some": {
      const values = series.values.map((value) => given(index, value));
      const position = divisor === 1 ? counter : py.expr`${counter} // ${py.int(divisor)}`;
      return py.expr`(${py.args(values)})[${position} % ${py.int(values.length)}]`;
    }
  }
}

/** Whether a fixture spells its numbers in letters, and needs the function for it. */
export function spells(index: ModelIndex, { fills }: Factory): boolean {
  return fills.some(({ field, counts }) => {
    const series = supplyOfField(index, field)?.series;
    return counts && series?.kind === "text" && series.form.alphabet !== "digits";
  });
}
