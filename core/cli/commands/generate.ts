import { z } from "../../schema/schema.ts";
import { type Context, defineCommand, type Result } from "../command.ts";
import { broken, loadProject } from "../load-project.ts";
import { remembering, type Run, sameAsLastTime } from "../nothing-to-do.ts";
import { finish, planProject, type WriterOptions } from "../plan-project.ts";
import { slotFindings } from "../slots.ts";

export const writerOptions = {
  dryRun: z.boolean().default(false).describe("print the plan and write nothing"),
  check: z.boolean().default(false).describe("write nothing; exit 1 if anything would change"),
  diff: z.boolean().default(false).describe("print what would change, line by line"),
};

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
  }),
  positionals: [],
  examples: ["svc generate", "svc generate --dry-run --diff", "svc generate --theirs Makefile"],
  async run(input, context): Promise<Result> {
    if (input.stubs) return await stubs(context);
    const isPlain = !input.diff && input.ours.length === 0 && input.theirs.length === 0;
    const known = isPlain ? sameAsLastTime(context, input) : null;
    if (known !== null) return known;
    const writes = !input.check && !input.dryRun;
    if (isPlain && writes) return await remembering(context, (host) => wholeRun(input, { ...context, host }));
    return (await wholeRun(input, context)).result;
  },
});

type Input = WriterOptions & { readonly ours: readonly string[]; readonly theirs: readonly string[] };

async function wholeRun({ ours, theirs, ...options }: Input, context: Context): Promise<Run> {
  const loaded = await loadProject(context);
  const { project, sources, findings } = loaded;
  if (project === null) return { result: broken(loaded), plan: null };
  const planned = planProject(context.host, context.version, project, {
    decisions: { ours, theirs },
    sources: [...loaded.files.keys()],
  });
  return { result: await finish(planned, options, context, sources, findings, []), plan: planned.plan };
}

async function stubs(context: Context): Promise<Result> {
  const loaded = await loadProject(context);
  const { project, sources, findings } = loaded;
  if (project === null) return broken(loaded);
  const { missing } = slotFindings(context.host, project);
  const text = missing.map(({ path, stub }) => `# ${path}\n${stub}\n`).join("\n");
  const data = missing.map(({ path, method, stub }) => ({ path, method, stub }));
  return { exit: 0, text, data, findings, sources, next: [] };
}

export const plan = defineCommand({
  name: "plan",
  aliases: [],
  group: "project",
  summary: "print what svc generate would do",
  effect: "reads",
  input: z.object({ diff: writerOptions.diff }),
  positionals: [],
  examples: ["svc plan", "svc plan --diff"],
  run: (input, context) =>
    generate.run({ ...input, dryRun: true, check: false, ours: [], theirs: [], stubs: false }, context),
});
