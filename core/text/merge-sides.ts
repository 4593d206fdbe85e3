const OURS = /^<{7}( |$)/;
const BASE = /^\|{7}( |$)/;
const BETWEEN = /^={7}$/;
const THEIRS = /^>{7}( |$)/;

/** The two files that git had, from the one that it made of them; null if it left no conflict in it. */
export function mergeSides(text: string): { readonly ours: string; readonly theirs: string } | null {
  const ours: string[] = [];
  const theirs: string[] = [];
  let within: readonly string[][] = [ours, theirs];
  let count = 0;
  for (const line of text.split(/\r?\n/)) {
    if (OURS.test(line)) [within, count] = [[ours], count + 1];
    else if (BASE.test(line)) within = [];
    else if (BETWEEN.test(line)) within = [theirs];
    else if (THEIRS.test(line)) within = [ours, theirs];
    else for (const side of within) side.push(line);
  }
  return count === 0 ? null : { ours: ours.join("\n"), theirs: theirs.join("\n") };
}

/** Where the first conflict begins that git left in a text; -1 if there is none. */
export function firstConflict(text: string): number {
  return text.search(/^<{7}( |$)/m);
}
