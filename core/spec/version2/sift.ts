import type { NodePath, YamlNode } from "../../text/node.ts";
import { z } from "../../schema/schema.ts";
import { isLenient } from "./shapes.ts";
import { readAsYaml11 } from "./yaml-1-1.ts";

/** A key that was ignored: the path of its map, the keys that the map may have. */
export type Ignored = (path: NodePath, key: string, known: readonly string[]) => void;

/** The tree without the keys that version 2 ignored, and with its scalars as YAML 1.1 reads them. */
export function sift(node: YamlNode, schema: z.ZodType, ignored: Ignored, path: NodePath = []): YamlNode {
  const shape = fitting(schema, node);
  if (node.kind === "scalar") return readsText(shape) ? node : readAsYaml11(node);
  if (node.kind === "list") {
    const item = shape instanceof z.ZodArray ? shape.element as z.ZodType : z.unknown();
    return {
      ...node,
      items: node.items.map((inner, position) => sift(inner, item, ignored, [...path, position])),
    };
  }
  const known = shape instanceof z.ZodObject ? shape.shape as Record<string, z.ZodType> : null;
  const others = shape instanceof z.ZodRecord ? shape.valueType as z.ZodType : z.unknown();
  const entries = node.entries.flatMap((entry) => {
    const own = known !== null && Object.hasOwn(known, entry.key) ? known[entry.key] : undefined;
    if (known !== null && own === undefined && isLenient(shape)) {
      ignored(path, entry.key, Object.keys(known));
      return [];
    }
    return [{ ...entry, value: sift(entry.value, own ?? others, ignored, [...path, entry.key]) }];
  });
  return { ...node, entries };
}

/** The schema that a node is meant for: without `optional` and `null`, and of a union the branch of its kind. */
function fitting(schema: z.ZodType, node: YamlNode): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return fitting(schema.unwrap() as z.ZodType, node);
  }
  if (!(schema instanceof z.ZodUnion)) return schema;
  const isMap = (branch: z.ZodType) => branch instanceof z.ZodObject || branch instanceof z.ZodRecord;
  const branches = (schema.options as z.ZodType[])
    .map((branch) => fitting(branch, node))
    .filter((branch) => isMap(branch) === (node.kind === "map"));
  return branches.length === 1 ? branches[0]! : schema;
}

function readsText(schema: z.ZodType): boolean {
  return schema instanceof z.ZodString || schema instanceof z.ZodEnum;
}
