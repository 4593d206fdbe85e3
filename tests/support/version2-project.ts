import type { Outcome } from "../../core/diagnostics/diagnostic.ts";
import { understand, type Understood } from "../../core/pipeline.ts";
import { plugins } from "../../plugins/registry.ts";

/** The files of a project, understood. */
export function understandTexts(
  texts: Readonly<Record<string, string>>,
  folder?: string,
): Outcome<Understood> {
  const encoder = new TextEncoder();
  const files = new Map(Object.entries(texts).map(([path, text]) => [path, encoder.encode(text)]));
  return understand(files, plugins, folder);
}
