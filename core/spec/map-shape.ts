import { z } from "../schema/schema.ts";

/** What shape checking knows about a map besides its keys. */
export interface Place {
  /** Keys that the language has and this svc does not: key → stage and plugin. */
  readonly later: Readonly<Record<string, string>>;
  /** Why it has no former name, though other things have; null where `was` may stand, or is like any unknown key. */
  readonly nameless: Nameless | null;
  /** What a map would be in the place of this text or list: construct and stage. */
  readonly laterMap?: { readonly construct: string; readonly stage: string };
}

/** What says its name itself, so that an old one leads nowhere: a request, or a record that is stored. */
export interface Nameless {
  readonly why: string;
  readonly instead: string;
}

export const places = z.registry<Place>();

/** A map with exactly these keys, and later ones that are refused by their stage. */
export function keys<S extends Record<string, z.ZodType>>(
  shape: S,
  later: Record<string, string> = {},
  nameless: Nameless | null = null,
) {
  const schema = z.strictObject(shape);
  places.add(schema, { later, nameless });
  return schema;
}

/** Text or a list, where a later stage has a map. */
export function withoutMap<T extends z.ZodType>(schema: T, construct: string, stage: string): T {
  places.add(schema, { later: {}, nameless: null, laterMap: { construct, stage } });
  return schema;
}
