import { z } from "../schema/schema.ts";
import type { NodePath } from "../text/node.ts";

/** The schema for the value at a path, or null where the path leaves it. */
export function schemaAt(root: z.ZodType, path: NodePath): z.ZodType | null {
  let schema: z.ZodType | null = unwrap(root);
  for (const step of path) {
    if (schema instanceof z.ZodUnion) schema = optionWith(schema, step);
    if (schema instanceof z.ZodObject) schema = schema.shape[String(step)] ?? null;
    else if (schema instanceof z.ZodRecord) schema = schema.valueType as z.ZodType;
    else if (schema instanceof z.ZodArray) schema = schema.element as z.ZodType;
    else return null;
    schema = schema === null ? null : unwrap(schema);
  }
  return schema;
}

/** The branch of a union with this index. */
export function unionOption(schema: z.ZodType | null, index: number): z.ZodType | null {
  return schema instanceof z.ZodUnion ? unwrap((schema.options as z.ZodType[])[index]!) : null;
}

/** The maps with fixed keys that a schema accepts. */
export function mapsOf(schema: z.ZodType | null): z.ZodObject[] {
  if (schema instanceof z.ZodObject) return [schema];
  if (!(schema instanceof z.ZodUnion)) return [];
  return (schema.options as z.ZodType[]).map(unwrap).filter((option) => option instanceof z.ZodObject);
}

function unwrap(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable
    ? unwrap(schema.unwrap() as z.ZodType)
    : schema;
}

/** The branch of a union that a path goes on in: zod tells findings of the one that fits as the union's own. */
function optionWith(union: z.ZodUnion, step: string | number): z.ZodType | null {
  const options = (union.options as z.ZodType[]).map(unwrap);
  return options.find((option) =>
    option instanceof z.ZodObject && Object.hasOwn(option.shape, String(step))
  ) ??
    options.find((
      option,
    ) => (typeof step === "number" ? option instanceof z.ZodArray : option instanceof z.ZodRecord)) ??
    null;
}
