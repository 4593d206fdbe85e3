import type { InputMemberSpec } from "../spec/domain-file.ts";
import type { MemberSpec } from "../spec/type-shapes.ts";
import { meaning as found } from "./diagnostics.ts";
import { pascalCase } from "./names.ts";
import type { Id } from "./node.ts";
import { readDefault, readExample } from "./read-value.ts";
import type { Resolution, Site } from "./resolution.ts";
import { deprecation } from "./resolve-deprecated.ts";
import { resolveType } from "./resolve-types.ts";
import type { Member } from "./shape.ts";
import { leaves } from "./type-facts.ts";
import type { TypeRef } from "./type-ref.ts";
import { withType } from "./type-site.ts";

/** How the row is found that a member of an input names; null for what is no row. */
export type RowReader = (
  name: string,
  spec: InputMemberSpec,
  type: TypeRef,
  site: Site,
) => { readonly wire: string; readonly by: Id | null; readonly missing: Id | null } | null;

/** Members that are written inline: of records, inputs and details. Only inputs name rows. */
export function resolveMembers(
  scope: Resolution,
  written: Readonly<Record<string, string | MemberSpec | InputMemberSpec>>,
  owner: string,
  service: Id | null,
  site: Site,
  rowOf: RowReader | null,
): Member[] {
  return Object.entries(written).flatMap(([name, member]) => {
    const spec: InputMemberSpec = withType(member);
    const at: Site = { ...site, path: [...site.path, name], place: `${name} of ${site.place}` };
    scope.checkName("field", name, at);
    const given = "of" in spec && spec.of !== undefined ? spec.of : spec.type;
    const key = spec.type === undefined ? "of" : "type";
    if (given === undefined) {
      const holes = { type: "", place: at.place, expected: "type: or of:", at: "its start" };
      scope.report(found.SVC0117(scope.at(at), holes));
      return [];
    }
    const resolved = resolveType(scope, given, spec, {
      ...(key === "of" ? { ...at, path: [...at.path, "of"] } : at),
      service,
      inlineEnum: { name: `${owner}${pascalCase(name)}`, field: null },
      output: false,
    });
    if (resolved === null) return [];
    const type = resolved.kind === "optional" ? resolved.of : resolved;
    const isBad = leaves(type).some((leaf) =>
      leaf.kind === "row"
        ? rowOf === null || type.kind !== "row"
        : leaf.kind === "shape" && scope.shapes.get(leaf.shape)?.role !== "record"
    );
    if (isBad) {
      scope.report(found.SVC0210(scope.at(at, key), { what: given, place: at.place }));
      return [];
    }
    const optional = spec.optional === true || resolved.kind === "optional";
    const value = spec.default === undefined
      ? undefined
      : readDefault(scope, type, spec.default, optional, at);
    const row = rowOf?.(name, spec, type, at) ?? null;
    return [{
      name: row?.wire ?? name,
      field: name,
      type: optional ? { kind: "optional", of: type } as const : type,
      required: !optional && value === undefined,
      ...(value === undefined ? {} : { default: value }),
      ...readExample(scope, type, spec, optional, at),
      description: spec.description ?? null,
      mirrors: null,
      ...(row === null || row.missing === null ? {} : { row: { by: row.by, missing: row.missing } }),
      ...deprecation(scope, spec, at, type),
    }];
  });
}
