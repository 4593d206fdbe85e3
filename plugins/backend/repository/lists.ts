import { type Filter, type Id, type Py, py } from "../../../mod.ts";
import { listRefs, sortMember } from "../../python/contract.ts";
import { type BackendService, tableOf } from "../backend-service.ts";
import type { ListMethod } from "../list-methods.ts";
import { ref } from "../refs.ts";
import { limitsOf } from "../row-limits.ts";

export interface SortsView {
  readonly name: Py;
  readonly type: Py;
  readonly entries: Py;
}

export interface ListView {
  readonly node: string;
  /** How it goes on: `Slice` by `page`, or `Window` by `window`. */
  readonly part: Py;
  readonly method: Py;
  readonly name: Py;
  readonly parameters: Py;
  readonly docstring: Py;
  /** What the rows must fulfil is collected where the query may add to it. */
  readonly conditions: Py | null;
  /** Of that method. */
  readonly args: Py;
  readonly filters: readonly { readonly value: Py; readonly condition: Py }[];
}

/** Operations may share a list; its classes are made once, and so is its method. */
export function distinct(methods: readonly ListMethod[]): readonly ListMethod[] {
  return methods.filter(({ name }, position) =>
    methods.findIndex((other) => other.name === name) === position
  );
}

export function sortsView({ index }: BackendService, row: Py, { name, list }: ListMethod): SortsView {
  const type = py.ref(listRefs(index, list).sort);
  const entries = list.sorts.flatMap(({ key, field }) =>
    [false, true].map((descending): readonly [Py, Py] => [
      py.attr(type, sortMember(list, key, descending)),
      py.call(ref("shared.runtime.pagination", "Sort"), [
        py.attr(row, index.field(field).member),
        ...(descending ? [py.kw("descending", py.bool(true))] : []),
      ]),
    ])
  );
  return { name: sortsName(name), type, entries: py.dict(entries) };
}

function sortsName(method: string): Py {
  return py.name(method === "list" ? "_SORTS" : `_${method.toUpperCase()}_SORTS`);
}

export function listView(backend: BackendService, row: Py, { name, list, operation }: ListMethod): ListView {
  const { index } = backend;
  // A slot limits the rows as it likes.
  const isLimited = operation.slot || limitsOf(index, operation).length > 0;
  const isCursor = list.page.kind === "cursor";
  const condition = ref("shared.runtime.repository", "Condition");
  const search = list.search.map((field) => searchCondition(backend, row, field));
  const isFiltered = list.filters.length + search.length > 0;
  return {
    node: operation.id,
    name: py.name(name),
    parameters: py.params([
      { name: "self" },
      { name: "query", type: py.ref(listRefs(index, list).query) },
      ...(isLimited ? [{ name: "*limits", type: condition }] : []),
    ]),
    docstring: py.docstring(
      isLimited ? "Return one page of the rows that the limits let through" : "Return one page",
    ),
    part: py.expr`${ref("shared.runtime.pagination", isCursor ? "Slice" : "Window")}[${row}]`,
    method: py.name(isCursor ? "self.page" : "self.window"),
    conditions: isFiltered
      ? py.expr`list[${condition}](${py.args(isLimited ? [py.name("limits")] : [])})`
      : null,
    args: py.args([
      ...(isFiltered ? [py.expr`*conditions`] : isLimited ? [py.expr`*limits`] : []),
      py.kw("sort", py.expr`${sortsName(name)}[${py.name("query.sort")}]`),
      py.kw("limit", py.name("query.limit")),
      py.kw(list.page.kind, py.name(`query.${list.page.kind}`)),
      ...(list.page.kind === "offset" && list.page.total ? [py.kw("counted", py.bool(true))] : []),
    ]),
    filters: [
      ...list.filters.map((filter) => ({
        value: py.name(`query.${filter.wire}`),
        condition: filterCondition(backend, row, filter),
      })),
      ...(search.length === 0 ? [] : [{
        value: py.name("query.q"),
        condition: search.length === 1 ? search[0]! : py.call(ref("sqlalchemy", "or_"), search),
      }]),
    ],
  };
}

function filterCondition({ index }: BackendService, row: Py, filter: Filter): Py {
  const field = index.field(filter.field);
  const column = py.attr(row, field.member);
  const value = py.name(`query.${filter.wire}`);
  const columns = (name: string) => py.call(ref("shared.runtime.conditions", name), [column, value]);
  switch (filter.operator) {
    case "eq":
      return py.compare(column, "==", value);
    case "ne":
      // What is absent equals nothing, so it is not equal.
      return field.optional ? py.expr`${column}.is_distinct_from(${value})` : py.compare(column, "!=", value);
    case "in":
      return py.expr`${column}.in_(${value})`;
    case "ge":
      return py.compare(column, ">=", value);
    case "gt":
      return py.compare(column, ">", value);
    case "le":
      return py.compare(column, "<=", value);
    case "lt":
      return py.compare(column, "<", value);
    case "has":
      return columns("list_contains");
    case "contains":
      return columns("text_contains");
  }
}

function searchCondition(backend: BackendService, row: Py, id: Id): Py {
  const field = backend.index.field(id);
  const column = py.attr(row, field.member);
  const table = tableOf(backend, backend.index.entityOf(id));
  const isUuid = table.columns.find(({ name }) => name === field.column)!.type.kind === "uuid";
  const text = isUuid ? py.call(ref("shared.runtime.conditions", "uuid_text"), [column]) : column;
  return py.expr`${text}.icontains(query.q, autoescape=True)`;
}
