import type { Diagnostic, Outcome } from "../diagnostics/diagnostic.ts";
import { hasErrors } from "../diagnostics/diagnostic.ts";
import type { Spec } from "../spec/spec.ts";
import type { Span } from "../text/source.ts";
import { checkCreates } from "./check-creates.ts";
import type { ModelPlugin } from "./extension.ts";
import { checkFormerNodes, checkFormerSettings } from "./former-names.ts";
import { implyOfTable } from "./implied-errors.ts";
import { allSettings } from "./index-model.ts";
import { modelSources } from "./model-source.ts";
import type { Model } from "./model.ts";
import type { Id } from "./node.ts";
import { byId, Resolution, type Site } from "./resolution.ts";
import { resolveDomain } from "./resolve-domains.ts";
import { resolveProjectEnv } from "./resolve-environment.ts";
import { checkErrorFields, resolveErrors } from "./resolve-errors.ts";
import { resolveExtensions } from "./resolve-extensions.ts";
import { rowlessness } from "./resolve-key.ts";
import { resolveModels } from "./resolve-models.ts";
import { resolveNamedTypes, type TypeHome } from "./resolve-named-types.ts";
import { tableOwners } from "./resolve-owners.ts";
import { checkReserved } from "./resolve-reserved.ts";
import { resolvePlugins, resolveProject, resolveServices, usableDomains } from "./resolve-services.ts";
import { resolveSettings } from "./resolve-settings.ts";
import { resolveVariants } from "./resolve-variants.ts";
import { checkRuleError } from "./row-errors.ts";
import type { Shape } from "./shape.ts";
import { leaves } from "./type-facts.ts";
import type { TypeRef } from "./type-ref.ts";

export interface Resolved {
  readonly model: Model;
  /** Where each node stands: kept beside the Model, so that reformatting a spec changes no byte of it. */
  readonly spans: ReadonlyMap<Id, Span>;
  /** Findings of plugins about a project that can be read all the same, but from which nothing can be generated. */
  readonly objections: readonly Diagnostic[];
}

/** Spec → Model: resolve, default, name, order. The Model is only to be used if no finding is an error. */
export function resolve(
  spec: Spec,
  active: readonly ModelPlugin[],
  available: readonly ModelPlugin[],
): Outcome<Resolved> {
  const scope = new Resolution();
  const { project, edition } = resolveProject(scope, spec.services);
  // Of two models with one name only the first goes on: all that follows from the second would clash as well.
  const sources = modelSources(spec.models).filter(({ name, spec, site }) => {
    scope.checkName("model", name, site);
    const declared = { kind: "entity", name, rowless: rowlessness(name, spec) } as const;
    const isFirst = scope.declare(name, null, declared, scope.key(site), site.place);
    if (isFirst) scope.mark(`models.${name}`, site);
    return isFirst;
  });
  const homes: TypeHome[] = [
    ...spec.models.map((file) => ({ file, service: null })),
    ...spec.domains.map(({ file, service }) => ({ file, service: `services.${service}` })),
  ];
  resolveNamedTypes(scope, homes);
  const tables = sources.filter((source) => source.spec.table !== false);
  resolveModels(scope, sources, tableOwners(spec, active, tables.map(({ name }) => name)));
  resolveVariants(scope, sources);
  resolveErrors(scope, spec.errors);
  for (const entity of [...scope.entities.values()]) {
    for (const rule of [...entity.unique, ...entity.checks]) checkRuleError(scope, entity, rule);
    implyOfTable(scope, entity);
  }
  const services = resolveServices(scope, spec, active, available);
  const derivedLists = countDerivedLists(spec);
  const resolved = usableDomains(scope, spec, active).flatMap((domain) => {
    const service = services.find((candidate) => candidate.name === domain.service)!;
    return [resolveDomain(scope, domain, service, active, (model) => (derivedLists.get(model) ?? 0) < 2)];
  });
  checkReserved(scope, spec.models, resolved.flatMap(({ operations }) => operations));
  const domains = resolved.map((entry) => entry.domain).sort(byId);
  const operations = resolved.flatMap((entry) => entry.operations);
  checkCreates(scope, operations);
  checkErrorFields(scope, operations);
  checkFormerNodes(scope, operations);
  const whole: Site = { file: spec.services, path: [], place: "services.yml" };
  const model: Model = {
    model: 1,
    language: spec.language,
    edition,
    project,
    plugins: resolvePlugins(scope, spec.services, active).sort(byId),
    services: services
      .map((service) => ({
        ...service,
        domains: domains.filter((domain) => domain.service === service.id).map((domain) => domain.id),
      }))
      .sort(byId),
    settings: resolveSettings(scope, spec.services.value.settings, whole, null).sort(byId),
    env: resolveProjectEnv(scope, whole, spec.services.value),
    types: [...scope.types.values()].sort(byId),
    enums: [...scope.enums.values()].sort(byId),
    models: [...scope.entities.values()].sort(byId),
    shapes: [...scope.shapes.values()].sort(byId),
    errors: [...scope.errors.values()].sort(byId),
    domains,
    operations: operations.sort(byId),
    events: [],
  };
  checkFormerSettings(scope, allSettings(model));
  const used = markUsed(model);
  if (hasErrors(scope.diagnostics)) {
    return { value: { model: used, spans: scope.spans, objections: [] }, diagnostics: scope.diagnostics };
  }
  const raw = new Map(resolved.flatMap((entry) => [...entry.raw]));
  const extended = resolveExtensions(used, active, raw, scope.spans);
  return {
    value: { model: extended.value, spans: scope.spans, objections: [] },
    diagnostics: [...scope.diagnostics, ...extended.diagnostics],
  };
}

function countDerivedLists(spec: Spec): ReadonlyMap<Id, number> {
  const counts = new Map<Id, number>();
  for (const { file } of spec.domains) {
    const { crud, model } = file.value;
    const lists = Array.isArray(crud) ? crud.includes("list") : Object.hasOwn(crud ?? {}, "list");
    if (model !== undefined && lists) counts.set(`models.${model}`, (counts.get(`models.${model}`) ?? 0) + 1);
  }
  return counts;
}

/** Mark the shapes that something refers to; the others are not generated. */
function markUsed(model: Model): Model {
  const shapes = new Map(model.shapes.map((shape) => [shape.id, shape]));
  const used = new Set<Id>();
  const visitType = (type: TypeRef): void => {
    for (const leaf of leaves(type)) if (leaf.kind === "shape") visit(leaf.shape);
  };
  const visit = (id: Id): void => {
    if (used.has(id)) return;
    used.add(id);
    for (const member of shapes.get(id)?.members ?? []) visitType(member.type);
  };
  for (const shape of model.shapes) if (shape.used) visit(shape.id);
  for (const entity of model.models) for (const field of entity.fields) visitType(field.type);
  for (const { input, output } of model.operations) {
    if (input !== null) visit(input);
    if (output.kind === "value") visitType(output.type);
    else if (output.kind !== "none") visit(output.shape);
  }
  const mark = (shape: Shape): Shape => shape.used === used.has(shape.id) ? shape : { ...shape, used: true };
  return { ...model, shapes: model.shapes.map(mark) };
}
