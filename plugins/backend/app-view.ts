import { type Domain, type Py, py } from "../../mod.ts";
import { type BackendService, exposesSlots, hasDatabase, hasRoutes } from "./backend-service.ts";
import { errorForm } from "./error-form.ts";
import { formerly, operationsRef, ref, routerRef, settingsRef } from "./refs.ts";

/** View of `templates/backend/app.eta`. */
export interface AppView {
  readonly hasDatabase: boolean;
  readonly name: Py;
  readonly title: Py;
  /** Of `create_app`. */
  readonly parameters: Py;
  /** The call that makes the application. */
  readonly app: Py;
  /** What the user changes last, or null. */
  readonly wire: Py | null;
  /** How errors are told; null: as everywhere. */
  readonly errorForm: Py | null;
}

/** View of `templates/backend/wiring.eta`: a file of the user. */
export type WiringView = Record<string, never>;

/** View of `templates/backend/main.eta`. */
export interface MainView {
  readonly hasDatabase: boolean;
  readonly settings: Py;
  readonly createApp: Py;
  readonly name: Py;
  /** Of `reset`. */
  readonly reset: Py;
}

export function appView(backend: BackendService): AppView {
  const { index, service } = backend;
  const form = errorForm(index);
  const routers = backend.domains.filter((domain) => hasRoutes(backend, domain));
  const database = py.expr`${ref("shared.runtime.database", "Database")} | None`;
  return {
    hasDatabase: hasDatabase(backend),
    name: py.str(service.names.package),
    parameters: py.params([
      { name: "settings", type: py.ref(settingsRef(service)) },
      ...(hasDatabase(backend)
        ? [{ name: "database", type: database, value: py.none, keywordOnly: true }]
        : []),
      ...(form === null ? [] : [{
        name: "error_form",
        type: ref("shared.runtime.problems", "ErrorForm"),
        value: py.name("ERROR_FORM"),
        keywordOnly: true,
      }]),
    ]),
    app: py.call(ref("shared.runtime.http", "service_app"), [
      py.name("service"),
      py.name("settings"),
      py.kw("routers", py.tuple(routers.map((domain) => router(backend, domain)))),
      ...(form === null ? [] : [py.kw("error_form", py.name("error_form"))]),
    ]),
    wire: service.wiring ? ref(`${service.names.package}.wiring`, "wire") : null,
    title: py.str(`${index.model.project.title} ${service.name}`),
    errorForm: form,
  };
}

function router(backend: BackendService, domain: Domain): Py {
  const { service } = backend;
  const args = [
    ...(hasDatabase(backend) ? [py.name("database")] : []),
    ...(exposesSlots(backend, domain) ? [py.name("settings")] : []),
  ];
  const operations = py.call(py.ref(operationsRef(service, domain)), args);
  return py.call(py.ref(routerRef(service, domain)), [operations]);
}

export function mainView(backend: BackendService): MainView {
  const { service } = backend;
  return {
    hasDatabase: hasDatabase(backend),
    settings: py.ref(settingsRef(service)),
    createApp: ref(`${service.names.package}.generated.app`, "create_app"),
    name: py.str(service.names.package),
    reset: py.args([
      py.str(service.names.package),
      py.expr`${py.name("settings")}.database_url`,
      ...formerly(service),
    ]),
  };
}
