import { z } from "../../schema/schema.ts";
import { defineCommand, type Result } from "../command.ts";
import { broken, loadProject } from "../load-project.ts";
import { difference, migrationStates } from "../migrations.ts";
import { finish, planProject } from "../plan-project.ts";
import { writerOptions } from "./generate.ts";

export const migrateNew = defineCommand({
  name: "migrate new",
  aliases: [],
  group: "project",
  summary: "write the migration that brings the database up to the models",
  effect: "writes files",
  input: z.object({
    message: z.string().max(200).optional().describe(
      "what the migration does; made from the change if left out",
    ),
    byHand: z.boolean().default(false).describe(
      "the migration is written already: only note that it leads to the models",
    ),
    ...writerOptions,
  }),
  positionals: [],
  examples: ["svc migrate new", 'svc migrate new --message "add subtitle"'],
  async run(input, context): Promise<Result> {
    const loaded = await loadProject(context);
    const { project, sources, findings } = loaded;
    if (project === null) return broken(loaded);
    const { states } = migrationStates(context.host.files, project);
    const behind = states.filter((state) => difference(state) !== null);
    const change = behind.map((state) => difference(state)).join(", ");
    const message = input.message ?? change.replace(/\bis new\b/g, "added").slice(0, 200);
    const planned = planProject(context.host, context.version, project, {
      decisions: { ours: [], theirs: [] },
      sources: [...loaded.files.keys()],
      ...(behind.length === 0 ? {} : input.byHand ? { reached: true } : { migrate: message }),
    });
    return await finish(planned, input, context, sources, findings, []);
  },
});
