import type { Diagnostic, Outcome } from "../diagnostics/diagnostic.ts";
import { once } from "../text/once.ts";
import type { Span } from "../text/source.ts";
import { nearest } from "../text/nearest.ts";
import type { Change, HouseFile, Plan } from "./change.ts";
import { decideGenerated } from "./decide-generated.ts";
import { decideObstacle } from "./decide-obstacle.ts";
import { decideOnce } from "./decide-once.ts";
import { decideOrphan } from "./decide-orphan.ts";
import { decideScaffold } from "./decide-scaffold.ts";
import { type Case, type Choice, type Context, type Decision, freshEntry, keep, write } from "./decision.ts";
import { decisionFindings } from "./diagnostics.ts";
import { type Lock, type LockEntry, type LockHead, printLock } from "./lock.ts";
import { joinMoves } from "./moves.ts";
import { makeRoom } from "./room.ts";
import type { Snapshot } from "./snapshot.ts";
import { type Sha256, USER, type WantedFile } from "./wanted.ts";
import { by } from "../text/compare.ts";

export interface PlanInput {
  /** From `wantedFiles`: all of them, sorted by path. */
  readonly wanted: readonly WantedFile[];
  readonly lock: Lock;
  readonly snapshot: Snapshot;
  /** What the new lock says about svc, plugins and project. */
  readonly head: LockHead;
  readonly decisions: Decisions;
  /** Made only if the plan is carried out. */
  readonly house?: () => readonly HouseFile[];
  readonly sha256: Sha256;
  /** Where a Model node is written, for conflicts that can point at the spec. */
  readonly spanOf?: (node: string) => Span | undefined;
}

/** Paths of `--ours` and `--theirs`. A path in both is kept: the answer that loses nothing. */
export interface Decisions {
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

/**
 * Decide what happens to each path. Pure: the same input gives the same plan, byte for byte. Errors in the
 * outcome are conflicts; the rest of the plan can be applied all the same.
 */
export function makePlan(input: PlanInput): Outcome<Plan> {
  const { wanted, lock, snapshot, decisions } = input;
  const entries = new Map<string, LockEntry>(lock.entries.map((entry) => [entry.path, entry]));
  const wantedPaths = new Set<string>(wanted.map(({ path }) => path));
  const choiceOf = choices(decisions);
  const context: Context = {
    sha256: input.sha256,
    baseText: (name) => snapshot.baseTexts.get(name),
    spanOf: input.spanOf ?? (() => undefined),
  };

  const unwanted = lock.entries.filter(({ path }) => !wantedPaths.has(path));
  const { orphans, after } = makeRoom(
    wanted,
    snapshot,
    unwanted.map((entry) =>
      decideOrphan(entry, snapshot.found.get(entry.path) ?? { kind: "absent" }, choiceOf(entry.path))
    ),
  );
  const files = wanted.map((file): Decision => {
    const { path } = file;
    const entry = entries.get(path) ?? null;
    return decide({ path, wanted: file, entry, found: after(path), choice: choiceOf(path), context });
  });

  const all = [...orphans, ...files];
  const findings = byPath(
    all.flatMap(({ change, finding }) => finding === undefined ? [] : [{ path: change!.path, finding }]),
  );
  // A link or a file above many paths is one mistake, however many files it keeps from being written.
  const obstacles = new Set<string>();
  const told = findings.filter(({ path }) => {
    const found = after(path);
    const isKnown = found.kind === "blocked" && obstacles.has(found.by);
    if (found.kind === "blocked") obstacles.add(found.by);
    return !isKnown;
  });
  return {
    value: complete(input, all),
    diagnostics: [
      ...told.map(({ finding }) => finding),
      ...idle(decisions, new Set([...wantedPaths, ...entries.keys()])),
    ],
  };
}

function decide(c: Case): Decision {
  const { found } = c;
  if (found.kind === "absent") return decideAbsent(c);
  if (found.kind !== "file") return decideObstacle({ ...c, found });
  switch (c.wanted.ownership) {
    case "generated":
      return decideGenerated({ ...c, found });
    case "scaffold":
      return decideScaffold({ ...c, found });
    case "once":
      return decideOnce({ ...c, found });
  }
}

/**
 * A scaffold that the user deleted stays deleted. Of what is written once nothing works without: generated code
 * imports it.
 */
function decideAbsent(c: Case): Decision {
  const { wanted, entry, choice } = c;
  const wasTheirs = entry !== null && entry.kind !== "generated" && wanted.ownership === "scaffold";
  if (!wasTheirs || choice === "theirs") return write(c);
  return keep(c, "deleted by you", { ...freshEntry(wanted), sha256: entry.sha256 });
}

function complete(
  { head, snapshot, wanted, house = () => [], sha256 }: PlanInput,
  decisions: readonly Decision[],
): Plan {
  const changes = byPath(joinMoves(decisions.flatMap(({ change }) => change ?? [])));
  const lock: Lock = {
    head,
    entries: byPath(decisions.flatMap(({ entry }) => entry === null || entry.owner === USER ? [] : entry)),
  };
  const lockAfter = once(() => sha256(printLock(lock)));
  const houseFiles = once(house);
  const bases = once(() => basesOf(lock, snapshot, wanted));
  const hash = once(() =>
    sha256(JSON.stringify({
      changes: changes.map(withoutContent),
      lock: null,
      lockBefore: snapshot.lock,
      lockAfter: lockAfter(),
      bases: bases(),
      house: null,
    }))
  );
  // To create files is decided without their texts, so what depends on them waits until it is asked for.
  return {
    changes,
    lock,
    lockBefore: snapshot.lock,
    get lockAfter() {
      return lockAfter();
    },
    get bases() {
      return bases();
    },
    get house() {
      return houseFiles();
    },
    get hash() {
      return hash();
    },
  };
}

/** Named one by one: to take them all but one would make the text of each file. */
function withoutContent(change: Change) {
  const { verb, path, ownership, owner, before, after, from, reason, quiet, first, code } = change;
  return { verb, path, ownership, owner, before, after, from, reason, quiet, first, code };
}

/** Every scaffold in the lock has its base stored, and nothing else is. */
function basesOf({ entries }: Lock, { bases }: Snapshot, wanted: readonly WantedFile[]): Plan["bases"] {
  const needed = new Set(entries.filter(({ kind }) => kind === "scaffold").map(({ sha256 }) => sha256));
  const scaffolds = wanted.filter(({ ownership }) => ownership === "scaffold");
  const fresh = new Map(scaffolds.map((file) => [file.sha256, file]));
  const missing = [...needed].filter((sha256) => !bases.has(sha256) && fresh.has(sha256)).sort();
  return {
    write: missing.map((sha256) => ({ sha256, text: fresh.get(sha256)!.text })),
    remove: [...bases].filter((sha256) => !needed.has(sha256)).sort(),
  };
}

function choices({ ours, theirs }: Decisions): (path: string) => Choice {
  const [kept, taken] = [new Set(ours), new Set(theirs)];
  return (path) => kept.has(path) ? "ours" : taken.has(path) ? "theirs" : null;
}

/** A decision with a slip of the finger in its path would decide nothing without a word. */
function idle({ ours, theirs }: Decisions, known: ReadonlySet<string>): readonly Diagnostic[] {
  const all = [
    ...ours.map((path) => ["--ours", path] as const),
    ...theirs.map((path) => ["--theirs", path] as const),
  ];
  return all.filter(([, path]) => !known.has(path)).map(([flag, path]) => {
    const [near = null] = nearest(path, known);
    return decisionFindings.SVC0425(undefined, { flag, path, near });
  });
}

function byPath<T extends { readonly path: string }>(items: readonly T[]): readonly T[] {
  return [...items].sort(by(({ path }) => path));
}
