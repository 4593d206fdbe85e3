import type { FileContribution } from "../../mod.ts";
import { hasContainers } from "../infra/contract.ts";
import { serviceContract } from "../python/contract.ts";
import { type BackendService, hasDatabase } from "./backend-service.ts";
import { DATABASE_URL } from "./backend-settings.ts";

export const CORS_ORIGINS = "JSON list of the browser origins that may call the service.";

/** `env.contract.yaml` of a service, with what only an HTTP service and only a database ask for. */
export function envContract(backend: BackendService): FileContribution {
  const { index: { model }, service } = backend;
  const consumers = [service.name];
  const everywhere = ["local", "production"];
  return serviceContract(model, service, {
    ...(hasDatabase(backend)
      ? {
        DATABASE_URL: {
          source: "derived",
          // In containers the Compose files make it, of what their database was told.
          environments: hasContainers(model) ? ["local"] : everywhere,
          consumers,
          required: true,
          description: DATABASE_URL,
        },
      }
      : {}),
    CORS_ORIGINS: {
      source: "literal",
      value: "[]",
      environments: everywhere,
      consumers,
      required: false,
      description: CORS_ORIGINS,
    },
  });
}
