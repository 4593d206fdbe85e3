import { by } from "../text/compare.ts";
import { meaning as found } from "./diagnostics.ts";
import type { Entity, Field, Referrer } from "./entity.ts";
import type { ModelSource } from "./model-source.ts";
import type { Id } from "./node.ts";
import type { Resolution, Site } from "./resolution.ts";

/** What needs all models: the ways back, and references that no first row could satisfy. */
export function connect(scope: Resolution, sources: readonly ModelSource[]): void {
  const referrers = new Map<Id, Referrer[]>();
  const taken = new Map<string, true>();
  for (const { name, site } of sources) {
    const entity = scope.entities.get(`models.${name}`)!;
    for (const { name: field, model, inverse } of entity.refs) {
      const target = scope.entities.get(model);
      if (inverse === null || target === undefined) continue;
      nameInverse(target, inverse, name, field, site);
    }
    for (const field of entity.fields) {
      const { relation } = field;
      const target = relation === null ? undefined : scope.entities.get(relation.model);
      if (relation === null || target === undefined) continue;
      const { inverse, onDelete } = relation;
      if (target.owner !== entity.owner) {
        reportRemote(scope, target, name, field, site);
        continue;
      }
      referrers.set(target.id, [...referrers.get(target.id) ?? [], {
        model: entity.id,
        field: field.id,
        inverse,
        onDelete,
      }]);
      if (inverse !== null) nameInverse(target, inverse, name, field.name, site);
    }
  }
  for (const [id, list] of referrers) {
    const sorted = list.sort(by(({ field }) => field));
    scope.entities.set(id, { ...scope.entities.get(id)!, referrers: sorted });
  }
  reportCycles(scope, sources);

  function nameInverse(target: Entity, inverse: string, name: string, field: string, site: Site): void {
    const at: Site = {
      file: site.file,
      path: [...site.path, "fields", field, "inverse"],
      place: `field ${name}.${field}`,
    };
    scope.checkName("field", inverse, at);
    const isField = target.fields.some((other) => other.name === inverse || other.member === inverse) ||
      target.refs.some((other) => other.name === inverse);
    if (isField || taken.has(`${target.id}.${inverse}`)) {
      scope.report(found.SVC0221(scope.at(at), { place: at.place, inverse, model: target.name }));
    }
    taken.set(`${target.id}.${inverse}`, true);
  }
}

/** No key can follow a reference into the table of another service, so nothing happens there either. */
function reportRemote(
  scope: Resolution,
  target: Entity,
  name: string,
  { name: field, relation }: Field,
  { file, path }: Site,
): void {
  const at: Site = { file, path: [...path, "fields", field], place: `field ${name}.${field}` };
  const option = relation!.inverse !== null
    ? "inverse"
    : relation!.onDelete !== "restrict"
    ? "on_delete"
    : null;
  if (option === null || target.owner === null) return;
  const holes = { place: at.place, option, model: target.name };
  scope.report(found.SVC0299(scope.key(at, option), holes));
}

function reportCycles(scope: Resolution, sources: readonly ModelSource[]): void {
  const done = new Set<Id>();
  const visit = (id: Id, trail: readonly Id[]): void => {
    if (trail.includes(id)) {
      const cycle = trail.slice(trail.indexOf(id));
      const names = cycle.map((member) => scope.entities.get(member)!.name);
      const cyclePlace = names.length === 1 ? `rows of ${names[0]}` : names.join(", ");
      scope.report(found.SVC0223(scope.spans.get(id), { cycle: cyclePlace }));
      return;
    }
    if (done.has(id)) return;
    for (const field of scope.entities.get(id)?.fields ?? []) {
      if (field.relation !== null && !field.optional) visit(field.relation.model, [...trail, id]);
    }
    done.add(id);
  };
  for (const { name } of sources) visit(`models.${name}`, []);
}
