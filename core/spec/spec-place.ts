import type { SpecFiles } from "./spec-reader.ts";

/** What a file of the spec is about, told by its path. */
export type Place =
  | { readonly kind: "models" | "errors" }
  | { readonly kind: "domain"; readonly service: string; readonly name: string }
  | { readonly kind: "later"; readonly stage: string }
  | { readonly kind: "lost"; readonly reason: string; readonly way: string };

/** Service → what it was called. */
export type FormerNames = ReadonlyMap<string, readonly string[]>;

/**
 * Which kind of spec a file is, from its path; the patterns are those of `SPEC_FILES` in the reader. Without a list of
 * services each that has a folder is taken for one.
 */
export function placeOf(path: string, services: FormerNames | null, files: SpecFiles): Place {
  if (!path.endsWith(".yaml")) {
    return { kind: "lost", reason: "spec files end in .yaml", way: "rename it" };
  }
  const shared = /^shared\/spec\/([a-z]+)(?:\.yaml|\/[^/]+\.yaml)$/.exec(path)?.[1];
  if (shared === "models" || shared === "errors") return { kind: shared };
  if (shared === "events") return { kind: "later", stage: "S2" };
  if (shared === "rules") return { kind: "later", stage: "S3" };
  const [, folder, name] = /^services\/([^/]+)\/spec\/([^/]+)\.yaml$/.exec(path) ?? [];
  if (folder !== undefined && name !== undefined) {
    if (services === null || services.has(folder)) return { kind: "domain", service: folder, name };
    const reason = `services.yml has no service "${folder}"`;
    const now = [...services].find(([, was]) => was.includes(folder))?.[0];
    if (now === undefined) {
      return { kind: "lost", reason, way: `add "${folder}" to services, or move the file` };
    }
    const moved = `services/${now}/spec/${name}.yaml`;
    // What to move is told by whoever looks at all that stands there; until then it is read where it is.
    if (!files.has(moved)) return { kind: "domain", service: now, name };
    return { kind: "lost", reason, way: `${moved} stands where it moves to: keep one of the two` };
  }
  return { kind: "lost", reason: "no kind of spec stands there", way: "move or rename it" };
}
