import type { EnumValueSpec } from "../spec/shapes.ts";
import type { NodePath } from "../text/node.ts";
import { meaning as found } from "./diagnostics.ts";
import type { Resolution, Site } from "./resolution.ts";
import type { ModelSource } from "./resolve-models.ts";

/** `was` of a node as the Model has it: absent if nothing was renamed. */
export function formerNames(written: unknown): { readonly was?: readonly string[] } {
  if (typeof written !== "object" || written === null) return {};
  const { was } = written as { readonly was?: string | readonly string[] | undefined };
  if (was === undefined) return {};
  return { was: typeof was === "string" ? [was] : was };
}

/** The former names of the values of an enum, which are written at a path. */
export function checkFormerValues(
  scope: Resolution,
  values: readonly EnumValueSpec[],
  { file, place }: Site,
  path: NodePath,
): void {
  const named = values.map((value, position) => {
    const name = typeof value === "string" ? value : value.name;
    const site = { file, path: [...path, position], place: `value ${name} of ${place}` };
    return { name, site, ...formerNames(value) };
  });
  checkFormerNames(scope, named);
}

/** A thing that may have been renamed, beside the others that share its space of names. */
interface Named {
  readonly name: string;
  readonly was?: readonly string[];
  readonly site: Site;
}

/** A former name leads to one thing: to nothing that is still there, and not to two. */
function checkFormerNames(scope: Resolution, things: readonly Named[]): void {
  const taken = new Map(things.map(({ name, site }) => [name, site.place]));
  for (const { was = [], site } of things) {
    for (const name of was) {
      const holder = taken.get(name);
      if (holder === undefined) taken.set(name, `the former ${site.place}`);
      else scope.report(found.SVC0204(scope.at(site, "was"), { place: site.place, name, holder }));
    }
  }
}

/** The former names of models, and of the fields of each. */
export function checkRenamedModels(scope: Resolution, sources: readonly ModelSource[]): void {
  checkFormerNames(scope, sources.map(({ name, spec, site }) => ({ name, site, ...formerNames(spec) })));
  for (const { name, spec, site } of sources) {
    const fields = Object.entries(spec.fields).map(([field, written]) => ({
      name: field,
      ...formerNames(written),
      site: { file: site.file, path: [...site.path, "fields", field], place: `field ${name}.${field}` },
    }));
    checkFormerNames(scope, fields);
  }
}
