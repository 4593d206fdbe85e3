import { Composer, type CST, type Document, Parser } from "yaml";
import type { Source, Span } from "./source.ts";
import { explainYamlError } from "./yaml-errors.ts";
import type { Lexeme } from "./yaml-lexemes.ts";
import type { YamlProblem } from "./yaml-problem.ts";

/** No spec comes near it, and everything behind may walk a document by recursion. */
export const MAX_DEPTH = 64;

/** One is told in the end; a few more are needed because what follows from a cut text is left out. */
const MAX_ERRORS = 20;

export interface YamlDocument {
  /** The first document of the text; null if there is none, or if it was not read to its end. */
  readonly document: Document.Parsed | null;
  readonly problems: readonly YamlProblem[];
}

/** Build the tree of the first document. */
export function readDocument(source: Source, lexemes: readonly Lexeme[]): YamlDocument {
  const { tokens, tooDeep } = readTokens(source, lexemes);
  if (tooDeep !== null) {
    return { document: null, problems: [{ kind: "depth", span: tooDeep, limit: MAX_DEPTH }] };
  }
  const documents = tokens.filter((token) => token.type === "document");
  const composer = new Composer({
    schema: "failsafe",
    resolveKnownTags: false,
    uniqueKeys: false,
    keepSourceTokens: false,
    prettyErrors: false,
  });
  const first = tokens.filter((token) => token.type !== "document" || token === documents[0]);
  const document = [...composer.compose(first)][0] ?? null;
  const errors = document === null ? composer.streamInfo().errors : document.errors;
  const problems = errors
    // Tags are refused elsewhere.
    .filter(({ code }) => code !== "TAG_RESOLVE_FAILED")
    .sort((a, b) => a.pos[0] - b.pos[0])
    .slice(0, MAX_ERRORS)
    .map((error) => explainYamlError(source, error));
  const second = documents[1];
  if (second !== undefined) problems.push({ kind: "documents", span: firstLineFrom(source, second.offset) });
  return { document, problems };
}

/**
 * The parser calls itself once per level when levels end, so depth is watched while it builds: a stack that
 * overflows could not be told from a bug.
 */
function readTokens(
  source: Source,
  lexemes: readonly Lexeme[],
): { tokens: readonly CST.Token[]; tooDeep: Span | null } {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of lexemes) {
    // Directives are refused elsewhere; here they would switch the composer to YAML 1.1.
    for (const token of parser.next(lexeme.raw)) if (token.type !== "directive") tokens.push(token);
    if (parser.stack.length > MAX_DEPTH && depthOf(parser.stack) > MAX_DEPTH) {
      return { tokens, tooDeep: { path: source.path, start: lexeme.start, end: lexeme.end } };
    }
  }
  tokens.push(...parser.end());
  return { tokens, tooDeep: null };
}

function depthOf(stack: readonly CST.Token[]): number {
  return stack.filter(({ type }) =>
    type === "block-map" || type === "block-seq" || type === "flow-collection"
  ).length;
}

function firstLineFrom(source: Source, start: number): Span {
  const line = /[^\r\n]*/y;
  line.lastIndex = start;
  const text = line.exec(source.text)?.[0] ?? "";
  return { path: source.path, start, end: start + text.trimEnd().length };
}
