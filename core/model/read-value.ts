import type { Json } from "../text/json.ts";
import { meaning as found } from "./diagnostics.ts";
import { type Literal, type LiteralContext, literalText, readLiteral } from "./literal.ts";
import type { Resolution, Site } from "./resolution.ts";
import type { TypeRef } from "./type-ref.ts";

/** What stands under a key of the site as a value of the type; undefined after a finding. */
export function readValue(
  scope: Resolution,
  type: TypeRef,
  raw: unknown,
  site: Site,
  key = "default",
): Json | undefined {
  const read = literalOf(scope, type, raw);
  if ("value" in read) return read.value;
  const holes = { value: literalText(raw), place: `${key} of ${site.place}`, problem: read.problem };
  scope.report(found.SVC0211(scope.at(site, key), holes));
  return undefined;
}

/** The default of something that may be optional, and so null. */
export function readDefault(
  scope: Resolution,
  type: TypeRef,
  raw: unknown,
  optional: boolean,
  site: Site,
): Json | undefined {
  return raw === null && optional ? null : readValue(scope, type, raw, site);
}

/** A value to show to people and to try first. */
export function readExample(
  scope: Resolution,
  type: TypeRef,
  { example }: { readonly example?: unknown },
  optional: boolean,
  site: Site,
): { readonly example?: Json } {
  if (example === undefined) return {};
  if (example === null && optional) return { example };
  const value = readValue(scope, type, example, site, "example");
  return value === undefined ? {} : { example: value };
}

/** A literal of the spec as a value of a type. */
export function literalOf(scope: Resolution, type: TypeRef, raw: unknown): Literal {
  const context: LiteralContext = {
    enumValues: (id) => scope.enums.get(id)!.values.map((member) => member.value),
    namedType: (id) => scope.types.get(id)!.type,
    membersOf: (id) => scope.shapes.get(id)!.members,
  };
  return readLiteral(type, raw, context);
}
