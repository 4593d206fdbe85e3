import { type Position, positionAt, type Source, type Span } from "../text/source.ts";
import { classOf, fingerprintsOf, type Sha256 } from "./class.ts";
import type { Diagnostic, Severity } from "./diagnostic.ts";

/** A finding as it stands in the output of `--json`. */
export interface DiagnosticJson {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string | null;
  readonly range: RangeJson | null;
  readonly related: readonly {
    readonly file: string;
    readonly range: RangeJson | null;
    readonly label: string;
  }[];
  readonly help: string | null;
  readonly fix: { readonly edits: readonly EditJson[] } | null;
}

/** Lines and columns from 1, columns in code points; the end is the first position behind. */
export interface RangeJson {
  readonly start: Position;
  readonly end: Position;
}

export interface EditJson {
  readonly file: string;
  readonly range: RangeJson | null;
  readonly text: string;
}

/** A finding with what a program needs to follow it from run to run. */
export interface FindingJson extends DiagnosticJson {
  /** `svc/SVC0110`, `ruff/F401`. */
  readonly class: string;
  /** Stays while the finding does, wherever it moves in its file. */
  readonly fingerprint: string;
}

export function findingsJson(
  findings: readonly Diagnostic[],
  sources: ReadonlyMap<string, Source>,
  sha256: Sha256,
): readonly FindingJson[] {
  const fingerprints = fingerprintsOf(findings, sha256);
  return findings.map((finding, index) => ({
    ...diagnosticJson(finding, sources),
    class: classOf(finding),
    fingerprint: fingerprints[index]!,
  }));
}

export function diagnosticJson(finding: Diagnostic, sources: ReadonlyMap<string, Source>): DiagnosticJson {
  const { code, severity, message, span, related = [], help = null, edits } = finding;
  return {
    code,
    severity,
    message,
    file: span?.path ?? null,
    range: span === undefined ? null : rangeOf(span, sources),
    related: related.map(({ span, label }) => ({ file: span.path, range: rangeOf(span, sources), label })),
    help,
    fix: edits === undefined
      ? null
      : { edits: edits.map(({ span, text }) => ({ file: span.path, range: rangeOf(span, sources), text })) },
  };
}

/** Null for a file that is not at hand, because it could not be read. */
function rangeOf(span: Span, sources: ReadonlyMap<string, Source>): RangeJson | null {
  const source = sources.get(span.path);
  if (source === undefined) return null;
  return { start: positionAt(source, span.start), end: positionAt(source, span.end) };
}
