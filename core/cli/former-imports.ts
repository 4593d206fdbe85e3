import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Project } from "../pipeline.ts";
import type { Context } from "./command.ts";
import { cliFindings as found } from "./diagnostics.ts";
import { ownFiles } from "./own-files.ts";
import { renamedServices } from "./renamed-services.ts";
import type { SourceFiles } from "./source-files.ts";

/** Imports of packages that are called otherwise now, in the files of the user; each with the edit that mends it. */
export function formerImports(
  context: Pick<Context, "host" | "version">,
  project: Project,
  sources: SourceFiles,
): readonly Diagnostic[] {
  const renamed = renamedServices(project);
  if (renamed.length === 0) return [];
  return ownFiles(context, project, ".py").flatMap((path) => {
    const text = sources.at(path)?.text ?? "";
    return renamed.flatMap(({ name: service, former }) =>
      [...text.matchAll(importOf(former))].map((match) => {
        const end = match.index + match[0].length;
        const span = { path, start: end - former.length, end };
        return found.SVC0744(span, { path, former, service }, { edits: [{ span, text: service }] });
      })
    );
  });
}

/** Types that a service declares for itself stand in the shared package, under its name. */
function importOf(name: string): RegExp {
  return new RegExp(
    `^[ \\t]*(?:from|import)[ \\t]+(?:shared\\.generated\\.services\\.)?${name}(?!\\w)`,
    "gm",
  );
}
