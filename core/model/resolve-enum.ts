import type { EnumValueSpec } from "../spec/shapes.ts";
import { checkFormerValues, formerNames } from "./former-names.ts";
import { meaning as found } from "./diagnostics.ts";
import type { Enum, Id, TypeRef } from "./model.ts";
import { type Resolution, type Site, suggestion } from "./resolution.ts";
import type { TypeSite } from "./type-site.ts";

/** Values of an enum are stored in this many characters. */
const ENUM_LENGTH = 64;

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
  const { name, field } = site.inlineEnum;
  const node = declareEnum(scope, name, values, null, site, site.service, field);
  checkFormerValues(scope, values, site, [...site.path, "values"]);
  return node === null ? null : { kind: "enum", enum: node.id };
}

/** Make an enum from its values, or report what is wrong with them. */
export function declareEnum(
  scope: Resolution,
  name: string,
  written: readonly EnumValueSpec[],
  description: string | null,
  site: Site,
  service: Id | null,
  field: Id | null,
): Enum | null {
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
    description,
    ext: {},
    name,
    values: values.map((value, position) => ({
      value,
      names: { member: members[position]! },
      ...formerNames(written[position]!),
    })),
    field,
    service,
  };
  if (!scope.declare(name, service, { kind: "enum", node }, scope.key(site), `enum ${name}`)) return null;
  scope.mark(id, site);
  scope.enums.set(id, node);
  return node;
}
