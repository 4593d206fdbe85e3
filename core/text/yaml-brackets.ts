import type { Source, Span } from "./source.ts";
import { tabBefore } from "./tab-before.ts";
import type { Lexeme } from "./yaml-lexemes.ts";
import type { YamlProblem } from "./yaml-problem.ts";

const CLOSER_OF: Readonly<Record<string, string>> = { "{": "}", "[": "]" };

/**
 * Brackets without a partner, at the bracket. YAML itself notices them only where the text stops making sense,
 * which may be many lines later.
 */
export function checkBrackets(source: Source, lexemes: readonly Lexeme[]): readonly YamlProblem[] {
  const problems: YamlProblem[] = [];
  let open: Lexeme[] = [];
  // After a wrong partner the others are only its consequence.
  let confused = false;
  const leave = (tab: Span | null) => {
    const inner = open.at(-1);
    if (inner !== undefined && !confused) {
      problems.push(tab === null ? unclosed(source, inner) : { kind: "tab", span: tab });
    }
    open = [];
    confused = false;
  };
  for (const lexeme of lexemes) {
    if (lexeme.type === "flow-map-start" || lexeme.type === "flow-seq-start") open.push(lexeme);
    else if (lexeme.type === "flow-error-end") leave(tabBefore(source, lexeme.start));
    else if (lexeme.type === "flow-map-end" || lexeme.type === "flow-seq-end") {
      const opener = open.pop();
      if (opener === undefined) problems.push(stray(source, lexeme));
      else if (CLOSER_OF[opener.raw] !== lexeme.raw) {
        if (!confused) problems.push(mismatch(source, opener, lexeme));
        confused = open.length > 0;
      }
    }
  }
  leave(null);
  return problems;
}

/** The outermost `{ }` and `[ ]` of a text; one that is never closed reaches to where YAML leaves it. */
export function outermostFlows(source: Source, lexemes: readonly Lexeme[]): readonly Span[] {
  const spans: Span[] = [];
  let depth = 0;
  let start = 0;
  const leave = (end: number) => {
    if (depth > 0) spans.push({ path: source.path, start, end });
    depth = 0;
  };
  for (const lexeme of lexemes) {
    if (lexeme.type === "flow-map-start" || lexeme.type === "flow-seq-start") {
      if (depth++ === 0) start = lexeme.start;
    } else if (lexeme.type === "flow-error-end") leave(lexeme.start);
    else if (lexeme.type === "flow-map-end" || lexeme.type === "flow-seq-end") {
      if (depth === 1) leave(lexeme.end);
      else if (depth > 1) depth--;
    }
  }
  leave(source.text.length);
  return spans;
}

function unclosed(source: Source, opener: Lexeme): YamlProblem {
  const closer = CLOSER_OF[opener.raw]!;
  return {
    kind: "syntax",
    span: spanOf(source, opener),
    what: `this "${opener.raw}" is never closed`,
    step: `add "${closer}" where it ends; the lines up to there must be indented`,
  };
}

function mismatch(source: Source, opener: Lexeme, closer: Lexeme): YamlProblem {
  return {
    kind: "syntax",
    span: spanOf(source, opener),
    what: `this "${opener.raw}" meets "${closer.raw}" before it is closed`,
    step: `close it with "${CLOSER_OF[opener.raw]!}" first`,
  };
}

function stray(source: Source, closer: Lexeme): YamlProblem {
  const what = `this "${closer.raw}" closes nothing`;
  return { kind: "syntax", span: spanOf(source, closer), what, step: "remove it, or quote the text" };
}

function spanOf(source: Source, lexeme: Lexeme): Span {
  return { path: source.path, start: lexeme.start, end: lexeme.end };
}
