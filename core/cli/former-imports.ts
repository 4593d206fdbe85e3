import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Project } from "../pipeline.ts";
import type { Source } from "../text/source.ts";
import type { Context } from "./command.ts";
import { cliFindings as found } from "./diagnostics.ts";
import { ownFiles } from "./own-files.ts";
import { renamedServices } from "./renamed-services.ts";
import { SourceFiles } from "./source-files.ts";

export interface FormerImports {
  /** Each with the edit that mends it. */
  readonly findings: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, Source>;
}

/** Imports of packages that are called otherwise now, in the files of the user. */
export function formerImports(
  context: Pick<Context, "host" | "version">,
  project: Project,
): FormerImports {
  const renamed = renamedServices(project);
  const sources = new SourceFiles(context.host);
  if (renamed.length === 0) return { findings: [], sources: sources.read };
  const findings = ownFiles(context, project, ".py").flatMap((path) => {
    const text = sources.at(path)?.text ?? "";
    return renamed.flatMap(({ name: service, former }) =>
      [...text.matchAll(importOf(former))].map((match) => {
        const end = match.index + match[0].length;
        const span = { path, start: end - former.length, end };
        return found.SVC0744(span, { path, former, service }, { edits: [{ span, text: service }] });
      })
    );
  });
  return { findings, sources: sources.read };
}

/** Types that a service declares for itself stand in the shared package, under its name. */
function importOf(name: string): RegExp {
  return new RegExp(
    `^[ \\t]*(?:from|import)[ \\t]+(?:shared\\.generated\\.services\\.)?${name}(?!\\w)`,
    "gm",
  );
}
