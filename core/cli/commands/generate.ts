import { z } from "../../schema/schema.ts";
import { defineCommand, type Result } from "../command.ts";
import { broken, loadProject } from "../load-project.ts";
import { finish, planProject } from "../plan-project.ts";
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
    const loaded = await loadProject(context);
    const { project, sources, findings } = loaded;
    if (project === null) return broken(loaded);
    if (input.stubs) {
      const { missing } = slotFindings(context.host, project);
      const text = missing.map(({ path, stub }) => `# ${path}\n${stub}\n`).join("\n");
      const data = missing.map(({ path, method, stub }) => ({ path, method, stub }));
      return { exit: 0, text, data, findings, sources, next: [] };
    }
    const planned = planProject(context.host, context.version, project, {
      decisions: { ours: input.ours, theirs: input.theirs },
      sources: [...loaded.files.keys()],
    });
    return await finish(planned, input, context, sources, findings, []);
  },
});

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
