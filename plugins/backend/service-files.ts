import { type Domain, type FileContribution, py, render } from "../../mod.ts";
import { backend as templates } from "../../templates/index.ts";
import {
  domainSpec,
  PROJECT_SPEC,
  serviceFile,
  servicePyproject,
  SHARED_SPEC,
  textFile,
} from "../python/contract.ts";
import { appView, mainView } from "./app-view.ts";
import {
  type BackendService,
  exposedOf,
  hasDatabase,
  hasModuleOfSlots,
  hasRoutes,
  hasSlots,
} from "./backend-service.ts";
import { backendSettings } from "./backend-settings.ts";
import { controllerBaseView, controllerView, slotFileView } from "./controllers-view.ts";
import { envContract } from "./env-contract.ts";
import { migrationFiles } from "./migration-files.ts";
import { operationsView } from "./operations/view.ts";
import { ormView } from "./orm-view.ts";
import { packageFiles } from "./package-files.ts";
import { ownRequirements } from "./requirements.ts";
import { repositoryView } from "./repository/view.ts";
import { routerView } from "./router/view.ts";
import { schemathesisView } from "./schemathesis-view.ts";

/** All files of one service but its tests. */
export function* serviceFiles(backend: BackendService): Iterable<FileContribution> {
  const { service, domains } = backend;
  yield* packageFiles(backend);
  if (hasDatabase(backend)) {
    yield* tableFiles(backend);
    yield* migrationFiles(backend);
  }
  const slotted = domains.filter((domain) => hasSlots(backend, domain));
  // Two at one path would be found again, with less to say about it.
  if (slotted.length > 0 && !slotted.some((domain) => hasModuleOfSlots(backend, domain))) {
    yield serviceFile(service, templates.controllersBase, () => controllerBaseView(backend), {
      module: "generated.controllers.base",
      docstring: `What every slot of \`${service.name}\` has at hand.`,
      sources: [PROJECT_SPEC, SHARED_SPEC],
    });
  }
  for (const domain of domains) yield* domainFiles(backend, domain);
  yield* processFiles(backend);
  yield envContract(backend);
  yield servicePyproject(backend.index.model, service, {
    all: ownRequirements(backend),
    atHand: ["pydantic"],
  });
  yield textFile(service, "schemathesis.toml", render(templates.schemathesis, schemathesisView(backend)));
}

function* tableFiles(backend: BackendService): Iterable<FileContribution> {
  const { service, entities } = backend;
  yield serviceFile(service, templates.ormBase, () => ({}), {
    module: "generated.orm.base",
    docstring: `The base of the entities of \`${service.name}\`.`,
    sources: [PROJECT_SPEC],
  });
  for (const entity of entities) {
    const { module } = entity.names;
    const sources = [SHARED_SPEC, `services/${service.name}/spec`];
    yield serviceFile(service, templates.ormModel, () => ormView(backend, entity), {
      module: `generated.orm.${module}`,
      docstring: `Table of ${entity.name}.`,
      sources,
    });
    yield serviceFile(service, templates.repository, () => repositoryView(backend, entity), {
      module: `generated.repositories.${module}`,
      docstring: `Reading and writing ${entity.names.wordsPlural}.`,
      sources,
    });
  }
}

function* domainFiles(backend: BackendService, domain: Domain): Iterable<FileContribution> {
  const { index, service } = backend;
  const { module } = domain.names;
  const spec = domainSpec(index, domain.id);
  if (exposedOf(backend, domain).length > 0) {
    yield serviceFile(service, templates.operations, () => operationsView(backend, domain), {
      module: `generated.operations.${module}`,
      docstring: `The operations of the domain \`${domain.name}\`: the one door for every transport.`,
      sources: [spec],
    });
  }
  if (hasRoutes(backend, domain)) {
    yield serviceFile(service, templates.router, () => routerView(backend, domain), {
      module: `generated.routers.${module}`,
      docstring: `REST routes of the domain \`${domain.name}\`.`,
      sources: [spec],
    });
  }
  if (!hasSlots(backend, domain)) return;
  yield serviceFile(service, templates.controller, () => controllerView(backend, domain, spec), {
    module: `generated.controllers.${module}`,
    docstring:
      `The slots of the domain \`${domain.name}\`; \`${service.names.package}.controllers.${module}\` fills them.`,
    sources: [spec],
  });
  yield serviceFile(service, templates.slots, () => slotFileView(backend, domain), {
    module: `controllers.${module}`,
    docstring: `The logic of the domain \`${domain.name}\` that the spec cannot say.`,
    sources: [],
    ownership: "once",
  });
}

function* processFiles(backend: BackendService): Iterable<FileContribution> {
  const { service } = backend;
  const specs = backend.domains.length === 0 ? [] : [`services/${service.name}/spec`];
  yield backendSettings(backend);
  yield serviceFile(service, templates.app, () => appView(backend), {
    module: "generated.app",
    docstring: `The application of \`${service.name}\`.`,
    sources: [PROJECT_SPEC, ...specs],
  });
  if (service.wiring) {
    yield serviceFile(service, templates.wiring, () => ({}), {
      module: "wiring",
      docstring: `What the application of \`${service.name}\` has that the spec cannot say.`,
      sources: [],
      ownership: "once",
    });
  }
  const command = `python -m ${service.names.package}`;
  const migrate = hasDatabase(backend)
    ? `; \`${command} migrate\` brings the database up to date, \`${command} reset\` empties it first`
    : "";
  yield serviceFile(service, templates.main, () => mainView(backend), {
    module: "__main__",
    docstring: py.docstring({ summary: `Run \`${service.name}\``, body: `\`${command}\` serves${migrate}.` }),
    sources: [PROJECT_SPEC],
  });
}
