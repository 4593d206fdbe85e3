import type { Host } from "../host/host.ts";
import type { HouseFile } from "../plan/change.ts";
import { svcFolder } from "../plan/svc-folder.ts";

/** What git has to know about `.svc`, kept in there so that it holds whatever the project's own files say. */
const LINES: Readonly<Record<string, readonly string[]>> = {
  [svcFolder.ignore]: ["tmp/", "journal.json", "writer.lock", "cache/"],
  // Locks are merged line by line; a base is found by its hash, so no line end in it may turn.
  [svcFolder.attributes]: [
    "lock.jsonl merge=union linguist-generated",
    "base/* -text linguist-generated",
    "schema/* linguist-generated",
  ],
};

/** A file of `.svc` that is to be written: hashes of what is there and of what is to be, and the text. */
export interface HouseChange {
  readonly path: string;
  readonly from: string | null;
  readonly to: string;
  readonly text: string;
}

/** The house files that lack a line, where lines that somebody added stay, and those that are to be replaced. */
export function houseFiles(host: Host, wanted: readonly HouseFile[]): readonly HouseChange[] {
  const listed = Object.entries(LINES).map(([path, lines]) => {
    const old = readText(host, path) ?? "";
    const present = new Set(old.split(/\r?\n/));
    const missing = lines.filter((line) => !present.has(line));
    const separator = old === "" || old.endsWith("\n") || missing.length === 0 ? "" : "\n";
    return { path, text: old + separator + missing.map((line) => `${line}\n`).join("") };
  });
  return [...listed, ...wanted].flatMap(({ path, text }) => {
    const old = readText(host, path);
    if (old === text) return [];
    return [{
      path,
      from: old === null ? null : host.sha256(host.files.read(path)!),
      to: host.sha256(text),
      text,
    }];
  });
}

function readText(host: Host, path: string): string | null {
  const bytes = host.files.kind(path) === "file" ? host.files.read(path) : null;
  return bytes === null ? null : new TextDecoder().decode(bytes);
}
