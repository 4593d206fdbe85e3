import type { Entity } from "../../../mod.ts";

/** Words that mean something else in a test: Python's, pytest's and those of the templates. */
const TAKEN = new Set(
  `False None True and as assert async await break class continue def del elif else except finally for from global if
  import in is lambda nonlocal not or pass raise return try while with yield match case type
  abs all any ascii bin bool bytes callable chr dict dir divmod enumerate eval exec filter float format frozenset
  getattr hasattr hash help hex id input int isinstance iter len list locals map max memoryview min next object oct
  open ord pow print property range repr reversed round set setattr slice sorted str sum super tuple vars zip copyright
  credits license exit quit compile complex delattr globals issubclass staticmethod classmethod bytearray breakpoint
  http body response again same changes changed page seen made query key sign values found field fields value pointer
  rule expected number numbers unit make database settings engine app row rows item items path pytest httpx2 uuid4 place
  pivot wire datetime date decimal operations stored problem url last`.split(/\s+/),
);

/** What a row is called in a test: as its model, or as the param that it is for. */
export function variableOf(wanted: string): string {
  const name = inPython(wanted);
  return TAKEN.has(name) ? `${name}_row` : name;
}

/** A name that travels in camelCase, as names in Python are. */
export function inPython(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The fixture that makes rows of a model. */
export function fixtureOf(entity: Entity): string {
  return `make_${entity.names.snake}`;
}

/** Gives each name once; a second bearer gets a number. */
export function uniqueNames(taken: readonly string[] = []): (wanted: string) => string {
  const given = new Set(taken);
  return (wanted) => {
    let name = wanted;
    for (let number = 2; given.has(name); number++) name = `${wanted}_${number}`;
    given.add(name);
    return name;
  };
}
