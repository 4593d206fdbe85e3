import { type Field, type Json, type ListSpec, type Py, py } from "../../../mod.ts";
import { ascending, rises, travelling } from "../../python/contract.ts";
import { limitsOf } from "../row-limits.ts";
import type { Context, Served } from "./context.ts";
import { cases, type Draft, givenBy } from "./draft.ts";
import { answers, given, isSettable, supplyOfField } from "./factories.ts";
import { filtersTest, pivotTest, referenceTest } from "./filter-tests.ts";
import { begin, isAlone, keyOfRow, type Listing, refersToOurs, rowsOf } from "./listing.ts";
import { keyIn, showsIn, tellsKey } from "./reading.ts";
import { memberOf } from "./scene.ts";
import type { PagesView } from "./views.ts";

/** Rows that a list is tried with. */
const ROWS = 5;

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

/** Every order, two rows at a time. */
function* pagesTest(listing: Listing): Iterable<Draft> {
  const { context, served: { operation }, list, factory, whole } = listing;
  const count = Math.min(ROWS, listing.capacity);
  if (count < 2) return;
  const rows = list.sorts.flatMap(({ key, field: id }) => {
    const field = context.index.field(id);
    if (!answers(factory, field)) return [];
    const values = refersToOurs(context, field) || !isSettable(context.index, factory, field)
      ? [] // the row has to be there, or nobody can choose the value
      : shuffled(listing, field, count);
    return [[py.str(key), py.list(values.map((value) => given(context.index, value)))]];
  });
  if (rows.length === 0) return;
  const { scene, method, target, make } = begin(listing, count);
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
      method,
      target,
      order: orderOf(listing),
      key: keyOfRow(listing),
      whole,
    },
  };
}

/** What rows are sorted by: the value, then the key. */
function orderOf({ context: { index }, entity }: Listing): Py {
  return py.tuple([py.expr`row[key]`, ...entity.key.map((id) => memberOf("row", index.field(id).member))]);
}

function formOf({ list: { page }, served: { operation } }: Listing): PagesView["form"] {
  if (operation.output.kind === "rows") return "bare";
  return page.kind === "cursor" ? "cursor" : page.total ? "counted" : "offset";
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

/** Rows of other parents are not listed. */
function scopeTest(listing: Listing): Draft {
  const { served: { operation }, factory, scopes } = listing;
  const { scene, method, target, make } = begin(listing);
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
      method,
      target,
      rows: rowsOf(listing),
    },
  };
}

/** A cursor belongs to its order. */
function cursorTest(listing: Listing): Draft {
  const { served: { operation }, list: { defaultSort: { key, descending } } } = listing;
  const { scene, method, target, make } = begin(listing);
  return {
    name: `${operation.name}_refuses_a_cursor_of_another_order`,
    node: operation.id,
    scene,
    body: {
      kind: "cursor",
      make: make(),
      next: nextOf(listing),
      method,
      target,
      other: py.str(descending ? key : `-${key}`),
    },
  };
}
