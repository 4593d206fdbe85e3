import { add, definePlugin, indexModel, type Model, render, type Service, z } from "../../mod.ts";
import { python as templates } from "../../templates/index.ts";
import { members } from "../project/contract.ts";
import { deptryJudge } from "./deptry-judge.ts";
import { serviceFindings } from "./diagnostics.ts";
import { errorsView } from "./errors-view.ts";
import { SHARED_SPEC } from "./header.ts";
import { moduleFile } from "./module-file.ts";
import { packageFiles } from "./package-files.ts";
import { extras, runtimeFile } from "./points.ts";
import { plainEntries } from "./plain/plain-entries.ts";
import { plainFiles, plainRequirements } from "./plain/plain-files.ts";
import { plainTests } from "./plain/plain-tests.ts";
import { pyprojectView, sharedDistribution } from "./pyproject-view.ts";
import { schemaFiles } from "./schema-files.ts";
import { checkPythonService } from "./service/check-service.ts";
import { SERVICE_EXTRA } from "./service/entries.ts";
import { serviceFolder, serviceFolders } from "./service/service-file.ts";
import { isCamel } from "./travelling.ts";

/** What every service is made with. They ask for the extra of services, so they are there where it is. */
const SERVICE_MODULES: ReadonlySet<string> = new Set([
  "runtime/config.py",
  "runtime/logs.py",
  "runtime/testing_settings.py",
]);

export default definePlugin({
  name: "python",
  summary: "Python: the shared package with schemas and errors, and plain services",
  always: true,
  options: z.strictObject({}),
  serviceTypes: ["python"],
  refuses: {
    exposes: "leave it out: nobody calls a plain service; one that is called is of type: python-fastapi",
    database: "tables belong to a service of type: python-fastapi; leave database out",
    owns: "tables belong to a service of type: python-fastapi",
    wiring: "it changes an HTTP application; what this service does stands in its main.py",
    domains: "operations belong to a service of type: python-fastapi; move the file there",
  },
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
      if (!SERVICE_MODULES.has(path) && isNeeded(path, model)) yield runtimeFile(path, text);
    }
    const plain = plainServices(model);
    for (const service of plain) {
      yield* checkPythonService(model, service, plainRequirements(index));
      yield* plainFiles(index, service);
      yield* plainTests(index, service);
    }
    yield* plainEntries(index, plain);
    yield add(members, "shared", { path: "shared", distribution: sharedDistribution(model.project.name) });
  },

  judges: (model) => [
    deptryJudge("shared"),
    ...plainServices(model).map((service) => deptryJudge(serviceFolder(service))),
  ],
  listens: () => false,
  folders: serviceFolders,

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

/** Services of this plugin's own: nobody calls them, and what they do is written by hand. */
function plainServices({ services }: Model): readonly Service[] {
  return services.filter(({ plugin }) => plugin === "python");
}

function isNeeded(path: string, model: Model): boolean {
  if (path === "runtime/camel.py") return isCamel(model);
  return path !== "runtime/process.py" || plainServices(model).length > 0;
}
