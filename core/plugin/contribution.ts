import type { FindingContribution } from "../model/extension.ts";
import type { Json } from "../text/json.ts";
import type { Origin } from "../text/origin.ts";

/**
 * `generated`: svc's; made anew every time. `scaffold`: made once, later template changes come by three-way
 * merge. `once`: written if absent, never touched again.
 */
export type Ownership = "generated" | "scaffold" | "once";

/** What a plugin wants: data with its origin, never an effect. */
export type Contribution = FileContribution | EntryContribution | FindingContribution;

export interface FileContribution {
  readonly kind: "file";
  readonly path: string;
  readonly ownership: Ownership;
  readonly text: string;
  /** Which line came from which node and template line; ranges in ascending order, lines from 1, inclusive. */
  readonly origins: readonly Origin[];
}

/** Something for a point that another plugin prints. */
export interface EntryContribution {
  readonly kind: "entry";
  /** `backend/lifespan`: owner and name. */
  readonly point: string;
  /** Unique in the point for `list`; the path in the tree (`services.backend`) for `tree`. */
  readonly key: string;
  readonly value: Json;
  readonly node: string | null;
}
