import { keepRecord } from "../apply/keep-record.ts";
import type { Host } from "../host/host.ts";
import { readText } from "../host/read-text.ts";
import { observe, type Observed, stillHold } from "../host/observe.ts";
import { asWritten } from "../plan/as-written.ts";
import { isNoop, type Plan } from "../plan/change.ts";
import { planSummary } from "../plan/print.ts";
import { parseRecord, type RunRecord } from "../plan/run-record.ts";
import { svcFolder } from "../plan/svc-folder.ts";
import { answer, type Context, type Result } from "./command.ts";
import { findsTheSame, folderName, type LoadedProject } from "./load-project.ts";
import { type Planned, UNWRITTEN, type WriterOptions } from "./plan-project.ts";

/**
 * The answer of the last run, if that had nothing to do and everything that it looked at is still the same: nothing
 * is parsed and nothing rendered then. Null at any doubt.
 */
export function sameAsLastTime(context: Context, options: WriterOptions): Result | null {
  const record = recordOf(context);
  if (record === null || !stillHold(context.host, record.observations)) return null;
  const text = `${record.summary}\n`;
  const told = options.check ? text : options.dryRun ? text + UNWRITTEN.dryRun : text + UNWRITTEN.unchanged;
  const data = { plan: record.plan, summary: record.summary, changes: [], changed: [] };
  return answer(told, data);
}

function recordOf({ host, build, verbose }: Context): RunRecord | null {
  if (build === null || verbose) return null;
  const text = readText(host, svcFolder.record);
  const record = text === null ? null : parseRecord(text, host.sha256);
  return record?.build === build && record.folder === folderName(host.root) ? record : null;
}

/** A run that went well. */
export interface Settled {
  readonly loaded: LoadedProject;
  readonly plan: Plan;
  /** What it looked at until it knew what is to be done. */
  readonly observed: Observed;
  /** The same project, planned on the disk as it is now. */
  readonly planAgain: (host: Host) => Planned;
}

/**
 * Note that there is nothing left to do, for `sameAsLastTime`. A run that wrote something is not believed but planned
 * once more. Nothing is parsed, rendered or read back for that: what it wrote has hashes that are known, and a record
 * with one that is not on the disk is a record that does not hold.
 */
export function noteNothingToDo({ host, build }: Context, settled: Settled): void {
  if (build === null) return;
  const { plan, observed } = isNoop(settled.plan) ? settled : lookAgain(host, settled);
  const observations = observed.observations();
  if (plan === null || !isNoop(plan) || observations === null) return;
  const summary = planSummary(plan);
  keepRecord(host, { build, folder: folderName(host.root), plan: plan.hash, summary, observations });
}

function lookAgain(
  host: Host,
  { loaded, plan: written, planAgain }: Settled,
): { readonly plan: Plan | null; readonly observed: Observed } {
  const observed = observe(asWritten(host, written));
  if (!findsTheSame(observed.host, loaded)) return { plan: null, observed };
  const { plan, findings } = planAgain(observed.host);
  return { plan: findings.length === 0 ? plan : null, observed };
}
