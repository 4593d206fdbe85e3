/**
 * The shapes of version 2 files, after `rewrite.ts`: lists of named things are maps by then. What the old
 * loader left unread is left unread here too, and told; where it was strict, so are we.
 */
import { z } from "../../schema/schema.ts";

/** Maps in which version 2 ignored the keys that it did not know. */
const lenient = new WeakSet<z.ZodType>();

export function isLenient(schema: z.ZodType): boolean {
  return lenient.has(schema);
}

function loose<S extends Record<string, z.ZodType>>(shape: S) {
  const schema = z.strictObject(shape);
  lenient.add(schema);
  return schema;
}

const text = z.string().max(4000);
const anything = z.unknown().optional();
const bound = z.union([z.number(), z.bigint()]).nullish();
const count = z.int().min(0).nullish();

const service = loose({
  type: text,
  description: text.nullish(),
  dev_template: anything,
  scaffold: anything,
  depends_on: anything,
  profiles: anything,
});
const servicesFile = loose({
  version: anything,
  services: z.record(z.string(), service).nullish(),
});

const field = loose({
  type: anything,
  ge: bound,
  gt: bound,
  le: bound,
  lt: bound,
  min_length: count,
  max_length: count,
  readonly: z.boolean().optional(),
  optional: z.boolean().optional(),
  default: anything,
  description: text.nullish(),
});
const variant = z.strictObject({
  exclude: z.array(text).optional(),
  optional: z.array(text).optional(),
});
const model = loose({
  fields: z.record(z.string(), z.union([z.string(), field])).nullish(),
  variants: z.record(z.string(), variant.nullable()).nullish(),
  description: text.nullish(),
});
const modelsFile = loose({ models: z.record(z.string(), model).nullish() });

const param = z.strictObject({
  type: text.optional(),
  required: z.boolean().optional(),
  source: z.enum(["path", "query"]).optional(),
  default: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional(),
});
const operation = loose({
  description: text.nullish(),
  params: z.record(z.string(), param).nullish(),
  input: text.nullish(),
  output: text.nullish(),
  rest: z.strictObject({
    method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
    path: text.optional(),
    status: z.int().nullish(),
  }).nullish(),
  events: z.strictObject({
    subscribe: text.nullish(),
    publish_on_success: text.nullish(),
    publish_on_error: text.nullish(),
    message_model: text.nullish(),
  }).nullish(),
});
const domainFile = loose({
  domain: anything,
  description: text.nullish(),
  config: z.strictObject({
    rest: z.strictObject({ prefix: text.optional(), tags: z.array(text).optional() }).nullish(),
  }).nullish(),
  operations: z.record(z.string(), operation).nullish(),
});

const event = loose({
  message: text.nullish(),
  publish: z.boolean().optional(),
  subscribe: z.boolean().optional(),
  description: text.nullish(),
});
const eventsFile = loose({ events: z.record(z.string(), event).nullish() });

const manifestFile = loose({
  consumes: z.array(z.strictObject({
    service: text,
    domain: text,
    operations: z.array(text).optional(),
  })).nullish(),
});

export const version2Shapes = {
  services: servicesFile,
  models: modelsFile,
  domain: domainFile,
  events: eventsFile,
  manifest: manifestFile,
};

export type Version2Services = z.infer<typeof servicesFile>;
export type Version2Models = z.infer<typeof modelsFile>;
export type Version2Domain = z.infer<typeof domainFile>;
export type Version2Events = z.infer<typeof eventsFile>;
export type Version2Manifest = z.infer<typeof manifestFile>;
export type Version2Model = z.infer<typeof model>;
export type Version2Field = z.infer<typeof field>;
export type Version2Param = z.infer<typeof param>;
export type Version2Operation = z.infer<typeof operation>;
