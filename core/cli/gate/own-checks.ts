import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Project } from "../../pipeline.ts";
import type { Source } from "../../text/source.ts";
import type { Context } from "../command.ts";
import { cliFindings as found } from "../diagnostics.ts";
import type { LoadedProject } from "../load-project.ts";
import { formerImports } from "../former-imports.ts";
import { lostImports } from "../lost-imports.ts";
import { difference, migrationStates, unjoined, unreserved } from "../migrations.ts";
import { planProject } from "../plan-project.ts";
import { slotFindings } from "../slots.ts";
import { SourceFiles } from "../source-files.ts";
import { uncalledOperations } from "../uncalled-operations.ts";
import { aheadNode } from "./ahead-node.ts";

/** What svc itself looks at. */
export interface OwnCheck {
  readonly name: "spec" | "files" | "migrations" | "slots";
  readonly findings: readonly Diagnostic[];
}

const WOULD_BE: Readonly<Record<string, string>> = {
  create: "created",
  update: "updated",
  delete: "deleted",
  move: "moved",
};

/** The checks that need nothing but the project's files. */
export function ownChecks(
  { host, version }: Context,
  loaded: LoadedProject,
  project: Project,
): { checks: readonly OwnCheck[]; sources: ReadonlyMap<string, Source> } {
  const planned = planProject(host, version, project, {
    decisions: { ours: [], theirs: [] },
    sources: [...loaded.files.keys()],
  });
  const drift: Diagnostic[] = (planned.plan?.changes ?? []).flatMap(({ verb, path }) => {
    const what = WOULD_BE[verb];
    return what === undefined ? [] : [found.SVC0703(undefined, { path, what })];
  });
  const { states } = migrationStates(host.files, project);
  const behind = states.flatMap((state) => {
    const heads = unjoined(project, state);
    const missing = state.reached === null ? null : difference(state);
    const holes = { service: state.service.name, difference: missing ?? "" };
    return [
      // One that planning stumbles over is told by it.
      ...(heads === null || state.conflicting ? [] : [heads]),
      ...(missing === null ? [] : [found.SVC0706(project.spans.get(aheadNode(project, state)), holes)]),
      ...(missing === null ? [] : unreserved(project, state)),
    ];
  });
  const sources = new SourceFiles(host);
  const slots = slotFindings(project, sources);
  const uncalled = uncalledOperations({ host, version }, project, sources);
  const lost = lostImports({ host, version }, project, planned.plan?.changes ?? [], sources);
  // Until the files have moved, theirs are right.
  const imports = planned.plan === null ? [] : formerImports({ host, version }, project, sources);
  return {
    checks: [
      { name: "spec", findings: loaded.findings },
      { name: "files", findings: [...planned.findings, ...drift] },
      { name: "migrations", findings: behind },
      { name: "slots", findings: [...slots.findings, ...uncalled, ...lost, ...imports] },
    ],
    sources: sources.read,
  };
}
