import type { Diagnostic } from "./diagnostic.ts";

/** Who says it, and which rule of theirs it is: `svc/SVC0110`, `ruff/F401`. */
export function classOf({ code }: Diagnostic): string {
  return code.includes("/") ? code : `svc/${code}`;
}

/** The tool of a class. */
export function toolOf(finding: Diagnostic): string {
  const name = classOf(finding);
  return name.slice(0, name.indexOf("/"));
}

export type Sha256 = (text: string) => string;

/**
 * A name for each finding that stays while the finding does: lines may move above it and other findings may
 * come and go. The same finding a second time in a file counts on.
 */
export function fingerprintsOf(findings: readonly Diagnostic[], sha256: Sha256): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const about = finding.identity ?? finding.message.replace(/\bline \d+/g, "line");
    const key = JSON.stringify([classOf(finding), finding.span?.path ?? null, about]);
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    return sha256(`${key}${nth}`).slice(0, LENGTH);
  });
}

/** 64 bits: enough for the findings of one project. */
const LENGTH = 16;
