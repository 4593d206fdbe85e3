import type { z } from "../schema/schema.ts";
import type { YamlNode } from "../text/node.ts";

type Issue = z.core.$ZodIssue;

/** What a union takes: `text or a list`. */
export function unionText(branches: readonly (readonly Issue[])[]): string {
  const kinds = branches.flat().flatMap((issue) =>
    issue.path.length === 0 && issue.code === "invalid_type" ? [typeText(issue.expected)] : []
  );
  return [...new Set(kinds)].join(" or ") || "something else";
}

/** A kind of value in the words of a finding. */
export function typeText(expected: string): string {
  return TYPE_TEXTS[expected] ?? expected;
}

const TYPE_TEXTS: Readonly<Record<string, string>> = {
  string: "text",
  object: "a map",
  record: "a map",
  array: "a list",
  int: "a whole number",
  number: "a number",
  bigint: "a number",
  boolean: "true or false",
  null: "nothing",
};

/** What stands there, in the same words. */
export function kindOf(node: YamlNode | null): string {
  if (node === null) return "nothing";
  if (node.kind === "map") return "a map";
  if (node.kind === "list") return "a list";
  switch (typeof node.value) {
    case "string":
      return "text";
    case "boolean":
      return "true or false";
    case "object":
      return "nothing";
    case "bigint":
      return `a number beyond ±${Number.MAX_SAFE_INTEGER}`;
    default:
      return Number.isFinite(node.value) ? "a number" : "no finite number";
  }
}

/** What a limit counts. */
export function unit(origin: string): string {
  if (origin === "string") return " characters";
  return origin === "array" || origin === "set" ? " items" : "";
}
