import { definePoint, type FileContribution, z } from "../../mod.ts";

/**
 * Optional dependencies of the shared package. Key: name of the extra, a dash and the distribution
 * (`database-alembic`), so that plugins can add to one extra without knowing each other, and equal values where both
 * need the same.
 */
export const extras = definePoint(
  "python/extras",
  "tree",
  z.strictObject({
    /** `service`, `database` … */
    extra: z.string().regex(/^[a-z][a-z0-9-]*$/),
    /** As `requirement` makes it. */
    requirement: z.string(),
    /** Loaded by name and not by an import statement, so that deptry cannot see the use. */
    byName: z.boolean(),
  }),
);

const SUPPORT_HEADER = [
  "# Support code of svc, the same in every project. Do not edit.",
  "# A newer svc brings a newer one with `svc generate`.",
];

/**
 * A file of the runtime that a plugin needs and therefore contributes: `path` as it is called under
 * `templates/<plugin>/static`, so `runtime/http.py` becomes `shared.runtime.http`.
 */
export function runtimeFile(path: string, text: string): FileContribution {
  return {
    kind: "file",
    path: `shared/src/shared/${path}`,
    ownership: "generated",
    text: [...SUPPORT_HEADER, text].join("\n"),
    origins: [],
  };
}
