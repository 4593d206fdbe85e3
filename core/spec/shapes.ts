/**
 * The shape of every spec file, once: types of the values, checks, and JSON Schemas come from here. Whatever
 * needs the model is checked by `model`. Keys of later stages are known by name, so that they are refused
 * as such and not as typing errors.
 */
import { domainFile } from "./domain-file.ts";
import { errorsFile } from "./errors-file.ts";
import type { LanguagePlugin } from "./language.ts";
import { modelsFile } from "./models-file.ts";
import { servicesFile } from "./services-file.ts";

/** The shapes of all files, with the keys that the given plugins add. */
export function languageShapes(plugins: readonly LanguagePlugin[]) {
  return {
    services: servicesFile(plugins),
    models: modelsFile,
    errors: errorsFile,
    domain: domainFile(plugins.flatMap((plugin) => plugin.extends)),
  };
}

export type FileKind = keyof ReturnType<typeof languageShapes>;
