import { shorten, visible } from "../text/visible.ts";

/** The names of the `{holes}` of a template: letters between braces; other braces are text. */
export type Holes<Template extends string> = Template extends `${string}{${infer Rest}`
  ? Rest extends `${infer Name}}${infer After}`
    ? Name extends "" ? Holes<After> : IsWord<Name> extends true ? Name | Holes<After> : Holes<Rest>
  : never
  : never;

/** Only letters have two cases. */
type IsWord<Text extends string> = Text extends "" ? true
  : Text extends `${infer Char}${infer Rest}` ? Uppercase<Char> extends Lowercase<Char> ? false : IsWord<Rest>
  : false;

export type HoleValue = string | number;

const HOLE = /\{([A-Za-z]+)\}/g;

/** Longer values say no more, and they may come from anybody. */
const MAX_VALUE = 80;

/** Paths, which somebody copies into the next command, and sentences, whose point may stand at their end. */
const WHOLE = new Set(["path", "file", "folder", "problem", "reason", "step", "what", "way", "why"]);
const MAX_WHOLE = 1000;

export function holesOf(template: string): readonly string[] {
  return [...new Set(template.matchAll(HOLE).map(([, name]) => name!))];
}

/** Fill a template; what the values hold is made visible and cut. Null if a value is missing. */
export function fillHoles(
  template: string,
  values: Readonly<Record<string, HoleValue | null | undefined>>,
): string | null {
  if (holesOf(template).some((name) => !Object.hasOwn(values, name) || values[name] == null)) return null;
  return template.replace(HOLE, (_, name: string) => {
    const limit = WHOLE.has(name) ? MAX_WHOLE : MAX_VALUE;
    return shorten(visible(String(values[name])), limit);
  });
}
