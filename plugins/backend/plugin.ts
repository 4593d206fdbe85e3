import { definePlugin, indexModel } from "../../mod.ts";
import {
  deptryJudge,
  pathTravelling,
  serviceFindings,
  serviceFolder,
  serviceFolders,
  sourceFolder,
} from "../python/contract.ts";
import { backendService, hasDatabase } from "./backend-service.ts";
import { ciJobs } from "./ci-jobs.ts";
import { checkService } from "./check-service.ts";
import { routeOf } from "./contract.ts";
import { backendFindings, migrationFindings } from "./diagnostics.ts";
import { backendOptions } from "./options.ts";
import { infraEntries } from "./infra-entries.ts";
import { projectEntries } from "./project-entries.ts";
import { readRevision, revise } from "./revise.ts";
import { domainRest, operationRest } from "./rest.ts";
import { testFiles } from "./tests/test-files.ts";
import { runtimeFiles } from "./runtime-files.ts";
import { fuzzSite, readSchemathesis } from "./schemathesis.ts";
import { slotSites } from "./slot-sites.ts";
import { serviceFiles } from "./service-files.ts";

export default definePlugin({
  name: "backend",
  summary: "HTTP services in Python: FastAPI, SQLAlchemy, Alembic",
  needs: ["project", "python"],
  options: backendOptions,
  serviceTypes: ["python-fastapi"],
  extends: [domainRest, operationRest],
  diagnostics: { ...serviceFindings, ...backendFindings, ...migrationFindings },

  *contribute(model) {
    const index = indexModel(model);
    const services = model.services
      .filter((service) => service.plugin === "backend")
      .map((service) => backendService(index, service));
    if (services.length === 0) return;
    for (const backend of services) {
      yield* checkService(backend);
      yield* serviceFiles(backend);
      yield* testFiles(model, backend.service);
    }
    yield* runtimeFiles(services.some(hasDatabase));
    yield* projectEntries(model, services);
    yield* ciJobs(model, services);
    yield* infraEntries(services);
  },

  *slots(model) {
    const index = indexModel(model);
    for (const service of model.services) {
      if (service.plugin === "backend") yield* slotSites(backendService(index, service));
    }
  },

  *routes(model) {
    for (const operation of model.operations) {
      const route = routeOf(operation);
      if (route !== null) {
        yield { method: route.method, path: pathTravelling(model)(route.path), node: operation.id };
      }
    }
  },

  judges: ({ services }) =>
    services.filter((service) => service.plugin === "backend").map((service) =>
      deptryJudge(serviceFolder(service))
    ),

  readers: { schemathesis: readSchemathesis },

  fuzz: (service, model) =>
    model.operations.some((operation) => operation.service === service.id && routeOf(operation) !== null)
      ? fuzzSite(service, service.owns.length > 0)
      : null,

  database: (service) => ({ variable: "DATABASE_URL", schema: service.names.package }),
  folders: serviceFolders,
  migrations: (service) => `${sourceFolder(service)}/migrations`,
  readRevision,
  revise,
});
