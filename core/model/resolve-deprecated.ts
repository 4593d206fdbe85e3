import type { DeprecatedSpec } from "../spec/value-shapes.ts";
import { meaning as found } from "./diagnostics.ts";
import type { Deprecation } from "./node.ts";
import type { Resolution, Site } from "./resolution.ts";
import { readDefault } from "./resolve-models.ts";
import { leaves } from "./resolve-types.ts";
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
    if (day !== undefined) readDefault(scope, { kind: "date" }, day, false, at, key);
  }
  if (until !== undefined && until < since) {
    scope.report(found.SVC0216(scope.at(at, "until"), { first: "since", second: "until", place: at.place }));
  }
  return { deprecated: { since, until: until ?? null, use: use ?? null } };
}

/** Of the named types that a type is made of. */
function ofTypes(scope: Resolution, type: TypeRef): Deprecation | undefined {
  return leaves(type).map((leaf) => {
    switch (leaf.kind) {
      case "enum":
        return scope.enums.get(leaf.enum)?.deprecated;
      case "named":
      case "union":
        return scope.types.get(leaf.type)?.deprecated;
      case "shape":
        return scope.shapes.get(leaf.shape)?.deprecated;
      default:
        return undefined;
    }
  }).find((found) => found !== undefined);
}
