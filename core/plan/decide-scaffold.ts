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
import type { LockEntry } from "./lock.ts";
import { mergeTexts } from "./merge.ts";

/** Made once; the user's changes and new templates are merged against the text that svc wrote last. */
export function decideScaffold(c: Case<FoundFile>): Decision {
  const { wanted, entry, found, choice } = c;
  const fresh = freshEntry(wanted);
  if (found.sha256 === wanted.sha256) return identical(c);
  if (choice === "theirs") return write(c);
  // What stands there without svc having written it is the user's version of it from now on.
  if (entry === null) return keep(c, "was there already", fresh);
  if (isUntouched(entry, found.sha256)) return write(c);
  if (choice === "ours") return keep(c, "kept as it is, by --ours", fresh);
  if (entry.kind !== "scaffold") return keep(c, "is yours to edit now", fresh);
  if (entry.sha256 === wanted.sha256) return keep(c, "edited by you", fresh);
  return merge(c, entry);
}

function merge(c: Case<FoundFile>, entry: LockEntry): Decision {
  const { path, wanted, found, context } = c;
  const help = decideHelp(path);
  const base = context.baseText(entry.sha256);
  if (base === undefined) {
    return conflict(c, conflicts.SVC0408(undefined, { path }, { help }));
  }
  const yours = textOf(found);
  if (yours === null) return conflict(c, conflicts.SVC0410(undefined, { path }, { help }));
  const merged = mergeTexts(base, yours, wanted.text);
  if (merged.kind === "conflict") {
    return conflict(c, conflicts.SVC0403(undefined, { path, line: merged.line }, { help }));
  }
  if (merged.text === yours) return keep(c, "has the new text already", freshEntry(wanted));
  return write(c, { merged: merged.text });
}

/** Null if it is no UTF-8: then decoding and encoding would lose something. */
function textOf({ bytes }: FoundFile): string | null {
  if (bytes === null) return null;
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const again = text.includes("\ufffd") ? new TextEncoder().encode(text) : bytes;
  return again.length === bytes.length && again.every((byte, at) => byte === bytes[at]) ? text : null;
}
