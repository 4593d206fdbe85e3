import { type Py, py } from "../../mod.ts";

/** The description of a node, or what svc says where there is none. Paragraphs stay paragraphs. */
export function docstring(description: string | null, otherwise: string): Py {
  const [summary = "", ...paragraphs] = (description ?? "").trim().split(/\n\s*\n/);
  return summary === "" ? py.docstring(otherwise) : py.docstring({ summary, body: paragraphs.join("\n\n") });
}
