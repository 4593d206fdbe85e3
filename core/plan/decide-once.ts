import { type Case, type Decision, type FoundFile, freshEntry, identical, keep, write } from "./decision.ts";

/** Written if absent; the user's from then on, so its line in the lock never moves on with the template. */
export function decideOnce(c: Case<FoundFile>): Decision {
  const { wanted, entry, found, choice } = c;
  if (found.sha256 === wanted.sha256) return identical(c);
  if (choice === "theirs") return write(c);
  const fresh = freshEntry(wanted);
  if (entry === null) return keep(c, "was there already", fresh);
  return keep(c, "is yours", { ...fresh, sha256: entry.sha256 });
}
