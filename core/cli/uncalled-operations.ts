import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Project } from "../pipeline.ts";
import type { Context } from "./command.ts";
import { cliFindings as found } from "./diagnostics.ts";
import { ownFiles } from "./own-files.ts";
import type { SourceFiles } from "./source-files.ts";

/** Operations without a transport that no file of the user calls; those of tests do not count. */
export function uncalledOperations(
  context: Pick<Context, "host" | "version">,
  project: Project,
  sources: SourceFiles,
): readonly Diagnostic[] {
  const internal = project.model.operations.filter((operation) => operation.internal);
  if (internal.length === 0) return [];
  const files = ownFiles(context, project, ".py").filter((path) => !/(^|\/)tests\//.test(path));
  const called = new Set(
    files.flatMap((path) =>
      [...(sources.code(path) ?? "").matchAll(/\.\s*(\w+)\(/g)].map(([, name]) => name)
    ),
  );
  return internal.filter(({ name }) => !called.has(name)).map(({ id, name }) =>
    found.SVC0746(project.spans.get(id), { operation: name })
  );
}
