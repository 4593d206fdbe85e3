import {
  type Entity,
  type ErrorCode,
  type Field,
  type Id,
  type ModelIndex,
  type Operation,
  type Param,
  type Py,
  py,
  type PyParameter,
  type PyRef,
  type Shape,
} from "../../mod.ts";
import { annotation, fieldAnnotation, listRefs, shapeRef } from "../python/contract.ts";
import type { BackendService } from "./backend-service.ts";
import { limitsOf } from "./row-limits.ts";
import { localName } from "./names.ts";
import { ormRef } from "./refs.ts";

/** A row that is loaded before the body of an operation runs. */
export interface RowPart {
  /** Of the row, as a slot is given it. */
  readonly name: string;
  readonly entity: Entity;
  readonly optional: boolean;
  /** What finds it: an argument of the operation, or a member of its input. Not used where there is a `key`. */
  readonly sought: Py;
  /** What finds a row without an id; null: it has one. */
  readonly key: readonly KeyPart[] | null;
  /** Unique field that is compared, or null: the key. */
  readonly by: Field | null;
  /** The param, or null: a member of the input. */
  readonly param: Param | null;
  /** The error of a row that is not there, if it is not the one that its repository raises. */
  readonly missing: ErrorCode | null;
  readonly description: string | null;
}

/** A field of a key, and what it is compared with: an argument of the operation, or a row that others are tied to. */
export interface KeyPart {
  readonly field: Field;
  readonly from: { readonly value: Py } | { readonly limit: Param };
}

/** A value beside the input that is no row. */
export interface ScalarPart {
  readonly name: string;
  readonly param: Param;
}

/** What an operation is called with, and what its slot gets. */
export interface CallParts {
  readonly rows: readonly RowPart[];
  readonly scalars: readonly ScalarPart[];
  /** Values of a key, which the slot does not get: it gets the row. */
  readonly parts: readonly ScalarPart[];
  readonly input: Shape | null;
  readonly query: PyRef | null;
}

export function callParts(backend: BackendService, operation: Operation): CallParts {
  const { index } = backend;
  const input = operation.input === null ? null : index.shape(operation.input);
  const taken = new Set(["self", "data", "query"]);
  const name = (wanted: string) => {
    const free = localName(wanted, taken);
    taken.add(free);
    return free;
  };
  const paramRows = operation.params.flatMap((param) =>
    param.type.kind !== "row" ? [] : [{
      name: name(param.name),
      entity: index.entity(param.type.model),
      optional: param.optional,
      sought: py.name(param.wire),
      key: null,
      by: param.by === null ? null : index.field(param.by),
      param,
      missing: ownError(index, param.missing),
      description: param.description,
    }]
  );
  const parts = operation.params.flatMap((param) =>
    param.part === undefined ? [] : [{ name: name(param.name), param }]
  );
  return {
    rows: [
      ...paramRows,
      ...keyedRow(backend, operation, parts, name),
      ...(input === null ? [] : inputRows(backend, operation, input, name)),
    ],
    scalars: operation.params.flatMap((param) =>
      param.type.kind === "row" || param.part !== undefined ? [] : [{ name: name(param.name), param }]
    ),
    parts,
    input,
    query: operation.list === null ? null : listRefs(index, operation.list).query,
  };
}

/** The row of a derived operation about rows that have no id. */
function keyedRow(
  { index }: BackendService,
  operation: Operation,
  parts: readonly ScalarPart[],
  name: (wanted: string) => string,
): readonly RowPart[] {
  const { derived, domain } = operation;
  if (derived === null || derived === "list" || derived === "create") return [];
  const entity = index.entity(index.domain(domain).model!);
  if (index.hasId(entity.id)) return [];
  const limits = limitsOf(index, operation);
  const key = entity.key.map((id): KeyPart => {
    const part = parts.find(({ param }) => param.part === id);
    const limit = limits.find(({ field }) => field.id === id);
    if (part !== undefined) return { field: index.field(id), from: { value: py.name(part.name) } };
    if (limit === undefined) throw new Error(`${operation.id} does not say ${id}`);
    return { field: index.field(id), from: { limit: limit.param } };
  });
  return [{
    name: name(entity.names.snake),
    entity,
    optional: false,
    sought: py.none,
    key,
    by: null,
    param: null,
    missing: null,
    description: null,
  }];
}

function ownError(index: ModelIndex, missing: Id | null): ErrorCode | null {
  const error = missing === null ? null : index.error(missing);
  return error?.implied?.kind === "not_found" ? null : error;
}

/** Rows that an inline input names are loaded for the slot; of a variant, the foreign key decides. */
function inputRows(
  { index }: BackendService,
  { slot }: Operation,
  input: Shape,
  name: (wanted: string) => string,
): readonly RowPart[] {
  if (!slot || input.role !== "input") return [];
  return input.members.flatMap((member) => {
    const base = member.type.kind === "optional" ? member.type.of : member.type;
    if (base.kind !== "row") return [];
    return [{
      name: name(member.field),
      entity: index.entity(base.model),
      optional: member.type.kind === "optional",
      sought: py.name(`data.${member.name}`),
      key: null,
      by: member.row?.by ? index.field(member.row.by) : null,
      param: null,
      missing: ownError(index, member.row?.missing ?? null),
      description: member.description,
    }];
  });
}

/** The parameters of the method of `<Domain>Operations`, without `self`. */
export function operationParameters(
  backend: BackendService,
  operation: Operation,
  hidden: ReadonlySet<string>,
): readonly PyParameter[] {
  const { index } = backend;
  const parts = callParts(backend, operation);
  return [
    ...parts.rows.flatMap((row): readonly PyParameter[] => {
      if (row.param === null) return [];
      const { id } = row.by ?? index.idOf(row.entity.id);
      const type = fieldAnnotation(index, id, "row", hidden);
      return [{ name: row.param.wire, type: row.optional ? py.union(type, py.none) : type }];
    }),
    ...(parts.input === null ? [] : [{ name: "data", type: py.ref(shapeRef(index, parts.input.id)) }]),
    ...(parts.query === null ? [] : [{ name: "query", type: py.ref(parts.query) }]),
    ...scalarParameters(backend, [...parts.parts, ...parts.scalars], hidden),
  ];
}

/** The parameters of the slot, without `self`: rows, then by name only scalars, input and query. */
export function slotParameters(
  backend: BackendService,
  operation: Operation,
  hidden: ReadonlySet<string>,
): readonly PyParameter[] {
  const { index, service } = backend;
  const parts = callParts(backend, operation);
  return [
    ...parts.rows.map((row): PyParameter => {
      const type = py.ref(ormRef(service, row.entity));
      return { name: row.name, type: row.optional ? py.union(type, py.none) : type };
    }),
    ...scalarParameters(backend, parts.scalars, hidden),
    ...(parts.input === null
      ? []
      : [{ name: "data", type: py.ref(shapeRef(index, parts.input.id)), keywordOnly: true }]),
    ...(parts.query === null ? [] : [{ name: "query", type: py.ref(parts.query), keywordOnly: true }]),
  ];
}

/** By name only: a bare `True` or `20` in a call says nothing. */
function scalarParameters(
  { index }: BackendService,
  scalars: readonly ScalarPart[],
  hidden: ReadonlySet<string>,
): readonly PyParameter[] {
  return scalars.map(({ name, param }) => {
    const type = annotation(index, param.type, "row", hidden);
    return { name, type: param.optional ? py.union(type, py.none) : type, keywordOnly: true };
  });
}

/** What the operation hands to its slot. */
export function slotArguments(parts: CallParts): readonly Py[] {
  const byName = (name: string) => py.kw(name, py.name(name));
  return [
    ...parts.rows.map(({ name }) => py.name(name)),
    ...parts.scalars.map(({ name }) => byName(name)),
    ...(parts.input === null ? [] : [byName("data")]),
    ...(parts.query === null ? [] : [byName("query")]),
  ];
}

/** Params that a body without a slot has no use for. */
export function unreadParams(backend: BackendService, operation: Operation): readonly Param[] {
  const { index } = backend;
  if (operation.slot) return [];
  const about = operation.derived === null || operation.derived === "list" || operation.derived === "create"
    ? null
    : subjectOf(backend, operation);
  const limits = limitsOf(index, operation).map(({ param }) => param.id);
  return operation.params.filter(({ id, part }) =>
    part === undefined && id !== about?.id && !limits.includes(id)
  );
}

/** The param of the row that a derived get, update or delete is about. */
export function subjectOf({ index }: BackendService, operation: Operation): Param | null {
  const model: Id | null = index.domain(operation.domain).model;
  const limits = new Set(limitsOf(index, operation).map(({ param }) => param.id));
  return operation.params.find(({ id, type }) =>
    type.kind === "row" && type.model === model && !limits.has(id)
  ) ?? null;
}
