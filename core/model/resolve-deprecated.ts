import type { DeprecatedSpec } from "../spec/shapes.ts";
import { meaning as found } from "./diagnostics.ts";
import type { Deprecation } from "./model.ts";
import { readDefault } from "./resolve-models.ts";
import type { Resolution, Site } from "./resolution.ts";

/** What `deprecated:` says of a node, to be spread into it; nothing if it says nothing. */
export function deprecation(
  scope: Resolution,
  { deprecated }: { readonly deprecated?: DeprecatedSpec | undefined },
  site: Site,
): { readonly deprecated?: Deprecation } {
  if (deprecated === undefined) return {};
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
