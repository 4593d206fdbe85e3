import type { Files, Host } from "../host/host.ts";
import { probe } from "../plan/probe.ts";
import { stagedFile, type Step } from "./journal.ts";

/** Do one step: the staged file takes its place, or a file goes with the folders that it leaves empty. */
export function carryOut(files: Files, stage: string, { path, to }: Step, index: number): void {
  if (to !== null) return files.rename(stagedFile(stage, index), path);
  files.remove(path);
  removeEmptyParents(files, path);
}

/** A folder that is gone does not end the way up: a run may have died between it and the one above. */
export function removeEmptyParents(files: Files, path: string): void {
  for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
    const folder = path.slice(0, end);
    if (!files.removeEmptyFolder(folder) && files.kind(folder) !== null) return;
  }
}

/** What stands at a path: the hash of a file, null for nothing, or a word that is no hash for anything else. */
export function hashAt({ files }: Host, path: string, placeAt = probe(files)): string | null {
  const { kind } = placeAt(path);
  if (kind === "absent") return null;
  if (kind !== "file") return kind;
  return files.hash(path);
}
