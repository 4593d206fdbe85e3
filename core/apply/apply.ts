import type { Diagnostic, Outcome } from "../diagnostics/diagnostic.ts";
import { attempt } from "../host/attempt.ts";
import type { Host } from "../host/host.ts";
import { isNoop, type Plan } from "../plan/change.ts";
import { svcFolder } from "../plan/svc-folder.ts";
import { applyFindings } from "./diagnostics.ts";
import { type Journal, stagedFile, stageFolder, type Step, writeJournal } from "./journal.ts";
import { type Operation, operationsOf } from "./operation.ts";
import { finishInterrupted } from "./recover.ts";
import { type Refused, refused, systemFinding } from "./refusal.ts";
import { carryOut } from "./step.ts";
import { lockedFolder, outdatedPaths } from "./still-holds.ts";
import { withWriterLock } from "./with-writer-lock.ts";
import type { WriterLock } from "./writer-lock.ts";

export type Applied =
  | { readonly kind: "unchanged" }
  /** Paths of the project that are not what they were, sorted. */
  | { readonly kind: "applied"; readonly changed: readonly string[] };

/**
 * Write a plan, all of it or nothing, even if svc is killed on the way; the only writer of a project. A plan
 * that changes nothing has no effect at all. Conflicts in the plan are left alone.
 */
export async function apply(host: Host, plan: Plan): Promise<Outcome<Applied | Refused>> {
  if (isNoop(plan)) return { value: { kind: "unchanged" }, diagnostics: [] };
  return await withWriterLock(host, (lock) => {
    const left = finishInterrupted(host);
    if (left.value.kind === "refused") return { value: left.value, diagnostics: left.diagnostics };
    const { value, diagnostics } = write(host, plan, lock);
    const isLater = value.kind === "refused" && left.value.kind === "finished";
    return {
      value: isLater ? { ...value, untouched: false } : value,
      diagnostics: [...left.diagnostics, ...diagnostics],
    };
  });
}

function write(host: Host, plan: Plan, lock: WriterLock): Outcome<Applied | Refused> {
  const stage = host.randomHex(32);
  const prepared = attempt(() => prepare(host, plan, stage, lock));
  if (!prepared.ok) return { value: refused("system"), diagnostics: [systemFinding(prepared.error)] };
  if ("refused" in prepared.value) return prepared.value.refused;
  const { steps } = prepared.value;
  const failed = commit(host, { stage, steps }, lock);
  if (failed !== null) return { value: refused("system", false), diagnostics: [failed] };
  host.files.remove(svcFolder.journal);
  host.files.removeTree(svcFolder.stage);
  const changed = steps.map(({ path }) => path).filter((path) => !path.startsWith(`${svcFolder.root}/`));
  return { value: { kind: "applied", changed: changed.sort() }, diagnostics: [] };
}

type Prepared = { readonly steps: readonly Step[] } | { readonly refused: Outcome<Refused> };

/** Everything that may fail, before the first file of the project is touched. Afterwards the journal is written. */
function prepare(host: Host, plan: Plan, stage: string, lock: WriterLock): Prepared {
  const operations = operationsOf(host, plan);
  const locked = lockedFolder(host, operations);
  if (locked !== null) {
    return refusedBy(refused("system"), applyFindings.SVC0433(undefined, { path: locked || "." }));
  }
  let isPrepared = false;
  try {
    const steps = stageAll(host, operations, stage, lock);
    // As late as it can be: the shorter the time from here to the last rename, the less can happen in between.
    const outdated = outdatedPaths(host, steps);
    if (outdated.length > 0) return refusedBy(refused("disk_changed"), outdatedFinding(outdated));
    if (!lock.isMine()) {
      const holder = { pid: "unknown", machine: "a machine that took over" };
      return refusedBy(refused("another_writer"), applyFindings.SVC0431(undefined, holder));
    }
    writeJournal(host, { stage, steps });
    isPrepared = true;
    return { steps };
  } finally {
    // A text is made while it is staged, so a mistake of a plugin can show here as well.
    if (!isPrepared) {
      attempt(() => host.files.removeTree(stageFolder(stage)));
      attempt(() => host.files.removeEmptyFolder(svcFolder.stage));
    }
  }
}

function refusedBy(value: Refused, finding: Diagnostic): Prepared {
  return { refused: { value, diagnostics: [finding] } };
}

/** Write every new file beside the project. What is there already needs no step. */
function stageAll(
  { files }: Host,
  operations: readonly Operation[],
  stage: string,
  lock: WriterLock,
): readonly Step[] {
  const steps: Step[] = [];
  for (const { path, from, to, like } of operations) {
    if (to === null) {
      steps.push({ path, from, to });
      continue;
    }
    const text = to.text();
    const sha256 = to.sha256();
    if (sha256 === from) continue;
    const mode = from === null && like === path ? null : files.mode(like);
    files.write(stagedFile(stage, steps.length), text, mode === null || mode === 0o644 ? {} : { mode });
    steps.push({ path, from, to: sha256 });
    lock.renew();
  }
  return steps;
}

/** From here on there is no way back, only forward: the finding says how far it came. */
function commit(host: Host, { stage, steps }: Journal, lock: WriterLock): Diagnostic | null {
  for (const [index, step] of steps.entries()) {
    const done = attempt(() => {
      carryOut(host.files, stage, step, index);
      lock.renew();
    });
    if (done.ok) continue;
    const { path, system } = done.error;
    return applyFindings.SVC0439(undefined, { path, system, done: index, count: steps.length });
  }
  return null;
}

function outdatedFinding([path = "", ...others]: readonly string[]): Diagnostic {
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return applyFindings.SVC0430(undefined, { path, others: more });
}
