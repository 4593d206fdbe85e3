import type { Change, Verb } from "./change.ts";
import type { Choice, Decision } from "./decision.ts";
import { isUntouched } from "./decision.ts";
import { conflicts } from "./diagnostics.ts";
import type { LockEntry } from "./lock.ts";
import type { Found } from "./snapshot.ts";

/** A path that svc owns and nobody contributes any more. */
export function decideOrphan(entry: LockEntry, found: Found, choice: Choice): Decision {
  const { path } = entry;
  if (found.kind === "absent" || found.kind === "blocked") return { change: null, entry: null };
  if (found.kind !== "file") {
    return { change: orphan(entry, "keep", null, "is no file of svc any more"), entry: null };
  }
  const { sha256 } = found;
  // Migrations are contributed on the day they are made and never again: to be out of the spec says nothing.
  if (entry.kind === "once") {
    return { change: { ...orphan(entry, "keep", sha256, "is yours"), quiet: true }, entry };
  }
  if (isUntouched(entry, sha256) || choice === "theirs") {
    return { change: { ...orphan(entry, "delete", sha256), after: null }, entry: null };
  }
  if (entry.kind === "scaffold" || choice === "ours") {
    return { change: orphan(entry, "keep", sha256, "is not made by svc any more; yours now"), entry: null };
  }
  const help =
    `\`svc generate --theirs ${path}\` deletes it, \`svc generate --ours ${path}\` keeps it as a file of yours`;
  const finding = conflicts.SVC0404(undefined, { path }, { help });
  return { change: { ...orphan(entry, "conflict", sha256), code: finding.code }, entry, finding };
}

function orphan(
  { path, kind, owner }: LockEntry,
  verb: Verb,
  sha256: string | null,
  reason?: string,
): Change {
  const change = { verb, path, ownership: kind, owner, before: sha256, after: sha256 };
  return reason === undefined ? change : { ...change, reason };
}
