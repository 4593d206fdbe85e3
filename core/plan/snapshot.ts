import { attempt } from "../host/attempt.ts";
import type { FileKind, Files, Host } from "../host/host.ts";
import type { Lock } from "./lock.ts";
import { probe } from "./probe.ts";
import { basePath, isSha256, svcFolder } from "./svc-folder.ts";
import type { WantedFile } from "./wanted.ts";

/** What was on the disk at the paths that a plan is about. */
export interface Snapshot {
  readonly found: ReadonlyMap<string, Found>;
  /** Names of all bases that are stored. */
  readonly bases: ReadonlySet<string>;
  /** The texts of those bases that a merge may need. */
  readonly baseTexts: ReadonlyMap<string, string>;
  /** Hash of the lock file, or null. */
  readonly lock: string | null;
}

export type Found =
  | { readonly kind: "absent" }
  /** The bytes are left out where they are what is wanted. */
  | { readonly kind: "file"; readonly sha256: string; readonly bytes: Uint8Array | null }
  /** With the files in it, up to the first that svc does not own; an empty folder ends in `/`. */
  | { readonly kind: "folder"; readonly inside: readonly string[] }
  | { readonly kind: "link" | "other" }
  | { readonly kind: "blocked"; readonly by: string; readonly as: Exclude<FileKind, "folder"> }
  | { readonly kind: "unreadable"; readonly system: string };

/** Read every path that is wanted or owned, and nothing else. */
export function readSnapshot(host: Host, wanted: readonly WantedFile[], lock: Lock): Snapshot {
  const { files } = host;
  const placeAt = probe(files);
  const wantedByPath = new Map<string, WantedFile>(wanted.map((file) => [file.path, file]));
  const owned = new Set<string>(lock.entries.map(({ path }) => path));
  const paths = new Set([...wantedByPath.keys(), ...owned]);
  const found = new Map<string, Found>();
  for (const path of paths) {
    const seen = attempt((): Found => {
      const place = placeAt(path);
      if (place.kind === "file") return readFile(host, path, wantedByPath.get(path));
      return place.kind === "folder" ? { kind: "folder", inside: contentOf(files, path, owned) } : place;
    });
    found.set(path, seen.ok ? seen.value : { kind: "unreadable", system: seen.error.system });
  }
  const bases = new Set(files.list(svcFolder.bases).filter(isSha256));
  return {
    found,
    bases,
    baseTexts: readBases(host, bases, lock, wantedByPath),
    lock: files.hash(svcFolder.lock),
  };
}

function readFile(host: Host, path: string, wanted: WantedFile | undefined): Found {
  const found = host.files.hash(path);
  if (found !== null && found === wanted?.sha256) return { kind: "file", sha256: found, bytes: null };
  const bytes = host.files.read(path);
  // Hashed again: somebody may have written in between.
  return bytes === null ? { kind: "absent" } : { kind: "file", sha256: host.sha256(bytes), bytes };
}

/** The folder may be one of the user's with thousands of files: the first of those settles it. */
function contentOf(files: Files, folder: string, owned: ReadonlySet<string>): readonly string[] {
  const content: string[] = [];
  for (const path of inside(files, folder)) {
    content.push(path);
    if (!owned.has(path)) break;
  }
  return content;
}

function* inside(files: Files, folder: string): Iterable<string> {
  const names = files.list(folder);
  if (names.length === 0) yield `${folder}/`;
  for (const name of names) {
    const path = `${folder}/${name}`;
    if (files.kind(path) === "folder") yield* inside(files, path);
    else yield path;
  }
}

/** Only where a template changed there is something to merge. A base that is not what its name says is none. */
function readBases(
  host: Host,
  stored: ReadonlySet<string>,
  lock: Lock,
  wanted: ReadonlyMap<string, WantedFile>,
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const { path, kind, sha256 } of lock.entries) {
    const next = kind === "scaffold" ? wanted.get(path) : undefined;
    if (next === undefined || next.sha256 === sha256 || !stored.has(sha256)) continue;
    const read = attempt(() => host.files.read(basePath(sha256)));
    if (!read.ok || read.value === null || host.sha256(read.value) !== sha256) continue;
    texts.set(sha256, new TextDecoder("utf-8", { ignoreBOM: true }).decode(read.value));
  }
  return texts;
}
