import type { Span } from "../text/source.ts";
import type { Case, FoundFile } from "./decision.ts";
import type { LockEntry } from "./lock.ts";

/** Where a generated file was edited, and what in the spec that line is made from. */
export interface EditedLine {
  readonly line: number;
  readonly span: Span | undefined;
  readonly label: string | undefined;
}

/** Null where it cannot be told: without the old text, the edit and a new template look alike. */
export function editedLine({ wanted, found, context }: Case<FoundFile>, entry: LockEntry): EditedLine | null {
  if (entry.sha256 !== wanted.sha256 || found.bytes === null) return null;
  const lines = wanted.text.split("\n");
  const edited = new TextDecoder().decode(found.bytes).split("\n");
  const at = lines.findIndex((line, index) => line !== edited[index]);
  const line = (at === -1 ? lines.length - 1 : at) + 1;
  const origin = wanted.origins.findLast(({ first, last, node }) =>
    node !== null && first <= line && line <= last
  );
  const span = origin === undefined ? undefined : context.spanOf(origin.node!);
  return { line, span, label: span === undefined ? undefined : `line ${line} of the file is made from this` };
}
