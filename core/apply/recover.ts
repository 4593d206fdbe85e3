import type { Diagnostic, Outcome } from "../diagnostics/diagnostic.ts";
import { attempt } from "../host/attempt.ts";
import type { Host } from "../host/host.ts";
import { probe } from "../plan/probe.ts";
import { isSha256, svcFolder } from "../plan/svc-folder.ts";
import { applyFindings } from "./diagnostics.ts";
import { type Journal, readJournal, stagedFile } from "./journal.ts";
import { type Refused, refused, systemFinding } from "./refusal.ts";
import { carryOut, hashAt, removeEmptyParents } from "./step.ts";
import { withWriterLock } from "./with-writer-lock.ts";

export type Recovery =
  | { readonly kind: "nothing" }
  /** A run died before it touched the project: only its stage was thrown away. */
  | { readonly kind: "cleaned" }
  /** A run died while it changed the project: the rest was done, except where somebody else was faster. */
  | { readonly kind: "finished"; readonly changed: readonly string[]; readonly kept: readonly string[] };

/**
 * Clean up after a run that was killed. Every command that writes calls it before it reads the project; it
 * costs two looks at the disk if there is nothing to do.
 */
export async function recover(host: Host): Promise<Outcome<Recovery | Refused>> {
  const interrupted = attempt(() => isInterrupted(host));
  if (!interrupted.ok) return { value: refused("system"), diagnostics: [systemFinding(interrupted.error)] };
  if (!interrupted.value) return { value: { kind: "nothing" }, diagnostics: [] };
  return await withWriterLock(host, () => finishInterrupted(host));
}

/** Whether a run was killed, or is at work at this moment. Commands that only read can say so. */
export function isInterrupted({ files }: Host): boolean {
  const placeAt = probe(files);
  return [svcFolder.journal, svcFolder.stage].some((path) => {
    const { kind } = placeAt(path);
    return kind !== "absent" && kind !== "blocked";
  });
}

/** Call only with the writer lock: what looks like an interrupted run could be one at work. */
export function finishInterrupted(host: Host): Outcome<Recovery | Refused> {
  if (!isInterrupted(host)) return { value: { kind: "nothing" }, diagnostics: [] };
  const read = readJournal(host);
  if (read.kind === "broken") {
    return {
      value: refused("journal"),
      diagnostics: [applyFindings.SVC0438(undefined, { problem: read.problem })],
    };
  }
  if (read.kind === "none") {
    host.files.removeTree(svcFolder.stage);
    return { value: { kind: "cleaned" }, diagnostics: [] };
  }
  const done = rollForward(host, read.journal);
  host.files.remove(svcFolder.journal);
  host.files.removeTree(svcFolder.stage);
  return { value: { kind: "finished", ...done }, diagnostics: findings(done) };
}

/** A step is done only where the disk is as the dead run found it; what is as it wanted it is done already. */
function rollForward(
  host: Host,
  { stage, steps }: Journal,
): { changed: readonly string[]; kept: readonly string[] } {
  const changed: string[] = [];
  const kept: string[] = [];
  for (const [index, step] of steps.entries()) {
    const { path, from, to } = step;
    // The folders change from step to step, so each look is a fresh one.
    const now = hashAt(host, path);
    // Where a file was to go, a folder of a later step may stand: gone is gone.
    const isDone = to === null ? !isSha256(now) : now === to;
    if (isDone) {
      if (to === null) removeEmptyParents(host.files, path);
      continue;
    }
    const ready = to === null || hashAt(host, stagedFile(stage, index)) === to;
    if (now !== from || !ready) {
      kept.push(path);
      continue;
    }
    carryOut(host.files, stage, step, index);
    changed.push(path);
  }
  return { changed, kept };
}

function findings({ changed, kept }: { changed: readonly string[]; kept: readonly string[] }): Diagnostic[] {
  return [
    applyFindings.SVC0436(undefined, { count: changed.length }),
    ...kept.map((path) => applyFindings.SVC0437(undefined, { path })),
  ];
}
