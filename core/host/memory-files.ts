import { createHash } from "node:crypto";
import { type FileKind, type Files, HostError, type HostReason } from "./host.ts";

/** What a path of a tree in memory holds; a path that ends in `/` is an empty folder, its value is unused. */
export type MemoryTree = Readonly<Record<string, string | Uint8Array | MemoryLink>>;

export interface MemoryLink {
  readonly link: string;
}

/** Called before each effect; whatever it throws ends the effect before it happened. */
export type BeforeEffect = (name: keyof Files, path: string, torn: () => void) => void;

export interface MemoryFiles extends Files {
  /** A copy of everything; texts where the bytes are UTF-8. */
  tree(): Record<string, string | Uint8Array | MemoryLink>;
}

type Node =
  | { readonly kind: "folder" }
  | { readonly kind: "link"; readonly target: string }
  | { readonly kind: "file"; readonly content: Uint8Array; readonly mode: number };

/** Files in memory that refuse what a real system refuses. Links are seen, and followed nowhere. */
export function memoryFiles(tree: MemoryTree, before: BeforeEffect): MemoryFiles {
  const nodes = new Map<string, Node>();
  for (const [path, value] of Object.entries(tree)) plant(nodes, path, value);

  const read = (path: string): Uint8Array | null => {
    const node = nodes.get(path);
    if (node === undefined) return null;
    if (node.kind !== "file") refuse("not_a_file", path, node.kind === "folder" ? "EISDIR" : "ELOOP");
    return node.content;
  };
  return {
    tree: () => harvest(nodes),
    read,
    hash: (path) => {
      const content = read(path);
      return content === null ? null : createHash("sha256").update(content).digest("hex");
    },
    kind: (path): FileKind | null => isRoot(path) ? "folder" : nodes.get(path)?.kind ?? null,
    list: (path) => childrenOf(nodes, path),
    mode: (path) => {
      const node = nodes.get(path);
      return node?.kind === "file" ? node.mode : null;
    },
    canChange: (folder) => isRoot(folder) || nodes.get(folder)?.kind === "folder",

    write: (path, content, options = {}) => {
      const bytes = bytesOf(content);
      const mode = options.mode ?? modeOf(nodes, path);
      before("write", path, () => putFile(nodes, path, bytes.slice(0, bytes.length >> 1), mode));
      putFile(nodes, path, bytes, mode);
    },
    create: (path, content) => {
      if (nodes.has(path)) refuse("exists", path, "EEXIST");
      before("create", path, () => putFile(nodes, path, new Uint8Array(0), 0o644));
      putFile(nodes, path, bytesOf(content), 0o644);
    },
    rename: (from, to) => {
      before("rename", to, () => {});
      const node = nodes.get(from);
      if (node === undefined) refuse("missing", from, "ENOENT");
      if (nodes.get(to)?.kind === "folder") refuse("not_a_file", to, "EISDIR");
      makeParents(nodes, to);
      nodes.delete(from);
      nodes.set(to, node);
    },
    remove: (path) => {
      const node = nodes.get(path);
      if (node === undefined) return;
      before("remove", path, () => {});
      if (node.kind === "folder") refuse("not_a_file", path, "EISDIR");
      nodes.delete(path);
    },
    removeTree: (path) => {
      const inside = [...nodes.keys()].filter((each) => each === path || each.startsWith(`${path}/`));
      if (inside.length === 0) return;
      const files = inside.filter((each) => nodes.get(each)!.kind !== "folder");
      before("removeTree", path, () => files.slice(files.length >> 1).forEach((each) => nodes.delete(each)));
      for (const each of inside) nodes.delete(each);
    },
    removeEmptyFolder: (path) => {
      if (nodes.get(path)?.kind !== "folder" || childrenOf(nodes, path).length > 0) return false;
      before("removeEmptyFolder", path, () => {});
      nodes.delete(path);
      return true;
    },
  };
}

function plant(nodes: Map<string, Node>, path: string, value: MemoryTree[string]): void {
  if (path.endsWith("/")) {
    makeParents(nodes, `${path}x`);
  } else if (typeof value === "object" && "link" in value) {
    makeParents(nodes, path);
    nodes.set(path, { kind: "link", target: value.link });
  } else {
    putFile(nodes, path, bytesOf(value), 0o644);
  }
}

function harvest(nodes: ReadonlyMap<string, Node>): Record<string, string | Uint8Array | MemoryLink> {
  const tree: Record<string, string | Uint8Array | MemoryLink> = {};
  for (const path of [...nodes.keys()].sort()) {
    const node = nodes.get(path)!;
    if (node.kind === "file") tree[path] = textOf(node.content);
    else if (node.kind === "link") tree[path] = { link: node.target };
    else if (childrenOf(nodes, path).length === 0) tree[`${path}/`] = "";
  }
  return tree;
}

function putFile(nodes: Map<string, Node>, path: string, content: Uint8Array, mode: number): void {
  const old = nodes.get(path);
  if (old !== undefined && old.kind !== "file") {
    refuse("not_a_file", path, old.kind === "link" ? "ELOOP" : "EISDIR");
  }
  makeParents(nodes, path);
  nodes.set(path, { kind: "file", content, mode });
}

function makeParents(nodes: Map<string, Node>, path: string): void {
  for (let end = path.indexOf("/"); end !== -1; end = path.indexOf("/", end + 1)) {
    const folder = path.slice(0, end);
    const node = nodes.get(folder);
    if (node === undefined) nodes.set(folder, { kind: "folder" });
    else if (node.kind !== "folder") refuse("not_a_folder", folder, "ENOTDIR");
  }
}

function childrenOf(nodes: ReadonlyMap<string, Node>, folder: string): readonly string[] {
  const prefix = isRoot(folder) ? "" : `${folder}/`;
  const names = [...nodes.keys()].filter((path) => path.startsWith(prefix)).map((path) =>
    path.slice(prefix.length)
  );
  return names.filter((name) => name !== "" && !name.includes("/")).sort();
}

function modeOf(nodes: ReadonlyMap<string, Node>, path: string): number {
  const node = nodes.get(path);
  return node?.kind === "file" ? node.mode : 0o644;
}

function isRoot(path: string): boolean {
  return path === "" || path === ".";
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : content;
}

function textOf(bytes: Uint8Array): string | Uint8Array {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  return text.includes("\ufffd") ? bytes : text;
}

function refuse(reason: HostReason, path: string, system: string): never {
  throw new HostError(reason, path, system);
}
