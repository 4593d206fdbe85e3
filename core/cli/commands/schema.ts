import { jsonSchemas } from "../../spec/json-schema.ts";
import { z } from "../../schema/schema.ts";
import type { Json } from "../../text/json.ts";
import { answer, defineCommand } from "../command.ts";

export const schema = defineCommand({
  name: "schema",
  aliases: [],
  group: "learn",
  summary: "print the JSON Schema of a spec file, for editors",
  effect: "reads",
  input: z.object({
    kind: z.enum(["services", "models", "errors", "domain"]).optional().describe(
      "services, models, errors or domain; all if left out",
    ),
  }),
  positionals: ["kind"],
  examples: ["svc schema models > models.schema.json"],
  run({ kind }, { plugins }) {
    const schemas = jsonSchemas(plugins);
    const data = kind === undefined ? schemas : schemas[kind]!;
    return Promise.resolve(answer(`${JSON.stringify(data, null, 2)}\n`, data as Json));
  },
});
