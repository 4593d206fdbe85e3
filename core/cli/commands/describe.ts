import type { Model } from "../../model/model.ts";
import type { Operation } from "../../model/operation.ts";
import { z } from "../../schema/schema.ts";
import type { Json } from "../../text/json.ts";
import { defineCommand, type Result } from "../command.ts";
import { broken, loadProject } from "../load-project.ts";

export const describe = defineCommand({
  name: "describe",
  aliases: [],
  group: "learn",
  summary: "tell what the project is; with --json the whole Model",
  effect: "reads",
  input: z.object({}),
  positionals: [],
  examples: ["svc describe", "svc describe --json"],
  async run(_, context): Promise<Result> {
    const loaded = await loadProject(context);
    if (loaded.project === null) return broken(loaded);
    const { model } = loaded.project;
    return {
      exit: 0,
      text: textOf(model),
      data: model as unknown as Json,
      findings: loaded.findings,
      sources: loaded.sources,
      next: [],
    };
  },
});

function textOf(model: Model): string {
  const { project } = model;
  const lines = [`${project.title} (${project.name}), language ${model.language}`];
  if (project.description !== null) lines.push(project.description);
  for (const service of model.services) {
    lines.push("", `service ${service.name} (${service.type})`);
    for (const domainId of service.domains) {
      const domain = model.domains.find((candidate) => candidate.id === domainId)!;
      lines.push(`  ${domain.name}`);
      for (const id of domain.operations) {
        lines.push(`    ${operationLine(model.operations.find((candidate) => candidate.id === id)!)}`);
      }
    }
  }
  if (model.models.length > 0) lines.push("", "models");
  for (const entity of model.models) {
    lines.push(
      `  ${entity.name}: ${
        entity.fields.filter((field) => field.implied === null).map((field) => field.name).join(", ")
      }`,
    );
  }
  const events = model.events.map((event) => event.name);
  if (events.length > 0) lines.push("", `events: ${events.join(", ")}`);
  return `${lines.join("\n")}\n`;
}

function operationLine({ name, slot, derived, description, ext, internal }: Operation): string {
  const rest = ext.rest as { readonly method?: string; readonly path?: string } | undefined;
  const route = rest?.method === undefined ? "" : `  ${rest.method} ${rest.path}`;
  const kind = internal ? "yours, for slots" : slot ? "yours" : derived === null ? "generated" : "derived";
  return `${name}${route}  [${kind}]${description === null ? "" : `  ${description.split("\n")[0]}`}`;
}
