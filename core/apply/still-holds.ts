import type { Host } from "../host/host.ts";
import { probe } from "../plan/probe.ts";
import type { Step } from "./journal.ts";
import type { Operation } from "./operation.ts";
import { hashAt } from "./step.ts";

/** The paths that are not as the plan found them. */
export function outdatedPaths(host: Host, steps: readonly Step[]): readonly string[] {
  const placeAt = probe(host.files);
  const removed = new Set(steps.filter(({ to }) => to === null).map(({ path }) => path));
  return steps.filter(({ path, from }) => {
    if (hashAt(host, path, placeAt) === from) return false;
    return from !== null || !isMakingRoom(path);
  }).map(({ path }) => path);

  /** A file that goes first may stand where a folder is needed, and a folder of such files where a file is. */
  function isMakingRoom(path: string): boolean {
    const place = placeAt(path);
    if (place.kind === "blocked") return place.as === "file" && removed.has(place.by);
    return place.kind === "folder" && [...removed].some((each) => each.startsWith(`${path}/`));
  }
}

/** The first folder in which nothing may be changed; looked at beforehand, because half a plan helps nobody. */
export function lockedFolder({ files }: Host, operations: readonly Operation[]): string | null {
  const seen = new Set<string>();
  for (const { path } of operations) {
    let folder = parentOf(path);
    while (folder !== "" && !seen.has(folder) && files.kind(folder) === null) {
      seen.add(folder);
      folder = parentOf(folder);
    }
    if (seen.has(folder)) continue;
    seen.add(folder);
    if (files.kind(folder) === "folder" && !files.canChange(folder)) return folder;
  }
  return null;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
