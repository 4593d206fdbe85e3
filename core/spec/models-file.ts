import { z } from "../schema/schema.ts";
import { keys } from "./map-shape.ts";
import { enumValues, fieldLater, namedType, typeOptions } from "./type-shapes.ts";
import { deprecated, description, expression, literal, names, text, typeText, was } from "./value-shapes.ts";

const field = keys({
  ...typeOptions,
  optional: z.boolean().optional(),
  default: literal.optional(),
  readonly: z.boolean().optional(),
  immutable: z.boolean().optional(),
  sensitive: z.boolean().optional(),
  unique: z.union([z.boolean(), z.string()]).optional(),
  index: z.boolean().optional(),
  column: z.string().optional(),
  example: literal.optional(),
  to: z.string().optional(),
  accept: z.string().optional(),
  inverse: z.string().optional(),
  on_delete: z.enum(["restrict", "cascade", "set_null"]).optional(),
  was,
  backfill: literal.optional(),
  deprecated,
  description,
}, fieldLater);

const fieldsOfSet = names.min(1);
const uniqueSet = z.union([
  fieldsOfSet,
  keys({ fields: fieldsOfSet, where: expression.optional(), error: z.string().optional() }),
]);
const indexSet = z.union([
  fieldsOfSet,
  keys({
    fields: fieldsOfSet,
    where: expression.optional(),
    kind: z.enum(["btree", "gin", "trigram"]).optional(),
  }),
]);
const variant = keys({
  for: z.enum(["create", "update", "read"]).optional(),
  only: names.optional(),
  exclude: names.optional(),
  optional: names.optional(),
  extends: z.string().optional(),
  was,
  deprecated,
  description,
}, { with: "S3" });

const model = keys({
  fields: z.record(z.string(), z.union([typeText, field])),
  key: names.min(1).max(8).optional(),
  unique: z.array(uniqueSet).optional(),
  index: z.array(indexSet).optional(),
  check: z.array(keys({ that: expression, else: z.string() })).optional(),
  variants: z.record(z.string(), z.union([variant, z.null()])).optional(),
  plural: z.string().optional(),
  table: z.union([z.literal(false), text(63).min(1), keys({ name: text(63).min(1), was })]).optional(),
  timestamps: z.boolean().optional(),
  was,
  deprecated,
  description,
}, {
  computed: "S3",
  singleton: "S3",
  soft_delete: "S3",
  versioned: "S3",
  states: "S4",
  tenant: "S4",
});

export const modelsFile = keys({
  types: z.record(z.string(), namedType).optional(),
  enums: z.record(z.string(), enumValues).optional(),
  models: z.record(z.string(), model).optional(),
  reserved: z.record(z.string(), names).optional(),
});

export type ModelsFile = z.infer<typeof modelsFile>;
export type FieldSpec = z.infer<typeof field>;
export type ModelSpec = z.infer<typeof model>;
export type VariantSpec = z.infer<typeof variant>;
