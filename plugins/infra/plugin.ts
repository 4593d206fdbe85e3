import { add, definePlugin, type FileContribution, make as code, render, z } from "../../mod.ts";
import { infra as templates } from "../../templates/index.ts";
import { make } from "../project/contract.ts";
import { images, stores } from "./contract.ts";
import { infraFiles } from "./infra-files.ts";

export default definePlugin({
  name: "infra",
  summary: "Containers: Dockerfiles, Compose files and a workflow that deploys them",
  needs: ["project", "python"],
  options: z.strictObject({}),
  points: [images, stores],

  *contribute({ project, services }) {
    if (services.every((service) => service.plugin === null)) return;
    const view = { project: code.name(project.name) };
    yield add(make, "up", { rule: render(templates.makeUp, view).text });
    yield add(make, "down", { rule: render(templates.makeDown, view).text });
  },

  *assemble(model, _options, entries): Iterable<FileContribution> {
    const containers = {
      project: model.project.name,
      images: entries.of(images).map(({ value }) => value),
      stores: new Map(entries.of(stores).map(({ key, value }) => [key, value])),
    };
    if (containers.images.length > 0) yield* infraFiles(model.project, containers);
  },
});
