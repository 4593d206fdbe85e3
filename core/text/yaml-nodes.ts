import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
} from "yaml";
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from "./node.ts";
import { hasTooManyDigits, MAX_DIGITS, resolvePlain } from "./resolve-plain.ts";
import type { Source, Span } from "./source.ts";
import { MAX_DEPTH } from "./yaml-document.ts";
import type { YamlProblem } from "./yaml-problem.ts";
import { rangeOf, spanOf } from "./yaml-ranges.ts";

/** Nodes that all aliases of a file together may stand for. */
const MAX_EXPANSION = 20_000;

/**
 * Turn the library's tree into ours. Aliases and merge keys are always carried out, so that a file in which
 * they are refused gets no further findings because of them.
 */
export function readNodes(
  source: Source,
  document: Document.Parsed,
  options: { readonly anchors: boolean },
): { node: YamlNode | null; problems: readonly YamlProblem[] } {
  const reading: Reading = {
    source,
    anchorsAllowed: options.anchors,
    problems: [],
    anchors: new Map(),
    sizes: new Map(),
    expanded: 0,
  };
  const contents = document.contents;
  const empty = isScalar(contents) && contents.type === "PLAIN" && contents.range[0] === contents.range[1];
  return { node: empty ? null : readNode(reading, contents, 1), problems: reading.problems };
}

interface Reading {
  readonly source: Source;
  readonly anchorsAllowed: boolean;
  readonly problems: YamlProblem[];
  readonly anchors: Map<string, YamlNode>;
  readonly sizes: Map<YamlNode, Size>;
  expanded: number;
}

/** How much a node stands for when its aliases are written out. */
interface Size {
  readonly nodes: number;
  readonly height: number;
}

function readNode(reading: Reading, node: Node | null, level: number, emptyAt = 0): YamlNode {
  if (isAlias(node)) return readAlias(reading, node, level);
  const made = isMap(node)
    ? readMap(reading, node, level)
    : isSeq(node)
    ? readList(reading, node, level)
    : readScalar(reading, isScalar(node) ? node : null, emptyAt);
  if (node !== null && !isAlias(node) && node.anchor !== undefined) reading.anchors.set(node.anchor, made);
  return made;
}

function readScalar(reading: Reading, node: Scalar | null, emptyAt: number): YamlScalar {
  const span = node === null ? spanOf(reading.source, emptyAt, emptyAt) : rangeOf(reading.source, node);
  const written = reading.source.text.slice(span.start, span.end);
  const text = typeof node?.value === "string" ? node.value : "";
  const unquoted = node === null || node.type === "PLAIN";
  const plain = unquoted && !written.includes("\n");
  if (plain && hasTooManyDigits(text)) reading.problems.push({ kind: "digits", span, limit: MAX_DIGITS });
  const made: YamlScalar = {
    kind: "scalar",
    span,
    value: unquoted ? resolvePlain(text) : text,
    written,
    plain,
  };
  return sized(reading, made, []);
}

function readList(
  reading: Reading,
  node: { items: unknown[]; flow?: boolean } & Node,
  level: number,
): YamlNode {
  const span = rangeOf(reading.source, node);
  const items = node.items.map((item) =>
    readNode(reading, isNode(item) ? item : null, level + 1, span.start)
  );
  return sized(reading, { kind: "list", span, flow: node.flow === true, items }, items);
}

function readMap(reading: Reading, node: YAMLMap<unknown, unknown>, level: number): YamlMap {
  const own = new Map<string, YamlEntry>();
  const merged = new Map<string, YamlEntry>();
  for (const pair of node.items) {
    const entry = readEntry(reading, pair, level);
    if (entry === null) continue;
    if (isMergeKey(pair.key)) merge(reading, merged, entry);
    else if (own.has(entry.key)) {
      const first = own.get(entry.key)!.keySpan;
      reading.problems.push({ kind: "duplicate-key", span: entry.keySpan, key: entry.key, first });
    } else own.set(entry.key, entry);
  }
  // What is merged comes first, as in PyYAML, and what the map says itself wins.
  const entries = [...new Map([...merged, ...own]).values()];
  const made: YamlMap = {
    kind: "map",
    span: rangeOf(reading.source, node),
    flow: node.flow === true,
    entries,
  };
  return sized(reading, made, entries.map(({ value }) => value));
}

/** Null if the key cannot be one; its value is read all the same, for its problems and anchors. */
function readEntry(reading: Reading, pair: Pair<unknown, unknown>, level: number): YamlEntry | null {
  const keyNode = isNode(pair.key) ? pair.key : null;
  const keySpan = keyNode === null ? null : rangeOf(reading.source, keyNode);
  const key = keyNode === null ? null : readKey(reading, keyNode, level);
  const value = readNode(reading, isNode(pair.value) ? pair.value : null, level + 1, keySpan?.end ?? 0);
  return key === null || keySpan === null ? null : { key, keySpan, value };
}

function readKey(reading: Reading, node: Node, level: number): string | null {
  const key = readNode(reading, node, level + 1);
  if (key.kind !== "scalar") {
    reading.problems.push({ kind: "key", span: rangeOf(reading.source, node) });
    return null;
  }
  if (key.plain && key.written === "") {
    reading.problems.push(missingKey(reading, key.span.start));
    return null;
  }
  return typeof key.value === "string" ? key.value : key.written;
}

/** YAML has empty keys, and the library finds one behind the value in `a: {}: b`. */
function missingKey(reading: Reading, offset: number): YamlProblem {
  const colon = reading.source.text.indexOf(":", offset);
  const span = colon < 0 ? spanOf(reading.source, offset, offset) : spanOf(reading.source, colon, colon + 1);
  return {
    kind: "syntax",
    span,
    what: 'there is no key before this ":"',
    step: "add one, or quote the text",
  };
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.type === "PLAIN" && key.value === "<<";
}

function merge(reading: Reading, into: Map<string, YamlEntry>, { keySpan, value }: YamlEntry): void {
  const written = "<<";
  if (!reading.anchorsAllowed) reading.problems.push({ kind: "merge", span: keySpan, written });
  for (const from of value.kind === "list" ? value.items : [value]) {
    if (from.kind === "map") {
      // Of several maps the first to have a key wins.
      for (const entry of from.entries) if (!into.has(entry.key)) into.set(entry.key, entry);
    } else if (reading.anchorsAllowed) {
      reading.problems.push({ kind: "merge-value", span: from.span, written });
    }
  }
}

function readAlias(reading: Reading, alias: Node & { source: string }, level: number): YamlNode {
  const span = rangeOf(reading.source, alias);
  const target = reading.anchors.get(alias.source);
  if (target === undefined) {
    if (reading.anchorsAllowed) reading.problems.push({ kind: "unknown-alias", span, written: alias.source });
  } else if (level + sizeOf(reading, target).height - 1 > MAX_DEPTH) {
    reading.problems.push({ kind: "depth", span, limit: MAX_DEPTH });
  } else if (fits(reading, target, span)) return target;
  const written = reading.source.text.slice(span.start, span.end);
  return sized(reading, { kind: "scalar", span, value: null, written, plain: true }, []);
}

/** Aliases of aliases multiply: ten lines can stand for a billion nodes. Told once in a file. */
function fits(reading: Reading, target: YamlNode, span: Span): boolean {
  const expanded = reading.expanded + sizeOf(reading, target).nodes;
  if (expanded <= MAX_EXPANSION) {
    reading.expanded = expanded;
    return true;
  }
  if (reading.expanded < Infinity) reading.problems.push({ kind: "expansion", span, limit: MAX_EXPANSION });
  reading.expanded = Infinity;
  return false;
}

function sizeOf(reading: Reading, node: YamlNode): Size {
  return reading.sizes.get(node)!;
}

function sized<N extends YamlNode>(reading: Reading, made: N, parts: readonly YamlNode[]): N {
  let nodes = 1;
  let height = 0;
  for (const part of parts) {
    const size = sizeOf(reading, part);
    nodes += size.nodes;
    height = Math.max(height, size.height);
  }
  reading.sizes.set(made, { nodes, height: height + 1 });
  return made;
}
