import type { OperationSpec } from "../spec/domain-file.ts";
import type { Json } from "../text/json.ts";
import { meaning as found } from "./diagnostics.ts";
import type { Extension } from "./extension.ts";
import { formerNames } from "./former-names.ts";
import type { ListSpec } from "./list-spec.ts";
import { pascalCase } from "./names.ts";
import type { Deprecation, Id } from "./node.ts";
import {
  atOperation,
  type DomainScope,
  entityOf,
  isInternal,
  type OperationScope,
} from "./operation-scope.ts";
import type { Derived, Limit, Operation, Output, Param } from "./operation.ts";
import { hasId, type Resolution, type Site } from "./resolution.ts";
import { deprecation } from "./resolve-deprecated.ts";
import { resolveInput } from "./resolve-inputs.ts";
import { keyFields, keyWires, resolveLimits } from "./resolve-limits.ts";
import { listParams, resolveListOf } from "./resolve-lists.ts";
import { resolveOutput } from "./resolve-outputs.ts";
import { resolveParams } from "./resolve-params.ts";
import { declaredErrors, raisedErrors } from "./resolve-raises.ts";

/** What stands under the keys of plugins: written, or what a derived operation has there. */
export function operationKeys(
  domain: DomainScope,
  derived: Derived | null,
  written: OperationSpec,
): Record<string, Json> {
  const keys: Record<string, Json> = {};
  for (const extension of atOperation(domain)) {
    const value = written[extension.key] as Json | undefined;
    const chosen = value ?? (derived === null ? undefined : derive(extension, domain, derived));
    if (chosen !== undefined) keys[extension.key] = chosen;
  }
  return keys;
}

/** How an operation is called from outside: each way has to be one that its service exposes. */
export function transportsOf(
  { service, extensions, scope }: DomainScope,
  keys: OperationScope["keys"],
  site: Site,
): readonly Extension[] {
  const transports = extensions.filter(({ transport, key }) => transport && keys[key] !== undefined);
  for (const { key } of transports) {
    if (service.exposes.includes(key)) continue;
    const holes = { place: site.place, transport: key, service: service.name };
    scope.report(found.SVC0291(scope.key(site, key), holes));
  }
  return transports;
}

function derive(extension: Extension, domain: DomainScope, derived: Derived): Json | undefined {
  const entity = domain.entity!;
  return extension.derive(derived, entity, { key: keyWires(domain, entity) });
}

export function resolveOperation(operation: OperationScope): Operation {
  const { id, name, derived, written, domain, scope, site, keys, transports } = operation;
  const params = resolveParams(operation);
  const list = resolveListOf(operation);
  const output = resolveOutput(operation);
  const slot = written.slot ?? (derived === null && list === null);
  const internal = isInternal(operation);
  if (internal && !slot) scope.report(found.SVC0258(scope.key(site), { place: site.place }));
  const limits = resolveLimits(operation, list, slot, params);
  const input = resolveInput(operation, limits);
  const query = written.query ??
    (derived === "list" || derived === "get" || list !== null ||
      (derived === null && transports.some(({ key, reads }) => reads(keys[key]!))));
  const errors = declaredErrors(operation, slot);
  checkClashes(operation, params, list);
  checkSubject(operation, params, limits);
  checkOwnership(operation, params, input, output, list);
  return {
    id,
    description: written.description ?? null,
    ext: {},
    service: domain.service.id,
    domain: domain.id,
    name,
    derived,
    slot,
    query,
    params,
    limits,
    input,
    output,
    errors,
    raises: raisedErrors(operation, params, input, errors),
    list,
    ...(internal ? { internal } : {}),
    ...accessOf(operation),
    stability: written.stability ?? "stable",
    ...formerNames(written),
    ...inherited(deprecation(scope, written, site), domain),
    names: { class: pascalCase(name) },
  };
}

/** What an operation says, or else its domain, whose own word is checked once. */
function accessOf({ domain, scope, written, site }: OperationScope): { readonly access?: "public" } {
  const own = written.access;
  if (own !== undefined && own !== "public") reportAccess(scope, site);
  return (own ?? domain.spec.access) === "public" ? { access: "public" } : {};
}

/** There is nobody yet whom a rule could tell apart. */
export function reportAccess(scope: Resolution, site: Site): void {
  const construct = "access for some callers only";
  scope.report(found.SVC0108(scope.at(site, "access"), { construct, place: site.place, stage: "S3" }));
}

/** What goes away takes its operations with it: a service, the model of a domain. */
function inherited(
  own: { readonly deprecated?: Deprecation },
  { service, entity }: OperationScope["domain"],
): { readonly deprecated?: Deprecation } {
  const deprecated = own.deprecated ?? entity?.deprecated ?? service.deprecated;
  return deprecated === undefined ? {} : { deprecated };
}

/** A derived operation about one row has to know which. */
function checkSubject(
  { domain, scope, derived, name, site }: OperationScope,
  params: readonly Param[],
  limits: readonly Limit[],
): void {
  if (derived === null || derived === "list" || derived === "create") return;
  const entity = domain.entity!;
  const isTied = ({ id }: Param) => limits.some(({ param }) => param === id);
  const missing = hasId(entity)
    ? params.some((param) => param.type.kind === "row" && param.type.model === entity.id && !isTied(param))
      ? undefined
      : entity.names.key
    : keyFields(entity).find(({ id }) =>
      params.every(({ part }) => part !== id) && limits.every(({ field }) => field !== id)
    )?.member;
  if (missing === undefined) return;
  const problem = `nothing says which ${entity.names.words} it is about`;
  const help = params.some(({ wire }) => wire === missing)
    ? `give the param ${missing} the type of the field, or leave it out`
    : `write {${missing}} in its path`;
  scope.report(found.SVC0254(scope.key(site), { name, place: domain.root.place, problem }, { help }));
}

function checkClashes(
  { scope, site }: OperationScope,
  params: readonly Param[],
  list: ListSpec | null,
): void {
  const seen = new Set<string>(
    list === null ? [] : [...listParams(list.page), ...list.filters.map((filter) => filter.wire)],
  );
  for (const param of params) {
    if (seen.has(param.wire)) {
      scope.report(
        found.SVC0256(scope.key(site, "params", param.name), { place: site.place, name: param.wire }),
      );
    }
    seen.add(param.wire);
  }
}

/** Only the owner touches a table. */
function checkOwnership(
  operation: OperationScope,
  params: readonly Param[],
  input: Id | null,
  output: Output,
  list: ListSpec | null,
): void {
  const { domain: { service }, scope, derived, site } = operation;
  const models = new Set<Id>(derived === null ? [] : [entityOf(operation).id]);
  for (const { type } of params) if (type.kind === "row") models.add(type.model);
  for (const model of loadedRows(operation, input)) models.add(model);
  if (output.kind !== "none" && output.kind !== "value") models.add(output.model);
  if (list !== null) models.add(list.model);
  for (const model of models) {
    const { name: modelName, owner } = scope.entities.get(model)!;
    if (owner === service.id) continue;
    scope.report(
      found.SVC0293(scope.key(site), { place: site.place, model: modelName, service: service.name }),
    );
  }
}

/** Rows that an inline input names are loaded for the slot. */
function loadedRows({ scope }: OperationScope, input: Id | null): readonly Id[] {
  const shape = input === null ? null : scope.shapes.get(input)!;
  if (shape?.role !== "input") return [];
  return shape.members.flatMap(({ type }) => {
    const base = type.kind === "optional" ? type.of : type;
    return base.kind === "row" ? [base.model] : [];
  });
}
