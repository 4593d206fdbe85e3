import type { Decision } from "./decision.ts";
import type { Found, Snapshot } from "./snapshot.ts";
import type { WantedFile } from "./wanted.ts";

/**
 * A module can become a package and a package a module: a file that is deleted makes room for a folder, the
 * files of a folder for a file. Says which deletions therefore go first, and what is found after them.
 */
export function makeRoom(
  wanted: readonly WantedFile[],
  { found }: Snapshot,
  orphans: readonly Decision[],
): { readonly after: (path: string) => Found; readonly orphans: readonly Decision[] } {
  const deleted = new Set(
    orphans.flatMap(({ change }) => change?.verb === "delete" ? [change.path as string] : []),
  );
  const first = new Set<string>();
  const free = new Set<string>();
  for (const { path } of wanted) {
    const obstacles = obstaclesOf(found.get(path) ?? ABSENT);
    if (obstacles.length === 0 || !obstacles.every((obstacle) => deleted.has(obstacle))) continue;
    free.add(path);
    for (const obstacle of obstacles) first.add(obstacle);
  }
  return {
    after: (path) => free.has(path) ? ABSENT : found.get(path) ?? ABSENT,
    orphans: orphans.map((orphan) =>
      orphan.change !== null && first.has(orphan.change.path)
        ? { ...orphan, change: { ...orphan.change, first: true } }
        : orphan
    ),
  };
}

const ABSENT: Found = { kind: "absent" };

function obstaclesOf(found: Found): readonly string[] {
  if (found.kind === "folder") return found.inside;
  return found.kind === "blocked" && found.as === "file" ? [found.by] : [];
}
