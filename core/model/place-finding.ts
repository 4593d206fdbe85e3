import { newDiagnostic } from "../diagnostics/define.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Span } from "../text/source.ts";
import type { FindingContribution, ModelPlugin } from "./extension.ts";
import type { Id } from "./node.ts";

/** A finding of a plugin, with the span of its node. */
export function placeFinding(
  finding: FindingContribution,
  plugin: ModelPlugin,
  spans: ReadonlyMap<Id, Span>,
): Diagnostic {
  const entry = plugin.diagnostics?.[finding.code]?.entry;
  if (entry === undefined) throw new Error(`plugin ${plugin.name} declares no ${finding.code}`);
  return newDiagnostic(entry, finding.node === null ? undefined : spans.get(finding.node), finding.args);
}
