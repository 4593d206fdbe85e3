import { parseProjectPath } from "../text/project-path.ts";
import { by } from "../text/compare.ts";
import type { Lock, LockEntry } from "./lock.ts";

/** A folder that is called otherwise now. */
export interface FolderRename {
  readonly from: string;
  readonly to: string;
}

/** Where a path is after renames, of which inner folders stand behind those around them. */
export function underNewFolder(path: string, renames: readonly FolderRename[]): string {
  const innermost = renames.findLast(({ from }) => path.startsWith(`${from}/`));
  return innermost === undefined ? path : innermost.to + path.slice(innermost.from.length);
}

/** A lock whose files moved with their folders. What stood at the new place before is known there already. */
export function inNewFolders(lock: Lock, renames: readonly FolderRename[]): Lock {
  if (renames.length === 0) return lock;
  const entries = new Map<string, LockEntry>();
  for (const entry of lock.entries) if (!isUnder(entry.path, renames)) entries.set(entry.path, entry);
  for (const entry of lock.entries) {
    const parsed = parseProjectPath(underNewFolder(entry.path, renames));
    if ("path" in parsed && !entries.has(parsed.path)) {
      entries.set(parsed.path, { ...entry, path: parsed.path });
    }
  }
  return { ...lock, entries: [...entries.values()].sort(by(({ path }) => path)) };
}

function isUnder(path: string, renames: readonly FolderRename[]): boolean {
  return renames.some(({ from }) => path.startsWith(`${from}/`));
}
