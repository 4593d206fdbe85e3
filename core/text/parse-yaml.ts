import type { YamlNode } from "./node.ts";
import { lineAt, type Source, type Span } from "./source.ts";
import { firstConflict } from "./merge-sides.ts";
import { checkBrackets, outermostFlows } from "./yaml-brackets.ts";
import { checkCuts } from "./yaml-cuts.ts";
import { readDocument } from "./yaml-document.ts";
import { readLexemes } from "./yaml-lexemes.ts";
import { readNodes } from "./yaml-nodes.ts";
import { breaksFile, type YamlProblem } from "./yaml-problem.ts";
import { checkQuotes } from "./yaml-quotes.ts";
import { checkRefused } from "./yaml-refused.ts";

/** A file with so many mistakes has one in its head; the rest would only hide it. */
const MAX_PROBLEMS = 50;

/**
 * Read a YAML file. The node is null for an empty file, and where a mistake leaves nothing to trust
 * (`breaksFile`). Problems come in the order of the text; of syntax errors that follow from another only the
 * first is told.
 */
export function parseYaml(
  source: Source,
  options: { readonly anchors: boolean },
): { readonly node: YamlNode | null; readonly problems: readonly YamlProblem[] } {
  const control = controlCharacter(source);
  if (control !== null) return { node: null, problems: [control] };
  const lexemes = readLexemes(source.text);
  const refused = checkRefused(source, lexemes, options);
  const { document, problems: found } = readDocument(source, lexemes);
  const cuts = checkCuts(source, lexemes);
  const marks = [...checkBrackets(source, lexemes), ...checkQuotes(source, lexemes)];
  const broken = firstOfCascade(found, marks, cuts, cuts.length === 0 ? [] : outermostFlows(source, lexemes))
    .filter((problem) => problem.kind === "depth" || !isBesideRefusal(source, problem, refused));
  if (broken.length > 0 || document === null || found.length > 0) {
    const conflict = mergeConflict(source);
    return { node: null, problems: conflict === null ? inOrder([...refused, ...broken]) : [conflict] };
  }
  const { node, problems } = readNodes(source, document, options);
  const all = inOrder([...refused, ...problems]);
  return { node: all.some(breaksFile) ? null : node, problems: all };
}

/**
 * Cuts up to the first other mistake, and that mistake. Behind a cut the tree says nothing any more, and in the
 * brackets of a cut nothing does.
 */
function firstOfCascade(
  found: readonly YamlProblem[],
  marks: readonly YamlProblem[],
  cuts: readonly YamlProblem[],
  flows: readonly Span[],
): readonly YamlProblem[] {
  const firstCut = cuts[0]?.span.start ?? Infinity;
  const cutFlows = flows.filter((flow) => cuts.some(({ span }) => contains(flow, span.start)));
  const [first] = inOrder([
    ...marks.filter(({ span }) => !cutFlows.some((flow) => contains(flow, span.start))),
    ...found.filter(({ kind, span }) => kind === "depth" || span.start < firstCut),
  ]);
  if (first === undefined) return cuts;
  return [...cuts.filter(({ span }) => span.start < first.span.start), first];
}

/** YAML misreads what stands behind a tag or an anchor that was meant as text. */
function isBesideRefusal(source: Source, problem: YamlProblem, refused: readonly YamlProblem[]): boolean {
  const line = lineAt(source, problem.span.start);
  return refused.some(({ span }) => lineAt(source, span.start) === line);
}

function contains({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset < end;
}

function inOrder(problems: readonly YamlProblem[]): readonly YamlProblem[] {
  return [...problems].sort((a, b) => a.span.start - b.span.start).slice(0, MAX_PROBLEMS);
}

/** All that is wrong with a file which git could not merge follows from that. */
function mergeConflict(source: Source): YamlProblem | null {
  const start = firstConflict(source.text);
  if (start < 0) return null;
  return { kind: "merge-conflict", span: { path: source.path, start, end: start + "<<<<<<<".length } };
}

/** YAML allows none of them, and the library uses some as marks of its own. */
function controlCharacter(source: Source): YamlProblem | null {
  // deno-lint-ignore no-control-regex
  const start = source.text.search(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\r(?!\n)/);
  if (start < 0) return null;
  const span = { path: source.path, start, end: start + 1 };
  if (source.text[start] === "\r") {
    return {
      kind: "syntax",
      span,
      what: "a line ends with a carriage return alone",
      step: "save the file with LF",
    };
  }
  const code = source.text.charCodeAt(start).toString(16).padStart(2, "0");
  const what = `the control character U+00${code.toUpperCase()} cannot stand in YAML`;
  return { kind: "syntax", span, what, step: `remove it, or write it as "\\x${code}" in double quotes` };
}
