import type { SpecFile } from "../spec/spec.ts";
import type { EnumValueSpec, MemberSpec, TypeOptions } from "../spec/type-shapes.ts";
import type { DeprecatedSpec } from "../spec/value-shapes.ts";
import { meaning as found } from "./diagnostics.ts";
import { formerNames } from "./former-names.ts";
import type { NamedType } from "./named-type.ts";
import type { Id } from "./node.ts";
import type { Resolution, Site } from "./resolution.ts";
import { deprecation } from "./resolve-deprecated.ts";
import { declareEnum } from "./resolve-enum.ts";
import { type RecordSource, resolveRecords, type UnionSource } from "./resolve-records.ts";
import { resolveType } from "./resolve-types.ts";
import { isScalar } from "./type-facts.ts";

type Said = {
  readonly description?: string | undefined;
  readonly was?: string | readonly string[] | undefined;
  readonly deprecated?: DeprecatedSpec | undefined;
};
type ScalarSpec = TypeOptions & Said & { readonly type: string };
type NamedSpec =
  | ScalarSpec
  | UnionSpec
  | (Said & {
    readonly fields: Readonly<Record<string, string | MemberSpec>>;
  });
type UnionSpec = Said & { readonly union: readonly string[]; readonly tag: string };
type EnumSpec = readonly EnumValueSpec[] | (Said & { readonly values: readonly EnumValueSpec[] });

function isShort(spec: EnumSpec): spec is readonly EnumValueSpec[] {
  return Array.isArray(spec);
}

/** A file that declares types: the models file, or a domain file for its own service. */
export interface TypeHome {
  readonly file: SpecFile<{
    readonly types?: Readonly<Record<string, NamedSpec>> | undefined;
    readonly enums?: Readonly<Record<string, EnumSpec>> | undefined;
  }>;
  readonly service: Id | null;
}

/** Enums first, then named scalars, then records and unions: each may refer to those before it, the last to each other. */
export function resolveNamedTypes(scope: Resolution, homes: readonly TypeHome[]): void {
  for (const { file, service } of homes) {
    for (const [name, written] of Object.entries(file.value.enums ?? {})) {
      const site: Site = { file, path: ["enums", name], place: `enum ${name}` };
      scope.checkName("type", name, site);
      const [spec, path] = isShort(written)
        ? [{ values: written }, site.path]
        : [written, [...site.path, "values"]];
      declareEnum(scope, { name, spec, site, path, service, field: null });
    }
  }
  const records: RecordSource[] = [];
  const unions: UnionSource[] = [];
  for (const { file, service } of homes) {
    for (const [name, spec] of Object.entries(file.value.types ?? {})) {
      const site: Site = { file, path: ["types", name], place: `type ${name}` };
      const source = {
        name,
        description: spec.description ?? null,
        service,
        site,
        facts: { ...formerNames(spec), ...deprecation(scope, spec, site) },
      };
      if ("fields" in spec) records.push({ ...source, fields: spec.fields });
      else if ("union" in spec) unions.push({ ...source, records: spec.union, tag: spec.tag });
      else resolveScalar(scope, name, spec, file, service);
    }
  }
  resolveRecords(scope, records, unions);
}

function resolveScalar(
  scope: Resolution,
  name: string,
  spec: ScalarSpec,
  file: SpecFile<unknown>,
  service: Id | null,
): void {
  const site: Site = { file, path: ["types", name], place: `type ${name}` };
  scope.checkName("type", name, site);
  const inlineEnum = { name: `${name}Value`, field: null };
  const type = resolveType(scope, spec.type, spec, { ...site, service, inlineEnum, output: false });
  if (type === null) return;
  if (!isScalar(type) || type.kind === "named" || type.kind === "enum") {
    scope.report(found.SVC0210(scope.at(site, "type"), { what: spec.type, place: site.place }, {
      help: "a named type is a scalar with its rules, or a record with fields",
    }));
    return;
  }
  const id = service === null ? `types.${name}` : `${service}.types.${name}`;
  const node: NamedType = {
    id,
    description: spec.description ?? null,
    ext: {},
    name,
    type,
    service,
    ...formerNames(spec),
    ...deprecation(scope, spec, site),
  };
  if (!scope.declare(name, service, { kind: "type", node }, scope.key(site), site.place)) return;
  scope.mark(id, site);
  scope.types.set(id, node);
}
