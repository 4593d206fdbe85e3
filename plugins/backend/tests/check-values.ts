import {
  type CheckSet,
  type Condition,
  type Entity,
  type Field,
  fieldsOf,
  type Id,
  type Json,
  type ModelIndex,
  type UniqueSet,
} from "../../../mod.ts";
import { asItIs, type Supply, supplyOf, valueAt } from "../../python/contract.ts";
import { holds, type RowValues } from "./holds.ts";

/** Values of one field that are tried, and kept if they go well with the others. */
const CANDIDATES = 24;
const KEPT = 6;
/** Beyond this many combinations nothing is said about the values. */
const COMBINATIONS = 20_000;

/**
 * Values for the fields that checks read, such that any of one field goes with any of another, and with those that are
 * not said: then each test can choose for itself. Null: there are none, or they are too many to look through.
 */
function safeValues(index: ModelIndex, entity: Entity): ReadonlyMap<Id, readonly Json[]> | null {
  const known = cache.get(entity);
  if (known !== undefined) return known;
  const found = search(index, entity);
  cache.set(entity, found);
  return found;
}

const cache = new WeakMap<Entity, ReadonlyMap<Id, readonly Json[]> | null>();

function search(index: ModelIndex, entity: Entity): ReadonlyMap<Id, readonly Json[]> | null {
  const fields = [...new Set(entity.checks.flatMap(({ condition }) => fieldsOf(condition)))]
    .map(index.field).filter((field) => field.relation === null && field.implied === null);
  if (fields.length === 0) return new Map();
  const candidates = new Map(fields.map((field) => [field.id, candidatesOf(index, entity, field)]));
  const isSafe = (chosen: ReadonlyMap<Id, readonly Json[]>) => {
    const choices = fields.map((field) =>
      [...new Set([...chosen.get(field.id) ?? [], ...unsaid(field)])].map((value) =>
        [field.id, value] as const
      )
    );
    if (choices.reduce((count, choice) => count * choice.length, 1) > COMBINATIONS) return false;
    return combinations(choices).every((row) =>
      entity.checks.every(({ condition }) => holds(condition, new Map(row)))
    );
  };
  const first = combinations(
    fields.map((field) => candidates.get(field.id)!.map((value) => [field.id, [value]] as const)),
    COMBINATIONS,
  ).find((row) => isSafe(new Map(row)));
  if (first === undefined) return null;
  const chosen = new Map<Id, readonly Json[]>(first);
  for (const field of fields) {
    for (const value of candidates.get(field.id)!) {
      const values = chosen.get(field.id)!;
      if (values.length === KEPT || values.includes(value)) continue;
      const more = new Map([...chosen, [field.id, [...values, value]]]);
      if (isSafe(more)) chosen.set(field.id, [...values, value]);
    }
  }
  return chosen;
}

/** What a field holds that nobody says: its default, or nothing if it may. */
function unsaid(field: Field): readonly Json[] {
  if (field.default !== undefined) return field.optional ? [field.default, null] : [field.default];
  return field.optional ? [null] : [];
}

/** Ordinary values of a field, and those at the limits that its checks name. */
function candidatesOf(index: ModelIndex, entity: Entity, field: Field): readonly Json[] {
  const supply = plainSupply(index, field);
  if (supply === null) return [];
  const usual = [1, 2, 3, 90, 91, 97, 50].map((number) => valueAt(supply.series, number));
  const limits = entity.checks.flatMap(({ condition }) => literalsOf(condition, field.id));
  const near = limits.flatMap((limit) => around(index, field, limit));
  return [...new Set([...usual, ...near])].slice(0, CANDIDATES);
}

function around(index: ModelIndex, field: Field, limit: string | number): readonly Json[] {
  const type = field.type.kind === "named" ? index.type(field.type.type).type : field.type;
  const steps = [0, 1, -1, 2, 10, -10];
  const within = (value: number) => {
    if (type.kind !== "int" && type.kind !== "float" && type.kind !== "decimal") return true;
    return value >= Number(type.ge ?? -Infinity) && value > Number(type.gt ?? -Infinity) &&
      value <= Number(type.le ?? Infinity) && value < Number(type.lt ?? Infinity);
  };
  switch (type.kind) {
    case "int":
    case "float":
      return steps.map((step) => Number(limit) + step).filter(within);
    case "decimal": {
      const largest = 10 ** (type.precision - type.scale);
      return steps.map((step) => Number(limit) + step)
        .filter((value) => within(value) && Math.abs(value) < largest)
        .map((value) => value.toFixed(type.scale));
    }
    default:
      return [limit];
  }
}

function literalsOf(condition: Condition, field: Id): readonly (string | number)[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.parts.flatMap((part) => literalsOf(part, field));
    case "not":
      return literalsOf(condition.of, field);
    case "compare":
      return condition.left.field === field && condition.right.kind === "literal"
        ? [condition.right.value]
        : [];
    case "in":
      return condition.value.field === field ? condition.items.map(({ value }) => value) : [];
    case "absent":
    case "is":
      return [];
  }
}

/** All ways to take one of each, in order; no more than `most`. */
function combinations<T>(choices: readonly (readonly T[])[], most = Infinity): readonly (readonly T[])[] {
  return choices.reduce<readonly (readonly T[])[]>(
    (rows, choice) => rows.flatMap((row) => choice.map((item) => [...row, item])).slice(0, most),
    [[]],
  );
}

function plainSupply(index: ModelIndex, field: Field): Supply | null {
  const known = field.example ?? field.default;
  return supplyOf(index, field.type, { name: field.name, known: known === null ? undefined : known });
}

/** What is known of the values of a field, within what the checks of its model allow. */
export function supplyWithin(index: ModelIndex, field: Field, supply: Supply | null): Supply | null {
  const entity = index.entityOf(field.id);
  if (supply === null || entity.checks.length === 0) return supply;
  if (!entity.checks.some(({ condition }) => fieldsOf(condition).includes(field.id))) return supply;
  const values = safeValues(index, entity)?.get(field.id);
  if (values === undefined) return null;
  return {
    ...supply,
    series: { kind: "some", values },
    untidy: values[0]!,
    reads: supply.reads,
    tells: asItIs,
  };
}

/** Values with which a row breaks this check and no other; null if none are found. */
export function breakingValues(index: ModelIndex, entity: Entity, check: CheckSet): RowValues | null {
  const fields = fieldsOf(check.condition).map(index.field);
  const choices = fields.map((field) =>
    valuesToTry(index, entity, field).map((value) => [field.id, value] as const)
  );
  const others = entity.checks.filter((other) => other !== check);
  const isOnly = (row: RowValues) =>
    !holds(check.condition, row) &&
    others.every(({ condition }) => fieldsOf(condition).some((id) => !row.has(id)) || holds(condition, row));
  const found = combinations(choices, COMBINATIONS).map((row) => new Map(row)).find(isOnly);
  return found ?? null;
}

/** What the fields of a partial set hold in a row that the set is about; null if that is not found. */
export function fittingValues(
  index: ModelIndex,
  entity: Entity,
  { where }: UniqueSet,
  fixed: RowValues,
): RowValues | null {
  if (where === null) return new Map();
  const fields = fieldsOf(where).filter((id) => !fixed.has(id)).map(index.field);
  const choices = fields.map((field) => {
    const safe = safeValues(index, entity)?.get(field.id);
    const values = safe === undefined
      ? valuesToTry(
        index,
        { ...entity, checks: [{ condition: where, id: "", constraint: "", error: "" }] },
        field,
      )
      : [...unsaid(field), ...safe];
    return values.map((value) => [field.id, value] as const);
  });
  const rows = combinations(choices, COMBINATIONS).map((row) => new Map([...fixed, ...row]));
  return rows.find((row) => holds(where, row)) ?? null;
}

function valuesToTry(index: ModelIndex, entity: Entity, field: Field): readonly Json[] {
  return [...new Set([...unsaid(field), ...candidatesOf(index, entity, field)])];
}
