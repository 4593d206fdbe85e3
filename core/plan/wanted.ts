import type { Diagnostic, Outcome } from "../diagnostics/diagnostic.ts";
import type { FileContribution, Ownership } from "../plugin/contribution.ts";
import type { Origin } from "../text/origin.ts";
import { parseProjectPath, type ProjectPath } from "../text/project-path.ts";
import { wantedFindings } from "./diagnostics.ts";
import { by } from "../text/compare.ts";

/** A file as a plugin contributed it. */
export type OwnedFile = Omit<FileContribution, "kind"> & { readonly owner: string };

/** A file that the project is to have. */
export interface WantedFile {
  readonly path: ProjectPath;
  readonly owner: string;
  readonly ownership: Ownership;
  /** Made when it is asked for, and not kept. */
  readonly text: string;
  readonly sha256: string;
  readonly origins: readonly Origin[];
}

/** Owner of files that are the user's from the first moment, like specs that `init` writes: no lock knows them. */
export const USER = "you";

export type Sha256 = (data: string | Uint8Array) => string;

/**
 * The files of all plugins as one set, sorted by path. Any finding here is an error about the set itself:
 * nothing should be planned on it. `sources` are the paths of specs, which no plugin may write.
 */
export function wantedFiles(
  files: Iterable<OwnedFile>,
  sha256: Sha256,
  sources: readonly string[] = [],
): Outcome<readonly WantedFile[]> {
  const diagnostics: Diagnostic[] = [];
  const reserved = new Set(sources.map(folded));
  const byName = new Map<string, WantedFile>();
  for (const file of files) {
    const { path: raw, owner } = file;
    const parsed = parseProjectPath(raw);
    if ("problem" in parsed) {
      diagnostics.push(wantedFindings.SVC0418(undefined, { owner, path: raw, problem: parsed.problem }));
      continue;
    }
    const { path } = parsed;
    const wanted = wantedFile(path, file, sha256);
    const other = byName.get(folded(path));
    if (reserved.has(folded(path))) diagnostics.push(wantedFindings.SVC0419(undefined, { owner, path }));
    else if (other !== undefined) diagnostics.push(samePath(other, wanted));
    else byName.set(folded(path), wanted);
  }
  diagnostics.push(...foldersInTheWay(byName));
  const value = [...byName.values()].sort(by(({ path }) => path));
  return { value, diagnostics };
}

/**
 * Text and hash are made when something is there to compare them with, or when the file is written. Whoever has seen
 * the text gets the hash for nothing, in a second plan of the same files too.
 */
function wantedFile(path: ProjectPath, file: OwnedFile, sha256: Sha256): WantedFile {
  const { owner, ownership } = file;
  const text = (): string => {
    const made = file.text;
    if (!hashes.has(file)) hashes.set(file, sha256(made));
    return made;
  };
  return {
    path,
    owner,
    ownership,
    get text() {
      return text();
    },
    get sha256() {
      if (!hashes.has(file)) text();
      return hashes.get(file)!;
    },
    get origins() {
      return file.origins;
    },
  };
}

const hashes = new WeakMap<OwnedFile, string>();

/** How a file system without case sees a path. */
function folded(path: string): string {
  return path.toLowerCase();
}

/** Both named in a fixed order: which plugin ran first must not show. */
function samePath(a: WantedFile, b: WantedFile): Diagnostic {
  const [one, two] = (a.path === b.path ? a.owner <= b.owner : a.path < b.path) ? [a, b] : [b, a];
  return one.path === two.path
    ? wantedFindings.SVC0415(undefined, { path: one.path, first: one.owner, second: two.owner })
    : wantedFindings.SVC0416(undefined, {
      path: one.path,
      first: one.owner,
      other: two.path,
      second: two.owner,
    });
}

function* foldersInTheWay(byName: ReadonlyMap<string, WantedFile>): Iterable<Diagnostic> {
  for (const [name, { path: other, owner: second }] of byName) {
    for (let end = name.indexOf("/"); end !== -1; end = name.indexOf("/", end + 1)) {
      const file = byName.get(name.slice(0, end));
      if (file === undefined) continue;
      yield wantedFindings.SVC0417(undefined, { path: file.path, first: file.owner, other, second });
    }
  }
}
