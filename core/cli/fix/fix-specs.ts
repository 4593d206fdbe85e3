import type { Diagnostic, Edit } from "../../diagnostics/diagnostic.ts";
import type { Project } from "../../pipeline.ts";
import type { SpecFiles } from "../../spec/spec-reader.ts";
import type { Source } from "../../text/source.ts";
import { edited, type TextChanges } from "./edited.ts";

/** What understanding a project said about it. */
export interface Understanding {
  /** Null where a mistake leaves nothing to build on. */
  readonly project: Project | null;
  readonly findings: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, Source>;
}

export interface SpecFixes {
  readonly changed: TextChanges;
  /** What was fixed. */
  readonly fixed: readonly Diagnostic[];
  /** What is left. */
  readonly left: Understanding;
}

/** Mending a file shows what stood behind the mistake; this often is far beyond what real specs need. */
const MOST_ROUNDS = 20;

/**
 * Carry out the edits that findings suggest, again and again, until none suggests one. Only the ranges that they name
 * change, so comments and layout stay. Edits that lead to nothing better are taken back.
 */
export function fixSpecs(files: SpecFiles, understand: (files: SpecFiles) => Understanding): SpecFixes {
  const fixed: Diagnostic[] = [];
  const refused = new Set<string>();
  let current = new Map(files);
  let left = understand(current);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const open = left.findings.filter((finding) => isFixable(finding, left) && !refused.has(nameOf(finding)));
    const chosen = withoutOverlap(open);
    if (chosen.length === 0) break;
    const next = withEdits(current, chosen, left.sources);
    const after = understand(next);
    const remaining = new Set(after.findings.map(nameOf));
    const failed = chosen.filter((finding) => remaining.has(nameOf(finding)));
    if (failed.length > 0) {
      for (const finding of failed) refused.add(nameOf(finding));
      continue;
    }
    fixed.push(...chosen);
    current = next;
    left = after;
  }
  return { changed: changesOf(files, current), fixed, left };
}

/** Each edit lies in a text that is at hand. */
function isFixable({ edits = [] }: Diagnostic, { sources }: Understanding): boolean {
  return edits.length > 0 && edits.every(({ span }) => sources.has(span.path));
}

/** The same mistake at the same place of the file, whatever moved above it. */
function nameOf({ code, message, span }: Diagnostic): string {
  return JSON.stringify([code, message, span?.path]);
}

/** Findings whose edits do not touch those of an earlier one; the others have their turn in the next round. */
function withoutOverlap(findings: readonly Diagnostic[]): readonly Diagnostic[] {
  const taken: Edit[] = [];
  return findings.filter(({ edits = [] }) => {
    const isFree = edits.every(({ span }) =>
      taken.every(({ span: other }) =>
        span.path !== other.path || span.end < other.start || other.end < span.start
      )
    );
    if (isFree) taken.push(...edits);
    return isFree;
  });
}

function withEdits(
  files: SpecFiles,
  findings: readonly Diagnostic[],
  sources: ReadonlyMap<string, Source>,
): Map<string, Uint8Array> {
  const next = new Map(files);
  const byFile = Map.groupBy(findings.flatMap(({ edits = [] }) => edits), ({ span }) => span.path);
  for (const [path, edits] of byFile) {
    const text = edited(sources.get(path)!.text, edits);
    // A byte order mark is no part of a source's text.
    const hadMark = files.get(path)?.[0] === 0xef;
    next.set(path, new TextEncoder().encode(hadMark ? `\ufeff${text}` : text));
  }
  return next;
}

function changesOf(before: SpecFiles, after: SpecFiles): SpecFixes["changed"] {
  const decode = (bytes: Uint8Array) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  return new Map([...after].flatMap(([path, bytes]) => {
    const old = before.get(path);
    return old === undefined || old === bytes
      ? []
      : [[path, { before: decode(old), after: decode(bytes) }] as const];
  }));
}
