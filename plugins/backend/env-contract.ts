import { type EnvEntry, type FileContribution, type Json, type Setting, writeYaml } from "../../mod.ts";
import { hasContainers } from "../infra/contract.ts";
import { header, PROJECT_SPEC } from "../python/contract.ts";
import { type BackendService, hasDatabase } from "./backend-service.ts";
import { serviceFolder } from "./module-file.ts";
import { DATABASE_URL } from "./settings-view.ts";

export const APP_ENV =
  "Where the service runs (local, test or production); production refuses unsafe settings.";
export const CORS_ORIGINS = "JSON list of the browser origins that may call the service.";

/** `env.contract.yaml`, schema v1: what those who deploy the service have to give it. */
export function envContract(backend: BackendService): FileContribution {
  const { index, service } = backend;
  const consumers = [service.name];
  const everywhere = ["local", "production"];
  const entries: Record<string, Json> = {
    APP_ENV: {
      source: "literal",
      value: "production",
      environments: ["production"],
      consumers,
      required: true,
      description: APP_ENV,
    },
    ...(hasDatabase(backend)
      ? {
        DATABASE_URL: {
          source: "derived",
          // In containers the Compose files make it, of what their database was told.
          environments: hasContainers(index.model) ? ["local"] : everywhere,
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
  };
  for (const setting of index.model.settings) {
    entries[setting.env] = {
      ...sourceOf(setting),
      consumers,
      ...(setting.description === null ? {} : { description: setting.description }),
    };
  }
  for (const entry of service.env) entries[entry.key] = rawEntry(entry);
  return {
    kind: "file",
    path: `${serviceFolder(service)}/env.contract.yaml`,
    // In version 2 it was written by hand.
    ownership: index.model.language === 2 ? "once" : "generated",
    text: writeYaml({ version: "1", owner: service.name, entries }, { header: header([PROJECT_SPEC]) }),
    origins: [],
  };
}

/** Schema v1 knows no other keys, and none that is empty. */
function rawEntry({ source, environments, consumers, required, ...more }: EnvEntry): Json {
  const told = {
    description: more.description,
    value: more.value,
    service: more.service,
    resource: more.resource,
  };
  const present = Object.entries(told).flatMap(([key, value]) =>
    value === null ? [] : [[key, value] as const]
  );
  return { source, environments, consumers, required, ...Object.fromEntries(present) };
}

/** Only a person knows what has no default. */
function sourceOf({ default: value, requiredIn }: Setting): Readonly<Record<string, Json>> {
  const environments = requiredIn.length > 0 ? requiredIn : ["local", "production"];
  if (value === undefined || requiredIn.length > 0) {
    return { source: "user_secret", environments, required: true };
  }
  return { source: "literal", value: asVariable(value), environments, required: false };
}

/** A value as a variable of the environment holds it. */
export function asVariable(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
