import type { ListSpecText } from "../spec/domain-file.ts";
import { describeType } from "./describe-type.ts";
import { meaning as found } from "./diagnostics.ts";
import type { Entity } from "./entity.ts";
import { fieldNamed } from "./field-named.ts";
import type { Sort } from "./list-spec.ts";
import type { Resolution, Site } from "./resolution.ts";
import { isComparable, unnamed } from "./type-facts.ts";

/** What a list can be ordered by: at least one thing. */
export function resolveSorts(scope: Resolution, entity: Entity, spec: ListSpecText, site: Site): Sort[] {
  const sorts: Sort[] = [];
  for (const [position, name] of (spec.sort ?? []).entries()) {
    const at: Site = { ...site, path: [...site.path, "sort", position] };
    const field = fieldNamed(scope, entity, name.replace(/^-/, ""), at, `sort of ${site.place}`);
    if (field === null || sorts.some((sort) => sort.field === field.id)) continue;
    const type = unnamed(scope, field.type);
    const problem = field.optional
      ? "it is optional, and a row without it would have no place in the order"
      : type.kind === "enum"
      ? "the order of an enum comes with a later stage"
      : field.sensitive
      ? "it is sensitive, and cursors hold what a page ends with"
      : !isComparable(scope, type) || type.kind === "bool"
      ? `it is ${describeType(type)}`
      : null;
    if (problem !== null) {
      scope.report(
        found.SVC0225(scope.at(at), {
          field: `${entity.name}.${field.name}`,
          place: `sort of ${site.place}`,
          problem,
        }),
      );
    } else sorts.push({ key: field.member, field: field.id });
  }
  if (sorts.length > 0) return sorts;
  const usual = entity.fields.find(({ name }) => name === newest(entity).replace(/^-/, ""))!;
  return [{ key: usual.member, field: usual.id }];
}

/** Ids are made in the order of time, so they do where a model keeps no time; other keys in their own order. */
export function newest({ fields, key }: Entity): string {
  const stamp = fields.find(({ implied }) => implied === "created_at");
  const first = fields.find(({ id }) => id === key[0])!;
  return stamp === undefined && first.implied !== "id" ? first.name : `-${(stamp ?? first).name}`;
}
