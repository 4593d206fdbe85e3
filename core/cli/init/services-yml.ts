import { DEFAULT_PYTHON, NEWEST_EDITION } from "../../model/output-versions.ts";
import type { Starter } from "../../plugin/starter.ts";
import type { Json } from "../../text/json.ts";
import { writeYaml } from "../../text/write-yaml.ts";
import { type Answers, titleOf } from "./answers.ts";

/** The first `services.yml` of a project. */
export function servicesYml(
  { name, title, description, python }: Answers & { name: string },
  starter: Starter,
): string {
  const project: Record<string, Json> = { name };
  project.title = title ?? titleOf(name);
  const text = description ?? starter.description;
  if (text !== null) project.description = text;
  project.python = python ?? DEFAULT_PYTHON;
  project.timezone = "UTC";
  const body = writeYaml({
    version: 3,
    edition: NEWEST_EDITION,
    project,
    plugins: starter.plugins,
    services: starter.services,
  });
  return `# yaml-language-server: $schema=.svc/schema/services.json\n${body}`;
}
