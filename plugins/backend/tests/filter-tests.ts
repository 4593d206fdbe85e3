import { type Field, type Filter, type Json, type Py, py } from "../../../mod.ts";
import { ascending, capacity, supplyOf, valueAt } from "../../python/contract.ts";
import type { Context } from "./context.ts";
import { cases, type Draft, givenBy } from "./draft.ts";
import { answers, type Factory, given, givenKey, isSettable, supplyOfField } from "./factories.ts";
import { begin, keyOfRow, type Listing, refersToOurs, rowsOf } from "./listing.ts";
import { json } from "./payload.ts";
import { keyIn } from "./reading.ts";
import { memberOf } from "./scene.ts";

/** What each filter finds among rows with chosen values, and the search. */
export function* filtersTest(listing: Listing): Iterable<Draft> {
  const { context: { index }, served: { operation }, list } = listing;
  const rows = [
    ...list.filters.flatMap((filter) => filterCase(listing, filter)),
    ...list.search.flatMap((id) => searchCases(listing, index.field(id))),
  ].filter(({ values }) => values.length <= listing.capacity);
  if (rows.length === 0) return;
  const { scene, method, target, make } = begin(
    listing,
    Math.max(...rows.map(({ values }) => values.length)),
  );
  const names = ["field", "values", "query", "found"];
  yield {
    name: `${operation.name}_finds`,
    node: operation.id,
    scene,
    parametrize: [cases(
      names,
      rows.map(({ field, values, query, found }) => [
        py.str(field.member),
        py.list(values.map((value) => given(index, value))),
        py.dict([[py.str(query[0]), query[1]]]),
        py.list(found.map(py.int)),
      ]),
    )],
    given: givenBy(names),
    body: {
      kind: "found",
      made: py.expr`[${make([py.expr`**{field: value}`])} for value in values]`,
      query: py.name("query"),
      expected: foundPlaces(listing),
      key: keyOfRow(listing),
      method,
      target,
      rows: rowsOf(listing),
    },
  };
}

interface Found {
  readonly field: Field;
  readonly values: readonly Json[];
  readonly query: readonly [wire: string, value: Py];
  /** Places of the rows that are found. */
  readonly found: readonly number[];
}

function filterCase({ context, factory }: Listing, { wire, field: id, operator }: Filter): readonly Found[] {
  const { index } = context;
  const field = index.field(id);
  if (!isSettable(index, factory, field) || refersToOurs(context, field)) return [];
  const supply = supplyOfField(index, field);
  if (supply === null) return [];
  const low = valueAt(supply.series, 1);
  const high = valueAt(supply.series, 2);
  if (operator !== "has" && capacity(supply.series) < 2) return [];
  const find = (values: readonly Json[], value: Py, found: readonly number[]): readonly Found[] => [
    { field, values, query: [wire, value], found },
  ];
  switch (operator) {
    case "has": {
      const items = field.type.kind === "list" ? itemsOf(context, field) : null;
      return items === null ? [] : find(items.lists, json(context, items.wanted), [0]);
    }
    case "ge":
    case "gt":
    case "le":
    case "lt": {
      const values = ascending(supply.series, 3);
      const [, middle] = values;
      const found = { ge: [1, 2], gt: [2], le: [0, 1], lt: [0] }[operator];
      return values.length < 3 || middle === undefined ? [] : find(values, json(context, middle), found);
    }
    case "in": {
      const last = valueAt(supply.series, 3);
      if (capacity(supply.series) < 3) return find([low, high], py.list([json(context, low)]), [0]);
      return find([low, high, last], py.list([json(context, low), json(context, last)]), [0, 2]);
    }
    case "eq":
    case "ne":
    case "contains": {
      if (operator === "contains" && String(high).includes(String(low))) return [];
      return find([low, high], json(context, low), operator === "ne" ? [1] : [0]);
    }
  }
}

/** Two lists, of which only the first has an item. */
function itemsOf(
  { index }: Context,
  field: Field,
): { readonly lists: readonly Json[]; readonly wanted: Json } | null {
  if (field.type.kind !== "list" || field.type.maxItems === 0) return null;
  const items = supplyOf(index, field.type.of, { name: field.name });
  if (items === null || capacity(items.series) < 2) return null;
  const length = Math.max(1, field.type.minItems);
  const full = (number: number): Json => Array.from({ length }, () => valueAt(items.series, number));
  return { lists: [full(1), full(2)], wanted: valueAt(items.series, 1) };
}

/** Part of a text in other letters, and signs that mean something to a database. */
function searchCases({ context, factory, list }: Listing, field: Field): readonly Found[] {
  const { index } = context;
  if (!isSettable(index, factory, field)) return [];
  const supply = supplyOfField(index, field);
  if (supply === null || capacity(supply.series) < 2) return [];
  const first = String(valueAt(supply.series, 1));
  const second = String(valueAt(supply.series, 2));
  const isTold = list.search.some((id) => id !== field.id && tells(context, factory, index.field(id), first));
  const whole = isTold || second.includes(first) ? [] : [{
    field,
    values: [first, second],
    query: ["q", json(context, first.toUpperCase())] as const,
    found: [0],
  }];
  const signs = ["100% a_b", "1000 axb"];
  return signs.every((text) => supply.accepts?.(text))
    ? [...whole, { field, values: signs, query: ["q", json(context, "0% a_")] as const, found: [0] }]
    : whole;
}

/** Whether a field that the fixture fills in holds a text in every row. */
function tells({ index }: Context, factory: Factory, field: Field, text: string): boolean {
  const series = supplyOfField(index, field)?.series;
  const isFilled = factory.fills.some((fill) => fill.field.id === field.id);
  const values = series === undefined || !isFilled
    ? [field.default ?? ""]
    : [1, 2].map((each) => valueAt(series, each));
  return values.some((value) => String(value).toLowerCase().includes(text.toLowerCase()));
}

/** What each filter finds by values that the fixture or the application chose. */
export function* pivotTest(listing: Listing): Iterable<Draft> {
  const { context: { index }, served: { operation }, list, factory, scopes } = listing;
  if (listing.capacity < 2) return;
  const places: Readonly<Record<string, readonly [pivot: number, found: number]>> = {
    eq: [0, 0],
    in: [0, 0],
    ne: [0, 1],
    ge: [1, 1],
    gt: [0, 1],
    le: [0, 0],
    lt: [1, 0],
  };
  const isMadeUp = (field: Field) =>
    field.implied !== null ||
    (scopes.every((scope) => scope.field.id !== field.id) &&
      factory.parents.some(({ field: { id: made }, factory: parent, shared }) =>
        made === field.id && parent !== null && !shared
      ));
  const searched = list.search.map((id) => ({ wire: "q", field: id, operator: "eq" as const }));
  const rows = [...list.filters, ...searched].flatMap(({ wire, field: id, operator }) => {
    const field = index.field(id);
    const place = places[operator];
    if (place === undefined || !isMadeUp(field) || !answers(factory, field)) return [];
    const [pivot, found] = place;
    return [[py.str(wire), py.str(field.member), py.int(pivot), py.list([py.int(found)])]];
  });
  if (rows.length === 0) return;
  const { scene, method, target, make } = begin(listing);
  const names = ["wire", "field", "pivot", "found"];
  yield {
    name: `${operation.name}_finds_by_what_was_made`,
    node: operation.id,
    scene,
    parametrize: [cases(names, rows)],
    given: givenBy(names),
    body: {
      kind: "found",
      made: py.expr`[${make()} for _ in range(2)]`,
      query: py.expr`{wire: made[pivot][field]}`,
      expected: foundPlaces(listing),
      key: keyOfRow(listing),
      method,
      target,
      rows: rowsOf(listing),
    },
  };
}

/** Of two rows only one refers to the row in the query. */
export function* referenceTest(listing: Listing, { wire, field: id, operator }: Filter): Iterable<Draft> {
  const { context: { index, factories }, served: { operation }, factory, scopes } = listing;
  const field = index.field(id);
  const isLeftOut = field.relation !== null &&
    factory.parents.every((parent) => parent.field.id !== id || parent.shared);
  const parent = field.relation === null ? null : factories.of(field.relation.model);
  if (!isLeftOut || parent === null || listing.capacity < 2 || !isSettable(index, factory, field)) return;
  if ((operator !== "eq" && operator !== "in") || scopes.some((scope) => scope.field.id === id)) return;
  const { scene, method, target, make } = begin(listing);
  const row = scene.row(parent, field.name);
  const referring = make([py.kw(field.member, givenKey(row))]);
  yield {
    name: `${operation.name}_by_${wire}`,
    node: operation.id,
    scene,
    body: {
      kind: "found",
      made: py.list([referring, make()]),
      query: py.dict([[py.str(wire), memberOf(row, "id")]]),
      expected: py.list([keyIn(listing.context, listing.entity, py.expr`made[0]`)]),
      key: keyOfRow(listing),
      method,
      target,
      rows: rowsOf(listing),
    },
  };
}

/** The keys of the rows at some places. */
function foundPlaces({ context, entity }: Listing): Py {
  return py.expr`sorted(${keyIn(context, entity, py.expr`made[place]`)} for place in found)`;
}
