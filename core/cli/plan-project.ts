import { apply } from "../apply/apply.ts";
import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import type { Host } from "../host/host.ts";
import type { HouseFile, Plan } from "../plan/change.ts";
import { planDiff } from "../plan/diff.ts";
import type { LockHead } from "../plan/lock.ts";
import { type Decisions, makePlan } from "../plan/plan.ts";
import { planSummary, printPlan } from "../plan/print.ts";
import { readSnapshot, type Snapshot } from "../plan/snapshot.ts";
import { svcFolder } from "../plan/svc-folder.ts";
import { wantedFiles } from "../plan/wanted.ts";
import { contribute, type Project } from "../pipeline.ts";
import { jsonSchemas } from "../spec/json-schema.ts";
import type { OwnedFile } from "../plugin/run-plugins.ts";
import type { Json } from "../text/json.ts";
import type { Source } from "../text/source.ts";
import type { Context, Next, Result } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { migrationFiles, type MigrationWish } from "./migration-files.ts";
import { migrationStates } from "./migrations.ts";
import { projectLock, unmovedServices } from "./renamed-services.ts";

export interface Planned {
  /** Null where a finding is an error about the project itself, not a conflict. */
  readonly plan: Plan | null;
  readonly snapshot: Snapshot | null;
  readonly files: readonly OwnedFile[];
  readonly findings: readonly Diagnostic[];
  /** Whether all that is in the way is a word of the user. */
  readonly undecided?: boolean;
}

export interface PlanOptions {
  readonly decisions: Decisions;
  /** Files beside those of the plugins, whose paths are given. */
  readonly extra?: (contributed: ReadonlySet<string>) => readonly OwnedFile[];
  /** Texts of files that a plugin would write once with less in them: path → text. */
  readonly filled?: ReadonlyMap<string, string>;
  /** What becomes of the migrations; left out: nothing. */
  readonly migrations?: MigrationWish;
  /** Paths of specs, which no plugin may write. */
  readonly sources: readonly string[];
}

/** Compare what the plugins want with what is on the disk. Reads, and writes nothing. */
export function planProject(host: Host, version: string, project: Project, options: PlanOptions): Planned {
  const { objections } = project;
  if (objections.length > 0) return { plan: null, snapshot: null, files: [], findings: objections };
  const unmoved = unmovedServices(host, version, project, options.sources);
  if (unmoved.length > 0) return { plan: null, snapshot: null, files: [], findings: unmoved };
  const contributed = contribute(project);
  const findings: Diagnostic[] = [...contributed.diagnostics];
  const migrations = migrationStates(host.files, project);
  findings.push(...migrations.findings);
  const own = contributed.value.map((file) => {
    const filled = options.filled?.get(file.path);
    if (filled === undefined || file.ownership !== "once") return file;
    const { kind, path, ownership, owner } = file;
    return { kind, path, ownership, owner, text: filled, origins: [] };
  });
  const extra = options.extra?.(new Set(own.map(({ path }) => path))) ?? [];
  const files: OwnedFile[] = [...own, ...extra];
  const migrated = migrationFiles(project, migrations.states, options.migrations ?? { kind: "keep" });
  findings.push(...migrated.findings);
  files.push(...migrated.files);
  const wanted = wantedFiles(files, host.sha256, options.sources);
  findings.push(...wanted.diagnostics);
  const lock = projectLock(host, version, project, options.sources);
  findings.push(...lock.diagnostics);
  if (hasErrors(findings)) {
    const undecided = !hasErrors(findings.filter((finding) => !migrated.open.includes(finding)));
    return { plan: null, snapshot: null, files, findings, undecided };
  }
  const snapshot = readSnapshot(host, wanted.value, lock.value);
  const planned = makePlan({
    wanted: wanted.value,
    lock: lock.value,
    snapshot,
    head: lockHead(project, version),
    house: () => schemaFiles(project),
    decisions: options.decisions,
    sha256: host.sha256,
    spanOf: (node) => project.spans.get(node),
  });
  return { plan: planned.value, snapshot, files, findings: [...findings, ...planned.diagnostics] };
}

/** For editors: the first line of a spec file names its schema. */
function schemaFiles({ active }: Project): HouseFile[] {
  return Object.entries(jsonSchemas(active)).map(([kind, schema]) => ({
    path: `${svcFolder.schemas}/${kind}.json`,
    text: `${JSON.stringify(schema, null, 1)}\n`,
  }));
}

function lockHead({ model, active }: Project, version: string): LockHead {
  const plugins = Object.fromEntries(active.map(({ name }) => [name, { version, hash: "built-in" }]));
  return { svc: version, model: 1, plugins, facts: { project: model.project.name } };
}

/** Options that all writers share. */
export interface WriterOptions {
  readonly dryRun: boolean;
  readonly check: boolean;
  readonly diff: boolean;
  /** Where a plan that is not carried out now is kept. */
  readonly planOut?: string | undefined;
}

/** How the answer of a writer ends that wrote nothing. */
export const UNWRITTEN = {
  dryRun: "No files were changed (--dry-run).\n",
  unchanged: "Nothing changed.\n",
  refused: "No files were changed.\n",
} as const;

/** Print a plan and, unless told not to, carry it out. */
export async function finish(
  planned: Planned,
  options: WriterOptions,
  { host, color, verbose }: Context,
  sources: ReadonlyMap<string, Source>,
  before: readonly Diagnostic[],
  next: readonly Next[],
): Promise<Result> {
  const { plan, snapshot } = planned;
  // What only warns a reader of version 2 is an error for a writer: it is said once.
  const harder = new Set(planned.findings.map(keyOf));
  const findings = [...before.filter((finding) => !harder.has(keyOf(finding))), ...planned.findings];
  const result = (exit: ExitCode, text: string, data: Json, more: readonly Diagnostic[] = []): Result => ({
    exit,
    text,
    data,
    findings: [...findings, ...more],
    sources,
    next: exit === EXIT.ok ? next : [],
  });
  if (plan === null || snapshot === null) {
    return result(planned.undecided === true ? EXIT.decision : EXIT.usage, "", null);
  }
  const conflicts = plan.changes.filter((change) => change.verb === "conflict").length;
  const hasConflicts = conflicts > 0;
  const table = printPlan(plan, { verbose, color });
  const text = options.diff ? planDiff(plan, snapshot, { color }) + table : table;
  const changes = plan.changes.filter((change) => change.verb !== "identical" && change.quiet !== true);
  const data = (changed: readonly string[]) => ({
    // Asked for by those who print JSON, and by nobody else.
    get plan() {
      return plan.hash;
    },
    summary: planSummary(plan),
    changes: changes.map(({ verb, path, owner, ownership }) => ({ verb, path, owner, ownership })),
    changed,
  });
  const conflictExit = hasErrors(planned.findings) && !hasConflicts ? EXIT.usage : EXIT.decision;
  if (options.check) {
    const drift = changes.some((change) => change.verb !== "keep");
    const exit = hasErrors(planned.findings) ? conflictExit : drift ? EXIT.findings : EXIT.ok;
    return result(exit, text, data([]));
  }
  if (options.dryRun) {
    const exit = hasErrors(planned.findings) ? conflictExit : EXIT.ok;
    const kept = exit === EXIT.ok ? options.planOut : undefined;
    return result(
      exit,
      text + (kept === undefined ? UNWRITTEN.dryRun : `The plan is in ${kept}.\n`),
      data([]),
    );
  }
  const applied = await apply(host, plan);
  if (applied.value.kind === "refused") {
    const answer = result(REFUSED[applied.value.because], text, data([]), applied.diagnostics);
    return applied.value.untouched ? { ...answer, notes: UNWRITTEN.refused } : answer;
  }
  const changed = applied.value.kind === "applied" ? applied.value.changed : [];
  const exit = hasErrors(planned.findings) ? conflictExit : EXIT.ok;
  const told = applied.value.kind === "unchanged" && !hasConflicts ? table + UNWRITTEN.unchanged : text;
  const answer = result(exit, told, data(changed), applied.diagnostics);
  return hasConflicts ? { ...answer, notes: undecided(changed.length, conflicts) } : answer;
}

/** A plan with conflicts is carried out as far as it goes: how far that was stands below the plan and the findings. */
function undecided(changed: number, conflicts: number): string {
  const files = changed === 0 ? "No files were" : changed === 1 ? "1 file was" : `${changed} files were`;
  return `${files} changed; ${conflicts} ${conflicts === 1 ? "is" : "are"} left alone until you decide.\n`;
}

function keyOf({ code, message, span }: Diagnostic): string {
  return `${code} ${span?.path} ${span?.start} ${message}`;
}

const REFUSED = {
  disk_changed: EXIT.transient,
  another_writer: EXIT.transient,
  system: EXIT.tool,
  journal: EXIT.decision,
} as const;
