import { z } from "../../schema/schema.ts";
import { defineCommand, type Result } from "../command.ts";
import { broken, loadProject } from "../load-project.ts";
import { difference, migrationStates } from "../migrations.ts";
import { finish, planProject } from "../plan-project.ts";
import { writerOptions } from "./generate.ts";

const MAX_MESSAGE = 200;

export const migrateNew = defineCommand({
  name: "migrate new",
  aliases: [],
  group: "project",
  summary: "write the migration that brings the database up to the models",
  effect: "writes files",
  input: z.object({
    message: z.string().max(MAX_MESSAGE).optional().meta({
      description: "what the migration does; made from the change if left out",
      short: "m",
    }),
    byHand: z.boolean().default(false).describe(
      "the migration is written already: only note that it leads to the models",
    ),
    allow: z.array(z.string()).default([]).meta({
      description: "agree to what is lost, refused or locked at this place, for example books.title",
      placeholder: "place",
    }),
    ...writerOptions,
  }),
  positionals: [],
  examples: [
    "svc migrate new",
    'svc migrate new --message "add subtitle"',
    "svc migrate new --allow books.title",
  ],
  async run(input, context): Promise<Result> {
    const loaded = await loadProject(context);
    const { project, sources, findings } = loaded;
    if (project === null) return broken(loaded);
    const { states } = migrationStates(context.host.files, project);
    const message = input.message ?? told(states.flatMap((state) => difference(state) ?? []));
    const planned = planProject(context.host, context.version, project, {
      decisions: { ours: [], theirs: [] },
      sources: [...loaded.files.keys()],
      migrations: input.byHand ? { kind: "by hand" } : { kind: "new", message, allow: input.allow },
    });
    return await finish(planned, input, context, sources, findings, []);
  },
});

/** Changes as one sentence that fits where a message does. */
function told(changes: readonly string[]): string {
  const all = changes.join(", ").replace(/\bis (new|gone)\b/g, (_, what: "new" | "gone") => VERBS[what]);
  return all.length <= MAX_MESSAGE ? all : `${all.slice(0, MAX_MESSAGE - 2).replace(/,?\s\S*$/, "")} …`;
}

const VERBS = { new: "added", gone: "removed" } as const;
