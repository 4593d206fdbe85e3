import {
  type Condition,
  type Entity,
  type ErrorCode,
  type Field,
  type Filter,
  type Id,
  type Py,
  py,
  type PyParameter,
  type Refs,
  type Shape,
  type ShapeRole,
  type UniqueSet,
} from "../../mod.ts";
import { annotation, errorRef, fieldAnnotation, listRefs, shapeRef, sortMember } from "../python/contract.ts";
import { type BackendService, tableOf } from "./backend-service.ts";
import { canBeInUse } from "./can-be-in-use.ts";
import { type ListMethod, listMethods } from "./list-methods.ts";
import { localName } from "./names.ts";
import { pythonCondition } from "./python-condition.ts";
import { limitsOf } from "./row-limits.ts";
import { ormRef, ref, tableRef } from "./refs.ts";

/** View of `templates/backend/repository.eta`. */
export interface RepositoryView {
  readonly node: string;
  readonly name: Py;
  readonly entity: Py;
  readonly docstring: Py;
  /** The row as an argument. */
  readonly row: Py;
  readonly key: KeyView;
  readonly sorts: readonly SortsView[];
  readonly lists: readonly ListView[];
  readonly notFound: NotFoundView | null;
  readonly lookups: readonly LookupView[];
  /** What rows are linked to through tables of pairs; null: nothing. */
  readonly links: Py | null;
  readonly create: (WriteView & { readonly call: Py }) | null;
  readonly upserts: readonly UpsertView[];
  readonly update: WriteView | null;
  readonly remove: RemoveView | null;
  readonly conflicts: ConflictsView | null;
}

/** What a row is found by. */
interface KeyView {
  readonly type: Py;
  /** As arguments of a method, and as the one value that they are. */
  readonly parameters: readonly PyParameter[];
  readonly value: Py;
}

interface SortsView {
  readonly name: Py;
  readonly type: Py;
  readonly entries: Py;
}

interface ListView {
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

interface NotFoundView {
  readonly parameters: Py;
  readonly docstring: Py;
  readonly error: Py;
}

interface LookupView {
  readonly node: string;
  /** What is found. It may not be called like one of the values that it is found by. */
  readonly row: Py;
  readonly name: Py;
  readonly parameters: Py;
  readonly docstring: Py;
  readonly conditions: Py;
  readonly error: Py;
}

interface WriteView {
  readonly data: Py;
  readonly docstring: Py;
}

interface UpsertView extends WriteView {
  readonly node: string;
  readonly name: Py;
  readonly args: Py;
}

interface RemoveView {
  readonly parameters: Py;
  readonly docstring: Py;
  readonly call: Py;
  readonly error: Py;
}

interface ConflictsView {
  readonly docstring: Py;
  /** The row decides nothing: only its unique values can collide. */
  readonly ignoresRow: boolean;
  readonly captured: readonly { readonly name: Py; readonly value: Py }[];
  readonly args: Py;
}

export function repositoryView(backend: BackendService, entity: Entity): RepositoryView {
  const { index, service } = backend;
  const { names } = entity;
  const row = py.ref(ormRef(service, entity));
  const methods = distinct(listMethods(index, entity));
  const notFound = index.implied(entity.id, "not_found");
  const key = keyView(backend, entity);
  return {
    node: entity.id,
    name: py.name(`${names.class}Repository`),
    entity: row,
    docstring: py.docstring(`The table \`${entity.table}\``),
    row: py.name(rowOf(entity)),
    key,
    sorts: methods.map((method) => sortsView(backend, row, method)),
    lists: methods.map((method) => listView(backend, row, method)),
    notFound: notFound && {
      parameters: py.params([{ name: "self" }, ...key.parameters, LOCK]),
      docstring: py.docstring({
        summary: `Load ${names.article} ${names.words}`,
        raises: [{ name: notFound.names.class, text: "There is none." }],
      }),
      error: notFoundError(backend, notFound, key.parameters),
    },
    lookups: notFound === null
      ? []
      // Of a set of some rows, values do not tell which one.
      : entity.unique.filter(({ where, primary }) => where === null && !primary).map((set) =>
        lookupView(backend, entity, row, set.fields, set.id, notFound)
      ),
    links: entity.refs.length === 0
      ? null
      : py.tuple(entity.refs.map((refs) => linksView(backend, entity, refs))),
    create: createView(backend, entity, `Insert ${names.article} ${names.words}`),
    upserts: upsertViews(backend, entity),
    update: writeView(backend, entity, "update", `Change ${names.article} ${names.words}`),
    remove: notFound && removeView(backend, entity, notFound),
    conflicts: conflictsView(backend, entity),
  };
}

const LOCK: PyParameter = { name: "lock", type: py.name("bool"), value: py.bool(false), keywordOnly: true };

function keyView({ index }: BackendService, { id, names, key }: Entity): KeyView {
  const fields = key.map(index.field);
  const types = fields.map((field) => fieldAnnotation(index, field.id, "row"));
  const [type] = types;
  if (index.hasId(id)) {
    return { type: type!, parameters: [{ name: names.key, type: type! }], value: py.name(names.key) };
  }
  const called = fields.map(keyParameter);
  const isOne = fields.length === 1;
  return {
    type: isOne ? type! : py.expr`tuple[${py.args(types)}]`,
    // Several of a kind are easily mistaken for each other.
    parameters: called.map((name, at) => ({ name, type: types[at]!, keywordOnly: !isOne })),
    value: isOne ? py.name(called[0]!) : py.tuple(called.map((name) => py.name(name))),
  };
}

/** What methods of the repository call a field of a key. */
export function keyParameter({ member }: Field): string {
  return localName(member, PARAMETERS);
}

/** Beside what the methods are given. */
const PARAMETERS: ReadonlySet<string> = new Set(["self", "data", "lock"]);

/** What a row is called as an argument of the methods. */
function rowOf({ names }: Entity): string {
  return localName(names.snake, PARAMETERS);
}

/** Operations may share a list; its classes are made once, and so is its method. */
function distinct(methods: readonly ListMethod[]): readonly ListMethod[] {
  return methods.filter(({ name }, position) =>
    methods.findIndex((other) => other.name === name) === position
  );
}

function sortsView({ index }: BackendService, row: Py, { name, list }: ListMethod): SortsView {
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

function listView(backend: BackendService, row: Py, { name, list, operation }: ListMethod): ListView {
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

const LOOKUP_PARAMETERS: ReadonlySet<string> = new Set(["self", "lock"]);

function lookupView(
  { index }: BackendService,
  entity: Entity,
  row: Py,
  fields: readonly Id[],
  node: Id,
  notFound: ErrorCode,
): LookupView {
  const members = fields.map((id) => index.field(id));
  const parameters = members.map(({ member }) => localName(member, LOOKUP_PARAMETERS));
  const values = parameters.map((name) => py.name(name));
  return {
    node,
    row: py.name(localName(entity.names.snake, new Set([...LOOKUP_PARAMETERS, ...parameters]))),
    name: py.name(lookupName(members.map(({ member }) => member))),
    parameters: py.params([
      { name: "self" },
      ...members.map(({ type }, at) => ({
        name: parameters[at]!,
        type: annotation(index, type, "row"),
        // A bool says nothing where it stands alone in a call.
        keywordOnly: members.length > 1,
      })),
      LOCK,
    ]),
    docstring: py.docstring({
      summary: `Load the ${entity.names.words} with this ${
        members.map(({ member }) => member).join(" and ")
      }`,
      raises: [{ name: notFound.names.class, text: "There is none." }],
    }),
    conditions: py.args(members.map(({ member }, at) => py.compare(py.attr(row, member), "==", values[at]!))),
    error: py.call(ref("shared.runtime.repository", "missing"), [
      py.ref(errorRef(index, notFound.id)),
      ...members.map(({ member }, at) => py.kw(member, values[at]!)),
    ]),
  };
}

/** What the repository calls the search by a unique set. */
export function lookupName(members: readonly string[]): string {
  return `get_by_${members.join("_and_")}`;
}

function createView(backend: BackendService, entity: Entity, summary: string): RepositoryView["create"] {
  const view = writeView(backend, entity, "create", summary);
  const row = py.ref(ormRef(backend.service, entity));
  const call = entity.refs.length === 0
    ? py.expr`self.add(${row}(**data.values()))`
    : py.expr`self.make(data.values())`;
  return view && { ...view, call };
}

/** By each unique set whose values an input has to say. */
function upsertViews(backend: BackendService, entity: Entity): readonly UpsertView[] {
  const { index } = backend;
  const row = py.ref(ormRef(backend.service, entity));
  return entity.unique.flatMap((set): readonly UpsertView[] => {
    const fields = set.fields.map(index.field);
    if (set.where !== null || fields.some(({ optional }) => optional)) return [];
    const says = ({ members }: Shape) =>
      set.fields.every((field) => members.some(({ mirrors, required }) => required && mirrors === field));
    const members = fields.map(({ member }) => member);
    const shapes = usedShapes(backend, entity, "create").filter(says);
    if (shapes.length === 0) return [];
    return [{
      node: set.id,
      name: py.name(`upsert_by_${members.join("_and_")}`),
      data: py.union(...shapes.map((shape) => py.ref(shapeRef(index, shape.id)))),
      docstring: py.docstring(
        `Insert ${entity.names.article} ${entity.names.words}, or change the one with this ${
          members.join(" and ")
        }`,
      ),
      args: py.args([py.expr`data.values()`, ...members.map((member) => py.attr(row, member))]),
    }];
  });
}

function linksView(backend: BackendService, owner: Entity, refs: Refs): Py {
  const { index, service } = backend;
  const target = index.entity(refs.model);
  const row = py.ref(ormRef(service, target));
  const by = index.field(refs.accept ?? index.idOf(target.id).id).member;
  const notFound = index.implied(target.id, "not_found")!;
  const error = refs.accept === null
    ? notFoundError(backend, notFound, [{ name: "key" }])
    : py.call(ref("shared.runtime.repository", "missing"), [
      py.ref(errorRef(index, notFound.id)),
      py.kw(by, py.name("key")),
    ]);
  return py.call(ref("shared.runtime.links", "Links"), [
    py.kw("member", py.str(refs.name)),
    py.kw("table", py.ref({ ...tableRef(service, owner), name: refs.table })),
    py.kw("own", py.str(refs.columns.own)),
    py.kw("other", py.str(refs.columns.other)),
    py.kw("target", row),
    py.kw("by", py.attr(row, by)),
    py.kw("missing", py.lambda(["key"], error)),
    ...(refs.makes ? [py.kw("makes", py.bool(true))] : []),
  ]);
}

function writeView(
  backend: BackendService,
  entity: Entity,
  role: ShapeRole,
  summary: string,
): WriteView | null {
  const shapes = usedShapes(backend, entity, role);
  if (shapes.length === 0) return null;
  return {
    data: py.union(...shapes.map((shape) => py.ref(shapeRef(backend.index, shape.id)))),
    docstring: py.docstring(summary),
  };
}

/** The variants that somebody writes rows with. */
function usedShapes({ index }: BackendService, entity: Entity, role: ShapeRole): readonly Shape[] {
  return Object.values(entity.variants).toSorted().map(index.shape).filter((shape) =>
    shape.role === role && shape.used && (role !== "create" || isComplete(entity, shape))
  );
}

/** Of a variant that leaves out what a path says no row can be made alone. */
function isComplete({ fields }: Entity, { members }: Shape): boolean {
  return fields.every(({ id, implied, optional, default: value }) =>
    implied !== null || optional || value !== undefined || members.some(({ mirrors }) => mirrors === id)
  );
}

function removeView(backend: BackendService, entity: Entity, notFound: ErrorCode): RemoveView {
  const { index } = backend;
  const { parameters, value } = keyView(backend, entity);
  const found = index.implied(entity.id, "in_use");
  const inUse = found !== null && canBeInUse(index, entity) ? found : null;
  const error = inUse && py.call(py.ref(errorRef(index, inUse.id)), [py.kw(inUse.details[0]!.name, value)]);
  return {
    parameters: py.params([{ name: "self" }, ...parameters]),
    docstring: py.docstring({
      summary: `Delete ${entity.names.article} ${entity.names.words}`,
      raises: [
        ...(inUse === null ? [] : [{ name: inUse.names.class, text: "Other rows refer to it." }]),
        { name: notFound.names.class, text: "There is none." },
      ],
    }),
    call: py.expr`self.remove(${
      py.args([value, ...(error === null ? [] : [py.kw("in_use", py.lambda([], error))])])
    })`,
    error: notFoundError(backend, notFound, parameters),
  };
}

function notFoundError(
  { index }: BackendService,
  error: ErrorCode,
  key: readonly { readonly name: string }[],
): Py {
  const told = error.details.map(({ name }, at) => py.kw(name, py.name(key[at]!.name)));
  return py.call(py.ref(errorRef(index, error.id)), told);
}

function conflictsView(backend: BackendService, entity: Entity): ConflictsView | null {
  const { index, service } = backend;
  const row = py.name(rowOf(entity));
  const local = (detail: string) => localName(detail, new Set(["self", rowOf(entity)]));
  const references = tableOf(backend, entity).foreignKeys.flatMap((key) => {
    const holder = entity.fields.find(({ column }) => column === key.columns[0])!;
    const target = index.entity(holder.relation!.model);
    const error = index.implied(target.id, "not_found");
    if (error === null) return [];
    return [py.call(ref("shared.runtime.repository", "Reference"), [
      py.str(key.name),
      py.ref(ormRef(service, target)),
      py.attr(row, holder.member),
      py.lambda(["key"], notFoundError(backend, error, [{ name: "key" }])),
    ])];
  });
  const rules = [...entity.unique, ...entity.checks];
  const broken = rules.map(({ constraint, error }): readonly [Py, Py] => [
    py.str(constraint),
    ruleError(backend, error, local),
  ]);
  if (references.length + broken.length === 0) return null;
  const captured = new Set(rules.flatMap(({ error }) => index.error(error).details.map(({ name }) => name)));
  const partial = entity.unique.flatMap((set) =>
    set.where === null ? [] : [partialUnique(backend, entity, row, set, set.where)]
  );
  return {
    docstring: py.docstring(`Name what writing ${entity.names.article} ${entity.names.words} can break`),
    ignoresRow: references.length + captured.size + partial.length === 0,
    captured: [...captured].map((name) => ({ name: py.name(local(name)), value: py.attr(row, name) })),
    args: py.args([
      py.dict(broken),
      ...references,
      ...(partial.length === 0 ? [] : [py.kw("partial", py.tuple(partial))]),
    ]),
  };
}

function partialUnique(
  { index }: BackendService,
  entity: Entity,
  row: Py,
  set: UniqueSet,
  where: Condition,
): Py {
  const columns = set.fields.map((field) => index.field(field).column);
  return py.call(ref("shared.runtime.repository", "PartialUnique"), [
    py.str(set.constraint),
    py.str(["uq", entity.table, ...columns].join("_")),
    py.kw("applies", pythonCondition(index, where, row)),
  ]);
}

/** Details are taken from the row before it is written: after a failed flush its attributes are gone. */
function ruleError({ index }: BackendService, id: Id, local: (detail: string) => string): Py {
  const { details } = index.error(id);
  const error = py.ref(errorRef(index, id));
  if (details.length === 0) return error;
  return py.lambda([], py.call(error, details.map(({ name }) => py.kw(name, py.name(local(name))))));
}
