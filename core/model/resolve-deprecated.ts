import type { DeprecatedSpec } from "../spec/value-shapes.ts";
import { meaning as found } from "./diagnostics.ts";
import { foldType } from "./fold-type.ts";
import type { Deprecation } from "./node.ts";
import { readValue } from "./read-value.ts";
import type { Resolution, Site } from "./resolution.ts";
import type { TypeRef } from "./type-ref.ts";

/**
 * What `deprecated:` says of a node, to be spread into it; nothing if it says nothing. What has a type goes away with
 * it.
 */
export function deprecation(
  scope: Resolution,
  { deprecated }: { readonly deprecated?: DeprecatedSpec | undefined },
  site: Site,
  type: TypeRef | null = null,
): { readonly deprecated?: Deprecation } {
  if (deprecated === undefined) {
    const ofType = type === null ? undefined : ofTypes(scope, type);
    return ofType === undefined ? {} : { deprecated: ofType };
  }
  const { since, until, use } = deprecated;
  const at: Site = { ...site, path: [...site.path, "deprecated"], place: `deprecated of ${site.place}` };
  for (const [key, day] of Object.entries({ since, until })) {
    if (day !== undefined) readValue(scope, { kind: "date" }, day, at, key);
  }
  if (until !== undefined && until < since) {
    scope.report(found.SVC0216(scope.at(at, "until"), { first: "since", second: "until", place: at.place }));
  }
  return { deprecated: { since, until: until ?? null, use: use ?? null } };
}

/** Of the named types that a type is made of. A union may go on without one of its parts. */
function ofTypes(scope: Resolution, type: TypeRef): Deprecation | undefined {
  const none = () => undefined;
  return foldType<Deprecation | undefined>(type, {
    bool: none,
    int: none,
    float: none,
    decimal: none,
    string: none,
    text: none,
    uuid: none,
    date: none,
    time: none,
    datetime: none,
    duration: none,
    bytes: none,
    any: none,
    json: ({ of }, fold) => fold(of),
    enum: ({ enum: id }) => scope.enums.get(id)?.deprecated,
    named: ({ type: id }) => scope.types.get(id)?.deprecated,
    tag: none,
    shape: ({ shape }) => scope.shapes.get(shape)?.deprecated,
    union: ({ type: id }) => scope.types.get(id)?.deprecated,
    row: none,
    list: ({ of }, fold) => fold(of),
    dict: ({ key, value }, fold) => fold(key) ?? fold(value),
    page: ({ of }, fold) => fold(of),
    optional: ({ of }, fold) => fold(of),
  });
}
