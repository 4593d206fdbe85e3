import {
  type Entity,
  type Field,
  type Filter,
  type Id,
  type Json,
  type ListSpec,
  type Py,
  py,
} from "../../../mod.ts";
import { travelling } from "../../python/contract.ts";
import { limitsOf, type RowLimit } from "../row-limits.ts";
import type { Context, Served } from "./context.ts";
import { cases, type Draft, givenBy } from "./draft.ts";
import { answers, type Factory, given, givenKey, isSettable, supplyOfField } from "./factories.ts";
import { emptyCall } from "./good-calls.ts";
import { json } from "./payload.ts";
import { keyIn, showsIn, tellsKey } from "./reading.ts";
import { supplyOf } from "./samples.ts";
import { memberOf, newScene, request, type Scene, urlOf } from "./scene.ts";
import { ascending, capacity, rises, valueAt } from "./supply.ts";
import type { PagesView } from "./views.ts";

/** Rows that a list is tried with. */
const ROWS = 5;

/** A list that needs no more than rows that it is limited to. */
interface Listing {
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
interface Beginning {
  readonly scene: Scene;
  readonly target: Py;
  /** A call of the fixture. */
  make(fields?: readonly Py[]): Py;
}

/** Pages, orders, filters and search of a list that needs no slot. */
export function* listTests(context: Context, served: Served, list: ListSpec): Iterable<Draft> {
  const { index, factories } = context;
  const { operation } = served;
  const entity = index.entity(list.model);
  const factory = factories.of(entity.id);
  const scopes = limitsOf(index, operation);
  const { output } = operation;
  if (factory === null || operation.params.length > scopes.length) return;
  if (output.kind !== "page" && output.kind !== "rows") return;
  if (!tellsKey(context, entity, showsIn(index.shape(output.shape)))) return;
  if (scopes.some(({ field, param }) => param.by !== null || !isSettable(index, factory, field))) return;
  const listing: Listing = {
    context,
    served,
    list,
    entity,
    factory,
    scopes,
    capacity: scopes.some(({ field }) => isAlone(entity, factory, field)) ? 1 : factory.capacity,
    whole: factory.way.kind === "api" && factory.way.answer.id === output.shape,
  };
  yield* pagesTest(listing);
  yield* filtersTest(listing);
  yield* pivotTest(listing);
  for (const filter of list.filters) yield* referenceTest(listing, filter);
  if (scopes.length > 0) yield scopeTest(listing);
  if (list.page.kind === "cursor" && listing.capacity >= 2) yield cursorTest(listing);
}

function begin({ context: { index, factories }, served, factory, scopes }: Listing, rows = 2): Beginning {
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
    target: urlOf(index, scene, { ...served, params }),
    make: (fields = []) => py.await(py.call(py.name(factory.fixture), [...fixed, ...fields])),
  };
}

/** Every order, two rows at a time. */
function* pagesTest(listing: Listing): Iterable<Draft> {
  const { context, served: { operation }, list, factory, whole } = listing;
  const count = Math.min(ROWS, listing.capacity);
  if (count < 2) return;
  const rows = list.sorts.flatMap(({ key, field: id }) => {
    const field = context.index.field(id);
    if (!answers(factory, field)) return [];
    const values = isSettable(context.index, factory, field) ? shuffled(listing, field, count) : [];
    return [[py.str(key), py.list(values.map((value) => given(context.index, value)))]];
  });
  if (rows.length === 0) return;
  const { scene, target, make } = begin(listing, count);
  const pages = Math.ceil(count / 2);
  const lasts = Array.from({ length: pages }, (_, page) => py.bool(page === pages - 1));
  yield {
    name: `${operation.name}_page_by_page`,
    node: operation.id,
    scene,
    parametrize: [cases(["sign"], [[py.str("")], [py.str("-")]]), cases(["key", "values"], rows)],
    given: givenBy(["key", "values", "sign"]),
    body: {
      kind: "pages",
      form: formOf(listing),
      rows: rowsOf(listing),
      next: nextOf(listing),
      total: py.str(listing.served.route.wrap?.total ?? "total"),
      make: make([py.expr`**row`]),
      lasts: py.tuple(lasts),
      count: py.int(count),
      target,
      order: orderOf(listing),
      key: keyOfRow(listing),
      whole,
    },
  };
}

function keyOfRow({ context, entity }: Listing): Py {
  return keyIn(context, entity, py.name("row"));
}

/** The keys of the rows at some places. */
function foundPlaces({ context, entity }: Listing): Py {
  return py.expr`sorted(${keyIn(context, entity, py.expr`made[place]`)} for place in found)`;
}

/** What rows are sorted by: the value, then the key. */
function orderOf({ context: { index }, entity }: Listing): Py {
  return py.tuple([py.expr`row[key]`, ...entity.key.map((id) => memberOf("row", index.field(id).member))]);
}

function formOf({ list: { page }, served: { operation } }: Listing): PagesView["form"] {
  if (operation.output.kind === "rows") return "bare";
  return page.kind === "cursor" ? "cursor" : page.total ? "counted" : "offset";
}

/** What an answer has its rows in. */
function rowsOf({ served: { operation, route } }: Listing): Py {
  const name = route.wrap?.answer ?? (operation.output.kind === "rows" ? null : "items");
  return name === null ? py.name("page") : memberOf("page", name);
}

/** The member of a page that leads to the next one. */
function nextOf({ context: { index } }: Listing): Py {
  return py.str(travelling(index.model)("next_cursor"));
}

/** Values out of order, two of them alike unless a unique set forbids it. None: what the fixture fills in will do. */
function shuffled(listing: Listing, field: Field, count: number): readonly Json[] {
  const supply = supplyOfField(listing.context.index, field);
  if (supply === null) return [];
  const places = [1, 0, 2, 0, 3].slice(0, count);
  if (!isAlone(listing.entity, listing.factory, field, listing.scopes.map((scope) => scope.field.id))) {
    const known = ascending(supply.series, 4);
    const values = rises(known) ? known : known.slice(0, 1);
    return places.map((place) => values[place % values.length]!);
  }
  const values = ascending(supply.series, count);
  return values.length < count || !rises(values)
    ? []
    : [1, 0, 3, 2, 4].filter((place) => place < count).map((place) => values[place]!);
}

/** Whether nothing but this field keeps two rows apart, if they share some parents. */
function isAlone(entity: Entity, factory: Factory, field: Field, shared: readonly Id[] = []): boolean {
  const varies = (id: Id) =>
    id !== field.id && !shared.includes(id) &&
    (factory.fills.some((fill) => fill.field.id === id && fill.counts) ||
      factory.parents.some((parent) => parent.field.id === id && !parent.shared));
  return entity.unique.some(({ fields }) => fields.includes(field.id) && !fields.some(varies));
}

/** What each filter finds among rows with chosen values, and the search. */
function* filtersTest(listing: Listing): Iterable<Draft> {
  const { context: { index }, served: { operation }, list } = listing;
  const rows = [
    ...list.filters.flatMap((filter) => filterCase(listing, filter)),
    ...list.search.flatMap((id) => searchCases(listing, index.field(id))),
  ].filter(({ values }) => values.length <= listing.capacity);
  if (rows.length === 0) return;
  const { scene, target, make } = begin(listing, Math.max(...rows.map(({ values }) => values.length)));
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
  const { relation } = field;
  // Any key will do that another service would know; of our own a row has to be there.
  const isOurs = relation !== null && index.entity(relation.model).owner === context.service.id;
  if (!isSettable(index, factory, field) || isOurs) return [];
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
function* pivotTest(listing: Listing): Iterable<Draft> {
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
  const { scene, target, make } = begin(listing);
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
      target,
      rows: rowsOf(listing),
    },
  };
}

/** Of two rows only one refers to the row in the query. */
function* referenceTest(listing: Listing, { wire, field: id, operator }: Filter): Iterable<Draft> {
  const { context: { index, factories }, served: { operation }, factory, scopes } = listing;
  const field = index.field(id);
  const isLeftOut = field.relation !== null &&
    factory.parents.every((parent) => parent.field.id !== id || parent.shared);
  const parent = field.relation === null ? null : factories.of(field.relation.model);
  if (!isLeftOut || parent === null || listing.capacity < 2 || !isSettable(index, factory, field)) return;
  if ((operator !== "eq" && operator !== "in") || scopes.some((scope) => scope.field.id === id)) return;
  const { scene, target, make } = begin(listing);
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
      target,
      rows: rowsOf(listing),
    },
  };
}

/** Rows of other parents are not listed. */
function scopeTest(listing: Listing): Draft {
  const { served: { operation }, factory, scopes } = listing;
  const { scene, target, make } = begin(listing);
  const elsewhere = py.await(py.call(py.name(factory.fixture)));
  return {
    name: `${operation.name}_of_one_${scopes.map(({ param }) => param.name).join("_")}`,
    node: operation.id,
    scene,
    body: {
      kind: "found",
      made: py.list([make(), elsewhere]),
      query: py.dict([]),
      expected: py.list([keyIn(listing.context, listing.entity, py.expr`made[0]`)]),
      key: keyOfRow(listing),
      target,
      rows: rowsOf(listing),
    },
  };
}

/** A cursor belongs to its order. */
function cursorTest(listing: Listing): Draft {
  const { served: { operation }, list: { defaultSort: { key, descending } } } = listing;
  const { scene, target, make } = begin(listing);
  return {
    name: `${operation.name}_refuses_a_cursor_of_another_order`,
    node: operation.id,
    scene,
    body: {
      kind: "cursor",
      make: make(),
      next: nextOf(listing),
      target,
      other: py.str(descending ? key : `-${key}`),
    },
  };
}

/** Queries that a list refuses, whoever lists. */
export function* refusedQueries(context: Context, served: Served, list: ListSpec): Iterable<Draft> {
  const { index } = context;
  const { operation, route } = served;
  if (route.queryParams.length > 0) return;
  const wrong: (readonly [wire: string, value: Py, pointer: string, rule: string])[] = [
    ["limit", py.str("0"), "", "greater_than_equal"],
    ["limit", py.int(list.page.max + 1), "", "less_than_equal"],
    ["sort", py.str("?"), "", "enum"],
    // Whoever reads the cursor has found the rows of the path before.
    ...(list.page.kind === "offset"
      ? [["offset", py.int(-1), "", "greater_than_equal"] as const]
      : operation.slot || operation.params.length > 0
      ? []
      : [["cursor", py.str("nonsense"), "", "cursor_invalid"] as const]),
    ["no_such_filter", py.int(1), "", "extra_forbidden"],
    ...list.filters.flatMap(({ wire, type }) =>
      (supplyOf(index, type, { name: wire })?.refusedTexts ?? []).slice(0, 1)
        .map(({ value, pointer, rule }) => [wire, value, pointer, rule] as const)
    ),
  ];
  const scene = newScene();
  const names = ["query", "pointer", "rule"];
  yield {
    name: `${operation.name}_refuses`,
    node: operation.id,
    scene,
    parametrize: [cases(
      names,
      wrong.map((
        [wire, value, pointer, rule],
      ) => [py.dict([[py.str(wire), value]]), py.str(`/${wire}${pointer}`), py.str(rule)]),
    )],
    given: givenBy(names),
    body: {
      kind: "refuses",
      response: request(index, scene, { ...emptyCall(context, served), query: py.name("query") }),
      found: py.expr`_refusals(response)`,
      expected: py.expr`[(pointer, rule)]`,
    },
  };
}
