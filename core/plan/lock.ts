import type { Ownership } from "../plugin/contribution.ts";
import type { Json } from "../text/json.ts";
import type { ProjectPath } from "../text/project-path.ts";

/** The committed record of what svc owns: it tells generated from edited, and finds orphans. */
export interface Lock {
  /** Null where nothing was generated yet. */
  readonly head: LockHead | null;
  /** Sorted by path, each path once. */
  readonly entries: readonly LockEntry[];
}

export interface LockHead {
  /** The svc that wrote it. */
  readonly svc: string;
  /** Version of the Model. */
  readonly model: number;
  readonly plugins: { readonly [name: string]: { readonly version: string; readonly hash: string } };
  /** What else a command wants to find again: `project`, … */
  readonly facts: { readonly [name: string]: Json };
}

export interface LockEntry {
  readonly path: ProjectPath;
  /** The plugin that contributed it. */
  readonly owner: string;
  readonly kind: Ownership;
  /** The text as svc generated it; for a scaffold also the name of its base. */
  readonly sha256: string;
  /**
   * The user's bytes, kept by `--ours` although svc would generate others: they are no conflict as long as
   * both sides stay as they were at that decision.
   */
  readonly kept?: string;
  /** Other texts that svc generated here, from the other side of a git merge. Never written. */
  readonly others?: readonly string[];
}

export const emptyLock: Lock = { head: null, entries: [] };

/** One JSON object a line, so that git merges locks line by line. */
export function printLock(lock: Lock): string {
  const lines = lock.entries.map(({ path, owner, kind, sha256, kept }) =>
    JSON.stringify({ path, owner, kind, sha256, ...(kept === undefined ? {} : { kept }) })
  );
  const head = lock.head === null ? [] : [printHead(lock.head)];
  return [...head, ...lines].map((line) => `${line}\n`).join("");
}

function printHead({ svc, model, plugins, facts }: LockHead): string {
  return JSON.stringify({ svc, model, plugins: sorted(plugins), ...sorted(facts) });
}

function sorted<T>(record: { readonly [name: string]: T }): { [name: string]: T } {
  return Object.fromEntries(Object.keys(record).sort().map((name) => [name, record[name]!]));
}
