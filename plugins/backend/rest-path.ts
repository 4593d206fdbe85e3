import type { Route } from "./contract.ts";

export type Segment = Route["segments"][number];

const SEGMENT = /^(?:[A-Za-z0-9._~-]+|\{([a-z][a-z0-9_]*)\})$/;

/**
 * The segments of a path such as `/{book_id}/finish`; none for `""`, null if it is no path. Fixed text is what a URL
 * needs no escapes for; a placeholder is a whole segment.
 */
export function parsePath(text: string): readonly Segment[] | null {
  if (text === "") return [];
  if (!text.startsWith("/")) return null;
  const segments: Segment[] = [];
  for (const part of text.slice(1).split("/")) {
    const match = SEGMENT.exec(part);
    if (match === null || part === "." || part === "..") return null;
    const [, name] = match;
    segments.push(name === undefined ? { kind: "text", text: part } : { kind: "param", name });
  }
  return segments;
}

/** Wire names of the params in a path, in its order. */
export function placeholdersOf(segments: readonly Segment[]): readonly string[] {
  return segments.flatMap((segment) => segment.kind === "param" ? [segment.name] : []);
}

/** The path with each placeholder alike: two routes of the same shape hide each other. */
export function shapeOfPath(segments: readonly Segment[]): string {
  return segments.map((segment) => `/${segment.kind === "text" ? segment.text : "{}"}`).join("");
}
