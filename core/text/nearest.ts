/**
 * The candidates that someone who wrote `word` may have meant, best first. A candidate counts if it is at most
 * a third of the word away (one edit for short words); edits are insertion, deletion, change and swap of
 * neighbours. Equals go by how far they are without regard to case, then by code point.
 */
export function nearest(word: string, candidates: Iterable<string>, limit = 1): readonly string[] {
  if (word.length > MAX_LENGTH) return [];
  const reach = Math.max(1, Math.floor(word.length / 3));
  const lower = word.toLowerCase();
  return [...new Set(candidates)]
    .filter((name) => name.length <= MAX_LENGTH && Math.abs(name.length - word.length) <= reach)
    .map((name) => ({ name, near: distance(word, name), nearAnyCase: distance(lower, name.toLowerCase()) }))
    .filter(({ near, nearAnyCase }) => near <= reach || nearAnyCase === 0)
    .sort((a, b) => a.near - b.near || a.nearAnyCase - b.nearAnyCase || (a.name < b.name ? -1 : 1))
    .slice(0, limit)
    .map(({ name }) => name);
}

/** Longer words are no slips of the finger, and the cost grows with the square. */
const MAX_LENGTH = 100;

/** Damerau–Levenshtein in its common form: no part is edited twice. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(change, last[j]! + 1, row[j - 1]! + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j]!, beforeLast[j - 2]! + 1);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
