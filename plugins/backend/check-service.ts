import type { FindingContribution, Operation } from "../../mod.ts";
import { checkPythonService, travelling } from "../python/contract.ts";
import { type BackendService, hasModuleOfSlots, hasSlots, operationsOf } from "./backend-service.ts";
import { unreadParams } from "./call-parts.ts";
import { routeOf } from "./contract.ts";
import { finding } from "./finding.ts";
import { CONTROLLER_ATTRIBUTES, repositoryAttribute } from "./repository-attribute.ts";
import { ownRequirements } from "./requirements.ts";
import { parsePath, shapeOfPath } from "./rest-path.ts";

/** What only shows when the whole service is there. */
export function* checkService(backend: BackendService): Iterable<FindingContribution> {
  yield* checkPythonService(backend.index.model, backend.service, ownRequirements(backend));
  yield* checkRoutes(backend);
  yield* checkSlots(backend);
  yield* checkNames(backend);
}

const OWN_PATHS = new Set(["/health", "/ready", "/version", "/docs", "/openapi.json"]);

function* checkRoutes(backend: BackendService): Iterable<FindingContribution> {
  const seen = new Map<string, Operation>();
  for (const operation of allOperations(backend)) {
    const route = routeOf(operation);
    if (route === null) continue;
    for (const path of [route.path, ...route.aliases]) {
      const own = shapeOfPath(parsePath(path === "/" ? "" : path)!);
      const key = `${route.method} ${own}`;
      const first = seen.get(key);
      if (first !== undefined) {
        const args = { first: first.name, second: operation.name, route: `${route.method} ${path}` };
        yield finding("SVC0605", operation.id, args);
      }
      seen.set(key, first ?? operation);
      if (OWN_PATHS.has(own)) {
        yield finding("SVC0606", operation.id, { operation: operation.name, path: own });
      }
    }
    for (const { wire } of unreadParams(backend, operation)) {
      yield finding("SVC0607", operation.id, { operation: operation.name, param: wire });
    }
  }
}

function* checkSlots(backend: BackendService): Iterable<FindingContribution> {
  const taken = new Set([...CONTROLLER_ATTRIBUTES, ...backend.entities.map(repositoryAttribute)]);
  for (const domain of backend.domains.filter((candidate) => hasSlots(backend, candidate))) {
    if (hasModuleOfSlots(backend, domain)) {
      yield finding("SVC0612", domain.id, { domain: domain.name });
    }
    for (const { id, name, slot } of operationsOf(backend, domain)) {
      if (slot && taken.has(name)) yield finding("SVC0609", id, { operation: name, attribute: name });
    }
  }
}

/** Names that differ in the spec have to differ on the wire. */
function* checkNames(backend: BackendService): Iterable<FindingContribution> {
  const { model } = backend.index;
  const written = travelling(model);
  const clash = function* (node: string, place: string, names: readonly string[]) {
    const first = new Map<string, string>();
    for (const name of names) {
      const wire = written(name);
      const other = first.get(wire);
      if (other === undefined) first.set(wire, name);
      else if (other !== name) yield finding("SVC0615", node, { first: other, second: name, place, wire });
    }
  };
  for (const { id, fields, name } of model.models) {
    yield* clash(id, name, fields.map(({ member }) => member));
  }
  for (const { id, name, members, model: entity } of model.shapes) {
    if (entity === null) yield* clash(id, name, members.map((member) => member.name));
  }
  for (const { id, name, params, list } of allOperations(backend)) {
    const filters = list?.filters.map(({ wire }) => wire) ?? [];
    yield* clash(id, `operation ${name}`, [...params.map(({ wire }) => wire), ...filters]);
  }
}

function allOperations(backend: BackendService): readonly Operation[] {
  return backend.domains.flatMap((domain) => operationsOf(backend, domain));
}
