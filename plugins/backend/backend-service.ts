import {
  databaseSchema,
  type Domain,
  type Entity,
  type ModelIndex,
  type Operation,
  type Schema,
  type Service,
  type Table,
} from "../../mod.ts";
import { routeOf } from "./contract.ts";
import { cyclicKeys } from "./cyclic-keys.ts";
import { controllerRef } from "./refs.ts";

/** One service, with what its files are made from. */
export interface BackendService {
  readonly index: ModelIndex;
  readonly service: Service;
  readonly schema: Schema;
  readonly tables: ReadonlyMap<string, Table>;
  /** Names of foreign keys in a circle of tables. */
  readonly cyclicKeys: ReadonlySet<string>;
  /** Models with a table of this service, by name; none: the service has no database. */
  readonly entities: readonly Entity[];
  /** Domains with operations, by name. */
  readonly domains: readonly Domain[];
}

export function backendService(index: ModelIndex, service: Service): BackendService {
  const schema = databaseSchema(index.model, service);
  return {
    index,
    service,
    schema,
    tables: new Map(schema.tables.map((table) => [table.name, table])),
    cyclicKeys: cyclicKeys(schema),
    entities: service.owns.map(index.entity).filter((entity) => entity.table !== null).toSorted(byName),
    domains: service.domains.map(index.domain).filter((domain) => domain.operations.length > 0).toSorted(
      byName,
    ),
  };
}

export function hasDatabase({ entities }: BackendService): boolean {
  return entities.length > 0;
}

export function operationsOf({ index }: BackendService, domain: Domain): readonly Operation[] {
  return domain.operations.map(index.operation);
}

/** Those that somebody outside calls. */
export function exposedOf(backend: BackendService, domain: Domain): readonly Operation[] {
  return operationsOf(backend, domain).filter(({ internal }) => !internal);
}

export function hasSlots(backend: BackendService, domain: Domain): boolean {
  return operationsOf(backend, domain).some((operation) => operation.slot);
}

/** Whether the slots of the domain would stand where the class of all slots does. */
export function hasModuleOfSlots({ service }: BackendService, { names }: Domain): boolean {
  return controllerRef(service).module.endsWith(`.${names.module}`);
}

/** Whether slots answer what somebody outside calls. */
export function exposesSlots(backend: BackendService, domain: Domain): boolean {
  return exposedOf(backend, domain).some(({ slot }) => slot);
}

/** Whether anything of the domain is served over HTTP. */
export function hasRoutes(backend: BackendService, domain: Domain): boolean {
  return operationsOf(backend, domain).some((operation) => routeOf(operation) !== null);
}

export function tableOf({ tables }: BackendService, entity: Entity): Table {
  const table = tables.get(entity.table ?? "");
  if (table === undefined) throw new Error(`${entity.id} has no table`);
  return table;
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
