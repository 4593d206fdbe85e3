import type { OperationSpec } from "../spec/domain-file.ts";
import type { DomainSpec } from "../spec/spec.ts";
import type { Json } from "../text/json.ts";
import { nearest } from "../text/nearest.ts";
import { meaning as found } from "./diagnostics.ts";
import type { Entity } from "./entity.ts";
import type { ModelPlugin } from "./extension.ts";
import { pascalCase, snakeCase } from "./names.ts";
import type { Id } from "./node.ts";
import type { DomainScope, OperationScope } from "./operation-scope.ts";
import type { Derived, Domain, Operation } from "./operation.ts";
import { type Resolution, type Site, suggestion } from "./resolution.ts";
import { operationKeys, reportAccess, resolveOperation, transportsOf } from "./resolve-operations.ts";
import type { Service } from "./service.ts";

const DERIVED: readonly Derived[] = ["list", "get", "create", "update", "delete"];

export interface ResolvedDomain {
  readonly domain: Domain;
  readonly operations: readonly Operation[];
  /** What is written under the keys of plugins: operation or domain id → key → raw value. */
  readonly raw: ReadonlyMap<Id, Readonly<Record<string, Json>>>;
}

/** Resolve one domain file: its params, its derived operations, its own. */
export function resolveDomain(
  scope: Resolution,
  { service: serviceName, name, file }: DomainSpec,
  service: Service,
  plugins: readonly ModelPlugin[],
  isOnlyList: (model: Id) => boolean,
): ResolvedDomain {
  const spec = file.value;
  const id = `${serviceName}.${name}`;
  const root: Site = { file, path: [], place: `domain ${name}` };
  scope.checkName("snake", name, { ...root, path: ["domain"] });
  scope.spans.set(id, scope.at(root, "domain"));
  if (spec.domain !== name) {
    scope.report(found.SVC0206(scope.at(root, "domain"), { file: name, domain: spec.domain }));
  }
  if (spec.access !== undefined && spec.access !== "public") reportAccess(scope, root);
  const config = (spec.config ?? {}) as Readonly<Record<string, Json>>;
  for (const key of Object.keys(config)) scope.markKey(id, key, root, "config");
  const domain: DomainScope = {
    scope,
    id,
    name,
    spec,
    root,
    service,
    entity: domainModel(scope, spec.model, root),
    extensions: plugins.flatMap((plugin) => plugin.extends),
    config,
    isOnlyList,
  };
  const declared = declaredOperations(domain);
  const raw = new Map<Id, Readonly<Record<string, Json>>>([[id, config]]);
  for (const operation of declared) raw.set(operation.id, operation.keys);
  const operations = declared.map(resolveOperation);
  return {
    domain: {
      id,
      description: spec.description ?? null,
      ext: {},
      service: service.id,
      name,
      model: domain.entity?.id ?? null,
      operations: operations.map((operation) => operation.id),
      names: { module: name, class: pascalCase(name) },
    },
    operations,
    raw,
  };
}

function domainModel(scope: Resolution, name: string | undefined, root: Site): Entity | null {
  if (name === undefined) return null;
  const model = scope.entities.get(`models.${name}`);
  if (model !== undefined && model.table !== null) return model;
  if (model !== undefined) {
    const problem = "it has no table, so there are no rows that a domain could be about";
    scope.report(found.SVC0229(scope.at(root, "model"), { model: name, place: root.place, problem }));
    return null;
  }
  const known = [...scope.entities.values()].map((candidate) => candidate.name);
  const help = suggestion(name, known, "declare it under models");
  scope.report(found.SVC0201(scope.at(root, "model"), { name, place: root.place }, { help }));
  return null;
}

/** The derived operations and those that are written, each name once. */
function declaredOperations(domain: DomainScope): readonly OperationScope[] {
  const { scope, spec, root } = domain;
  const declared = derivedOperations(domain).map(([derived, written, site]) =>
    declare(domain, derivedName(derived, domain.entity!), derived, written, site)
  );
  for (const [name, written] of Object.entries(spec.operations ?? {})) {
    const site: Site = { ...root, path: ["operations", name], place: `operation ${name}` };
    scope.checkName("snake", name, site);
    if (declared.some((other) => other.name === name)) {
      scope.report(found.SVC0253(scope.key(site), { name }));
    } else {
      declared.push(declare(domain, name, null, written as OperationSpec, site));
    }
  }
  return declared;
}

function declare(
  domain: DomainScope,
  name: string,
  derived: Derived | null,
  written: OperationSpec,
  site: Site,
): OperationScope {
  const id = `${domain.id}.${name}`;
  const { scope } = domain;
  scope.mark(id, site);
  const keys = operationKeys(domain, derived, written);
  for (const key of Object.keys(keys)) {
    if (Object.hasOwn(written, key)) scope.markKey(id, key, site);
  }
  const transports = transportsOf(domain, keys, site);
  return { domain, scope, id, name, derived, written, site, keys, transports };
}

function derivedOperations(
  { scope, spec, root, entity }: DomainScope,
): readonly (readonly [Derived, OperationSpec, Site])[] {
  const written: (readonly [string, OperationSpec | null, Site])[] = Array.isArray(spec.crud)
    ? spec.crud.map((
      key,
      position,
    ) => [key, null, { ...root, path: ["crud", position], place: `crud ${key}` }])
    : Object.entries(spec.crud ?? {}).map((
      [key, value],
    ) => [key, value as OperationSpec | null, { ...root, path: ["crud", key], place: `crud ${key}` }]);
  if (written.length > 0 && entity === null) {
    if (spec.model === undefined) {
      const holes = { name: "crud", place: root.place, problem: "the domain names no model" };
      scope.report(found.SVC0254(scope.key(root, "crud"), holes, { help: "add model: to the domain" }));
    }
    return [];
  }
  return written.flatMap(([key, value, site]): (readonly [Derived, OperationSpec, Site])[] => {
    const derived = DERIVED.find((candidate) => candidate === key);
    if (derived !== undefined) {
      if (written.find(([first]) => first === key)![2] === site) return [[derived, value ?? {}, site]];
      const again = { name: key, place: root.place, problem: "it stands there already" };
      scope.report(found.SVC0254(scope.key(site), again, { help: "leave one of the two out" }));
      return [];
    }
    const [near] = nearest(key, DERIVED);
    const holes = { name: key, place: root.place, problem: "crud has no such operation" };
    scope.report(
      found.SVC0254(scope.key(site), holes, near === undefined ? {} : { help: `did you mean "${near}"?` }),
    );
    return [];
  });
}

function derivedName(derived: Derived, entity: Entity): string {
  return derived === "list" ? `list_${entity.names.plural}` : `${derived}_${snakeCase(entity.name)}`;
}
