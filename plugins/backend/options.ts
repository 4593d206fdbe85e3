import { type Json, type Model, z } from "../../mod.ts";
import { parsePath } from "./rest-path.ts";

const schema = z.strictObject({
  /** Before every path of every service: `/api`. */
  prefix: z.string().refine((text) => parsePath(text)?.every((segment) => segment.kind === "text") ?? false, {
    message: "a path of fixed segments: /api",
  }).optional(),
});

export const backendOptions: z.ZodType<Json> = schema as z.ZodType<Json>;

/** The prefix of the project, `""` if none is written. */
export function prefixOf(model: Model): string {
  const options = schema.parse(model.plugins.find((plugin) => plugin.name === "backend")?.options ?? {});
  return options.prefix ?? "";
}
