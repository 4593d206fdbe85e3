import { type Applied, apply } from "../../core/apply/apply.ts";
import { recover } from "../../core/apply/recover.ts";
import type { Refused } from "../../core/apply/refusal.ts";
import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import type { Host } from "../../core/host/host.ts";
import type { Plan } from "../../core/plan/change.ts";
import type { LockHead } from "../../core/plan/lock.ts";
import { type Decisions, makePlan, type PlanInput } from "../../core/plan/plan.ts";
import { readLock } from "../../core/plan/read-lock.ts";
import { readSnapshot, type Snapshot } from "../../core/plan/snapshot.ts";
import { wantedFiles } from "../../core/plan/wanted.ts";
import type { Ownership } from "../../core/plugin/contribution.ts";

/** Files as one plugin would contribute them: `{ "README.md": ["scaffold", "text"] }`. */
export type Wanted = Readonly<Record<string, readonly [Ownership, string]>>;

export const HEAD: LockHead = {
  svc: "0.1.0",
  model: 1,
  plugins: { project: { version: "0.1.0", hash: "h" } },
  facts: { project: "library" },
};

export interface Planned {
  readonly plan: Plan;
  readonly snapshot: Snapshot;
  readonly findings: readonly Diagnostic[];
}

/** Read and plan as the pipeline does, without a spec. */
export function planOf(
  host: Host,
  wanted: Wanted,
  decisions: Partial<Decisions> = {},
  more: Partial<PlanInput> = {},
): Planned {
  const files = Object.entries(wanted).map(([path, [ownership, text]]) => ({
    path,
    ownership,
    text,
    owner: "project",
    origins: [],
  }));
  const read = wantedFiles(files, host.sha256);
  const lock = readLock(host.files, { svc: "0.1.0", model: 1 });
  const snapshot = readSnapshot(host, read.value, lock.value);
  const planned = makePlan({
    wanted: read.value,
    lock: lock.value,
    snapshot,
    head: HEAD,
    decisions: { ours: [], theirs: [], ...decisions },
    sha256: host.sha256,
    ...more,
  });
  const findings = [...read.diagnostics, ...lock.diagnostics, ...planned.diagnostics];
  return { plan: planned.value, snapshot, findings };
}

export interface Generated extends Planned {
  readonly applied: Applied | Refused;
}

/** The whole way to the disk. */
export async function generate(
  host: Host,
  wanted: Wanted,
  decisions: Partial<Decisions> = {},
): Promise<Generated> {
  const recovered = await recover(host);
  const planned = planOf(host, wanted, decisions);
  const applied = await apply(host, planned.plan);
  const findings = [...recovered.diagnostics, ...planned.findings, ...applied.diagnostics];
  return { ...planned, findings, applied: applied.value };
}

/** `create a.py`, one line a change; quiet ones in parentheses. */
export function verbs({ plan }: Planned): readonly string[] {
  return plan.changes.map(({ verb, path, quiet }) =>
    verb === "identical" || quiet ? `(${verb} ${path})` : `${verb} ${path}`
  );
}

/** The project without what svc knows about it. */
export function projectOf(tree: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(tree).filter(([path]) => !path.startsWith(".svc/")));
}
