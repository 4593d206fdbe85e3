import { svcFolder } from "../../plan/svc-folder.ts";
import { z } from "../../schema/schema.ts";
import { answer, type Context, defineCommand, type Result } from "../command.ts";
import { cliFindings as found } from "../diagnostics.ts";
import { environmentProblem } from "../environment.ts";
import { EXIT } from "../exit-code.ts";
import { ownChecks } from "../gate/own-checks.ts";
import { type GateRun, printRows, type Row, rowOf, rowsJson, runGate } from "../gate/run-gate.ts";
import { broken, type LoadedProject, loadProject } from "../load-project.ts";
import { NO_UV } from "../uv.ts";

export const check = defineCommand({
  name: "check",
  aliases: [],
  group: "check",
  summary: "find what is wrong: spec, drift, open slots, missing migrations; with --all by every tool",
  effect: "starts processes",
  input: z.object({
    all: z.boolean().default(false).describe("run the tools of the project too: ruff, mypy, deptry, pytest"),
    format: z.enum(["text", "github", "sarif"]).default("text").describe(
      "text, github (annotations of a workflow) or sarif (2.1.0)",
    ),
  }),
  positionals: [],
  examples: ["svc check", "svc check --all", "svc check --all --format sarif > svc.sarif"],
  async run({ all, format }, context): Promise<Result> {
    return { ...await checked(all, context), format };
  },
});

async function checked(all: boolean, context: Context): Promise<Result> {
  const loaded = await loadProject(context);
  const { project } = loaded;
  // A project of the old template that nothing was generated for yet has only its specs to check.
  const hasOnlySpecs = project?.model.language === 2 && context.host.files.kind(svcFolder.lock) === null;
  if (project === null || hasOnlySpecs) {
    const couldCheck = loaded.files.has("services.yml");
    if (project === null) {
      const result = broken(loaded, couldCheck ? EXIT.findings : EXIT.usage);
      return all ? { ...result, ...withoutTools(loaded.findings.length) } : result;
    }
    return report(loaded, [], null, loaded.sources);
  }
  const own = ownChecks(context, loaded, project);
  const rows = own.checks.map(({ name, findings }): Row => ({
    name,
    verdict: findings.length === 0 ? "ok" : "findings",
    findings: findings.length,
    milliseconds: null,
    childExit: null,
  }));
  const findings = own.checks.flatMap((each) => each.findings);
  const gate = all ? await toolsOf(context, project) : null;
  if (gate?.isInterrupted) return { ...answer("", null), exit: EXIT.interrupted };
  const sources = new Map([...loaded.sources, ...own.sources, ...gate?.sources ?? []]);
  return report({ ...loaded, findings }, rows, gate, sources);
}

/** Which tools judge a project follows from its spec: one with mistakes names none. */
function withoutTools(findings: number): Pick<Result, "text" | "data"> {
  const row = (name: string, verdict: Row["verdict"], findings: number): Row => ({
    name,
    verdict,
    findings,
    milliseconds: null,
    childExit: null,
  });
  const rows = [
    row("spec", "findings", findings),
    row("everything else, until the spec is right", "skipped", 0),
  ];
  return { text: `${printRows(rows)}\n`, data: { findings, checks: rowsJson(rows) } };
}

/** The tools, or why there are none. */
async function toolsOf(context: Context, project: NonNullable<LoadedProject["project"]>): Promise<GateRun> {
  const { host } = context;
  const nothing = (holes: typeof NO_UV): GateRun => ({
    isInterrupted: false,
    verdicts: [],
    findings: [found.SVC0740(undefined, holes)],
    sources: new Map(),
  });
  if (host.processes.find("uv") === null) {
    return nothing(NO_UV);
  }
  const isElsewhere = host.env("UV_PROJECT_ENVIRONMENT") !== undefined;
  const problem = isElsewhere ? null : environmentProblem(host.files);
  if (problem !== null) return nothing({ problem, way: "svc setup" });
  return await runGate(context, project);
}

function report(
  { findings: own }: LoadedProject,
  ownRows: readonly Row[],
  gate: GateRun | null,
  sources: Result["sources"],
): Result {
  const findings = [...own, ...gate?.findings ?? []];
  const rows = gate === null ? ownRows : [...ownRows, ...gate.verdicts.map(rowOf)];
  const complaints = rows.reduce((sum, row) => sum + row.findings, 0);
  const clean = findings.length === 0;
  const text = gate === null ? "" : `${printRows(rows)}\n`;
  return {
    // What was found is the verdict; only where nothing was, a tool that said nothing is the news.
    exit: clean ? EXIT.ok : complaints > 0 || own.length > 0 ? EXIT.findings : EXIT.tool,
    text: clean ? `${text}Nothing to complain about.\n` : text,
    data: { findings: findings.length, ...(gate === null ? {} : { checks: rowsJson(rows) }) },
    findings,
    sources,
    next: findings.some(({ code }) => code === "SVC0706")
      ? [{ cmd: "svc migrate new", why: "the models are ahead of their migrations" }]
      : [],
  };
}
