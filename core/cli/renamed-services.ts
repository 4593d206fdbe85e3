import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Outcome } from "../diagnostics/diagnostic.ts";
import type { Files, Host } from "../host/host.ts";
import type { Id } from "../model/node.ts";
import type { Project } from "../pipeline.ts";
import { type FolderRename, inNewFolders, underNewFolder } from "../plan/folder-renames.ts";
import type { Lock } from "../plan/lock.ts";
import { readLock } from "../plan/read-lock.ts";
import { cliFindings as found } from "./diagnostics.ts";

/** One of the names that a service had, and the folders that were called so, the outer ones first. */
export interface RenamedService {
  readonly id: Id;
  readonly name: string;
  readonly former: string;
  readonly folders: readonly FolderRename[];
}

export function renamedServices({ model, active }: Project): readonly RenamedService[] {
  return model.services.flatMap(({ id, name, plugin: owner, was = [] }) => {
    const plugin = active.find((candidate) => candidate.name === owner);
    if (plugin === undefined) return [];
    const now = plugin.folders(name);
    return was.map((former) => ({
      id,
      name,
      former,
      folders: plugin.folders(former).map((from, position) => ({ from, to: now[position]! })),
    }));
  });
}

/** The lock of a project, in which files of a renamed service stand where they are to be. */
export function projectLock(
  { files }: Host,
  version: string,
  project: Project,
  sources: readonly string[] = [],
): Outcome<Lock> {
  const { value, diagnostics } = readLock(files, { svc: version, model: 1 }, sources);
  const renames = renamedServices(project).flatMap(({ folders }) => folders);
  return { value: inNewFolders(value, renames), diagnostics };
}

/**
 * Services whose files stand under a former name still. svc moves nothing by itself: they are the user's as well, and
 * git shall know of it.
 */
export function unmovedServices(
  { files }: Host,
  version: string,
  project: Project,
  sources: readonly string[],
): readonly Diagnostic[] {
  const renamed = renamedServices(project);
  if (renamed.length === 0) return [];
  const { entries } = readLock(files, { svc: version, model: 1 }).value;
  const known = [...entries.map(({ path }) => path), ...sources];
  const move = files.kind(".git") === null ? "mv" : "git mv";
  return renamed.flatMap(({ id, name, former, folders }) => {
    const unmoved = folders.flatMap((_, depth) => unmovedAt(files, folders, depth, known));
    const [first] = unmoved;
    if (first === undefined) return [];
    const lines = unmoved.flatMap(({ moves }) => moves).map(({ from, to, twice }) =>
      twice ? `# ${from} and ${to}: keep one of the two` : `${move} ${from} ${to}`
    );
    const help = ["in this order:", ...lines, "svc generate", "svc setup", "svc fix"].join("\n");
    const holes = { service: name, former, folder: first.folder };
    return [found.SVC0743(project.spans.get(id), holes, { help })];
  });
}

/** A folder that has its old name still, and what is left to move of it. */
interface Unmoved {
  readonly folder: string;
  readonly moves: readonly Move[];
}

interface Move extends FolderRename {
  /** Both are there, so none of them moves. */
  readonly twice: boolean;
}

/** The folder at a depth, unless nothing is left in it. When its turn comes, those around it have moved. */
function unmovedAt(
  files: Files,
  folders: readonly FolderRename[],
  depth: number,
  known: readonly string[],
): readonly Unmoved[] {
  const { from, to } = folders[depth]!;
  const folder = underNewFolder(from, folders.slice(0, depth));
  const inside = known.filter((path) => path.startsWith(`${from}/`)).map((path) => path.slice(from.length));
  const here = [...new Set([from, folder])].find((place) =>
    inside.some((path) => files.kind(place + path) === "file")
  );
  return here === undefined ? [] : [{ folder, moves: movesTo(files, here, folder, to) }];
}

/** At once where the way is free, else piece by piece. */
function movesTo(files: Files, here: string, from: string, to: string): readonly Move[] {
  if (files.kind(to) === null) return [{ from, to, twice: false }];
  if (files.kind(here) !== "folder" || files.kind(to) !== "folder") return [{ from, to, twice: true }];
  return files.list(here).toSorted().filter((name) => !/^(\.|__pycache__$)/.test(name)).flatMap((name) =>
    movesTo(files, `${here}/${name}`, `${from}/${name}`, `${to}/${name}`)
  );
}
