import type { Diagnostic, Outcome } from "../diagnostics/diagnostic.ts";
import { attempt } from "../host/attempt.ts";
import type { Host } from "../host/host.ts";
import { isNoop, type Plan } from "../plan/change.ts";
import { svcFolder } from "../plan/svc-folder.ts";
import { applyFindings } from "./diagnostics.ts";
import { stagedFile, stageFolder, writeJournal } from "./journal.ts";
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
    const written = write(host, plan, lock);
    return { value: written.value, diagnostics: [...left.diagnostics, ...written.diagnostics] };
  });
}

function write(host: Host, plan: Plan, lock: WriterLock): Outcome<Applied | Refused> {
  const operations = operationsOf(host, plan);
  const prepared = attempt(() => prepare(host, plan, operations, lock));
  if (!prepared.ok || prepared.value !== null) {
    attempt(() => host.files.removeTree(stageFolder(plan.hash)));
    attempt(() => host.files.removeEmptyFolder(svcFolder.stage));
    return prepared.ok
      ? prepared.value!
      : { value: refused("system"), diagnostics: [systemFinding(prepared.error)] };
  }
  const failed = commit(host, plan, operations, lock);
  if (failed !== null) return { value: refused("system"), diagnostics: [failed] };
  host.files.remove(svcFolder.journal);
  host.files.removeTree(svcFolder.stage);
  const changed = operations.map(({ path }) => path).filter((path) => !path.startsWith(`${svcFolder.root}/`));
  return { value: { kind: "applied", changed: changed.sort() }, diagnostics: [] };
}

/** Everything that may fail, before the first file of the project is touched. Null: the journal is written. */
function prepare(
  host: Host,
  plan: Plan,
  operations: readonly Operation[],
  lock: WriterLock,
): Outcome<Refused> | null {
  const locked = lockedFolder(host, operations);
  if (locked !== null) {
    const finding = applyFindings.SVC0433(undefined, { path: locked === "" ? "." : locked });
    return { value: refused("system"), diagnostics: [finding] };
  }
  stage(host, plan, operations, lock);
  // As late as it can be: the shorter the time from here to the last rename, the less can happen in between.
  const outdated = outdatedPaths(host, operations);
  if (outdated.length > 0) {
    return { value: refused("disk_changed"), diagnostics: [outdatedFinding(outdated)] };
  }
  if (!lock.isMine()) {
    const finding = applyFindings.SVC0431(undefined, { pid: "unknown", machine: "a machine that took over" });
    return { value: refused("another_writer"), diagnostics: [finding] };
  }
  writeJournal(host, { plan: plan.hash, steps: operations });
  return null;
}

function stage({ files }: Host, plan: Plan, operations: readonly Operation[], lock: WriterLock): void {
  for (const [index, { text, from, like, path }] of operations.entries()) {
    if (text === null) continue;
    const mode = from === null && like === path ? null : files.mode(like);
    files.write(stagedFile(plan.hash, index), text, mode === null || mode === 0o644 ? {} : { mode });
    lock.renew();
  }
}

/** From here on there is no way back, only forward: the finding says how far it came. */
function commit(
  host: Host,
  plan: Plan,
  operations: readonly Operation[],
  lock: WriterLock,
): Diagnostic | null {
  for (const [index, operation] of operations.entries()) {
    const done = attempt(() => {
      carryOut(host.files, plan.hash, operation, index);
      lock.renew();
    });
    if (done.ok) continue;
    const { path, system } = done.error;
    return applyFindings.SVC0439(undefined, { path, system, done: index, count: operations.length });
  }
  return null;
}

function outdatedFinding([path = "", ...others]: readonly string[]): Diagnostic {
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return applyFindings.SVC0430(undefined, { path, others: more });
}
