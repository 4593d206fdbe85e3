import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Host } from "../host/host.ts";
import type { Project } from "../pipeline.ts";
import type { Change } from "../plan/change.ts";
import { cliFindings as found } from "./diagnostics.ts";
import { projectLock } from "./renamed-services.ts";
import type { SourceFiles } from "./source-files.ts";

/** What a file of the user was begun for is gone: it imports a module of its package that svc makes no more. */
export function lostImports(
  { host, version }: { readonly host: Host; readonly version: string },
  project: Project,
  changes: readonly Change[],
  sources: SourceFiles,
): readonly Diagnostic[] {
  const paths = (isGone: boolean) =>
    new Set<string>(changes.flatMap(({ verb, path }) => (verb === "delete") === isGone ? [path] : []));
  const [gone, made] = [paths(true), paths(false)];
  const begun = projectLock(host, version, project).value.entries.filter(({ path, kind }) =>
    kind === "once" && path.endsWith(".py")
  );
  return begun.flatMap(({ path }) => {
    const code = sources.code(path) ?? "";
    const lost = [...code.matchAll(/^from[ \t]+([A-Za-z_]\w*(?:\.\w+)+)[ \t]+import\b/gm)].find((
      [, module],
    ) => isLost(path, module!));
    if (lost === undefined) return [];
    const module = lost[1]!;
    const start = lost.index + lost[0].indexOf(module);
    return [found.SVC0747({ path, start, end: start + module.length }, { path, module })];
  });

  /** Of modules below the folder of the file's own package; a test stands in none. */
  function isLost(path: string, module: string): boolean {
    const parts = module.split(".");
    const src = path.indexOf("/src/");
    const root = src < 0 ? -1 : path.indexOf(`/${parts[0]}/`, src);
    if (root < 0) return false;
    const target = `${path.slice(0, root)}/${parts.join("/")}`;
    const isMade = [`${target}.py`, `${target}/__init__.py`].some((file) => !gone.has(file) && isThere(file));
    return !isMade && !isFolder(target);
  }

  function isThere(file: string): boolean {
    return made.has(file) || host.files.kind(file) !== null;
  }

  /** Python needs no `__init__.py` in it. */
  function isFolder(target: string): boolean {
    return host.files.list(target).some((name) => name.endsWith(".py") && !gone.has(`${target}/${name}`));
  }
}
