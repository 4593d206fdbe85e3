import { z } from "../schema/schema.ts";
import { keys } from "./map-shape.ts";
import { members } from "./type-shapes.ts";
import { deprecated, description, text, was } from "./value-shapes.ts";

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
export const errorsFile = keys({ errors: z.record(z.string(), errorEntry) });

export type ErrorsFile = z.infer<typeof errorsFile>;
