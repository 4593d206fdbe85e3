import { type Py, py } from "../../mod.ts";
import { type BackendService, hasDatabase, hasRoutes, hasSlots } from "./backend-service.ts";
import { operationsRef, ref, routerRef, settingsRef } from "./refs.ts";

/** View of `templates/backend/app.eta`. */
export interface AppView {
  readonly hasDatabase: boolean;
  readonly settings: Py;
  readonly name: Py;
  readonly title: Py;
  readonly routers: Py;
  /** What the user changes last, or null. */
  readonly wire: Py | null;
}

/** View of `templates/backend/wiring.eta`: a file of the user. */
export type WiringView = Record<string, never>;

/** View of `templates/backend/main.eta`. */
export interface MainView {
  readonly hasDatabase: boolean;
  readonly settings: Py;
  readonly createApp: Py;
  readonly name: Py;
}

export function appView(backend: BackendService): AppView {
  const { index, service } = backend;
  return {
    hasDatabase: hasDatabase(backend),
    settings: py.ref(settingsRef(service)),
    name: py.str(service.names.package),
    wire: service.wiring ? ref(`${service.names.package}.wiring`, "wire") : null,
    title: py.str(`${index.model.project.title} ${service.name}`),
    routers: py.tuple(
      backend.domains.filter((domain) => hasRoutes(backend, domain)).map((domain) => {
        const args = [
          ...(hasDatabase(backend) ? [py.name("database")] : []),
          ...(hasSlots(backend, domain) ? [py.name("settings")] : []),
        ];
        const operations = py.call(py.ref(operationsRef(service, domain)), args);
        return py.call(py.ref(routerRef(service, domain)), [operations]);
      }),
    ),
  };
}

export function mainView(backend: BackendService): MainView {
  const { service } = backend;
  return {
    hasDatabase: hasDatabase(backend),
    settings: py.ref(settingsRef(service)),
    createApp: ref(`${service.names.package}.generated.app`, "create_app"),
    name: py.str(service.names.package),
  };
}
