import type { Diagnostic } from "./diagnostic.ts";

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

/** By code unit: a locale would give every machine its own order. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
