import { diffIndices } from "node-diff3";

/** Lines `[at, at + count)` of one text stand where those of the other stood. */
export interface Hunk {
  readonly oldAt: number;
  readonly oldCount: number;
  readonly newAt: number;
  readonly newCount: number;
}

/** Where two texts differ, in lines. */
export function lineDiff(before: readonly string[], after: readonly string[]): readonly Hunk[] {
  const { head, tail } = commonEnds([before, after]);
  const old = before.slice(head, before.length - tail);
  const now = after.slice(head, after.length - tail);
  if (old.length === 0 && now.length === 0) return [];
  if (old.length === 0 || now.length === 0 || isTooAlike(old, now)) {
    return [{ oldAt: head, oldCount: old.length, newAt: head, newCount: now.length }];
  }
  return diffIndices(old, now).map(({ buffer1, buffer2 }) => ({
    oldAt: head + buffer1[0],
    oldCount: buffer1[1],
    newAt: head + buffer2[0],
    newCount: buffer2[1],
  }));
}

/** How many lines all texts share at their beginning and, behind that, at their end. */
export function commonEnds(texts: readonly (readonly string[])[]): { head: number; tail: number } {
  const shortest = Math.min(...texts.map((lines) => lines.length));
  const [first = []] = texts;
  let head = 0;
  while (head < shortest && texts.every((lines) => lines[head] === first[head])) head++;
  let tail = 0;
  while (tail < shortest - head && texts.every((lines) => lines.at(-1 - tail) === first.at(-1 - tail))) {
    tail++;
  }
  return { head, tail };
}

/**
 * The library looks at each pair of equal lines: thousands of them on both sides would cost seconds, and files
 * that are edited by people do not look like that.
 */
export function isTooAlike(one: readonly string[], two: readonly string[]): boolean {
  const counts = new Map<string, number>();
  for (const line of one) counts.set(line, (counts.get(line) ?? 0) + 1);
  return two.reduce((pairs, line) => pairs + (counts.get(line) ?? 0), 0) > MOST_PAIRS;
}

const MOST_PAIRS = 1_000_000;
