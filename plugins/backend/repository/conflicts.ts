import { type Condition, type Entity, type Id, type Py, py, type UniqueSet } from "../../../mod.ts";
import { errorRef } from "../../python/contract.ts";
import { type BackendService, tableOf } from "../backend-service.ts";
import { localName } from "../names.ts";
import { pythonCondition } from "../python-condition.ts";
import { ormRef, ref } from "../refs.ts";
import { notFoundError, rowOf } from "./key.ts";

export interface ConflictsView {
  readonly docstring: Py;
  /** The row decides nothing: only its unique values can collide. */
  readonly ignoresRow: boolean;
  readonly captured: readonly { readonly name: Py; readonly value: Py }[];
  readonly args: Py;
}

export function conflictsView(backend: BackendService, entity: Entity): ConflictsView | null {
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
