import { type Entity, type Field, type ModelIndex, type Param, type Py, py } from "../../../mod.ts";
import { errorRef } from "../../python/contract.ts";
import type { BackendService } from "../backend-service.ts";
import type { KeyPart, RowPart } from "../call-parts.ts";
import { ormRef } from "../refs.ts";
import { keyParameter } from "../repository/key.ts";
import { isByKeyword, lookupName } from "../repository/lookups.ts";
import type { Step } from "./step.ts";

/** Load a row into a variable, or say that there is none. */
export function loading(
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
export function loaded({ service }: BackendService, repository: Py, row: RowPart, lock: boolean): Py {
  const locked = lock ? [py.kw("lock", py.bool(true))] : [];
  if (row.key !== null) {
    return py.await(py.call(py.attr(repository, "get"), [...keyArguments(row.key), ...locked]));
  }
  const call = (method: string, sought: Py) =>
    py.await(py.call(py.attr(repository, method), [sought, ...locked]));
  if (row.by === null) return call(row.missing === null ? "get" : "find", row.sought);
  if (row.missing === null) {
    const { member } = row.by;
    return call(lookupName([member]), isByKeyword([row.by]) ? py.kw(member, row.sought) : row.sought);
  }
  const column = py.attr(py.ref(ormRef(service, row.entity)), row.by.member);
  return call("find_where", py.compare(column, "==", row.sought));
}

/** What is compared with the rows that others are tied to, once they are loaded. */
export function tiedTo(row: RowPart, idOf: (limit: Param) => Py): RowPart {
  const key = row.key?.map(({ field, from }) => ({
    field,
    from: "value" in from ? from : { value: idOf(from.limit) },
  }));
  return { ...row, key: key ?? null };
}

/** As methods of a repository take it. */
export function keyArguments(key: readonly KeyPart[]): readonly Py[] {
  return key.map(({ field, from }) => {
    if (!("value" in from)) throw new Error(`${field.id} is not known yet`);
    return key.length === 1 ? from.value : py.kw(keyParameter(field), from.value);
  });
}

/** The key of a row that is loaded. */
export function keyOfRow(index: ModelIndex, { id, key }: Entity, row: Py): readonly Py[] {
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

/** A row of another parent is not found here. */
export function outOfLimit(index: ModelIndex, row: RowPart, local: Py, member: string, value: Py): Step {
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
