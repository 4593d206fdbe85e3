import { z } from "../schema/schema.ts";
import type { LanguagePlugin } from "./language.ts";
import { keys } from "./map-shape.ts";
import { fieldLater, typeOptions } from "./type-shapes.ts";
import { deprecated, description, line, literal, names, text, was } from "./value-shapes.ts";

/** `services.yml`, with the options of plugins. */
export function servicesFile(plugins: readonly LanguagePlugin[]) {
  const options: Record<string, z.ZodType> = {};
  // In order of their names, because findings list them.
  const chosen = plugins.filter((candidate) => !candidate.always).toSorted((a, b) =>
    a.name < b.name ? -1 : 1
  );
  for (const plugin of chosen) {
    options[plugin.name] = plugin.options.optional();
  }
  return keys({
    version: z.literal([3, 2]),
    edition: z.string().optional(),
    project: keys({
      name: z.string(),
      title: line(200).optional(),
      description,
      python: z.string().optional(),
      timezone: z.string().optional(),
    }),
    plugins: keys(options, {
      events: "S2",
      rpc: "S2",
      tg_bot: "S2",
      notifications: "S2",
      mcp: "S2",
      workers: "S4",
      realtime: "S4",
    }),
    services: z.record(z.string(), service),
    settings: z.record(z.string(), setting).optional(),
    env: z.record(z.string(), envEntry).optional(),
  }, servicesLater);
}

/** An entry of the environment contract, schema v1. */
const envEntry = keys({
  source: z.enum(["user_secret", "generated_secret", "allocation", "derived", "literal"]),
  environments: z.array(z.enum(["local", "test", "production"])).min(1).optional(),
  consumers: names.optional(),
  required: z.boolean().optional(),
  description,
  value: text(4000).optional(),
  service: z.string().optional(),
  resource: text(200).optional(),
});

const setting = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  keys({
    ...typeOptions,
    default: literal.optional(),
    secret: z.boolean().optional(),
    required_in: z.array(z.enum(["local", "test", "production"])).optional(),
    was,
    deprecated,
    description,
  }, fieldLater),
]);

const service = keys({
  type: z.string(),
  description,
  access: z.array(z.enum(["database", "internet"])).optional(),
  exposes: names.optional(),
  dependencies: names.optional(),
  owns: names.optional(),
  depends_on: names.optional(),
  settings: z.record(z.string(), setting).optional(),
  env: z.record(z.string(), envEntry).optional(),
  wiring: z.boolean().optional(),
  was,
  deprecated,
}, { consumes: "S2" });

const servicesLater = {
  auth: "S3",
  rate: "S3",
  tenancy: "S4",
  compat: "S3",
};

export type ServicesFile = z.infer<ReturnType<typeof servicesFile>>;
export type EnvEntrySpec = z.infer<typeof envEntry>;
export type ServiceSpec = z.infer<typeof service>;
export type SettingSpec = z.infer<typeof setting>;
