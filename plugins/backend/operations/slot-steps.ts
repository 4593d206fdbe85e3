import { type Operation, type Param, type Py, py } from "../../../mod.ts";
import { listRefs, shapeRef } from "../../python/contract.ts";
import { type BackendService, hasDatabase } from "../backend-service.ts";
import { callParts, slotArguments } from "../call-parts.ts";
import { repositoryAttribute } from "../repository-attribute.ts";
import { limitsOf } from "../row-limits.ts";
import { loading, outOfLimit, tiedTo } from "./loading.ts";
import type { Locals, Step } from "./step.ts";

/** The rows are loaded, the slot does its work, and what it returned is saved and shown. */
export function slotSteps(backend: BackendService, operation: Operation, locals: Locals): readonly Step[] {
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
