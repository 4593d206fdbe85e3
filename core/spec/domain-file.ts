import { z } from "../schema/schema.ts";
import type { LanguageKey } from "./language.ts";
import { keys, type Nameless, withoutMap } from "./map-shape.ts";
import {
  enumValues,
  fieldLater,
  memberShape,
  namedType,
  namelessMember,
  typeOptions,
} from "./type-shapes.ts";
import {
  deprecated,
  type DeprecatedSpec,
  description,
  literal,
  names,
  text,
  typeText,
  was,
} from "./value-shapes.ts";

/** A domain file, with the keys that plugins add. */
export function domainFile(extensions: readonly LanguageKey[]) {
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
  return keys({
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
}

function extensionKeys(extensions: readonly LanguageKey[], at: LanguageKey["at"]): Record<string, z.ZodType> {
  return Object.fromEntries(
    extensions.filter((extension) => extension.at === at).map((
      extension,
    ) => [extension.key, extension.schema.optional()]),
  );
}

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

/** A member of an input may be a row, which is loaded. */
const inputMember = keys({ ...memberShape, type: typeText.optional(), ...rowOptions }, {
  ...fieldLater,
  where: "S3",
}, namelessMember);

const namelessParam: Nameless = {
  why: "every request says its name",
  instead:
    "let both stand for a while: the old one optional, and deprecated; a name in the path is seen by nobody, so just change that",
};

/** `public`; what else may stand there comes with those who call. */
const access = z.union([text(2000), z.array(z.unknown()), z.record(z.string(), z.unknown())]).optional();

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

export type DomainFile = z.infer<ReturnType<typeof domainFile>>;
export type InputMemberSpec = z.infer<typeof inputMember>;
export type ListSpecText = z.infer<typeof list>;
export type ParamSpec = z.infer<typeof param>;
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
