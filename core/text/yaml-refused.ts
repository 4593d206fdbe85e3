import { lineAt, type Source } from "./source.ts";
import type { Lexeme } from "./yaml-lexemes.ts";
import type { YamlProblem } from "./yaml-problem.ts";

/** Tags and directives, and anchors and aliases where they are not allowed. */
export function checkRefused(
  source: Source,
  lexemes: readonly Lexeme[],
  options: { readonly anchors: boolean },
): readonly YamlProblem[] {
  const problems: YamlProblem[] = [];
  let tagLine = 0;
  for (const lexeme of lexemes) {
    const kind = refusedKind(lexeme, options.anchors);
    if (kind === null) continue;
    const line = lineAt(source, lexeme.start);
    // What stands behind a tag is no anchor to its author: `!paid && open`.
    if (line === tagLine && kind !== "tag") continue;
    if (kind === "tag") tagLine = line;
    const span = { path: source.path, start: lexeme.start, end: lexeme.end };
    problems.push({ kind, span, written: lexeme.raw });
  }
  return problems;
}

function refusedKind(
  { type, raw }: Lexeme,
  anchors: boolean,
): "tag" | "anchor" | "alias" | "directive" | null {
  if (type === "tag") return "tag";
  // It says what holds anyway.
  if (type === "directive-line") return /^%YAML[ \t]+1\.2$/.test(raw) ? null : "directive";
  if (anchors) return null;
  return type === "anchor" || type === "alias" ? type : null;
}
