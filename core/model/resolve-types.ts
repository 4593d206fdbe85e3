import type { TypeOptions } from "../spec/type-shapes.ts";
import { parseTypeText, type TypeText } from "../spec/type-text.ts";
import { meaning as found } from "./diagnostics.ts";
import { type Resolution, suggestion } from "./resolution.ts";
import { resolveScalar, type ScalarName, SCALARS } from "./resolve-scalar.ts";
import { leaves, unnamed } from "./type-facts.ts";
import type { TypeRef } from "./type-ref.ts";
import { checkOptions, contradiction, type TypeSite } from "./type-site.ts";

/** Types of the language that this svc does not build, by stage. */
const LATER: Readonly<Record<string, string>> = { refs: "S1, second part", password: "S3" };

/** Types of Python, SQL and JSON Schema, and what they are here. */
const OTHER_WORDS: Readonly<Record<string, ScalarName | "json">> = {
  integer: "int",
  bigint: "int",
  smallint: "int",
  number: "decimal",
  numeric: "decimal",
  money: "decimal",
  double: "float",
  real: "float",
  str: "string",
  varchar: "string",
  char: "string",
  boolean: "bool",
  timestamp: "datetime",
  timestamptz: "datetime",
  timedelta: "duration",
  interval: "duration",
  guid: "uuid",
  binary: "bytes",
  blob: "bytes",
  jsonb: "json",
  object: "json",
  any: "json",
};

const LIST_OPTIONS = ["min_items", "max_items"] as const;
const DEFAULT_ITEMS = 1000;
/** Scalars that JSON can have in front of a colon, as people write them. */
const KEYS: readonly TypeRef["kind"][] = ["string", "int", "uuid", "date", "enum"];

/**
 * What a type text and its options mean here; null after a finding.
 *
 * @param key Where the text stands below the site.
 */
export function resolveType(
  scope: Resolution,
  text: string,
  options: TypeOptions,
  site: TypeSite,
  key = "type",
): TypeRef | null {
  const parsed = parseTypeText(text);
  if ("problem" in parsed) {
    const at = parsed.problem.offset >= text.length ? "its end" : `character ${parsed.problem.offset + 1}`;
    const holes = { type: text, place: site.place, expected: parsed.problem.expected, at };
    scope.report(found.SVC0117(typeSpan(), holes));
    return null;
  }
  return resolve(parsed.type, true);

  function resolve(type: TypeText, outermost: boolean): TypeRef | null {
    switch (type.kind) {
      case "optional": {
        const of = resolve(type.of, outermost);
        return of === null ? null : { kind: "optional", of };
      }
      case "list": {
        const limits = itemLimits("list", outermost);
        const of = limits && resolveInner(type.of, "a list of pages");
        return limits && of && { kind: "list", of, ...limits };
      }
      case "page": {
        const of = resolve(type.of, false);
        if (of === null) return null;
        return site.output ? { kind: "page", of } : refuse("a page");
      }
      case "dict": {
        const limits = itemLimits("dict", outermost);
        const keys = limits && resolve(type.key, false);
        const value = keys && resolveInner(type.value, "a dict of pages");
        if (limits === null || keys === null || value === null) return null;
        return KEYS.includes(unnamed(scope, keys).kind)
          ? { kind: "dict", key: keys, value, ...limits }
          : refuse("a dict with other keys than string, int, uuid, date or an enum");
      }
      case "name":
        return resolveName(type.name, outermost);
    }
  }

  function resolveInner(type: TypeText, ofPages: string): TypeRef | null {
    const inner = resolve(type, false);
    return inner?.kind === "page" ? refuse(ofPages) : inner;
  }

  function itemLimits(type: string, outermost: boolean): { minItems: number; maxItems: number } | null {
    const given = outermost ? options : {};
    if (!checkOptions(scope, site, given, LIST_OPTIONS, type)) return null;
    const { min_items: minItems = 0, max_items: maxItems = DEFAULT_ITEMS } = given;
    return minItems > maxItems
      ? contradiction(scope, site, "min_items", "max_items")
      : { minItems, maxItems };
  }

  function resolveName(name: string, outermost: boolean): TypeRef | null {
    const given = outermost ? options : {};
    if (Object.hasOwn(SCALARS, name)) {
      const scalar = name as ScalarName;
      return checkOptions(scope, site, given, SCALARS[scalar], name)
        ? resolveScalar(scope, scalar, given, site)
        : null;
    }
    if (name === "json") {
      return checkOptions(scope, site, given, ["schema"], name) ? resolveJson(given.schema) : null;
    }
    if (Object.hasOwn(LATER, name)) {
      const holes = { construct: `the type "${name}"`, place: site.place, stage: LATER[name]! };
      scope.report(found.SVC0108(typeSpan(), holes));
      return null;
    }
    const declared = scope.lookup(name, site.service);
    // What options it takes can be told of a type that there is.
    if (declared !== null && !checkOptions(scope, site, given, [], name)) return null;
    switch (declared?.kind) {
      case "entity":
        if (declared.rowless === null) return { kind: "row", model: `models.${name}` };
        scope.report(
          found.SVC0229(typeSpan(), { model: name, place: site.place, problem: declared.rowless.problem }, {
            help: declared.rowless.help,
          }),
        );
        return null;
      case "enum":
        return { kind: "enum", enum: declared.node.id };
      case "type":
        return declared.node.type.kind === "union"
          ? declared.node.type
          : { kind: "named", type: declared.node.id };
      case "shape":
        return { kind: "shape", shape: declared.node.id };
      case undefined: {
        const known = [...Object.keys(SCALARS), "json", ...scope.knownNames(site.service)];
        const word = name.toLowerCase();
        const help = Object.hasOwn(OTHER_WORDS, word)
          ? `did you mean "${OTHER_WORDS[word]}"?`
          : suggestion(name, known, "declare it under types, enums or models");
        scope.report(found.SVC0201(typeSpan(), { name, place: site.place }, { help }));
        return null;
      }
    }
  }

  /** Any value, or one of a type that is stored as JSON whatever it is. */
  function resolveJson(schema: string | undefined): TypeRef | null {
    if (schema === undefined) return { kind: "any" };
    const of = resolveType(scope, schema, {}, { ...site, output: false }, "schema");
    if (of === null) return null;
    return leaves(of).some(({ kind }) => kind === "row") || of.kind === "optional"
      ? refuse(`json of ${schema}`)
      : { kind: "json", of };
  }

  function refuse(what: string): null {
    scope.report(found.SVC0210(typeSpan(), { what, place: site.place }));
    return null;
  }

  function typeSpan() {
    return scope.at(site, key);
  }
}
