import { conflicts } from "./diagnostics.ts";
import { type Case, conflict, type Decision, freshEntry, keep } from "./decision.ts";
import type { Found } from "./snapshot.ts";

/** Neither a file that can be read nor a free place. svc writes through no link and removes nothing of others. */
export type Obstacle = Exclude<Found, { kind: "file" } | { kind: "absent" }>;

export function decideObstacle(c: Case<Obstacle>): Decision {
  const { path, wanted, entry, found } = c;
  // What a person may edit they may also replace: by a link to another file, for example.
  const mayBeReplaced = wanted.ownership !== "generated" && (entry !== null || found.kind !== "folder");
  if (mayBeReplaced && found.kind !== "blocked") {
    return keep(c, "was replaced by you", entry ?? freshEntry(wanted));
  }
  switch (found.kind) {
    case "unreadable":
      return conflict(c, conflicts.SVC0409(undefined, { path, system: found.system }));
    case "link":
      return conflict(c, conflicts.SVC0405(undefined, { path, link: path }));
    case "blocked": {
      const { by, as } = found;
      if (as === "link") return conflict(c, conflicts.SVC0405(undefined, { path, link: by }));
      return conflict(c, conflicts.SVC0406(undefined, { path, obstacle: by, what: WORDS[as] }));
    }
    case "folder":
    case "other":
      return conflict(c, conflicts.SVC0406(undefined, { path, obstacle: path, what: WORDS[found.kind] }));
  }
}

const WORDS = { file: "a file", folder: "a folder", other: "neither a file nor a folder" } as const;
