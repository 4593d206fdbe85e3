import { type Entity, type Py, py } from "../../../mod.ts";
import type { BackendService } from "../backend-service.ts";
import { listMethods } from "../list-methods.ts";
import { ormRef } from "../refs.ts";
import { type ConflictsView, conflictsView } from "./conflicts.ts";
import { type KeyView, keyView, LOCK, notFoundError, rowOf } from "./key.ts";
import { distinct, type ListView, listView, type SortsView, sortsView } from "./lists.ts";
import { type LookupView, lookupView } from "./lookups.ts";
import {
  type CreateView,
  createView,
  linksView,
  type RemoveView,
  removeView,
  type UpsertView,
  upsertViews,
  type WriteView,
  writeView,
} from "./writes.ts";

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
  readonly create: CreateView | null;
  readonly upserts: readonly UpsertView[];
  readonly update: WriteView | null;
  readonly remove: RemoveView | null;
  readonly conflicts: ConflictsView | null;
}

interface NotFoundView {
  readonly parameters: Py;
  readonly docstring: Py;
  readonly error: Py;
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
