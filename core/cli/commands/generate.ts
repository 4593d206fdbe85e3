import type { Host } from "../../host/host.ts";
import { observe } from "../../host/observe.ts";
import type { Plan } from "../../plan/change.ts";
import { z } from "../../schema/schema.ts";
import { answer, type Context, defineCommand, type Result } from "../command.ts";
import { cliFindings as found } from "../diagnostics.ts";
import { EXIT } from "../exit-code.ts";
import { broken, loadProject } from "../load-project.ts";
import { noteNothingToDo, sameAsLastTime } from "../nothing-to-do.ts";
import { outdated, readPlanFile, refusePlanFile, writePlanFile } from "../plan-file.ts";
import { finish, planProject, type WriterOptions } from "../plan-project.ts";
import { slotFindings } from "../slots.ts";
import { SourceFiles } from "../source-files.ts";

export const writerOptions = {
  dryRun: z.boolean().default(false).describe("print the plan and write nothing"),
  check: z.boolean().default(false).describe("write nothing; exit 1 if anything would change"),
  diff: z.boolean().default(false).describe("print what would change, line by line"),
};

const planOption = z.string().min(1).optional();

export const generate = defineCommand({
  name: "generate",
  aliases: [],
  group: "project",
  summary: "bring the generated files up to date with the spec",
  effect: "writes files",
  input: z.object({
    ...writerOptions,
    ours: z.array(z.string()).default([]).describe("keep your version of this file in a conflict"),
    theirs: z.array(z.string()).default([]).describe("take the version of svc of this file in a conflict"),
    stubs: z.boolean().default(false).describe(
      "print the methods that your slot files lack, and write nothing",
    ),
    planOut: planOption.describe("write the plan to this file and nothing else, to be agreed to").meta({
      placeholder: "file",
    }),
    plan: planOption.describe("carry out the plan of this file, if it is still what would happen").meta({
      placeholder: "file",
    }),
  }),
  positionals: [],
  examples: [
    "svc generate",
    "svc generate --dry-run --diff",
    "svc generate --theirs Makefile",
    "svc generate --plan-out plan.json",
    "svc generate --plan plan.json",
  ],
  async run(input, context): Promise<Result> {
    if (input.stubs) return await stubs(context);
    if (input.planOut !== undefined) return await planned(input, input.planOut, context);
    if (input.plan !== undefined) return await agreed(input, input.plan, context);
    const isPlain = !input.diff && input.ours.length === 0 && input.theirs.length === 0;
    const known = isPlain ? sameAsLastTime(context, input) : null;
    if (known !== null) return known;
    return (await wholeRun(input, context)).result;
  },
});

type Input = WriterOptions & { readonly ours: readonly string[]; readonly theirs: readonly string[] };

/** What came of a run; the plan is null where it got to none. */
interface Run {
  readonly result: Result;
  readonly plan: Plan | null;
}

async function wholeRun(
  { ours, theirs, ...options }: Input,
  context: Context,
  refuse: (plan: Plan) => Result | null = () => null,
): Promise<Run> {
  const observed = observe(context.host);
  const loaded = await loadProject({ ...context, host: observed.host });
  const { project, sources, findings } = loaded;
  if (project === null) return { result: broken(loaded), plan: null };
  const planOn = (host: Host) =>
    planProject(host, context.version, project, {
      decisions: { ours, theirs },
      sources: [...loaded.files.keys()],
    });
  const planned = planOn(observed.host);
  const { plan } = planned;
  const refused = plan === null ? null : refuse(plan);
  if (refused !== null) return { result: refused, plan: null };
  const result = await finish(planned, options, context, sources, findings, []);
  const isSettled = !options.check && !options.dryRun && ours.length === 0 && theirs.length === 0 &&
    result.exit === EXIT.ok && result.findings.length === 0;
  if (plan !== null && isSettled) noteNothingToDo(context, { loaded, plan, observed, planAgain: planOn });
  return { result, plan };
}

/** Plan now, write later: the file is all that is written. */
async function planned(input: Input, path: string, context: Context): Promise<Result> {
  const refused = refusePlanFile(context, path);
  if (refused !== null) return refused;
  const { result, plan } = await wholeRun({ ...input, dryRun: true, planOut: path }, context);
  if (plan === null || result.exit !== EXIT.ok) return result;
  writePlanFile(context, path, plan, input);
  const next = [{ cmd: `svc generate --plan ${path}`, why: "carry it out, if nothing changed until then" }];
  return { ...result, next };
}

/** Carry out what was agreed to, and nothing else. */
async function agreed(input: Input, path: string, context: Context): Promise<Result> {
  if (input.ours.length > 0 || input.theirs.length > 0) {
    const problem = "--plan takes the decisions of the plan; --ours and --theirs belong to --plan-out";
    const finding = found.SVC0700(undefined, { problem });
    return { ...answer("", null), exit: EXIT.usage, findings: [finding] };
  }
  const file = readPlanFile(context, path);
  if ("refused" in file) return file.refused;
  const decisions = { ours: file.ours, theirs: file.theirs };
  return (await wholeRun({ ...input, ...decisions }, context, (plan) => outdated(path, file, plan))).result;
}

async function stubs(context: Context): Promise<Result> {
  const loaded = await loadProject(context);
  const { project, sources, findings } = loaded;
  if (project === null) return broken(loaded);
  const { missing } = slotFindings(project, new SourceFiles(context.host));
  const text = missing.length === 0
    ? "No slot file lacks a method.\n"
    : missing.map(({ path, stub }) => `# ${path}\n${stub}\n`).join("\n");
  const data = missing.map(({ path, method, stub }) => ({ path, method, stub }));
  return { exit: 0, text, data, findings, sources, next: [] };
}

export const plan = defineCommand({
  name: "plan",
  aliases: [],
  group: "project",
  summary: "print what svc generate would do",
  effect: "reads",
  input: z.object({
    diff: writerOptions.diff,
    planOut: planOption.describe("write the plan to this file, for svc generate --plan").meta({
      placeholder: "file",
    }),
  }),
  positionals: [],
  examples: ["svc plan", "svc plan --diff", "svc plan --plan-out plan.json"],
  run: (input, context) =>
    generate.run({ ...input, dryRun: true, check: false, ours: [], theirs: [], stubs: false }, context),
});
