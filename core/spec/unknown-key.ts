import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { z } from "../schema/schema.ts";
import { nearest } from "../text/nearest.ts";
import type { YamlNode } from "../text/node.ts";
import type { Span } from "../text/source.ts";
import { entryOf } from "../text/walk.ts";
import { shapeFindings as found } from "./diagnostics.ts";
import { places } from "./map-shape.ts";
import { mapsOf } from "./schema-at.ts";

/** What is known of keys that the language does not have: the plugin that would own them. */
export type KeyOwner = (key: string) => { readonly name: string; readonly available: boolean } | null;

/** A key that is not one of its map. */
export interface UnknownKey {
  readonly key: string;
  readonly span: Span;
  /** The map, in the words of a finding. */
  readonly place: string;
  readonly map: YamlNode | null;
  /** What may stand there instead. */
  readonly schema: z.ZodType | null;
}

/** Why the key cannot stand there, and the one that it was meant to be, if that can be told. */
export function explainUnknownKey(
  { key, span, place, map, schema }: UnknownKey,
  ownerOf: KeyOwner,
): { readonly finding: Diagnostic; readonly meant: string | null } {
  const only = (finding: Diagnostic) => ({ finding, meant: null });
  const maps = mapsOf(schema).map((option) => ({
    known: Object.keys(option.shape),
    place: places.get(option),
  }));
  const later = maps.map((option) => ownValue(option.place?.later ?? {}, key)).find((stage) =>
    stage !== undefined
  );
  if (later !== undefined) {
    return only(found.SVC0108(span, { construct: `the key "${key}"`, place, stage: later }));
  }
  const nameless = key === "was"
    ? maps.map((option) => option.place?.nameless).find((why) => why)
    : undefined;
  if (nameless) return only(found.SVC0130(span, { place, why: nameless.why }, { help: nameless.instead }));
  const known = [...new Set(maps.flatMap((option) => option.known))];
  const elsewhere = wordAbout(key, ownerOf(key), known);
  if (elsewhere !== null) return only(found.SVC0110(span, { key, place }, { help: elsewhere }));
  const word = ownValue(OTHER_KEYS, key);
  const near = word !== undefined && known.includes(word) ? word : nearest(key, known)[0];
  if (near === undefined) {
    const help = known.length === 0 ? "no keys may stand here" : `the keys here are ${known.join(", ")}`;
    return only(found.SVC0110(span, { key, place }, { help }));
  }
  const edits = entryOf(map, near) === null ? [{ span, text: near }] : [];
  return {
    finding: found.SVC0110(span, { key, place }, { help: `did you mean "${near}"?`, edits }),
    meant: near,
  };
}

/** Help about a key that is no typing error: another plugin has it, or another tool says it the other way round. */
function wordAbout(key: string, owner: ReturnType<KeyOwner>, known: readonly string[]): string | null {
  if (owner !== null) {
    return owner.available
      ? `it belongs to plugin ${owner.name}; add "${owner.name}: {}" to plugins`
      : `it belongs to plugin ${owner.name}, which this svc does not have yet`;
  }
  return known.includes("optional") && ["required", "nullable", "null"].includes(key)
    ? "every field is required that does not say optional: true"
    : null;
}

/** Words of other tools, and the keys that they are here. */
const OTHER_KEYS: Readonly<Record<string, string>> = {
  length: "max_length",
  maxlen: "max_length",
  minlen: "min_length",
  size: "max_length",
  minimum: "ge",
  min: "ge",
  maximum: "le",
  max: "le",
  regex: "pattern",
  choices: "values",
  doc: "description",
  desc: "description",
  comment: "description",
  ondelete: "on_delete",
  back_populates: "inverse",
  backref: "inverse",
  related_name: "inverse",
  returns: "output",
  raises: "errors",
};

/** A key of the user may be called like something that every object has. */
function ownValue(values: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}
