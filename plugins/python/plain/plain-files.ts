import { type FileContribution, type ModelIndex, type Py, py, type Service } from "../../../mod.ts";
import { python as templates } from "../../../templates/index.ts";
import { PROJECT_SPEC } from "../header.ts";
import { sharedDistribution } from "../pyproject-view.ts";
import { ref } from "../refs.ts";
import { SERVICE_EXTRA } from "../service/entries.ts";
import { serviceContract } from "../service/environment.ts";
import { GENERATED_PACKAGE, packageFile, typedMark } from "../service/package-file.ts";
import { servicePyproject } from "../service/pyproject-file.ts";
import { serviceFile } from "../service/service-file.ts";
import { settingsFile } from "../service/settings-file.ts";
import { requirement } from "../versions.ts";

/** View of the modules of a plain service that run it: templates/python/plain-*.eta. */
export interface PlainMainView {
  readonly name: Py;
  readonly settings: Py;
  /** The function of the user. */
  readonly run: Py;
}

/** All files of a plain service but its tests. */
export function* plainFiles(index: ModelIndex, service: Service): Iterable<FileContribution> {
  const { model } = index;
  const { name } = service;
  yield packageFile(service, "__init__", `The service \`${name}\` of ${model.project.title}.`);
  yield packageFile(service, "generated.__init__", GENERATED_PACKAGE);
  yield typedMark(service);
  yield settingsFile(index, service, ref("shared.runtime.config", "ServiceSettings"));
  yield serviceFile(service, templates.plainMain, () => plainMainView(service), {
    module: "__main__",
    docstring: py.docstring({
      summary: `Run \`${name}\``,
      body: `\`python -m ${service.names.package}\` runs it until SIGTERM or SIGINT.`,
    }),
    sources: [PROJECT_SPEC],
  });
  yield serviceFile(service, templates.plainWork, () => plainMainView(service), {
    module: "main",
    docstring: `What \`${name}\` does.`,
    sources: [],
    ownership: "once",
  });
  yield serviceContract(model, service);
  yield servicePyproject(model, service, {
    all: plainRequirements(index),
    atHand: ["pydantic", "structlog"],
  });
}

/** What svc makes the package of a plain service ask for. */
export function plainRequirements({ model }: ModelIndex): readonly string[] {
  const shared = `${sharedDistribution(model.project.name)}[${SERVICE_EXTRA}]`;
  return [shared, requirement("pydantic"), requirement("structlog")];
}

export function plainMainView({ names }: Service): PlainMainView {
  return {
    name: py.str(names.package),
    settings: ref(`${names.package}.generated.settings`, "Settings"),
    run: ref(`${names.package}.main`, "run"),
  };
}
