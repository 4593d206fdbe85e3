/** Values that stand in more than one file of a spec. */
import { z } from "../schema/schema.ts";
import { keys } from "./map-shape.ts";

export const text = (max: number) => z.string().max(max);
/** A text that becomes a part of one line: of a heading, of a summary of a package. */
export const line = (max: number) => text(max).regex(/^[^\r\n]*$/, "one line");
export const description = text(4000).optional();
export const typeText = text(200).min(1);
const scalar = z.union([z.string(), z.number(), z.bigint(), z.boolean(), z.null()]);
/** What it may hold depends on the type, which the Model knows. */
export const literal = z.union([scalar, z.array(z.unknown()), z.record(z.string(), z.unknown())]);
export const expression = text(2000).min(1);
export const number = z.union([z.number(), z.bigint(), z.string()]);
export const count = z.int().min(0).max(10_000_000);

/** Former names: of what the database holds, so that a migration renames instead of dropping and adding. */
export const was = z.union([text(63).min(1), z.array(text(63).min(1)).min(1).max(20)]).optional();
/** Days, as 2027-12-31; what to use instead is for people. */
export const deprecated = keys({
  since: text(10),
  until: text(10).optional(),
  use: text(200).min(1).optional(),
}).optional();
export const names = z.array(z.string());

export type DeprecatedSpec = NonNullable<z.infer<typeof deprecated>>;
