import { EDITIONS } from "../../model/output-versions.ts";
import { z } from "../../schema/schema.ts";
import { answer, defineCommand } from "../command.ts";

export const version = defineCommand({
  name: "version",
  aliases: [],
  group: "learn",
  summary: "print the version of svc and of what it reads and writes",
  effect: "reads",
  input: z.object({}),
  positionals: [],
  examples: ["svc version", "svc --version"],
  run: (_, { version, plugins }) => {
    const data = {
      svc: version,
      model: 1,
      languages: [2, 3],
      editions: EDITIONS,
      plugins: plugins.map(({ name }) => name),
    };
    return Promise.resolve(answer(`svc ${version}\n`, data));
  },
});
