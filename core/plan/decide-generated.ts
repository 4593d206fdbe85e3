import { conflicts } from "./diagnostics.ts";
import {
  type Case,
  conflict,
  decideHelp,
  type Decision,
  type FoundFile,
  freshEntry,
  identical,
  isUntouched,
  keep,
  write,
} from "./decision.ts";
import { firstConflict } from "../text/merge-sides.ts";
import { editedLine } from "./edited-line.ts";
import type { LockEntry } from "./lock.ts";

/** Made anew every time, and overwritten only if it is as svc left it. */
export function decideGenerated(c: Case<FoundFile>): Decision {
  const { path, wanted, entry, found, choice } = c;
  const help = decideHelp(path);
  if (found.sha256 === wanted.sha256) return identical(c);
  if (choice === "theirs") return write(c);
  if (choice === "ours") {
    return keep(c, "kept as it is, by --ours", { ...freshEntry(wanted), kept: found.sha256 });
  }
  if (entry === null) {
    return conflict(c, conflicts.SVC0402(undefined, { path, owner: wanted.owner }, { help }));
  }
  if (entry.kept === found.sha256 && entry.sha256 === wanted.sha256) {
    return keep(c, "kept by an earlier --ours", entry);
  }
  if (isUntouched(entry, found.sha256)) return write(c);
  if (isOfMerge(c, entry)) return write(c, { reason: "git could not merge it" });
  if (entry.kind !== "generated") return conflict(c, conflicts.SVC0407(undefined, { path }, { help }));

  const edit = editedLine(c, entry);
  const where = edit === null ? "" : `, at line ${edit.line}`;
  return conflict(c, conflicts.SVC0401(edit?.span, { path, where }, { help, label: edit?.label }));
}

/**
 * Whether git made the file of two that svc made, and could not: nobody wrote that text, and the branches have
 * theirs. The lock knows of both; where it knows of one, somebody has edited the other. What a branch committed in
 * such a file by hand gives way as well: nothing tells it from lines of its other text. Its commit has it.
 */
function isOfMerge({ found }: Case<FoundFile>, { others = [], kept }: LockEntry): boolean {
  if (others.length === 0 || kept !== undefined || found.bytes === null) return false;
  return firstConflict(new TextDecoder().decode(found.bytes)) >= 0;
}
