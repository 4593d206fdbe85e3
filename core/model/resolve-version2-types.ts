import { version2Findings } from "../spec/version2/diagnostics.ts";
import { nearest } from "../text/nearest.ts";
import type { YamlMap, YamlNode } from "../text/node.ts";
import { entryOf, toValue } from "../text/walk.ts";
import { meaning } from "./diagnostics.ts";
import type { Enum } from "./named-type.ts";
import type { Id } from "./node.ts";
import { type Resolution, type Site, suggestion } from "./resolution.ts";
import type { DictType, ListType, TypeRef } from "./type-ref.ts";

const PRIMITIVES = ["int", "string", "bool", "float", "datetime", "uuid"] as const;
const COLLECTIONS = ["list", "dict", "optional", "enum"] as const;
/** What Python calls an identifier; the old loader refused a leading underscore. */
const IDENTIFIER = /^\p{XID_Start}\p{XID_Continue}*$/u;
/** Each level of a text is read by a call of its own. */
const MAX_TEXT = 200;

/** A scalar of version 2, without limits; null for any other name. */
export function primitiveOf(name: string): TypeRef | null {
  switch (PRIMITIVES.find((candidate) => candidate === name)) {
    case "int":
      return { kind: "int", format: null };
    case "string":
      return { kind: "string", minLength: 0, maxLength: null, pattern: null, format: null, normalize: [] };
    case "bool":
      return { kind: "bool" };
    case "float":
      return { kind: "float" };
    case "datetime":
      return { kind: "datetime" };
    case "uuid":
      return { kind: "uuid" };
    case undefined:
      return null;
  }
}

export function listOf(of: TypeRef): ListType {
  return { kind: "list", of, minItems: 0, maxItems: null };
}

/** What the type of a field means, written as a text or as a map; null after a finding. */
export function resolveVersion2Type(
  scope: Resolution,
  node: YamlNode,
  inlineEnum: { readonly name: string; readonly field: Id },
  site: Site,
): TypeRef | null {
  if (node.kind === "map") return fromMap(node);
  if (node.kind === "scalar" && typeof node.value === "string") return fromText(node.value, node);
  return refuse(node, "it is neither text nor a map");

  function fromText(text: string, at: YamlNode): TypeRef | null {
    if (text.length > MAX_TEXT) return refuse(at, `it is longer than ${MAX_TEXT} characters`);
    const primitive = primitiveOf(text);
    if (primitive !== null) return primitive;
    const item = /^list\[(.*)\]$/.exec(text)?.[1];
    if (item !== undefined) {
      const of = fromText(item.trim(), at);
      return of && listOf(of);
    }
    const [, key, value] = /^dict\[([^,]*),(.*)\]$/.exec(text) ?? [];
    if (key !== undefined && value !== undefined) {
      return dictOf(fromText(key.trim(), at), fromText(value.trim(), at), at);
    }
    return unknown(text, at);
  }

  function fromMap(map: YamlMap): TypeRef | null {
    const name = entryOf(map, "type")?.value;
    if (name?.kind !== "scalar" || typeof name.value !== "string") return refuse(map, 'it has no "type"');
    const primitive = primitiveOf(name.value);
    const collection = COLLECTIONS.find((candidate) => candidate === name.value);
    warnOfOthers(map, collection);
    if (primitive !== null) return primitive;
    switch (collection) {
      case "list": {
        const of = inner(map, "of");
        return of && listOf(of);
      }
      case "optional": {
        const of = inner(map, "of");
        return of === null || of.kind === "optional" ? of : { kind: "optional", of };
      }
      case "dict":
        return dictOf(inner(map, "key"), inner(map, "value"), map);
      case "enum":
        return enumOf(map);
      case undefined:
        return unknown(name.value, name);
    }
  }

  function inner(map: YamlMap, key: string): TypeRef | null {
    const value = entryOf(map, key)?.value;
    if (value === undefined) return refuse(map, `it has no "${key}"`);
    return value.kind === "map" ? fromMap(value) : refuse(value, `"${key}" is a map, like { type: string }`);
  }

  function dictOf(key: TypeRef | null, value: TypeRef | null, at: YamlNode): DictType | null {
    if (key === null || value === null) return null;
    const scalar = PRIMITIVES.some((candidate) => candidate === key.kind);
    return scalar
      ? { kind: "dict", key, value, minItems: 0, maxItems: null }
      : refuse(at, "the key of a dict is a scalar");
  }

  function enumOf(map: YamlMap): TypeRef | null {
    const values = toValue(entryOf(map, "values")?.value ?? null);
    const problem = (text: string) => {
      scope.report(
        meaning.SVC0213((entryOf(map, "values")?.value ?? map).span, { place: site.place, problem: text }),
      );
      return null;
    };
    if (!Array.isArray(values)) return problem("it needs values: [a, b]");
    const texts = values.filter((value) => typeof value === "string");
    if (texts.length < values.length) return problem("a value is no text");
    if (texts.length < 2) return problem("it needs at least two values");
    const bad = texts.find((text) => !IDENTIFIER.test(text));
    if (bad !== undefined) return problem(`"${bad}" is no identifier without a leading underscore`);
    const twice = texts.find((text, position) => texts.indexOf(text) !== position);
    if (twice !== undefined) return problem(`"${twice}" stands there twice`);
    const value = entryOf(map, "default")?.value;
    // The default of an enum is documentation: the field stays required. But it has to be one of the values.
    if (value !== undefined && toValue(value) !== null && !texts.some((text) => text === toValue(value))) {
      const written = value.kind === "scalar" ? value.written : "the default";
      scope.report(meaning.SVC0211(value.span, {
        value: written,
        place: `default of ${site.place}`,
        problem: `is not one of ${texts.join(", ")}`,
      }));
      return null;
    }
    return { kind: "enum", enum: addEnum(scope, texts, inlineEnum, map).id };
  }

  function warnOfOthers(map: YamlMap, collection: typeof COLLECTIONS[number] | undefined): void {
    const known = {
      list: ["type", "of"],
      optional: ["type", "of"],
      dict: ["type", "key", "value"],
      enum: ["type", "values", "default"],
      none: ["type"],
    }[collection ?? "none"];
    for (const { key, keySpan } of map.entries) {
      if (known.includes(key)) continue;
      const [near] = nearest(key, known);
      const help = near === undefined ? {} : { help: `did you mean "${near}"?` };
      scope.report(version2Findings.SVC0142(keySpan, { key, place: `the type of ${site.place}` }, help));
    }
  }

  function unknown(name: string, at: YamlNode): null {
    const help = suggestion(name, PRIMITIVES, "fields of version 2 have scalars, lists, dicts and enums");
    scope.report(meaning.SVC0201(at.span, { name, place: site.place }, { help }));
    return null;
  }

  function refuse(at: YamlNode, problem: string): null {
    scope.report(version2Findings.SVC0149(at.span, { place: site.place, problem }));
    return null;
  }
}

function addEnum(
  scope: Resolution,
  values: readonly string[],
  inlineEnum: { readonly name: string; readonly field: Id },
  map: YamlMap,
): Enum {
  let { name } = inlineEnum;
  while (scope.enums.has(`enums.${name}`)) name += "_";
  const members = values.map((value) => value.toUpperCase());
  const unique = new Set(members).size === members.length;
  const node: Enum = {
    id: `enums.${name}`,
    description: null,
    ext: {},
    name,
    // Version 2 told values apart by case.
    values: values.map((value, position) => ({
      value,
      names: { member: unique ? members[position]! : value },
    })),
    field: inlineEnum.field,
    service: null,
  };
  scope.enums.set(node.id, node);
  scope.spans.set(node.id, map.span);
  return node;
}
