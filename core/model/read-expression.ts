import type { Expression, Extent } from "../spec/expression/expression.ts";
import { type ExpressionProblem, parseExpression } from "../spec/expression/parse.ts";
import type { Span } from "../text/source.ts";
import { textSpan } from "../text/text-span.ts";
import { nodeAt } from "../text/walk.ts";
import { expressionFindings as found } from "./expression-diagnostics.ts";
import type { Resolution, Site } from "./resolution.ts";

export interface WrittenExpression {
  readonly expression: Expression;
  /** Where a part of it stands in the file. */
  span(part: Extent): Span;
  /** A part of it as it stands there, in quotes. */
  quoted(part: Extent): string;
}

/** The expression that a spec has at this site; null after a finding. */
export function readExpression(scope: Resolution, text: string, site: Site): WrittenExpression | null {
  const node = nodeAt(site.file.node, site.path);
  const span = ({ start, end }: Extent) =>
    node?.kind === "scalar" ? textSpan(node, start, end) : scope.at(site);
  const parsed = parseExpression(text);
  const quoted = ({ start, end }: Extent) => {
    const part = text.slice(start, end);
    return part.startsWith('"') ? part : `"${part}"`;
  };
  if ("expression" in parsed) return { expression: parsed.expression, span, quoted };
  report(scope, parsed.problem, span(parsed.problem));
  return null;
}

function report(scope: Resolution, problem: ExpressionProblem, span: Span): void {
  switch (problem.kind) {
    case "unexpected":
      scope.report(found.SVC0121(span, { found: problem.found, expected: problem.expected }));
      break;
    case "chained":
      scope.report(found.SVC0122(span, { operator: problem.operator }));
      break;
    case "misplaced":
      scope.report(found.SVC0123(span, { word: problem.word }));
  }
}
