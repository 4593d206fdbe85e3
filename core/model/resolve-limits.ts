import type { ParamSpec } from "../spec/domain-file.ts";
import type { Entity, Field } from "./entity.ts";
import type { ListSpec } from "./list-spec.ts";
import type { DomainScope, OperationScope } from "./operation-scope.ts";
import type { Limit, Param } from "./operation.ts";
import { hasId } from "./resolution.ts";
import { wireOf } from "./resolve-row-params.ts";
import { withType } from "./type-site.ts";

/**
 * Row params that are named like a reference of the rows that an operation is about. What a derived operation or a list
 * does with its rows is known, so they all count. A slot is given the rows and decides for itself, but for those in
 * the path of the whole domain: under `/loans/{loan_id}/items` an item of another loan is not found.
 */
export function resolveLimits(
  { domain, scope, derived }: OperationScope,
  list: ListSpec | null,
  slot: boolean,
  params: readonly Param[],
): Limit[] {
  const about = slot || list === null ? domain.entity : scope.entities.get(list.model)!;
  if (about === null) return [];
  const everywhere = slot ? domainPlaceholders(domain) : null;
  const isAbout = (param: Param) =>
    param.part !== undefined || (isRowOf(param, about) && !everywhere?.includes(param.wire));
  if (slot && derived !== "create" && !params.some(isAbout)) return [];
  return params.flatMap(({ id, name, wire, type }) => {
    const field = about.fields.find((candidate) => candidate.name === name);
    const fits = type.kind === "row" && field?.relation?.model === type.model;
    return fits && (everywhere === null || everywhere.includes(wire)) ? [{ param: id, field: field.id }] : [];
  });
}

function isRowOf({ type }: Param, { id }: Entity): boolean {
  return type.kind === "row" && type.model === id;
}

/** What all operations of a domain are given by where they stand. */
export function domainPlaceholders({ extensions, config }: DomainScope): readonly string[] {
  return extensions.filter(({ at }) => at === "domain").flatMap((extension) => {
    const raw = config[extension.key];
    return raw === undefined ? [] : extension.placeholders(raw, undefined);
  });
}

/**
 * The wire names of what finds one row of the model of a domain: that of its param, if one is declared; else its id, or
 * what of its key does not stand in the path of the domain already.
 */
export function keyWires(domain: DomainScope, entity: Entity): readonly string[] {
  if (!hasId(entity)) {
    const given = domainPlaceholders(domain);
    return keyFields(entity).map(({ member }) => member).filter((member) => !given.includes(member));
  }
  for (const [name, written] of Object.entries(domain.spec.params ?? {})) {
    const isParent = entity.fields.some((field) =>
      field.name === name && field.relation?.model === entity.id
    );
    if (isParent || modelOf(written) !== entity.name) continue;
    return [wireOf(name, written)];
  }
  return [entity.names.key];
}

/** What a row without an id is found by. */
export function keyFields({ key, fields }: Entity): readonly Field[] {
  return key.map((id) => fields.find((field) => field.id === id)!);
}

function modelOf(written: ParamSpec): string | undefined {
  const { of, type } = withType(written) as { readonly of?: string; readonly type?: string };
  return of ?? type;
}
