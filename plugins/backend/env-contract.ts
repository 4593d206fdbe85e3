import {
  allSettings,
  type FileContribution,
  type Json,
  type Model,
  type Setting,
  settingsOf,
} from "../../mod.ts";
import { hasContainers } from "../infra/contract.ts";
import { envContractFile, rawEntry } from "../project/contract.ts";
import { type BackendService, hasDatabase } from "./backend-service.ts";
import { describeSetting } from "./describe-setting.ts";
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
  for (const setting of settingsOf(index.model, service)) {
    const description = describeSetting(setting);
    entries[setting.env] = {
      ...sourceOf(setting),
      consumers,
      ...(description === null ? {} : { description }),
    };
  }
  for (const entry of service.env) entries[entry.key] = rawEntry(entry);
  // In version 2 it was written by hand.
  const ownership = index.model.language === 2 ? "once" : "generated";
  return envContractFile(serviceFolder(service), service.name, entries, ownership);
}

/** The settings of the project and of its services: each variable once, also where two services read it. */
export function variablesOf(model: Model): readonly Setting[] {
  return [...new Map(allSettings(model).map((setting) => [setting.env, setting])).values()];
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
