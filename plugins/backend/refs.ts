/** Modules and names of the package of a service. */
import { type Domain, type Entity, type Py, py, type PyRef, type Service } from "../../mod.ts";

export function serviceModule(service: Service, path: string): string {
  return `${service.names.package}.${path}`;
}

/** Rows are imported from the package, so that all of them are known wherever one is. */
export function ormRef(service: Service, entity: Entity): PyRef {
  return { module: serviceModule(service, "generated.orm"), name: entity.names.class };
}

/** Its own module, for the other tables: the package is not complete while they are imported. */
export function tableRef(service: Service, entity: Entity): PyRef {
  return { module: serviceModule(service, `generated.orm.${entity.names.module}`), name: entity.names.class };
}

export function baseRef(service: Service): PyRef {
  return { module: serviceModule(service, "generated.orm.base"), name: "Base" };
}

export function repositoryRef(service: Service, entity: Entity): PyRef {
  return {
    module: serviceModule(service, `generated.repositories.${entity.names.module}`),
    name: `${entity.names.class}Repository`,
  };
}

export function settingsRef(service: Service): PyRef {
  return { module: serviceModule(service, "generated.settings"), name: "Settings" };
}

export function controllerRef(service: Service): PyRef {
  return { module: serviceModule(service, "generated.controllers.base"), name: "Controller" };
}

export function slotsRef(service: Service, domain: Domain): PyRef {
  return {
    module: serviceModule(service, `generated.controllers.${domain.names.module}`),
    name: `${domain.names.class}ControllerBase`,
  };
}

export function slotFileRef(service: Service, domain: Domain): PyRef {
  return {
    module: serviceModule(service, `controllers.${domain.names.module}`),
    name: `${domain.names.class}Controller`,
  };
}

export function operationsRef(service: Service, domain: Domain): PyRef {
  return {
    module: serviceModule(service, `generated.operations.${domain.names.module}`),
    name: `${domain.names.class}Operations`,
  };
}

export function routerRef(service: Service, domain: Domain): PyRef {
  return {
    module: serviceModule(service, `generated.routers.${domain.names.module}`),
    name: `${domain.names.module}_router`,
  };
}

/** The argument that tells what a service was called, where it was: its tables may still be found under such a name. */
export function formerly({ was = [] }: Service): readonly Py[] {
  return was.length === 0 ? [] : [py.kw("was", py.tuple(was.map(py.str)))];
}

export function ref(module: string, name: string): Py {
  return py.ref({ module, name });
}
