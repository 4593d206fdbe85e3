import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ProjectPath } from "../text/project-path.ts";
import { once } from "../text/once.ts";
import type { Span } from "../text/source.ts";
import type { Change, Verb } from "./change.ts";
import type { LockEntry } from "./lock.ts";
import type { Found } from "./snapshot.ts";
import type { Sha256, WantedFile } from "./wanted.ts";

/** What the user said about a path that is in conflict, or would be. */
export type Choice = "ours" | "theirs" | null;

/** One path with all that its rule looks at. */
export interface Case<Here extends Found = Found> {
  readonly path: ProjectPath;
  readonly wanted: WantedFile;
  readonly entry: LockEntry | null;
  readonly found: Here;
  readonly choice: Choice;
  readonly context: Context;
}

export interface Context {
  readonly sha256: Sha256;
  readonly baseText: (sha256: string) => string | undefined;
  readonly spanOf: (node: string) => Span | undefined;
}

export type FoundFile = Extract<Found, { kind: "file" }>;

/** What comes of a path: at most one change, its line in the new lock, and at most one finding. */
export interface Decision {
  readonly change: Change | null;
  readonly entry: LockEntry | null;
  readonly finding?: Diagnostic;
}

/** With the text that is wanted, or one that was merged with the user's. A reason is told where none is expected. */
export function write(
  c: Case,
  { merged, reason }: { readonly merged?: string; readonly reason?: string } = {},
): Decision {
  const { wanted, context, path } = c;
  const before = hashOf(c.found);
  const after = once(() => merged === undefined ? wanted.sha256 : context.sha256(merged));
  const change: Change = {
    verb: before === null ? "create" : "update",
    path,
    ownership: wanted.ownership,
    owner: wanted.owner,
    ...(reason === undefined ? {} : { reason }),
    before,
    get after() {
      return after();
    },
    get content() {
      return merged ?? wanted.text;
    },
  };
  return { change, entry: freshEntry(wanted) };
}

export function identical(c: Case): Decision {
  return { change: base(c, "identical", c.wanted.sha256, c.wanted.sha256), entry: freshEntry(c.wanted) };
}

/** The file stays; worth telling if that is news for the lock. */
export function keep(c: Case, reason: string, entry: LockEntry): Decision {
  const before = hashOf(c.found);
  const change = { ...base(c, "keep", before, before), reason };
  return { change: sameEntry(entry, c.entry) ? { ...change, quiet: true } : change, entry };
}

/** File, base and lock stay as they are. */
export function conflict(c: Case, finding: Diagnostic): Decision {
  const before = hashOf(c.found);
  const change = { ...base(c, "conflict", before, before), content: c.wanted.text, code: finding.code };
  return { change, entry: c.entry, finding };
}

export function freshEntry(wanted: WantedFile): LockEntry {
  const { path, owner, ownership } = wanted;
  return {
    path,
    owner,
    kind: ownership,
    get sha256() {
      return wanted.sha256;
    },
  };
}

/** Whether svc wrote these bytes. */
export function isUntouched(entry: LockEntry, sha256: string): boolean {
  return entry.sha256 === sha256 || (entry.others ?? []).includes(sha256);
}

/** The help of every conflict that the two flags settle; whole, because it is made to be copied. */
export function decideHelp(path: ProjectPath): string {
  return `\`svc generate --theirs ${path}\` takes svc's text, \`svc generate --ours ${path}\` keeps yours; ` +
    "`svc generate --diff` shows the difference";
}

function base(c: Case, verb: Verb, before: string | null, after: string | null): Change {
  return { verb, path: c.path, ownership: c.wanted.ownership, owner: c.wanted.owner, before, after };
}

function hashOf(found: Found): string | null {
  return found.kind === "file" ? found.sha256 : null;
}

function sameEntry(one: LockEntry, two: LockEntry | null): boolean {
  return two !== null && one.owner === two.owner && one.kind === two.kind && one.sha256 === two.sha256 &&
    one.kept === two.kept;
}
