import type { Ownership } from "../plugin/contribution.ts";
import type { ProjectPath } from "../text/project-path.ts";
import type { Lock } from "./lock.ts";

export type Verb = "create" | "update" | "delete" | "move" | "identical" | "keep" | "conflict";

/** What happens to one path. */
export interface Change {
  readonly verb: Verb;
  readonly path: ProjectPath;
  readonly ownership: Ownership;
  /** The plugin that contributes it, or contributed it last. */
  readonly owner: string;
  /** Hash of what was found, null if nothing was; for a move, at the new path. */
  readonly before: string | null;
  /** Hash of what is there afterwards. */
  readonly after: string | null;
  /** The new text for `create`, `update` and `move`; the refused one for `conflict`. May be made when it is asked for. */
  readonly content?: string;
  /** Where a `move` comes from. */
  readonly from?: ProjectPath;
  /** Why it is kept, for people. */
  readonly reason?: string;
  /** Nothing new: it was so before, and is said only to those who ask for everything. */
  readonly quiet?: true;
  /** A deletion that makes room for a file or folder of another name, so it goes first. */
  readonly first?: true;
  /** Code of the finding about a conflict. */
  readonly code?: string;
}

/** All that an apply needs: plain data, the same for the same inputs. */
export interface Plan {
  /** Sorted by path. */
  readonly changes: readonly Change[];
  /** The lock as it is to be. */
  readonly lock: Lock;
  /** Hash of the lock file that the plan was made on, null if there was none. */
  readonly lockBefore: string | null;
  readonly lockAfter: string;
  readonly bases: {
    readonly write: readonly { readonly sha256: string; readonly text: string }[];
    readonly remove: readonly string[];
  };
  /** Files of `.svc` that follow from svc itself, like the JSON Schemas of spec files for editors. */
  readonly house: readonly HouseFile[];
  /** Names the plan: equal plans have equal hashes. */
  readonly hash: string;
}

export interface HouseFile {
  /** Below `.svc/schema`. */
  readonly path: string;
  readonly text: string;
}

/** Nothing at all would be written, not even the lock. */
export function isNoop(plan: Plan): boolean {
  // The hash of the new lock comes last: it needs the text of every file.
  return !plan.changes.some(changesDisk) && plan.bases.write.length === 0 &&
    plan.bases.remove.length === 0 && plan.lockBefore === plan.lockAfter;
}

/** Whether the file itself is touched. */
export function changesDisk({ verb }: Change): boolean {
  return verb === "create" || verb === "update" || verb === "delete" || verb === "move";
}
