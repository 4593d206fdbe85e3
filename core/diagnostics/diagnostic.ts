import type { Span } from "../text/source.ts";

export type Severity = "error" | "warning" | "hint";

/** One finding. A value, never thrown: user mistakes travel beside results. */
export interface Diagnostic {
  /** `SVC0110`, never reused for another mistake; or the rule of an outside tool: `ruff/F401`. */
  readonly code: string;
  readonly severity: Severity;
  /** One line in the words of the user's files, without a full stop. */
  readonly message: string;
  /** Where it is; absent for findings about the project as a whole. */
  readonly span?: Span;
  /** What stands under the carets. */
  readonly label?: string;
  /** Other places that take part, each with its own label. */
  readonly related?: readonly Related[];
  /** One step that the user can take. */
  readonly help?: string;
  /** Edits that would carry out the help. */
  readonly edits?: readonly Edit[];
  /** What it is about, where its message varies from run to run: takes its place in the fingerprint. */
  readonly identity?: string;
}

export interface Related {
  readonly span: Span;
  readonly label: string;
}

/** Replace a range of a source. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** What every phase returns: a value as good as it could be made, and what was found on the way. */
export interface Outcome<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((finding) => finding.severity === "error");
}
