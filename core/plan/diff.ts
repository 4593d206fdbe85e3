import { newPaint, type Paint } from "../diagnostics/paint.ts";
import { visible } from "../text/visible.ts";
import type { Change, Plan } from "./change.ts";
import { type Hunk, lineDiff } from "./line-diff.ts";
import type { Snapshot } from "./snapshot.ts";

/** What each change does to the text of its file; for a conflict, what svc would have done. */
export function planDiff(plan: Plan, snapshot: Snapshot, options: { readonly color: boolean }): string {
  const paint = newPaint(options.color);
  return plan.changes.map((change) => changeDiff(change, snapshot, paint)).join("");
}

function changeDiff({ verb, path, before, content }: Change, { found }: Snapshot, paint: Paint): string {
  // A move changes no text; what stays as it is has no difference.
  if (verb === "identical" || verb === "keep" || verb === "move") return "";
  const disk = found.get(path);
  const bytes = disk?.kind === "file" ? disk.bytes : null;
  const old = before === null || bytes === null ? null : textOf(bytes);
  if (old === undefined) return `Binary file ${visible(path)} differs\n`;
  return unifiedDiff(path, old, content ?? null, paint);
}

/** Undefined for what is no text. */
function textOf(bytes: Uint8Array): string | undefined {
  return bytes.includes(0) ? undefined : new TextDecoder().decode(bytes);
}

/** The difference of two texts as `diff -u` writes it; null for a file that is not there. Safe for a terminal. */
export function unifiedDiff(
  path: string,
  before: string | null,
  after: string | null,
  paint: Paint = newPaint(false),
): string {
  const [old, now] = [linesOf(before), linesOf(after)];
  const groups = grouped(lineDiff(old, now));
  if (groups.length === 0 && (before === null) === (after === null)) return "";
  const head = [
    paint("bold", `--- ${before === null ? "/dev/null" : `a/${visible(path)}`}`),
    paint("bold", `+++ ${after === null ? "/dev/null" : `b/${visible(path)}`}`),
  ];
  const rows = groups.flatMap((group) => hunkRows(group, old, now, paint));
  return [...head, ...rows].map((row) => `${row}\n`).join("");
}

const CONTEXT = 3;
const NO_BREAK = "\n\\ No newline at end of file";

/** Lines without their break; the last one says if it has none. */
function linesOf(text: string | null): readonly string[] {
  if (text === null || text === "") return [];
  const lines = text.split("\n");
  const last = lines.pop()!;
  return last === "" ? lines : [...lines, last + NO_BREAK];
}

/** Hunks whose context would touch are shown as one. */
function grouped(hunks: readonly Hunk[]): readonly (readonly Hunk[])[] {
  const groups: Hunk[][] = [];
  for (const hunk of hunks) {
    const last = groups.at(-1)?.at(-1);
    if (last !== undefined && hunk.oldAt - (last.oldAt + last.oldCount) <= 2 * CONTEXT) {
      groups.at(-1)!.push(hunk);
    } else groups.push([hunk]);
  }
  return groups;
}

function hunkRows(
  group: readonly Hunk[],
  old: readonly string[],
  now: readonly string[],
  paint: Paint,
): string[] {
  const first = group[0]!;
  const last = group.at(-1)!;
  const lead = Math.min(CONTEXT, first.oldAt);
  const trail = Math.min(CONTEXT, old.length - (last.oldAt + last.oldCount));
  const oldCount = last.oldAt + last.oldCount + trail - (first.oldAt - lead);
  const newCount = last.newAt + last.newCount + trail - (first.newAt - lead);
  const rows = [
    paint("frame", `@@ -${range(first.oldAt - lead, oldCount)} +${range(first.newAt - lead, newCount)} @@`),
  ];
  let at = first.oldAt - lead;
  for (const { oldAt, oldCount, newAt, newCount } of group) {
    rows.push(...old.slice(at, oldAt).map((line) => ` ${shown(line)}`));
    rows.push(...old.slice(oldAt, oldAt + oldCount).map((line) => paint("removed", `-${shown(line)}`)));
    rows.push(...now.slice(newAt, newAt + newCount).map((line) => paint("added", `+${shown(line)}`)));
    at = oldAt + oldCount;
  }
  return [...rows, ...old.slice(at, at + trail).map((line) => ` ${shown(line)}`)];
}

/** `diff` counts lines from 1, and an empty range stands behind the line before it. */
function range(at: number, count: number): string {
  const start = count === 0 ? at : at + 1;
  return count === 1 ? `${start}` : `${start},${count}`;
}

function shown(line: string): string {
  const [text = "", ...mark] = line.split(NO_BREAK);
  return text.split("\t").map(visible).join("\t") + (mark.length === 0 ? "" : NO_BREAK);
}
