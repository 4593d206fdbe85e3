import {
  type Entity,
  type ErrorCode,
  type Py,
  py,
  type Refs,
  type Shape,
  type ShapeRole,
} from "../../../mod.ts";
import { errorRef, shapeRef } from "../../python/contract.ts";
import type { BackendService } from "../backend-service.ts";
import { canBeInUse } from "../can-be-in-use.ts";
import { ormRef, ref, tableRef } from "../refs.ts";
import { keyView, notFoundError } from "./key.ts";

export interface WriteView {
  readonly data: Py;
  readonly docstring: Py;
}

export interface CreateView extends WriteView {
  readonly call: Py;
}

export interface UpsertView extends WriteView {
  readonly node: string;
  readonly name: Py;
  readonly args: Py;
}

export interface RemoveView {
  readonly parameters: Py;
  readonly docstring: Py;
  readonly call: Py;
  readonly error: Py;
}

export function createView(backend: BackendService, entity: Entity, summary: string): CreateView | null {
  const view = writeView(backend, entity, "create", summary);
  const row = py.ref(ormRef(backend.service, entity));
  const call = entity.refs.length === 0
    ? py.expr`self.add(${row}(**data.values()))`
    : py.expr`self.make(data.values())`;
  return view && { ...view, call };
}

/** By each unique set whose values an input has to say. */
export function upsertViews(backend: BackendService, entity: Entity): readonly UpsertView[] {
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
    const keepsKey = !index.hasId(entity.id) && !entity.key.every((id) => set.fields.includes(id));
    return [{
      node: set.id,
      name: py.name(`upsert_by_${members.join("_and_")}`),
      data: py.union(...shapes.map((shape) => py.ref(shapeRef(index, shape.id)))),
      docstring: py.docstring(
        `Insert ${entity.names.article} ${entity.names.words}, or change the one with this ${
          members.join(" and ")
        }${keepsKey ? ", which keeps its key" : ""}`,
      ),
      args: py.args([py.expr`data.values()`, ...members.map((member) => py.attr(row, member))]),
    }];
  });
}

export function linksView(backend: BackendService, owner: Entity, refs: Refs): Py {
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

export function writeView(
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

export function removeView(backend: BackendService, entity: Entity, notFound: ErrorCode): RemoveView {
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
