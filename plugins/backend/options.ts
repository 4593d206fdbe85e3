import { type Json, type Model, z } from "../../mod.ts";
import { parsePath } from "./rest-path.ts";

/** What stands for something in `error_body`. */
const HOLES = "$code $class $status $message $details $fields $messages $path $request_id $now".split(" ");

/** Rules of a request that can be broken, as the runtime names them. */
const RULES = [
  "base64_parsing",
  "bool_type",
  "bytes_too_long",
  "cursor_invalid",
  "date_from_datetime_parsing",
  "date_parsing",
  "date_type",
  "datetime_out_of_range",
  "datetime_parsing",
  "datetime_type",
  "decimal_text",
  "decimal_whole_digits",
  "dict_type",
  "duration_parsing",
  "enum",
  "extra_forbidden",
  "finite_number",
  "float_type",
  "greater_than",
  "greater_than_equal",
  "int_type",
  "json_number",
  "json_text",
  "less_than",
  "less_than_equal",
  "list_type",
  "literal_error",
  "missing",
  "model_attributes_type",
  "string_pattern_mismatch",
  "string_too_long",
  "string_too_short",
  "string_type",
  "time_parsing",
  "time_type",
  "timezone_aware",
  "too_long",
  "too_short",
  "union_tag_invalid",
  "union_tag_not_found",
  "uuid_parsing",
  "uuid_type",
];

const errorBody = z.record(z.string(), z.json()).superRefine((tree, context) => {
  const wrong = unknownHole(tree);
  if (wrong !== null) {
    const known = HOLES.map((hole) => hole.slice(1)).join(" ");
    context.addIssue({ code: "custom", message: `no hole "${wrong}", only ${known}` });
  }
});

function unknownHole(tree: unknown): string | null {
  if (typeof tree === "string") return tree.startsWith("$") && !HOLES.includes(tree) ? tree : null;
  if (typeof tree !== "object" || tree === null) return null;
  return Object.values(tree).map(unknownHole).find((hole) => hole !== null) ?? null;
}

const schema = z.strictObject({
  /** How names travel, if not as the spec has them: members, params, details, sort keys. */
  case: z.literal("camel").optional(),
  /** Before every path of every service: `/api`. */
  prefix: z.string().refine((text) => parsePath(text)?.every((segment) => segment.kind === "text") ?? false, {
    message: "a path of fixed segments: /api",
  }).optional(),
  /** The body of every error: JSON in which `$code`, `$message` … stand for what happened. */
  error_body: errorBody.optional(),
  /** Texts of broken rules, by their names: `{ missing: cannot be blank }`. */
  messages: z.strictObject(
    Object.fromEntries(RULES.map((rule) => [rule, z.string().min(1).max(500).optional()])),
  ).optional(),
});

export const backendOptions: z.ZodType<Json> = schema as z.ZodType<Json>;

/** The prefix of the project, `""` if none is written. */
export function prefixOf(model: Model): string {
  return optionsOf(model).prefix ?? "";
}

export interface ErrorOptions {
  /** Null: as RFC 9457 says. */
  readonly body: Json | null;
  readonly messages: Readonly<Record<string, string>>;
}

export function errorOptionsOf(model: Model): ErrorOptions {
  const { error_body: body, messages } = optionsOf(model);
  return {
    body: body ?? null,
    messages: messages as Record<string, string> | undefined ?? {},
  };
}

function optionsOf(model: Model) {
  return schema.parse(model.plugins.find((plugin) => plugin.name === "backend")?.options ?? {});
}
