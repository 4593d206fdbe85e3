import { isMap, isNode, isScalar, isSeq, type Node, type Pair } from "yaml";
import type { Source, Span } from "./source.ts";

/** The text of a node without the white space and the comments behind it. */
export function rangeOf(source: Source, node: Node): Span {
  const start = node.range?.[0] ?? 0;
  return spanOf(source, start, contentEnd(source.text, node));
}

function contentEnd(text: string, node: Node): number {
  const [start, end] = node.range ?? [0, 0, 0];
  if (isScalar(node) && (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED")) {
    return start + text.slice(start, end).trimEnd().length;
  }
  if (!(isMap(node) || isSeq(node)) || node.flow === true) return end;
  const last: unknown = node.items.at(-1);
  const lastNode = isNode(last) ? last : lastOfPair(last);
  return lastNode === null ? end : contentEnd(text, lastNode);
}

function lastOfPair(item: unknown): Node | null {
  const { key, value } = item as Pair<unknown, unknown>;
  if (isNode(value)) return value;
  return isNode(key) ? key : null;
}

/** A span that lies within the source. */
export function spanOf(source: Source, start: number, end: number): Span {
  const limit = source.text.length;
  return { path: source.path, start: Math.min(start, limit), end: Math.min(Math.max(start, end), limit) };
}
