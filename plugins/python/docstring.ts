import { type Deprecation, type Py, py } from "../../mod.ts";
import { ending } from "./ending.ts";

interface Described {
  readonly description: string | null;
  readonly deprecated?: Deprecation;
}

/**
 * The description of a node, or what svc says where there is none. Paragraphs stay paragraphs; then come
 * facts, and when it goes away.
 */
export function docstring(
  { description, deprecated }: Described,
  otherwise: string,
  facts: readonly string[] = [],
): Py {
  const [summary = "", ...paragraphs] = (description ?? "").trim().split(/\n\s*\n/);
  const more = [...facts, ...(deprecated === undefined ? [] : [ending(deprecated)])];
  const body = [...(summary === "" ? [] : paragraphs), ...more].join("\n\n");
  return py.docstring({ summary: summary === "" ? otherwise : summary, body });
}
