import { z } from "../../schema/schema.ts";
import { defineCommand, type Result } from "../command.ts";
import { broken, loadProject } from "../load-project.ts";
import { migrationStates } from "../migrations.ts";
import { finish, planProject } from "../plan-project.ts";
import { writerOptions } from "./generate.ts";

export const migrateMerge = defineCommand({
  name: "migrate merge",
  aliases: [],
  group: "project",
  summary: "join the migrations that two branches have added",
  effect: "writes files",
  input: z.object({
    message: z.string().max(200).optional().describe("what is joined; made from the branches if left out"),
    ...writerOptions,
  }),
  positionals: [],
  examples: ["svc migrate merge"],
  async run(input, context): Promise<Result> {
    const loaded = await loadProject(context);
    const { project, sources, findings } = loaded;
    if (project === null) return broken(loaded);
    const { states } = migrationStates(context.host.files, project);
    const open = states.filter(({ heads }) => heads.length > 1);
    const message = input.message ??
      `merge ${open.flatMap(({ heads }) => heads.map(({ id }) => id)).join(" and ")}`;
    const planned = planProject(context.host, context.version, project, {
      // What git left in the file of a state is nobody's text.
      decisions: {
        ours: [],
        theirs: states.flatMap(({ conflicting, folder }) => conflicting ? [`${folder}/schema.json`] : []),
      },
      sources: [...loaded.files.keys()],
      migrations: { kind: "merge", message },
    });
    const next = [{ cmd: "svc check", why: "see whether the models are ahead of the joined migrations" }];
    return await finish(planned, input, context, sources, findings, open.length > 0 ? next : []);
  },
});
