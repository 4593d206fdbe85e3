import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { z } from "../../schema/schema.ts";
import { answer, defineCommand, type Result } from "../command.ts";
import { cliFindings as found } from "../diagnostics.ts";
import { EXIT } from "../exit-code.ts";
import { broken, loadProject } from "../load-project.ts";
import { difference, migrationStates } from "../migrations.ts";
import { planProject } from "../plan-project.ts";
import { slotFindings } from "../slots.ts";

const WOULD_BE: Readonly<Record<string, string>> = {
  create: "created",
  update: "updated",
  delete: "deleted",
  move: "moved",
};

export const check = defineCommand({
  name: "check",
  aliases: [],
  group: "check",
  summary: "find what is wrong: spec, drift, open slots, missing migrations",
  effect: "reads",
  input: z.object({}),
  positionals: [],
  examples: ["svc check", "svc check --json"],
  async run(_, context): Promise<Result> {
    const loaded = await loadProject(context);
    const { project } = loaded;
    // Nothing is generated from version 2, so its specs are all that there is to check.
    const hasOnlySpecs = project?.model.language === 2 && loaded.findings.length > 0;
    if (project === null || hasOnlySpecs) {
      const couldCheck = loaded.files.has("services.yml");
      return broken(loaded, couldCheck ? EXIT.findings : EXIT.usage);
    }
    if (project.model.language === 2) return answer("Nothing to complain about.\n", { findings: 0 });
    const planned = planProject(context.host, context.version, project, {
      decisions: { ours: [], theirs: [] },
      sources: [...loaded.files.keys()],
    });
    const drift: Diagnostic[] = (planned.plan?.changes ?? []).flatMap(({ verb, path }) => {
      const what = WOULD_BE[verb];
      return what === undefined ? [] : [found.SVC0703(undefined, { path, what })];
    });
    const { states } = migrationStates(context.host.files, project);
    const behind = states.flatMap((state) => {
      const missing = state.reached === null ? null : difference(state);
      const holes = { service: state.service.name, difference: missing ?? "" };
      return missing === null ? [] : [found.SVC0706(project.spans.get(state.service.id), holes)];
    });
    const slots = slotFindings(context.host, project);
    const findings = [...loaded.findings, ...planned.findings, ...drift, ...behind, ...slots.findings];
    const clean = findings.length === 0;
    return {
      exit: clean ? EXIT.ok : EXIT.findings,
      text: clean ? "Nothing to complain about.\n" : "",
      data: { findings: findings.length },
      findings,
      sources: new Map([...loaded.sources, ...slots.sources]),
      next: behind.length > 0
        ? [{ cmd: "svc migrate new", why: "the models are ahead of their migrations" }]
        : [],
    };
  },
});
