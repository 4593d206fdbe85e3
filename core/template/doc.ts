/**
 * A document with possible line breaks, in the manner of Wadler and Prettier, with the few extras that ruff's
 * formatter has. Which element means what is decided in `doc-printer.ts`, built in `expression-doc.ts`.
 */
export type Doc = string | readonly Doc[] | Line | Group | Wrapped | BestFit | Variants | Parts | Whole;

/** A group remembers under its id whether it was broken. */
export type GroupId = number;

/** Nothing or a space if the group around it is flat, else a line end. */
interface Line {
  readonly kind: "line";
  readonly flat: "" | " ";
}

/** Broken as a whole or not at all; `when`: a group only if that other group is broken. */
interface Group {
  readonly kind: "group";
  readonly content: Doc;
  readonly id: GroupId | null;
  readonly when: GroupId | null;
  readonly expand: boolean;
}

interface Wrapped {
  /**
   * `indent`: one level deeper. `indentIfBroken`: only if the group is. `ifBroken`, `ifFlat`: printed only then (of the
   * group, or the one around it). `fitsExpanded`: while that group is flat, it counts as fitting if it fits broken.
   */
  readonly kind: "indent" | "indentIfBroken" | "ifBroken" | "ifFlat" | "fitsExpanded";
  readonly content: Doc;
  readonly id: GroupId | null;
}

/** In parentheses if that makes it fit, else without. */
interface BestFit {
  readonly kind: "bestFit";
  readonly content: Doc;
  readonly id: GroupId;
}

/** The first that fits, else the last; `allLines`: every line of it must fit, not only the first. */
interface Variants {
  readonly kind: "variants";
  readonly variants: readonly Doc[];
  readonly allLines: boolean;
}

/** Literals one below another; how many depends on the room there is. */
interface Parts {
  readonly kind: "parts";
  readonly split: (width: number) => readonly string[];
}

/**
 * What is printed as this text if all of it fits, and only taken apart if it does not: most of what stands in a
 * statement that is too long fits once the statement is broken.
 */
interface Whole {
  readonly kind: "whole";
  readonly text: string;
  /** Made when it is first asked for. */
  readonly content: () => Doc;
}

export const softline: Doc = { kind: "line", flat: "" };
export const line: Doc = { kind: "line", flat: " " };

export function group(content: Doc, options: { id?: GroupId; when?: GroupId; expand?: boolean } = {}): Doc {
  return {
    kind: "group",
    content,
    id: options.id ?? null,
    when: options.when ?? null,
    expand: options.expand ?? false,
  };
}

export function indent(content: Doc): Doc {
  return { kind: "indent", content, id: null };
}

export function indentIfBroken(content: Doc, id: GroupId): Doc {
  return { kind: "indentIfBroken", content, id };
}

export function ifBroken(content: Doc, id: GroupId | null = null): Doc {
  return { kind: "ifBroken", content, id };
}

export function ifFlat(content: Doc, id: GroupId | null = null): Doc {
  return { kind: "ifFlat", content, id };
}

export function fitsExpanded(content: Doc, id: GroupId): Doc {
  return { kind: "fitsExpanded", content, id };
}

export function bestFit(content: Doc, id: GroupId): Doc {
  return { kind: "bestFit", content, id };
}

export function firstThatFits(variants: readonly Doc[], allLines = false): Doc {
  return { kind: "variants", variants, allLines };
}

export function parts(split: (width: number) => readonly string[]): Doc {
  return { kind: "parts", split };
}

export function whole(text: string, make: () => Doc): Doc {
  let made: Doc | null = null;
  return { kind: "whole", text, content: () => made ??= make() };
}

/** On lines of its own, one level deeper, if the group is broken. */
export function softIndent(content: Doc): Doc {
  return [indent([softline, content]), softline];
}

export function separated(items: readonly Doc[], separator: Doc): Doc {
  return items.flatMap((item, index) => index === 0 ? [item] : [separator, item]);
}
