import type { NodePath, YamlEntry, YamlNode } from "./node.ts";
import type { Span } from "./source.ts";

/** The node at a path, or null if there is none. */
export function nodeAt(root: YamlNode | null, path: NodePath): YamlNode | null {
  const found = follow(root, path);
  return found !== null && found.steps === path.length ? found.node : null;
}

/** Where a path leads; if it does not exist, where its nearest ancestor stands. Null for an empty file. */
export function spanAt(root: YamlNode | null, path: NodePath): Span | null {
  return follow(root, path)?.node.span ?? null;
}

/** Like `spanAt`, but the key where the last step was a key: what a finding about a named thing points at. */
export function keySpanAt(root: YamlNode | null, path: NodePath): Span | null {
  const found = follow(root, path);
  return found === null ? null : found.entry?.keySpan ?? found.node.span;
}

/** The entry of a map with this key, or null; also null if the node is no map. */
export function entryOf(node: YamlNode | null, key: string): YamlEntry | null {
  if (node?.kind !== "map") return null;
  return node.entries.find((entry) => entry.key === key) ?? null;
}

/**
 * The plain value of a node. Maps have no prototype, so `__proto__` is a key like any other; keys that look
 * like array indexes come first, as in every JavaScript object.
 */
export function toValue(node: YamlNode | null): unknown {
  if (node === null) return null;
  switch (node.kind) {
    case "scalar":
      return node.value;
    case "list":
      return node.items.map(toValue);
    case "map": {
      const value: Record<string, unknown> = Object.create(null);
      for (const entry of node.entries) value[entry.key] = toValue(entry.value);
      return value;
    }
  }
}

interface Found {
  readonly node: YamlNode;
  readonly steps: number;
  /** The entry by which the node was reached, if the last step was a key. */
  readonly entry: YamlEntry | null;
}

function follow(root: YamlNode | null, path: NodePath): Found | null {
  if (root === null) return null;
  let found: Found = { node: root, steps: 0, entry: null };
  for (const step of path) {
    const next = stepInto(found, step);
    if (next === null) break;
    found = next;
  }
  return found;
}

function stepInto({ node, steps }: Found, step: string | number): Found | null {
  if (node.kind === "list") {
    const item = typeof step === "number" ? node.items[step] : undefined;
    return item === undefined ? null : { node: item, steps: steps + 1, entry: null };
  }
  const entry = entryOf(node, String(step));
  return entry === null ? null : { node: entry.value, steps: steps + 1, entry };
}
