import {
  type Domain,
  type Entity,
  type Field,
  type ModelIndex,
  type Operation,
  type Param,
  type Py,
  py,
  type PyParameter,
} from "../../mod.ts";
import { annotation, errorRef, listRefs, shapeRef } from "../python/contract.ts";
import { type BackendService, hasDatabase, hasSlots, operationsOf } from "./backend-service.ts";
import {
  callParts,
  type KeyPart,
  operationParameters,
  type RowPart,
  slotArguments,
  subjectOf,
} from "./call-parts.ts";
import { hiddenIn } from "./controllers-view.ts";
import { describeOperation } from "./describe-operation.ts";
import { listMethodName } from "./list-methods.ts";
import { limitsOf } from "./row-limits.ts";
import { localName } from "./names.ts";
import { operationsRef, ormRef, repositoryRef, settingsRef, slotFileRef, slotsRef } from "./refs.ts";
import { repositoryAttribute } from "./repository-attribute.ts";
import { keyParameter, lookupName } from "./repository-view.ts";

/** View of `templates/backend/operations.eta`. */
export interface OperationsView {
  readonly node: string;
  readonly name: Py;
  readonly hasDatabase: boolean;
  readonly slots: { readonly base: Py; readonly controller: Py; readonly settings: Py } | null;
  readonly operations: readonly OperationView[];
}

interface OperationView {
  readonly node: string;
  readonly name: Py;
  readonly parameters: Py;
  readonly returns: Py;
  readonly docstring: Py;
  /** `self._units.reading()` */
  readonly unit: Py;
  readonly steps: readonly Step[];
}

export type Step =
  | { readonly kind: "assign"; readonly name: Py; readonly value: Py }
  | { readonly kind: "do"; readonly value: Py }
  | { readonly kind: "return"; readonly value: Py }
  | { readonly kind: "raiseIf"; readonly test: Py; readonly error: Py }
  | { readonly kind: "returnIf"; readonly test: Py };

export function operationsView(backend: BackendService, domain: Domain): OperationsView {
  const { service } = backend;
  return {
    node: domain.id,
    name: py.name(operationsRef(service, domain).name),
    hasDatabase: hasDatabase(backend),
    slots: !hasSlots(backend, domain) ? null : {
      base: py.ref(slotsRef(service, domain)),
      controller: py.ref(slotFileRef(service, domain)),
      settings: py.ref(settingsRef(service)),
    },
    operations: operationsOf(backend, domain).map((operation) => operationView(backend, operation)),
  };
}

function operationView(backend: BackendService, operation: Operation): OperationView {
  const hidden = hiddenIn(backend, operation);
  const parameters: readonly PyParameter[] = [
    { name: "self" },
    ...operationParameters(backend, operation, hidden),
  ];
  const locals = new Locals(parameters.map(({ name }) => name));
  return {
    node: operation.id,
    name: py.name(operation.name),
    parameters: py.params(parameters),
    returns: operationReturns(backend, operation, hidden),
    docstring: py.docstring(describeOperation(backend.index, operation)),
    unit: operation.query ? py.expr`self._units.reading()` : py.expr`self._units.writing()`,
    steps: operation.slot ? slotSteps(backend, operation, locals) : derivedSteps(backend, operation, locals),
  };
}

/** Names of one function, each of which means one thing. */
class Locals {
  readonly #taken: Set<string>;

  constructor(parameters: readonly string[]) {
    this.#taken = new Set([...parameters, "unit"]);
  }

  name(wanted: string): Py {
    const free = localName(wanted, this.#taken);
    this.#taken.add(free);
    return py.name(free);
  }
}

export function operationReturns(
  backend: BackendService,
  operation: Operation,
  hidden: ReadonlySet<string>,
): Py {
  const { index } = backend;
  const { output } = operation;
  switch (output.kind) {
    case "none":
      return py.none;
    case "row": {
      const shape = py.ref(shapeRef(index, output.shape));
      return output.optional ? py.union(shape, py.none) : shape;
    }
    case "rows": {
      const of = { kind: "shape", shape: output.shape } as const;
      return annotation(index, { kind: "list", of, minItems: 0, maxItems: null }, "output", hidden);
    }
    case "page":
      return py.ref(listRefs(index, operation.list!).page);
    case "value":
      return annotation(index, output.type, "output", hidden);
  }
}

function slotSteps(backend: BackendService, operation: Operation, locals: Locals): readonly Step[] {
  const parts = callParts(backend, operation);
  if (!hasDatabase(backend)) {
    const call = py.await(py.call(py.expr`self._slots().${py.name(operation.name)}`, slotArguments(parts)));
    return [operation.output.kind === "none" ? { kind: "do", value: call } : { kind: "return", value: call }];
  }
  const slots = locals.name("slots");
  const rows = parts.rows.map((row) => ({ row, local: locals.name(row.name) }));
  const localOf = (param: Param) => rows.find(({ row }) => row.param === param)!.local;
  const loads = rows.flatMap(({ row, local }) => {
    const repository = py.attr(slots, repositoryAttribute(row.entity));
    const known = tiedTo(row, (limit) => py.attr(localOf(limit), "id"));
    return loading(backend, repository, known, local, !operation.query);
  });
  const tied = limitsOf(backend.index, operation);
  const checks = tied.flatMap(({ param, field }) => {
    const about = backend.index.entityOf(field.id);
    const subjects = rows.filter(({ row }) =>
      row.entity === about && (row.key === null ? row.param !== null : !about.key.includes(field.id)) &&
      tied.every((limit) => limit.param !== row.param)
    );
    const value = py.attr(localOf(param), "id");
    return subjects.map(({ row, local }) => outOfLimit(backend.index, row, local, field.member, value));
  });
  const args = [...rows.map(({ local }) => local), ...slotArguments({ ...parts, rows: [] })];
  const call = py.await(py.call(py.attr(slots, operation.name), args));
  return [
    { kind: "assign", name: slots, value: py.expr`self._slots(unit)` },
    ...loads,
    ...checks,
    ...answer(backend, operation, slots, call, locals),
  ];
}

/** Load a row into a variable, or say that there is none. */
function loading(
  backend: BackendService,
  repository: Py,
  row: RowPart,
  local: Py,
  lock: boolean,
): readonly Step[] {
  const load = loaded(backend, repository, row, lock);
  const isGiven = row.optional ? py.compare(row.sought, "is", py.none) : null;
  const assign: Step = {
    kind: "assign",
    name: local,
    value: isGiven === null ? load : py.conditional(py.none, isGiven, load),
  };
  if (row.missing === null) return [assign];
  const isMissing = py.compare(local, "is", py.none);
  const test = isGiven === null ? isMissing : py.expr`${row.sought} is not None and ${isMissing}`;
  return [assign, { kind: "raiseIf", test, error: missingError(backend.index, row) }];
}

/** The row, or the error of its repository if there is none; where the operation has its own, `None`. */
function loaded({ service }: BackendService, repository: Py, row: RowPart, lock: boolean): Py {
  const locked = lock ? [py.kw("lock", py.bool(true))] : [];
  if (row.key !== null) {
    return py.await(py.call(py.attr(repository, "get"), [...keyArguments(row.key), ...locked]));
  }
  const call = (method: string, sought: Py) =>
    py.await(py.call(py.attr(repository, method), [sought, ...locked]));
  if (row.by === null) return call(row.missing === null ? "get" : "find", row.sought);
  if (row.missing === null) return call(lookupName([row.by.member]), row.sought);
  const column = py.attr(py.ref(ormRef(service, row.entity)), row.by.member);
  return call("find_where", py.compare(column, "==", row.sought));
}

/** What is compared with the rows that others are tied to, once they are loaded. */
function tiedTo(row: RowPart, idOf: (limit: Param) => Py): RowPart {
  const key = row.key?.map(({ field, from }) => ({
    field,
    from: "value" in from ? from : { value: idOf(from.limit) },
  }));
  return { ...row, key: key ?? null };
}

/** As methods of a repository take it. */
function keyArguments(key: readonly KeyPart[]): readonly Py[] {
  return key.map(({ field, from }) => {
    if (!("value" in from)) throw new Error(`${field.id} is not known yet`);
    return key.length === 1 ? from.value : py.kw(keyParameter(field), from.value);
  });
}

/** The key of a row that is loaded. */
function keyOfRow(index: ModelIndex, { id, key }: Entity, row: Py): readonly Py[] {
  if (index.hasId(id)) return [py.attr(row, "id")];
  const fields = key.map(index.field);
  const value = ({ member }: Field) => py.attr(row, member);
  return fields.length === 1
    ? fields.map(value)
    : fields.map((field) => py.kw(keyParameter(field), value(field)));
}

/** The operation's own error of a row that is not there. */
function missingError(index: ModelIndex, { missing, sought }: RowPart): Py {
  const { id, details } = missing!;
  if (details.length === 0) return py.ref(errorRef(index, id));
  return py.call(py.ref(errorRef(index, id)), details.map(({ name }) => py.kw(name, sought)));
}

/** Save what the slot returned, and show it. */
function answer(
  backend: BackendService,
  operation: Operation,
  slots: Py,
  call: Py,
  locals: Locals,
): readonly Step[] {
  const { index } = backend;
  const { output } = operation;
  if (output.kind === "none") return [{ kind: "do", value: call }];
  if (output.kind === "value") return [{ kind: "return", value: call }];
  const entity = index.entity(output.model);
  const repository = py.attr(slots, repositoryAttribute(entity));
  if (output.kind === "page") {
    const page = py.ref(listRefs(index, operation.list!).page);
    return [{ kind: "return", value: py.expr`${page}.model_validate(${call})` }];
  }
  const shape = py.ref(shapeRef(index, output.shape));
  const row = locals.name(entity.names.snake);
  if (output.kind === "rows") {
    const rows = operation.query ? call : py.await(py.call(py.attr(repository, "add_all"), [call]));
    return [{ kind: "return", value: py.expr`[${shape}.model_validate(${row}) for ${row} in ${rows}]` }];
  }
  // A row that was loaded is only written; any other may be new.
  const isLoaded = operation.params.some(({ type }) => type.kind === "row" && type.model === output.model);
  const write = py.attr(repository, isLoaded ? "save" : "add");
  const stored = (value: Py) => operation.query ? value : py.await(py.call(write, [value]));
  if (!output.optional) return [{ kind: "return", value: py.expr`${shape}.model_validate(${stored(call)})` }];
  return [
    { kind: "assign", name: row, value: call },
    { kind: "returnIf", test: py.compare(row, "is", py.none) },
    { kind: "return", value: py.expr`${shape}.model_validate(${stored(row)})` },
  ];
}

function derivedSteps(backend: BackendService, operation: Operation, locals: Locals): readonly Step[] {
  const { index, service } = backend;
  const entity = operation.list === null
    ? index.entity(index.domain(operation.domain).model!)
    : index.entity(operation.list.model);
  const limits = limitsOf(index, operation).map(({ param, field }) => {
    const target = index.entity(field.relation!.model);
    const local = locals.name(param.name);
    const row = callParts(backend, operation).rows.find((candidate) => candidate.param === param)!;
    const loads = loading(backend, open(backend, target), row, local, false);
    return { loads, param, field, member: field.member, value: py.attr(local, "id") };
  });
  const body = { backend, operation, entity, locals, limits, row: py.ref(ormRef(service, entity)) };
  return [...limits.flatMap(({ loads }) => loads), ...bodyOf(body)];
}

interface Body {
  readonly backend: BackendService;
  readonly operation: Operation;
  readonly entity: Entity;
  readonly row: Py;
  readonly locals: Locals;
  /** Columns that have to hold the ids of rows in the path. */
  readonly limits: readonly {
    readonly param: Param;
    readonly field: Field;
    readonly member: string;
    readonly value: Py;
  }[];
}

function bodyOf(body: Body): readonly Step[] {
  const { backend, operation, entity, row, locals, limits } = body;
  const repository = open(backend, entity);
  switch (operation.derived) {
    case null:
    case "list": {
      const conditions = limits.map(({ member, value }) => py.compare(py.attr(row, member), "==", value));
      const method = py.attr(repository, listMethodName(backend.index, operation));
      const found = py.expr`await ${method}(query, ${py.args(conditions)})`;
      return [{ kind: "return", value: shownPart(body, found) }];
    }
    case "create": {
      const more = py.dict(limits.map(({ member, value }) => [py.str(member), value]));
      const made = limits.length === 0
        ? py.expr`await ${repository}.create(data)`
        : entity.refs.length > 0
        ? py.expr`await ${repository}.make(data.values() | ${more})`
        : py.expr`await ${repository}.add(${row}(**data.values() | ${more}))`;
      return [shown(body, made)];
    }
    case "get": {
      const row = subject(body);
      if (checked(body).length === 0 && row.missing === null) {
        return [shown(body, loaded(backend, repository, row, false))];
      }
      const local = locals.name(entity.names.snake);
      return [
        ...loading(backend, repository, row, local, false),
        ...outOfLimits(body, row, local),
        shown(body, local),
      ];
    }
    case "update": {
      const rows = locals.name(entity.names.plural);
      return [
        { kind: "assign", name: rows, value: repository },
        ...held(body, rows, (local) => shown(body, py.expr`await ${rows}.update(${local}, data)`)),
      ];
    }
    case "delete": {
      const { by, key, sought, missing } = subject(body);
      if (by === null && checked(body).length === 0 && missing === null) {
        const args = py.args(key === null ? [sought] : keyArguments(key));
        return [{ kind: "do", value: py.expr`await ${repository}.delete(${args})` }];
      }
      const rows = locals.name(entity.names.plural);
      return [
        { kind: "assign", name: rows, value: repository },
        ...held(body, rows, (local) => {
          const args = py.args(keyOfRow(backend.index, entity, local));
          return { kind: "do", value: py.expr`await ${rows}.delete(${args})` };
        }),
      ];
    }
  }
}

/** Something is done with the locked row. */
function held(body: Body, rows: Py, done: (local: Py) => Step): readonly Step[] {
  const row = subject(body);
  const local = body.locals.name(body.entity.names.snake);
  return [
    ...loading(body.backend, rows, row, local, true),
    ...outOfLimits(body, row, local),
    done(local),
  ];
}

function open({ service }: BackendService, entity: Entity): Py {
  return py.expr`${py.ref(repositoryRef(service, entity))}(unit.session)`;
}

function subject({ backend, operation, limits }: Body): RowPart {
  const param = subjectOf(backend, operation);
  const row = callParts(backend, operation).rows.find((candidate) =>
    candidate.key !== null || (param !== null && candidate.param === param)
  );
  if (row === undefined) throw new Error(`${operation.id} has no row to be about`);
  return tiedTo(row, (limit) => limits.find((each) => each.param === limit)!.value);
}

/** Limits that the key of the row does not say already. */
function checked({ backend: { index }, entity, limits }: Body): Body["limits"] {
  return index.hasId(entity.id) ? limits : limits.filter(({ field }) => !entity.key.includes(field.id));
}

function shown({ backend: { index }, operation }: Body, row: Py): Step {
  const { output } = operation;
  if (output.kind !== "row") throw new Error(`${operation.id} does not answer a row`);
  return { kind: "return", value: py.expr`${py.ref(shapeRef(index, output.shape))}.model_validate(${row})` };
}

/** A page of rows, or rows without a page around them. */
function shownPart({ backend: { index }, operation, entity, locals }: Body, found: Py): Py {
  if (operation.output.kind !== "rows") {
    return py.expr`${py.ref(listRefs(index, operation.list!).page)}.model_validate(${found})`;
  }
  const shape = py.ref(shapeRef(index, operation.output.shape));
  const row = locals.name(entity.names.snake);
  return py.expr`[${shape}.model_validate(${row}) for ${row} in (${found}).items]`;
}

/** A row of another parent is not found here. */
function outOfLimits(body: Body, row: RowPart, local: Py): readonly Step[] {
  const { index } = body.backend;
  return checked(body).map(({ member, value }) => outOfLimit(index, row, local, member, value));
}

function outOfLimit(index: ModelIndex, row: RowPart, local: Py, member: string, value: Py): Step {
  const isElsewhere = py.compare(py.attr(local, member), "!=", value);
  return {
    kind: "raiseIf",
    test: row.optional ? py.expr`${local} is not None and ${isElsewhere}` : isElsewhere,
    error: row.missing === null ? notFound(index, row.entity, local) : missingError(index, row),
  };
}

function notFound(index: ModelIndex, entity: Entity, row: Py): Py {
  const error = index.implied(entity.id, "not_found")!;
  const key = entity.key.map((id) => index.field(id).member);
  const told = error.details.map(({ name }, at) => py.kw(name, py.attr(row, key[at]!)));
  return py.call(py.ref(errorRef(index, error.id)), told);
}
