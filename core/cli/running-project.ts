import type { Service } from "../model/service.ts";
import type { Project } from "../pipeline.ts";
import type { Plugin } from "../plugin/define-plugin.ts";
import type { Context, Result } from "./command.ts";
import { environmentProblem } from "./environment.ts";
import { EXIT } from "./exit-code.ts";
import { broken, type LoadedProject, loadProject } from "./load-project.ts";
import { failed, requireUv } from "./uv.ts";

/** A project whose services can be started here. */
export interface RunningProject {
  readonly loaded: LoadedProject;
  readonly project: Project;
  /** Those that a plugin makes, or the one that was asked for. */
  readonly services: readonly { readonly service: Service; readonly plugin: Plugin }[];
}

/** Load the project and see that it is set up; else the result to end with. */
export async function runningProject(
  context: Context,
  only: string | undefined,
): Promise<RunningProject | { readonly refused: Result }> {
  const loaded = await loadProject(context);
  const { project } = loaded;
  if (project === null) return { refused: broken(loaded) };
  const uv = requireUv(context);
  if (uv !== null) return { refused: uv };
  const { files } = context.host;
  const problem = files.kind(".env") === "file" ? environmentProblem(files) : "there is no .env";
  if (problem !== null) return { refused: failed(EXIT.decision, problem, "svc setup") };
  const runnable = project.model.services.flatMap((service) => {
    const plugin = project.active.find(({ name }) => name === service.plugin);
    return plugin === undefined ? [] : [{ service, plugin }];
  });
  const services = runnable.filter(({ service }) => only === undefined || service.name === only);
  if (services.length > 0) return { loaded, project, services };
  const names = runnable.map(({ service }) => service.name).join(", ");
  const unknown = only === undefined ? "the project has no service to start" : `there is no service ${only}`;
  return { refused: failed(EXIT.usage, unknown, `services are: ${names}`) };
}
