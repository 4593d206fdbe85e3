import { type FileContribution, type Py, py } from "../../mod.ts";
import { backend as templates } from "../../templates/index.ts";
import {
  builtinName,
  GENERATED_PACKAGE,
  packageFile,
  serviceFile,
  SHARED_SPEC,
  typedMark,
} from "../python/contract.ts";
import { type BackendService, exposedOf, hasDatabase, hasRoutes, hasSlots } from "./backend-service.ts";
import { baseRef, tableRef } from "./refs.ts";

/** View of `templates/backend/orm-init.eta`. */
export interface OrmPackageView {
  readonly names: Py;
  readonly type: Py;
  readonly tables: Py;
}

/** What makes the folders of a service packages. */
export function* packageFiles(backend: BackendService): Iterable<FileContribution> {
  const { index, service, domains } = backend;
  const { name } = service;
  yield packageFile(service, "__init__", `The service \`${name}\` of ${index.model.project.title}.`);
  yield packageFile(service, "generated.__init__", GENERATED_PACKAGE);
  if (domains.some((domain) => exposedOf(backend, domain).length > 0)) {
    yield packageFile(service, "generated.operations.__init__", GENERATED_PACKAGE);
  }
  if (domains.some((domain) => hasRoutes(backend, domain))) {
    yield packageFile(service, "generated.routers.__init__", GENERATED_PACKAGE);
  }
  if (domains.some((domain) => hasSlots(backend, domain))) {
    yield packageFile(service, "generated.controllers.__init__", GENERATED_PACKAGE);
    yield packageFile(service, "controllers.__init__", `The logic of \`${name}\` that the spec cannot say.`);
  }
  if (hasDatabase(backend)) {
    yield packageFile(service, "generated.repositories.__init__", GENERATED_PACKAGE);
    yield packageFile(service, "migrations.__init__", `Migrations of the database of \`${name}\`.`);
    yield serviceFile(service, templates.ormInit, () => ormPackageView(backend), {
      module: "generated.orm.__init__",
      docstring: `The entities of \`${name}\`.`,
      sources: [SHARED_SPEC],
    });
  }
  yield typedMark(service);
}

function ormPackageView({ service, entities }: BackendService): OrmPackageView {
  // Modules that were imported are attributes of their package.
  const modules = new Set(entities.map((entity) => entity.names.module));
  const builtin = (name: string) => builtinName(name, modules);
  const names = ["Base", "TABLES", ...entities.map((entity) => entity.names.class)];
  return {
    names: py.list(names.sort(byKindAndName).map(py.str)),
    type: py.expr`${builtin("tuple")}[${builtin("type")}[${py.ref(baseRef(service))}], ...]`,
    tables: py.tuple(
      entities.map((entity) => py.ref({ ...tableRef(service, entity), as: entity.names.class })),
    ),
  };
}

/** As ruff sorts `__all__`: constants, then classes; digits in them count as numbers. */
function byKindAndName(a: string, b: string): number {
  const isClass = (name: string) => name.length === 1 || name !== name.toUpperCase();
  if (isClass(a) !== isClass(b)) return isClass(a) ? 1 : -1;
  const parts = (name: string) => name.match(/\d+|\D+/g) ?? [];
  const [left, right] = [parts(a), parts(b)];
  for (const [position, part] of left.entries()) {
    const other = right[position];
    if (other === undefined) return 1;
    if (part === other) continue;
    const both = /^\d/.test(part) && /^\d/.test(other);
    return both && Number(part) !== Number(other) ? Number(part) - Number(other) : part < other ? -1 : 1;
  }
  return left.length - right.length;
}
