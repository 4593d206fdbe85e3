/** Which keys, words and ways of writing a JSON Schema allows, and which of them a document uses. */
import type { Json } from "../../mod.ts";

interface Schema {
  readonly type?: string;
  readonly const?: Json;
  readonly enum?: readonly Json[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
}

/** Gives a place its name; places with one name are covered together. */
export type NamePlace = (place: string, key: string) => string;

/** Everything that may be written: `models.*.fields.*.unique`, `….on_delete = cascade`, `….unique as text`. */
export function allowed(schema: Json, name: NamePlace): ReadonlySet<string> {
  const found = new Set<string>();
  visit(schema as Schema, "", undefined, name, found);
  return found;
}

/** What of it a document uses. */
export function used(schema: Json, document: Json, name: NamePlace): ReadonlySet<string> {
  const found = new Set<string>();
  visit(schema as Schema, "", document, name, found);
  return found;
}

/** Without a value: whatever there may be. */
function visit(
  schema: Schema,
  place: string,
  value: Json | undefined,
  name: NamePlace,
  found: Set<string>,
): void {
  const ways = waysOf(schema);
  const forms = new Set(ways.map(formOf).filter((form) => form !== null));
  for (const way of ways) {
    if (value !== undefined && !fits(way, value)) continue;
    const form = formOf(way);
    if (forms.size > 1 && form !== null) found.add(`${place} as ${form}`);
    // A single word is no choice, and numbers are no words.
    const words = (way.enum ?? []).filter((word) => typeof word === "string");
    for (const word of words) if (value === undefined || value === word) found.add(`${place} = ${word}`);
    for (const [key, inner] of Object.entries(way.properties ?? {})) {
      const part = value === undefined ? undefined : (value as Record<string, Json>)[key];
      if (value !== undefined && part === undefined) continue;
      const at = name(place, key);
      found.add(at);
      visit(inner, at, part, name, found);
    }
    const others = typeof way.additionalProperties === "object" ? way.additionalProperties : null;
    if (others !== null && way.properties === undefined) {
      const parts = value === undefined ? [undefined] : Object.values(value as Record<string, Json>);
      for (const part of parts) visit(others, `${place}.*`, part, name, found);
    }
    if (way.items !== undefined) {
      for (const part of value === undefined ? [undefined] : value as Json[]) {
        visit(way.items, `${place}[]`, part, name, found);
      }
    }
  }
}

function waysOf(schema: Schema): readonly Schema[] {
  return schema.anyOf === undefined ? [schema] : schema.anyOf.flatMap(waysOf);
}

function formOf({ type, properties, additionalProperties, enum: words, const: word }: Schema): string | null {
  if (properties !== undefined || additionalProperties !== undefined || type === "object") return "map";
  if (type === "array") return "list";
  if (words !== undefined || word !== undefined || type === "string") return "text";
  return type === "integer" || type === "number" ? "number" : type ?? null;
}

/** Only as exactly as it takes to tell the ways of one place apart. */
function fits(schema: Schema, value: Json): boolean {
  switch (formOf(schema)) {
    case "map":
      return typeof value === "object" && value !== null && !Array.isArray(value) && hasKeysOf(schema, value);
    case "list":
      return Array.isArray(value);
    case "text":
      return (schema.enum ?? [schema.const ?? value]).includes(value);
    case "number":
      return typeof value === "number";
    case "boolean":
      return typeof value === "boolean";
    case "null":
      return value === null;
    default:
      return true;
  }
}

function hasKeysOf({ properties, required = [], additionalProperties }: Schema, value: object): boolean {
  if (!required.every((key) => key in value)) return false;
  return additionalProperties !== false ||
    Object.keys(value).every((key) => properties !== undefined && key in properties);
}
