import { meaning as found } from "./diagnostics.ts";
import type { Entity, Field } from "./entity.ts";
import { type Resolution, type Site, suggestion } from "./resolution.ts";

/** The fields that a set names; null if one of them is wrong or stands there twice. */
export function namedFields(
  scope: Resolution,
  entity: Entity,
  names: readonly string[],
  site: Site,
  what: string,
): Field[] | null {
  const fields = names.flatMap((name, position) => {
    const at: Site = { ...site, path: [...site.path, position] };
    const field = fieldNamed(scope, entity, name, at, what);
    if (field === null) return [];
    if (names.indexOf(name) === position) return [field];
    const holes = { field: `${entity.name}.${name}`, place: what, problem: "it stands there twice" };
    scope.report(found.SVC0225(scope.at(at), holes, { help: "take one of them away" }));
    return [];
  });
  return fields.length === names.length ? fields : null;
}

/** The field of a name, or a finding that knows about `author_id` written for `author`. */
export function fieldNamed(
  scope: Resolution,
  entity: Entity,
  name: string,
  site: Site,
  place: string,
): Field | null {
  const field = entity.fields.find((candidate) => candidate.name === name);
  if (field !== undefined) return field;
  if (scope.unusable.has(`${entity.id}.fields.${name}`)) return null;
  if (entity.refs.some((refs) => refs.name === name)) {
    const holes = { field: `${entity.name}.${name}`, place, problem: "it links to many rows" };
    scope.report(found.SVC0225(scope.at(site), holes));
    return null;
  }
  const byMember = entity.fields.find((candidate) => candidate.member === name);
  const known = entity.fields.map((candidate) => candidate.name);
  const help = byMember === undefined
    ? suggestion(name, known, `its fields are ${known.join(", ")}`)
    : `in the spec the reference is written "${byMember.name}"`;
  scope.report(found.SVC0224(scope.at(site), { model: entity.name, name, place }, { help }));
  return null;
}
