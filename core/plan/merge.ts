import { diff3Merge } from "node-diff3";
import { commonEnds, isTooAlike } from "./line-diff.ts";

export type Merged =
  | { readonly kind: "merged"; readonly text: string }
  /** The line of `yours`, from 1, where the two cannot be joined. */
  | { readonly kind: "conflict"; readonly line: number };

/** Join two descendants of a text, by lines. Changes of the same or of touching lines are a conflict, unless equal. */
export function mergeTexts(base: string, yours: string, theirs: string): Merged {
  if (!hasWindowsLines(yours) || hasWindowsLines(base)) return mergeLines(base, yours, theirs);
  // Git may have turned every line end of the user's file; that is no change of any line.
  const merged = mergeLines(base, yours.replaceAll("\r\n", "\n"), theirs);
  return merged.kind === "conflict" ? merged : { kind: "merged", text: merged.text.replaceAll("\n", "\r\n") };
}

function mergeLines(base: string, yours: string, theirs: string): Merged {
  // A text without a line break at its end is one whose last line is not the empty one: no special case.
  const all = [base, yours, theirs].map((text) => text.split("\n"));
  const { head, tail } = commonEnds(all);
  const [o = [], a = [], b = []] = all.map((lines) => lines.slice(head, lines.length - tail));
  if (isTooAlike(o, a) || isTooAlike(o, b)) return { kind: "conflict", line: head + 1 };
  const middle: string[] = [];
  for (const { ok, conflict } of diff3Merge<string>(a, o, b)) {
    if (conflict !== undefined) return { kind: "conflict", line: head + conflict.aIndex + 1 };
    middle.push(...ok ?? []);
  }
  const lines = all[1]!;
  return {
    kind: "merged",
    text: [...lines.slice(0, head), ...middle, ...lines.slice(lines.length - tail)].join("\n"),
  };
}

function hasWindowsLines(text: string): boolean {
  return text.includes("\r\n") && !/(^|[^\r])\n/.test(text);
}
