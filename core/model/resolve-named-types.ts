import type { EnumValueSpec, MemberSpec, TypeOptions } from "../spec/shapes.ts";
import type { SpecFile } from "../spec/spec.ts";
import { meaning as found } from "./diagnostics.ts";
import { checkFormerValues } from "./former-names.ts";
import type { Id, NamedType, Shape } from "./model.ts";
import type { Resolution, Site } from "./resolution.ts";
import { resolveMembers } from "./resolve-shapes.ts";
import { declareEnum } from "./resolve-enum.ts";
import { isScalar, leaves, resolveType } from "./resolve-types.ts";

type NamedSpec =
  | (TypeOptions & { readonly type: string; readonly description?: string | undefined })
  | {
    readonly fields: Readonly<Record<string, string | MemberSpec>>;
    readonly description?: string | undefined;
  };
type EnumSpec = readonly EnumValueSpec[] | {
  readonly values: readonly EnumValueSpec[];
  readonly description?: string | undefined;
};

/** A file that declares types: the models file, or a domain file for its own service. */
export interface TypeHome {
  readonly file: SpecFile<{
    readonly types?: Readonly<Record<string, NamedSpec>> | undefined;
    readonly enums?: Readonly<Record<string, EnumSpec>> | undefined;
  }>;
  readonly service: Id | null;
}

/** Enums first, then named scalars, then records: each may refer to those before it, records to each other. */
export function resolveNamedTypes(scope: Resolution, homes: readonly TypeHome[]): void {
  for (const { file, service } of homes) {
    for (const [name, written] of Object.entries(file.value.enums ?? {})) {
      const short = Array.isArray(written);
      const spec = written as Exclude<EnumSpec, readonly EnumValueSpec[]>;
      const site: Site = { file, path: ["enums", name], place: `enum ${name}` };
      scope.checkName("type", name, site);
      const values = short ? written as readonly EnumValueSpec[] : spec.values;
      declareEnum(scope, name, values, short ? null : spec.description ?? null, site, service, null);
      checkFormerValues(scope, values, site, short ? site.path : [...site.path, "values"]);
    }
  }
  for (const { file, service } of homes) {
    for (const [name, spec] of Object.entries(file.value.types ?? {})) {
      if (!("fields" in spec)) resolveScalar(scope, name, spec, file, service);
    }
  }
  resolveRecords(scope, homes);
}

function resolveScalar(
  scope: Resolution,
  name: string,
  spec: TypeOptions & { readonly type: string; readonly description?: string | undefined },
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
  const node: NamedType = { id, description: spec.description ?? null, ext: {}, name, type, service };
  if (!scope.declare(name, service, { kind: "type", node }, scope.key(site), site.place)) return;
  scope.mark(id, site);
  scope.types.set(id, node);
}

function resolveRecords(scope: Resolution, homes: readonly TypeHome[]): void {
  const open: { node: Shape; fields: Readonly<Record<string, string | MemberSpec>>; site: Site }[] = [];
  for (const { file, service } of homes) {
    for (const [name, spec] of Object.entries(file.value.types ?? {})) {
      if (!("fields" in spec)) continue;
      const site: Site = { file, path: ["types", name], place: `type ${name}` };
      scope.checkName("type", name, site);
      const node: Shape = {
        id: service === null ? `types.${name}` : `${service}.types.${name}`,
        description: spec.description ?? null,
        ext: {},
        name,
        role: "record",
        model: null,
        operation: null,
        members: [],
        used: true,
        service,
      };
      if (!scope.declare(name, service, { kind: "shape", node }, scope.key(site), site.place)) continue;
      scope.mark(node.id, site);
      scope.shapes.set(node.id, node);
      open.push({ node, fields: spec.fields, site });
    }
  }
  for (const { node, fields, site } of open) {
    const inside: Site = { ...site, path: [...site.path, "fields"] };
    const members = resolveMembers(scope, fields, node.name, node.service, inside, false);
    scope.shapes.set(node.id, { ...node, members });
  }
  for (const { node, site } of open) {
    if (holds(scope, node.id, node.id, new Set())) {
      scope.report(found.SVC0210(scope.key(site), { what: "a record inside itself", place: site.place }));
      scope.shapes.set(node.id, node);
    }
  }
}

function holds(scope: Resolution, outer: Id, wanted: Id, seen: Set<Id>): boolean {
  if (seen.has(outer)) return false;
  seen.add(outer);
  return (scope.shapes.get(outer)?.members ?? []).flatMap(({ type }) => leaves(type)).some((leaf) =>
    leaf.kind === "shape" && (leaf.shape === wanted || holds(scope, leaf.shape, wanted, seen))
  );
}
