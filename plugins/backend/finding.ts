import type { FindingContribution } from "../../mod.ts";
import type { backendFindings, migrationFindings } from "./diagnostics.ts";

/** A finding of this plugin about a node. */
export function finding(
  code: keyof typeof backendFindings | keyof typeof migrationFindings,
  node: string | null,
  args: Readonly<Record<string, string>>,
): FindingContribution {
  return { kind: "finding", code, args, node };
}
