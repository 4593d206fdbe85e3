import type { EnumValueSpec } from "../spec/type-shapes.ts";
import type { DeprecatedSpec } from "../spec/value-shapes.ts";
import type { NodePath } from "../text/node.ts";
import { ENUM_LENGTH } from "./database-column-type.ts";
import { meaning as found } from "./diagnostics.ts";
import { checkFormerValues, formerNames } from "./former-names.ts";
import type { Enum, EnumValue } from "./named-type.ts";
import type { Id } from "./node.ts";
import { type Resolution, type Site, suggestion } from "./resolution.ts";
import { deprecation } from "./resolve-deprecated.ts";
import type { TypeRef } from "./type-ref.ts";
import type { TypeSite } from "./type-site.ts";

/** `{ type: enum, values }`: values of its own, or the name of an enum; null after a finding. */
export function resolveEnum(
  scope: Resolution,
  values: readonly EnumValueSpec[] | string | undefined,
  site: TypeSite,
): TypeRef | null {
  if (typeof values === "string") {
    const declared = scope.lookup(values, site.service);
    if (declared?.kind === "enum") return { kind: "enum", enum: declared.node.id };
    scope.report(found.SVC0201(scope.at(site, "values"), { name: values, place: site.place }, {
      help: suggestion(
        values,
        [...scope.enums.values()].map((node) => node.name),
        "declare it under enums",
      ),
    }));
    return null;
  }
  if (values === undefined) {
    scope.report(
      found.SVC0213(scope.at(site, "type"), { place: site.place, problem: "it needs values: [a, b]" }),
    );
    return null;
  }
  const path = [...site.path, "values"];
  const node = declareEnum(scope, {
    ...site.inlineEnum,
    service: site.service,
    spec: { values },
    site,
    path,
  });
  return node === null ? null : { kind: "enum", enum: node.id };
}

/** An enum as it is written, with its place. */
export interface EnumSource {
  readonly name: string;
  readonly spec: {
    readonly values: readonly EnumValueSpec[];
    readonly description?: string | undefined;
    readonly was?: string | readonly string[] | undefined;
    readonly deprecated?: DeprecatedSpec | undefined;
  };
  readonly site: Site;
  /** Where its values stand. */
  readonly path: NodePath;
  readonly service: Id | null;
  readonly field: Id | null;
}

/** Make an enum, or report what is wrong with its values. */
export function declareEnum(scope: Resolution, source: EnumSource): Enum | null {
  const node = newEnum(scope, source);
  checkFormerValues(scope, source.spec.values, source.site, source.path);
  return node;
}

function newEnum(scope: Resolution, { name, spec, site, path, service, field }: EnumSource): Enum | null {
  const written = spec.values;
  const values = written.map((value) => typeof value === "string" ? value : value.name);
  const members = values.map((value) => value.toUpperCase());
  const bad = values.find((value) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(value) || value.length > ENUM_LENGTH);
  const twice = members.find((member, position) => members.indexOf(member) !== position);
  const problem = values.length < 2
    ? "it needs at least two values"
    : bad !== undefined
    ? `"${bad}" is not an identifier of at most ${ENUM_LENGTH} characters`
    : twice !== undefined
    ? `two values are the same name in Python: ${twice}`
    : null;
  if (problem !== null) {
    scope.report(found.SVC0213(scope.at(site, "values"), { place: site.place, problem }));
    return null;
  }
  const id = service === null ? `enums.${name}` : `${service}.enums.${name}`;
  const node: Enum = {
    id,
    description: spec.description ?? null,
    ext: {},
    name,
    values: values.map((value, position) => ({
      value,
      names: { member: members[position]! },
      ...said(scope, written[position]!, { ...site, path: [...path, position] }, value),
    })),
    field,
    service,
    ...formerNames(spec),
    ...deprecation(scope, spec, site),
  };
  if (!scope.declare(name, service, { kind: "enum", node }, scope.key(site), `enum ${name}`)) return null;
  scope.mark(id, site);
  scope.enums.set(id, node);
  return node;
}

/** What a value says beside its name. */
function said(
  scope: Resolution,
  value: EnumValueSpec,
  site: Site,
  name: string,
): Pick<EnumValue, "description" | "deprecated" | "was"> {
  if (typeof value === "string") return {};
  return {
    ...formerNames(value),
    ...(value.description === undefined ? {} : { description: value.description }),
    ...deprecation(scope, value, { ...site, place: `value ${name} of ${site.place}` }),
  };
}
