import { add, definePlugin, indexModel, render, z } from "../../mod.ts";
import { python as templates } from "../../templates/index.ts";
import { members } from "../project/contract.ts";
import { deptryJudge } from "./deptry-judge.ts";
import { serviceFindings } from "./diagnostics.ts";
import { errorsView } from "./errors-view.ts";
import { SHARED_SPEC } from "./header.ts";
import { moduleFile } from "./module-file.ts";
import { packageFiles } from "./package-files.ts";
import { extras, runtimeFile } from "./points.ts";
import { pyprojectView, sharedDistribution } from "./pyproject-view.ts";
import { schemaFiles } from "./schema-files.ts";
import { SERVICE_EXTRA } from "./service/entries.ts";
import { isCamel } from "./travelling.ts";

/** What every service is made with. They ask for the extra of services, so they are there where it is. */
const SERVICE_MODULES: ReadonlySet<string> = new Set([
  "runtime/config.py",
  "runtime/logs.py",
  "runtime/testing_settings.py",
]);

export default definePlugin({
  name: "python",
  summary: "The shared Python package: schemas, errors and what they are made of",
  always: true,
  options: z.strictObject({}),
  points: [extras],
  diagnostics: serviceFindings,

  *contribute(model) {
    const index = indexModel(model);
    const modules = [...schemaFiles(index)];
    yield* modules;
    yield* packageFiles(index, modules);
    const summary = `The errors of ${model.project.title}, one class per code.`;
    yield moduleFile(
      "shared.generated.errors",
      templates.errors,
      () => errorsView(index),
      [SHARED_SPEC],
      summary,
    );
    for (const [path, text] of Object.entries(templates.static)) {
      if (SERVICE_MODULES.has(path) || path === "runtime/camel.py" && !isCamel(model)) continue;
      yield runtimeFile(path, text);
    }
    yield add(members, "shared", { path: "shared", distribution: sharedDistribution(model.project.name) });
  },

  judges: () => [deptryJudge("shared")],

  *assemble(model, _options, entries) {
    const needed = entries.of(extras).map((entry) => entry.value);
    const { text, origins } = render(templates.pyproject, pyprojectView(model, needed));
    yield { kind: "file", path: "shared/pyproject.toml", ownership: "generated", text, origins };
    if (needed.some(({ extra }) => extra === SERVICE_EXTRA)) {
      for (const [path, text] of Object.entries(templates.static)) {
        if (SERVICE_MODULES.has(path)) yield runtimeFile(path, text);
      }
    }
  },
});
