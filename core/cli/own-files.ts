import type { Project } from "../pipeline.ts";
import { readLock } from "../plan/read-lock.ts";
import type { Context } from "./command.ts";
import { projectLock } from "./renamed-services.ts";

/** Files with this suffix that the lock does not call generated, in folders that are not hidden. */
export function ownFiles(
  { host, version }: Pick<Context, "host" | "version">,
  project: Project,
  suffix: string,
): readonly string[] {
  // Where a service was renamed, its files may have moved or not.
  const locks = [readLock(host.files, { svc: version, model: 1 }), projectLock(host, version, project)];
  const generated = new Set<string>(
    locks.flatMap(({ value }) =>
      value.entries.flatMap(({ path, kind }) => kind === "generated" ? [path] : [])
    ),
  );
  return [...below("")].sort().filter((path) => path.endsWith(suffix) && !generated.has(path));

  function* below(folder: string): Iterable<string> {
    for (const name of host.files.list(folder === "" ? "." : folder)) {
      const path = folder === "" ? name : `${folder}/${name}`;
      const kind = host.files.kind(path);
      if (kind === "file") yield path;
      else if (kind === "folder" && !/^(\.|__pycache__$|node_modules$)/.test(name)) yield* below(path);
    }
  }
}
