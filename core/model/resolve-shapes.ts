import type { MemberSpec } from "../spec/shapes.ts";
import { meaning as found } from "./diagnostics.ts";
import type { Id, Member } from "./model.ts";
import { pascalCase } from "./names.ts";
import type { Resolution, Site } from "./resolution.ts";
import { deprecation } from "./resolve-deprecated.ts";
import { readDefault, readExample, withType } from "./resolve-models.ts";
import { leaves, resolveType } from "./resolve-types.ts";

/** Members that are written inline: of records, inputs and details. */
export function resolveMembers(
  scope: Resolution,
  written: Readonly<Record<string, string | MemberSpec>>,
  owner: string,
  service: Id | null,
  site: Site,
  rows: boolean,
): Member[] {
  return Object.entries(written).flatMap(([name, member]) => {
    const spec = withType(member) as MemberSpec;
    const at: Site = { ...site, path: [...site.path, name], place: `${name} of ${site.place}` };
    scope.checkName("field", name, at);
    const resolved = resolveType(scope, spec.type, spec, {
      ...at,
      service,
      inlineEnum: { name: `${owner}${pascalCase(name)}`, field: null },
      output: false,
    });
    if (resolved === null) return [];
    const type = resolved.kind === "optional" ? resolved.of : resolved;
    const isBad = leaves(type).some((leaf) =>
      leaf.kind === "row"
        ? !rows || type.kind !== "row"
        : leaf.kind === "shape" && scope.shapes.get(leaf.shape)?.role !== "record"
    );
    if (isBad) {
      scope.report(found.SVC0210(scope.at(at, "type"), { what: spec.type, place: at.place }));
      return [];
    }
    const optional = spec.optional === true || resolved.kind === "optional";
    const value = spec.default === undefined
      ? undefined
      : readDefault(scope, type, spec.default, optional, at);
    return [{
      name: type.kind === "row" ? `${name}_id` : name,
      field: name,
      type: optional ? { kind: "optional", of: type } as const : type,
      required: !optional && value === undefined,
      ...(value === undefined ? {} : { default: value }),
      ...readExample(scope, type, spec, optional, at),
      description: spec.description ?? null,
      mirrors: null,
      ...deprecation(scope, spec, at),
    }];
  });
}
