/**
 * The shape of every spec file, once: types of the values, checks, and JSON Schemas come from here. Whatever
 * needs the model is checked by `model`. Keys of later stages are known by name, so that they are refused
 * as such and not as typing errors.
 */
import { z } from "../schema/schema.ts";
import type { LanguageKey, LanguagePlugin } from "./language.ts";

/** What shape checking knows about a map besides its keys. */
export interface Place {
  /** Keys that the language has and this svc does not: key → stage and plugin. */
  readonly later: Readonly<Record<string, string>>;
  /** Why it has no former name, though other things have; null where `was` may stand, or is like any unknown key. */
  readonly nameless: Nameless | null;
  /** What a map would be in the place of this text or list: construct and stage. */
  readonly laterMap?: { readonly construct: string; readonly stage: string };
}

/** What says its name itself, so that an old one leads nowhere: a request, or a record that is stored. */
export interface Nameless {
  readonly why: string;
  readonly instead: string;
}

export const places = z.registry<Place>();

/** A map with exactly these keys, and later ones that are refused by their stage. */
function keys<S extends Record<string, z.ZodType>>(
  shape: S,
  later: Record<string, string> = {},
  nameless: Nameless | null = null,
) {
  const schema = z.strictObject(shape);
  places.add(schema, { later, nameless });
  return schema;
}

const namelessMember: Nameless = {
  why: "whoever sends it, and every record that is stored, says its name",
  instead: "let both stand for a while: the old one optional, and deprecated",
};
const namelessParam: Nameless = {
  why: "every request says its name",
  instead:
    "let both stand for a while: the old one optional, and deprecated; a name in the path is seen by nobody, so just change that",
};

/** Text or a list, where a later stage has a map. */
function withoutMap<T extends z.ZodType>(schema: T, construct: string, stage: string): T {
  places.add(schema, { later: {}, nameless: null, laterMap: { construct, stage } });
  return schema;
}

const text = (max: number) => z.string().max(max);
const description = text(4000).optional();
const typeText = text(200).min(1);
const scalar = z.union([z.string(), z.number(), z.bigint(), z.boolean(), z.null()]);
/** What it may hold depends on the type, which the Model knows. */
const literal = z.union([scalar, z.array(z.unknown()), z.record(z.string(), z.unknown())]);
const expression = text(2000).min(1);
const number = z.union([z.number(), z.bigint(), z.string()]);
const count = z.int().min(0).max(10_000_000);

/** Former names: of what the database holds, so that a migration renames instead of dropping and adding. */
const was = z.union([text(63).min(1), z.array(text(63).min(1)).min(1).max(20)]).optional();
/** Days, as 2027-12-31; what to use instead is for people. */
const deprecated = keys({ since: text(10), until: text(10).optional(), use: text(200).min(1).optional() })
  .optional();
/** `public`; what else may stand there comes with those who call. */
const access = z.union([text(2000), z.array(z.unknown()), z.record(z.string(), z.unknown())]).optional();
const enumValue = z.union([z.string(), keys({ name: z.string(), was, deprecated, description })]);

const typeOptions = {
  type: typeText,
  ge: number.optional(),
  gt: number.optional(),
  le: number.optional(),
  lt: number.optional(),
  format: z.string().optional(),
  precision: z.int().min(1).max(1000).optional(),
  scale: z.int().min(0).max(1000).optional(),
  wire: z.enum(["string", "number"]).optional(),
  min_length: count.optional(),
  max_length: count.optional(),
  pattern: text(1000).optional(),
  normalize: z.array(z.enum(["trim", "collapse", "lower", "upper", "nfc"])).optional(),
  values: z.union([z.array(enumValue), z.string()]).optional(),
  min_items: count.optional(),
  max_items: count.optional(),
  schema: typeText.optional(),
};

const fieldLater = {
  set: "S3",
};

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

/** `{ code: label }`: a field, and its name as it travels. */
const searchedAs = z.record(z.string(), z.string()).refine((map) => Object.keys(map).length === 1, {
  message: "one field and its name on the wire: { code: label }",
});

/** How the row of a param or of an input is found, and what is answered if it is not there. */
const rowOptions = {
  of: z.string().optional(),
  by: z.union([z.string(), searchedAs]).optional(),
  else: z.string().optional(),
};

const memberShape = {
  ...typeOptions,
  optional: z.boolean().optional(),
  default: literal.optional(),
  example: literal.optional(),
  deprecated,
  description,
};

const member = keys(memberShape, fieldLater, namelessMember);

/** A member of an input may be a row, which is loaded. */
const inputMember = keys({ ...memberShape, type: typeText.optional(), ...rowOptions }, {
  ...fieldLater,
  where: "S3",
}, namelessMember);

const members = z.record(z.string(), z.union([typeText, member]));

const record = keys({ fields: members, was, deprecated, description }, { check: "S3" });
const namedScalar = keys({ ...typeOptions, was, deprecated, description }, fieldLater);
const union = keys(
  { union: z.array(z.string()).min(2).max(50), tag: z.string(), was, deprecated, description },
);
const namedType = z.union([namedScalar, record, union]);
const enumValues = z.union([
  z.array(enumValue),
  keys({ values: z.array(enumValue), was, deprecated, description }),
]);
const names = z.array(z.string());
const uniqueSet = z.union([
  names,
  keys({ fields: names, where: expression.optional(), error: z.string().optional() }),
]);
const indexSet = z.union([
  names,
  keys({
    fields: names,
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

const modelsFile = keys({
  types: z.record(z.string(), namedType).optional(),
  enums: z.record(z.string(), enumValues).optional(),
  models: z.record(z.string(), model).optional(),
  reserved: z.record(z.string(), names).optional(),
});

const errorEntry = z.union([
  text(2000),
  keys({
    status: z.int().min(400).max(599),
    message: text(2000).optional(),
    title: text(200).optional(),
    details: members.optional(),
    field: z.string().optional(),
    replaces: z.string().optional(),
    was,
    deprecated,
    description,
  }),
]);
const errorsFile = keys({ errors: z.record(z.string(), errorEntry) });

const filter = z.union([
  names,
  z.record(z.string(), withoutMap(z.array(z.string()), "a filter with an expression", "S3")),
]);
const page = keys({
  kind: z.enum(["cursor", "offset"]).optional(),
  default: z.int().min(1).max(1000).optional(),
  max: z.int().min(1).max(1000).optional(),
  total: z.boolean().optional(),
});
const list = keys({
  filter: filter.optional(),
  search: names.optional(),
  sort: names.optional(),
  page: page.optional(),
});

const param = z.union([
  typeText,
  keys(
    {
      ...typeOptions,
      type: typeText.optional(),
      ...rowOptions,
      optional: z.boolean().optional(),
      default: literal.optional(),
      deprecated,
      description,
    },
    { ...fieldLater, where: "S3" },
    namelessParam,
  ),
]);

const operationLater = {
  let: "S3",
  lock: "S3",
  require: "S3",
  allowed_in: "S4",
  do: "S3",
  from: "S3",
  emits: "S2",
  transaction: "S3",
  idempotent: "S3",
  rate: "S3",
  cache: "S3",
  calls: "S2",
  job: "S4",
};

const domainLater = {
  rate: "S3",
  let: "S3",
  require: "S3",
  allowed_in: "S4",
  auth: "S3",
  transitions: "S4",
  rooms: "S4",
};

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

/** The shapes of all files, with the keys that the given plugins add. */
export function languageShapes(plugins: readonly LanguagePlugin[]) {
  const extensions = plugins.flatMap((plugin) => plugin.extends);
  const operationKeys = extensionKeys(extensions, "operation");
  const operationShape = {
    description,
    params: z.record(z.string(), param).optional(),
    input: z.union([typeText, z.record(z.string(), z.union([typeText, inputMember]))]).optional(),
    output: withoutMap(text(200).min(1), "an output of expressions", "S3").optional(),
    errors: names.optional(),
    query: z.boolean().optional(),
    slot: z.boolean().optional(),
    stability: z.enum(["experimental", "stable"]).optional(),
    access,
    was,
    deprecated,
    list: list.optional(),
  };
  const operation = keys({ ...operationShape, ...operationKeys }, operationLater);
  const domainFile = keys({
    domain: z.string(),
    model: z.string().optional(),
    description,
    access,
    params: z.record(z.string(), param).optional(),
    config: keys(extensionKeys(extensions, "domain")).optional(),
    crud: z.union([
      z.array(z.string()),
      z.record(z.string(), z.union([operation, z.null()])),
    ]).optional(),
    operations: z.record(z.string(), operation).optional(),
    types: z.record(z.string(), namedType).optional(),
    enums: z.record(z.string(), enumValues).optional(),
  }, domainLater);

  const options: Record<string, z.ZodType> = {};
  // In order of their names, because findings list them.
  const chosen = plugins.filter((candidate) => !candidate.always).toSorted((a, b) =>
    a.name < b.name ? -1 : 1
  );
  for (const plugin of chosen) {
    options[plugin.name] = plugin.options.optional();
  }
  const servicesFile = keys({
    version: z.literal([3, 2]),
    edition: z.string().optional(),
    project: keys({
      name: z.string(),
      title: text(200).optional(),
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

  return { services: servicesFile, models: modelsFile, errors: errorsFile, domain: domainFile };
}

function extensionKeys(extensions: readonly LanguageKey[], at: LanguageKey["at"]): Record<string, z.ZodType> {
  return Object.fromEntries(
    extensions.filter((extension) => extension.at === at).map((
      extension,
    ) => [extension.key, extension.schema.optional()]),
  );
}

export type Shapes = ReturnType<typeof languageShapes>;
export type FileKind = keyof Shapes;
export type ServicesFile = z.infer<Shapes["services"]>;
export type ModelsFile = z.infer<Shapes["models"]>;
export type ErrorsFile = z.infer<Shapes["errors"]>;
export type DomainFile = z.infer<Shapes["domain"]>;
/** A value of an enum: short, or with its former names. */
export type EnumValueSpec = z.infer<typeof enumValue>;
export type FieldSpec = z.infer<typeof field>;
export type MemberSpec = z.infer<typeof member>;
export type InputMemberSpec = z.infer<typeof inputMember>;
export type ModelSpec = z.infer<typeof model>;
export type VariantSpec = z.infer<typeof variant>;
export type ListSpecText = z.infer<typeof list>;
export type DeprecatedSpec = NonNullable<z.infer<typeof deprecated>>;
export type ParamSpec = z.infer<typeof param>;
export type EnvEntrySpec = z.infer<typeof envEntry>;
export type ServiceSpec = z.infer<typeof service>;
export type SettingSpec = z.infer<typeof setting>;
type TypeKeys = Omit<MemberSpec, "optional" | "default" | "example" | "description">;
/** The options of a type; what it is applied to may have more keys. */
export type TypeOptions = { readonly [Key in keyof TypeKeys]?: TypeKeys[Key] | undefined };
/** An operation, with the keys of plugins left to them. */
export interface OperationSpec {
  readonly description?: string | undefined;
  readonly params?: Readonly<Record<string, ParamSpec>> | undefined;
  readonly input?: string | Readonly<Record<string, string | InputMemberSpec>> | undefined;
  readonly output?: string | undefined;
  readonly errors?: readonly string[] | undefined;
  readonly query?: boolean | undefined;
  readonly slot?: boolean | undefined;
  readonly list?: ListSpecText | undefined;
  readonly stability?: "experimental" | "stable" | undefined;
  readonly access?: unknown;
  readonly was?: string | readonly string[] | undefined;
  readonly deprecated?: DeprecatedSpec | undefined;
  readonly [extension: string]: unknown;
}
