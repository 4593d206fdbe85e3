import type { Diagnostic, Outcome } from "../diagnostics/diagnostic.ts";
import type { Ownership } from "../plugin/contribution.ts";
import type { Json } from "../text/json.ts";
import { parseProjectPath } from "../text/project-path.ts";
import { lockFindings } from "./diagnostics.ts";
import type { Lock, LockEntry, LockHead } from "./lock.ts";
import { isRecord, parseJson } from "../text/parse-json.ts";
import { isSha256, svcFolder } from "./svc-folder.ts";
import { by } from "../text/compare.ts";

/** What this svc is, to be compared with what wrote the lock. */
export interface Running {
  readonly svc: string;
  readonly model: number;
}

/**
 * Read a lock that git may have merged and people may have touched. Errors mean that nothing should be planned
 * on it: a lock of a newer svc, or lines that are none. `specs` are files that svc can never own, or it would delete
 * the source of everything because nobody generates it.
 */
export function parseLock(
  text: string,
  running: Running,
  specs: ReadonlySet<string> = new Set(),
): Outcome<Lock> {
  const diagnostics: Diagnostic[] = [];
  const heads: LockHead[] = [];
  const entries = new Map<string, LockEntry>();
  let offset = 0;
  for (const [index, raw] of text.split("\n").entries()) {
    const line = raw.replace(/\r$/, "");
    const parsed = notOfSpecs(parseLine(line), specs);
    if (parsed.kind === "head") heads.push(parsed.head);
    if (parsed.kind === "entry") {
      const { entry } = parsed;
      const earlier = entries.get(entry.path);
      entries.set(entry.path, earlier === undefined ? entry : united(earlier, entry));
    }
    if (parsed.kind === "broken") {
      const span = { path: svcFolder.lock, start: offset, end: offset + line.length };
      diagnostics.push(lockFindings.SVC0420(span, { line: String(index + 1), problem: parsed.problem }));
    }
    offset += raw.length + 1;
  }
  const head = heads.reduce<LockHead | null>(
    (best, each) => best === null ? each : unitedHeads(best, each),
    null,
  );
  if (head === null && entries.size > 0) diagnostics.push(lockFindings.SVC0421(undefined, {}));
  if (head !== null && isNewer(head, running)) {
    const theirs = head.model > running.model ? `${head.svc} (Model ${head.model})` : head.svc;
    diagnostics.push(lockFindings.SVC0422(undefined, { theirs, ours: running.svc }));
  }
  const sorted = [...entries.values()].sort(by(({ path }) => path));
  return { value: { head, entries: sorted }, diagnostics };
}

type Line =
  | { readonly kind: "nothing" }
  | { readonly kind: "head"; readonly head: LockHead }
  | { readonly kind: "entry"; readonly entry: LockEntry }
  | { readonly kind: "broken"; readonly problem: string };

/** What was written once is the user's, so a lock may well list a spec as that. */
function notOfSpecs(line: Line, specs: ReadonlySet<string>): Line {
  if (line.kind !== "entry" || line.entry.kind === "once" || !specs.has(line.entry.path)) return line;
  return { kind: "broken", problem: "says that svc makes a spec, which is yours" };
}

/** Where git did not know `merge=union` it left its markers: the lines between them are resolved all the same. */
const CONFLICT_MARKER = /^(<{7}|\|{7}|={7}|>{7})( |$)/;

function parseLine(line: string): Line {
  if (line.trim() === "" || CONFLICT_MARKER.test(line)) return { kind: "nothing" };
  const value = parseJson(line);
  if (value === undefined) return { kind: "broken", problem: "is no JSON" };
  if (!isRecord(value)) return { kind: "broken", problem: "is no object" };
  return "svc" in value ? parseHead(value) : parseEntry(value);
}

function parseHead({ svc, model, plugins, ...facts }: { readonly [key: string]: Json }): Line {
  if (typeof svc !== "string" || versionOf(svc) === null) {
    return { kind: "broken", problem: "has no version under `svc`" };
  }
  if (typeof model !== "number") return { kind: "broken", problem: "has no number under `model`" };
  const named = parsePlugins(plugins);
  if (named === null) return { kind: "broken", problem: "has no `plugins` with version and hash" };
  return { kind: "head", head: { svc, model, plugins: named, facts } };
}

function parsePlugins(value: Json | undefined): LockHead["plugins"] | null {
  if (!isRecord(value)) return null;
  const plugins: [string, { version: string; hash: string }][] = [];
  for (const [name, plugin] of Object.entries(value)) {
    if (!isRecord(plugin) || typeof plugin["version"] !== "string" || typeof plugin["hash"] !== "string") {
      return null;
    }
    plugins.push([name, { version: plugin["version"], hash: plugin["hash"] }]);
  }
  return Object.fromEntries(plugins);
}

function parseEntry({ path, owner, kind, sha256, kept }: { readonly [key: string]: Json }): Line {
  if (typeof path !== "string") return { kind: "broken", problem: "has no `path`" };
  const parsed = parseProjectPath(path);
  if ("problem" in parsed) return { kind: "broken", problem: `names a path that ${parsed.problem}` };
  if (typeof owner !== "string") return { kind: "broken", problem: "has no `owner`" };
  if (!isOwnership(kind)) return { kind: "broken", problem: "has no `kind` that svc knows" };
  if (!isSha256(sha256)) return { kind: "broken", problem: "has no `sha256`" };
  if (kept !== undefined && !isSha256(kept)) {
    return { kind: "broken", problem: "has a `kept` that is no SHA-256" };
  }
  return {
    kind: "entry",
    entry: { path: parsed.path, owner, kind, sha256, ...(kept === undefined ? {} : { kept }) },
  };
}

/**
 * One path twice: both sides of a git merge generated it. The later line wins, but every text that svc ever
 * generated there counts as untouched, because which one git left on the disk cannot be told from here. If even
 * the kinds differ, the one that gives svc the least right wins.
 */
function united(earlier: LockEntry, later: LockEntry): LockEntry {
  const winner = CAUTION.indexOf(earlier.kind) > CAUTION.indexOf(later.kind) ? earlier : later;
  const texts = [earlier, later].flatMap((entry) => [entry.sha256, ...(entry.others ?? [])]);
  const others = [...new Set(texts)].filter((text) => text !== winner.sha256);
  const kept = later.kept ?? earlier.kept;
  const { path, owner, kind, sha256 } = winner;
  return {
    path,
    owner,
    kind,
    sha256,
    ...(kept === undefined ? {} : { kept }),
    ...(others.length === 0 ? {} : { others }),
  };
}

const CAUTION: readonly Ownership[] = ["generated", "scaffold", "once"];

/** The newer svc wins, so that its lock is not read by an older one unseen; later plugins and facts win. */
function unitedHeads(earlier: LockHead, later: LockHead): LockHead {
  const [lower, higher] = compareVersions(earlier.svc, later.svc) > 0 ? [later, earlier] : [earlier, later];
  return {
    svc: higher.svc,
    model: Math.max(lower.model, higher.model),
    plugins: { ...lower.plugins, ...higher.plugins },
    facts: { ...lower.facts, ...higher.facts },
  };
}

/** A patch release reads and writes what its siblings do; a minor one may have changed the lock. */
function isNewer(head: LockHead, running: Running): boolean {
  const theirs = versionOf(head.svc) ?? [0, 0, 0];
  const ours = versionOf(running.svc) ?? [0, 0, 0];
  return head.model > running.model || theirs[0] > ours[0] || (theirs[0] === ours[0] && theirs[1] > ours[1]);
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [versionOf(a) ?? [0, 0, 0], versionOf(b) ?? [0, 0, 0]];
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}

function versionOf(text: string): readonly [number, number, number] | null {
  const match = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:[-+][\w.+-]*)?$/.exec(text);
  return match === null ? null : [Number(match[1]), Number(match[2]), Number(match[3])];
}

function isOwnership(value: unknown): value is Ownership {
  return value === "generated" || value === "scaffold" || value === "once";
}
