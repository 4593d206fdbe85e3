import type { Diagnostic } from "./diagnostic.ts";
import { compareText } from "../text/compare.ts";

/** Findings in the order of the files, those about the whole project first; each finding once. */
export function sortDiagnostics(findings: readonly Diagnostic[]): readonly Diagnostic[] {
  const unique = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  return [...unique.values()].sort(compare);
}

function compare(a: Diagnostic, b: Diagnostic): number {
  return compareText(a.span?.path ?? "", b.span?.path ?? "") ||
    (a.span?.start ?? -1) - (b.span?.start ?? -1) ||
    compareText(a.code, b.code) ||
    (a.span?.end ?? -1) - (b.span?.end ?? -1) ||
    compareText(a.message, b.message);
}
