import { keepRecord } from "../apply/keep-record.ts";
import { attempt } from "../host/attempt.ts";
import type { Host } from "../host/host.ts";
import { observe, stillHold } from "../host/observe.ts";
import { isNoop, type Plan } from "../plan/change.ts";
import { planSummary } from "../plan/print.ts";
import { parseRecord, type RunRecord } from "../plan/run-record.ts";
import { svcFolder } from "../plan/svc-folder.ts";
import type { Context, Result } from "./command.ts";
import { EXIT } from "./exit-code.ts";
import { folderName } from "./load-project.ts";
import { UNWRITTEN, type WriterOptions } from "./plan-project.ts";

/** What came of a run; the plan is null where it got to none. */
export interface Run {
  readonly result: Result;
  readonly plan: Plan | null;
}

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
  return { exit: EXIT.ok, text: told, data, findings: [], sources: new Map(), next: [] };
}

function recordOf({ host, build, verbose }: Context): RunRecord | null {
  if (build === null || verbose) return null;
  const read = attempt(() => host.files.read(svcFolder.record));
  if (!read.ok || read.value === null) return null;
  const record = parseRecord(new TextDecoder().decode(read.value), host.sha256);
  return record?.build === build && record.folder === folderName(host.root) ? record : null;
}

/** Run with every look at the disk noted; keep the notes if there was nothing to do and nothing to tell. */
export async function remembering(
  context: Context,
  run: (host: Host) => Promise<Run>,
): Promise<Result> {
  const { host, build } = context;
  if (build === null) return (await run(host)).result;
  const observed = observe(host);
  const { result, plan } = await run(observed.host);
  const observations = observed.observations();
  if (plan !== null && observations !== null && result.findings.length === 0 && isNoop(plan)) {
    const summary = planSummary(plan);
    keepRecord(host, { build, folder: folderName(host.root), plan: plan.hash, summary, observations });
  }
  return result;
}
