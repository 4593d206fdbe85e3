/** Types, as fields, members and params use them and as `types:` and `enums:` name them. */
import { z } from "../schema/schema.ts";
import { keys, type Nameless } from "./map-shape.ts";
import { count, deprecated, description, literal, number, text, typeText, was } from "./value-shapes.ts";

const enumValue = z.union([z.string(), keys({ name: z.string(), was, deprecated, description })]);

export const typeOptions = {
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

export const fieldLater = {
  set: "S3",
};

export const namelessMember: Nameless = {
  why: "whoever sends it, and every record that is stored, says its name",
  instead: "let both stand for a while: the old one optional, and deprecated",
};

export const memberShape = {
  ...typeOptions,
  optional: z.boolean().optional(),
  default: literal.optional(),
  example: literal.optional(),
  deprecated,
  description,
};

const member = keys(memberShape, fieldLater, namelessMember);

export const members = z.record(z.string(), z.union([typeText, member]));

const record = keys({ fields: members, was, deprecated, description }, { check: "S3" });
const namedScalar = keys({ ...typeOptions, was, deprecated, description }, fieldLater);
const union = keys(
  { union: z.array(z.string()).min(2).max(50), tag: z.string(), was, deprecated, description },
);
export const namedType = z.union([namedScalar, record, union]);
export const enumValues = z.union([
  z.array(enumValue),
  keys({ values: z.array(enumValue), was, deprecated, description }),
]);

/** A value of an enum: short, or with its former names. */
export type EnumValueSpec = z.infer<typeof enumValue>;
export type MemberSpec = z.infer<typeof member>;
type TypeKeys = Omit<MemberSpec, "optional" | "default" | "example" | "description">;
/** The options of a type; what it is applied to may have more keys. */
export type TypeOptions = { readonly [Key in keyof TypeKeys]?: TypeKeys[Key] | undefined };
