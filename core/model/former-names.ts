import type { ServicesFile } from "../spec/services-file.ts";
import type { SpecFile } from "../spec/spec.ts";
import type { EnumValueSpec } from "../spec/type-shapes.ts";
import type { NodePath } from "../text/node.ts";
import type { Span } from "../text/source.ts";
import { meaning as found } from "./diagnostics.ts";
import type { ModelSource } from "./model-source.ts";
import { nameProblem } from "./names.ts";
import type { Id } from "./node.ts";
import type { Operation } from "./operation.ts";
import type { Resolution, Site } from "./resolution.ts";
import type { Service, Setting } from "./service.ts";

/** `was` of a node as the Model has it: absent if nothing was renamed. */
export function formerNames(written: unknown): { readonly was?: readonly string[] } {
  if (typeof written !== "object" || written === null) return {};
  const { was } = written as { readonly was?: string | readonly string[] | undefined };
  if (was === undefined) return {};
  return { was: typeof was === "string" ? [was] : was };
}

/** The former names of the values of an enum, which are written at a path. */
export function checkFormerValues(
  scope: Resolution,
  values: readonly EnumValueSpec[],
  { file, place }: Site,
  path: NodePath,
): void {
  const named = values.map((value, position) => {
    const name = typeof value === "string" ? value : value.name;
    const site = { file, path: [...path, position], place: `value ${name} of ${place}` };
    return { name, place: site.place, span: scope.at(site, "was"), ...formerNames(value) };
  });
  checkFormerNames(scope, named);
}

/** A thing that may have been renamed, beside the others that share its space of names. */
interface Named {
  readonly name: string;
  readonly was?: readonly string[];
  readonly place: string;
  /** Where its former names are written, or where it is. */
  readonly span: Span | undefined;
}

/** A former name leads to one thing: to nothing that is still there, and not to two. */
function checkFormerNames(scope: Resolution, things: readonly Named[]): void {
  const taken = new Map(things.map(({ name, place }) => [name, place]));
  for (const { was = [], place, span } of things) {
    for (const name of was) {
      const holder = taken.get(name);
      if (holder === undefined) taken.set(name, `the former ${place}`);
      else scope.report(found.SVC0204(span, { place, name, holder }));
    }
  }
}

/** The former names of models, and of the fields of each. */
export function checkRenamedModels(scope: Resolution, sources: readonly ModelSource[]): void {
  checkFormerNames(scope, sources.map(({ name, spec, site }) => named(scope, name, spec, site)));
  for (const { name, spec, site } of sources) {
    const fields = Object.entries(spec.fields).map(([field, written]) =>
      named(scope, field, written, {
        file: site.file,
        path: [...site.path, "fields", field],
        place: `field ${name}.${field}`,
      })
    );
    checkFormerNames(scope, fields);
  }
}

function named(scope: Resolution, name: string, written: unknown, site: Site): Named {
  return { name, place: site.place, span: scope.at(site, "was"), ...formerNames(written) };
}

/** The former names of services, which are names of folders too. */
export function checkFormerServices(
  scope: Resolution,
  file: SpecFile<ServicesFile>,
  services: readonly Service[],
): void {
  const sites = services.map((service) => {
    const site = { file, path: ["services", service.name], place: `service ${service.name}` };
    return { service, site, span: scope.at(site, "was") };
  });
  for (const { service: { was = [] }, span } of sites) {
    for (const name of was) {
      const problem = nameProblem("snake", name);
      const help = "write the name that the service had";
      if (problem !== null) scope.report(found.SVC0202(span, { name, problem }, { help }));
    }
  }
  checkFormerNames(
    scope,
    sites.map(({ service: { name, was = [] }, site: { place }, span }) => ({ name, place, span, was })),
  );
}

/** The former names of settings: all services share one environment. */
export function checkFormerSettings(scope: Resolution, settings: readonly Setting[]): void {
  for (const { id, was = [] } of settings) {
    for (const name of was) {
      const problem = nameProblem("field", name);
      const help = "write the name that the setting had";
      if (problem !== null) scope.report(found.SVC0202(scope.spans.get(id), { name, problem }, { help }));
    }
  }
  // Two services may read one variable, and mean the same by it.
  const byName = new Map(settings.map((setting) => [setting.name, setting]));
  checkFormerNames(
    scope,
    [...byName.values()].map(({ id, name, was = [] }) => ({
      name,
      was,
      place: `setting ${name}`,
      span: scope.spans.get(id),
    })),
  );
}

/** The former names of what stands in the Model: of errors, types of all kinds, operations of each domain. */
export function checkFormerNodes(
  scope: Resolution,
  operations: readonly Operation[],
): void {
  const nodes = (what: string, all: readonly (NodeWithNames)[]): readonly Named[] =>
    all.map(({ id, name, was }) => ({
      name,
      place: `${what} ${name}`,
      span: scope.spans.get(id),
      ...(was === undefined ? {} : { was }),
    }));
  const errors = [...scope.errors.values()].map(({ id, code, was }) => ({
    id,
    name: code,
    was: was?.map((former) => former.code),
  }));
  checkFormerNames(scope, nodes("error", errors));
  checkFormerNames(scope, [
    ...nodes("enum", [...scope.enums.values()].filter(({ field }) => field === null)),
    ...nodes("type", [...scope.types.values()]),
    ...nodes("type", [...scope.shapes.values()].filter(({ operation }) => operation === null)),
    // What models were called is a matter of their own; their variants go on with them.
    ...nodes("model", [...scope.entities.values()].map(({ id, name }) => ({ id, name }))),
  ]);
  for (const inDomain of Map.groupBy(operations, ({ domain }) => domain).values()) {
    checkFormerNames(scope, nodes("operation", inDomain));
  }
}

interface NodeWithNames {
  readonly id: Id;
  readonly name: string;
  readonly was?: readonly string[] | undefined;
}
