import { z } from "../schema/schema.ts";
import type { Json } from "../text/json.ts";
import type { LanguagePlugin } from "./language.ts";
import { type FileKind, languageShapes } from "./shapes.ts";

/** The shapes of all spec files as JSON Schema (draft 2020-12), made from the declarations that check them. */
export function jsonSchemas(plugins: readonly LanguagePlugin[]): Readonly<Record<FileKind, Json>> {
  const shapes = languageShapes(plugins);
  const schemaOf = (kind: FileKind): Json =>
    z.toJSONSchema(shapes[kind], {
      unrepresentable: "any",
      io: "input",
      override: ({ zodSchema, jsonSchema }) => {
        // JSON Schema knows no sizes: what YAML reads as a big integer is an integer there.
        if (zodSchema instanceof z.ZodBigInt) jsonSchema.type = "integer";
      },
    }) as Json;
  return {
    services: schemaOf("services"),
    models: schemaOf("models"),
    errors: schemaOf("errors"),
    domain: schemaOf("domain"),
  };
}
