import type { Json } from "../text/json.ts";

export type Id = string;

/** What every node has. */
export interface Node {
  readonly id: Id;
  readonly description: string | null;
  /** Resolved extensions of plugins, by key: `ext.rest`. */
  readonly ext: Readonly<Record<string, Json>>;
}

/** It goes away: still there and still right, but no longer to be used. */
export interface Deprecation {
  /** `2026-11-21` */
  readonly since: string;
  /** The day on which it may be gone, if that is known. */
  readonly until: string | null;
  /** What to use instead, in the words of the spec. */
  readonly use: string | null;
}
