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

/**
 * A file whose text is made when it is asked for: a plan to create a file needs no text, and `why` only that of one
 * file. It is not kept, since a large project has more text than there should be in memory at once. Whoever asks, by
 * JSON too, sees a contribution like any other.
 */
export function lazyFile(
  path: string,
  ownership: Ownership,
  render: () => { readonly text: string; readonly origins: readonly Origin[] },
): FileContribution {
  return {
    kind: "file",
    path,
    ownership,
    get text() {
      return render().text;
    },
    get origins() {
      return render().origins;
    },
  };
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
