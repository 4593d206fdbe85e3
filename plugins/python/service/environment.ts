import {
  add,
  allSettings,
  type Contribution,
  type FileContribution,
  type Json,
  type Model,
  type Service,
  type Setting,
  settingsOf,
} from "../../../mod.ts";
import { env, envContractFile, rawEntry } from "../../project/contract.ts";
import { describeSetting } from "./describe-setting.ts";
import { serviceFolder } from "./service-file.ts";

const APP_ENV = "Where the service runs (local, test or production); production refuses unsafe settings.";

/** `env.contract.yaml`, schema v1: what those who deploy a service have to give it. `own` is what its plugin reads. */
export function serviceContract(
  model: Model,
  service: Service,
  own: Readonly<Record<string, Json>> = {},
): FileContribution {
  const consumers = [service.name];
  const entries: Record<string, Json> = {
    APP_ENV: {
      source: "literal",
      value: "production",
      environments: ["production"],
      consumers,
      required: true,
      description: APP_ENV,
    },
    ...own,
  };
  for (const setting of settingsOf(model, service)) {
    const description = describeSetting(setting);
    entries[setting.env] = {
      ...sourceOf(setting),
      consumers,
      ...(description === null ? {} : { description }),
    };
  }
  for (const entry of service.env) entries[entry.key] = rawEntry(entry);
  // In version 2 it was written by hand.
  const ownership = model.language === 2 ? "once" : "generated";
  return envContractFile(serviceFolder(service), service.name, entries, ownership);
}

/** For `.env.example`: what every service is told, the settings, and what services ask for beside them. */
export function* environmentEntries(model: Model): Iterable<Contribution> {
  yield add(env, "APP_ENV", { name: "APP_ENV", description: APP_ENV, example: "local" });
  for (const setting of variablesOf(model)) {
    const { id, env: name, default: value } = setting;
    const example = value === undefined || value === null ? null : asVariable(value);
    yield add(env, name, { name, description: describeSetting(setting) ?? "", example }, id);
  }
  // Two services may read one variable.
  const raw = new Map(model.services.flatMap((service) => service.env.map((entry) => [entry.key, entry])));
  for (const { key: name, description, environments, value, id } of raw.values()) {
    if (environments.includes("local")) {
      yield add(env, name, { name, description: description ?? "", example: value }, id);
    }
  }
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
