import type { FileKind, Files } from "../host/host.ts";

/** What stands at a path if no link is followed. */
export type Place =
  | { readonly kind: "absent" }
  | { readonly kind: "file" }
  | { readonly kind: "folder" }
  | { readonly kind: "link" | "other" }
  /** A parent is no folder, so nothing can stand here. */
  | { readonly kind: "blocked"; readonly by: string; readonly as: Exclude<FileKind, "folder"> };

/**
 * Looks at paths. Every parent is looked at as well, because a link among them would lead out of the project,
 * but each only once: 8,000 files cost 8,000 calls. Not to be kept across changes.
 */
export function probe(files: Files): (path: string) => Place {
  const folders = new Map<string, Place>();

  const folderAt = (path: string): Place => {
    const known = folders.get(path);
    if (known !== undefined) return known;
    const place = placeAt(path);
    const { kind } = place;
    const seen: Place = kind === "file" || kind === "link" || kind === "other"
      ? { kind: "blocked", by: path, as: kind }
      : place;
    folders.set(path, seen);
    return seen;
  };

  const placeAt = (path: string): Place => {
    const end = path.lastIndexOf("/");
    const parent = end === -1 ? ROOT : folderAt(path.slice(0, end));
    if (parent.kind !== "folder") return parent;
    return { kind: files.kind(path) ?? "absent" };
  };

  return placeAt;
}

const ROOT: Place = { kind: "folder" };
