/** Texts by number: `prefix` + the number written in an alphabet + `suffix`; or one of a few. */
export type TextForm =
  | {
    readonly kind: "run";
    readonly prefix: string;
    readonly alphabet: Alphabet;
    /** Characters of the number, zero-filled; 0: as many as it needs (digits only). */
    readonly width: number;
    readonly suffix: string;
  }
  | { readonly kind: "some"; readonly values: readonly string[] };

export type Alphabet = "digits" | "lower" | "upper";

export interface Demands {
  readonly minLength: number;
  readonly maxLength: number;
  /** Whatever else makes a text acceptable, e.g. that normalisation leaves it alone. */
  accepts(text: string): boolean;
}

const letters: Record<Alphabet, string> = {
  digits: "0123456789",
  lower: "abcdefghijklmnopqrstuvwxyz",
  upper: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
};

/** How many numbers a form has to serve to be worth having. */
const ENOUGH = 98;
/** How many texts are looked for where no number fits in. */
const SEVERAL = 12;

/**
 * Texts that a pattern finds, for the common subset of regular expressions: literals, classes, groups,
 * alternatives, quantifiers, anchors. Null if the pattern goes beyond, or nothing fits the demands. Every
 * answer was tried on the pattern itself, so a mistake in here costs tests and never makes a false one.
 */
export function matchingTexts(pattern: string, demands: Demands): TextForm | null {
  const tree = parse(pattern);
  if (tree === null) return null;
  const fits = (text: string) => searches(pattern, text) && isWithin(text, demands) && demands.accepts(text);
  const found = new Set<string>();
  for (const places of expansions(tree, demands.maxLength)) {
    for (const preference of ["aA0", "A0a", "0aA"]) {
      const text = places.map((place) => preferred(place, preference)).join("");
      if (!fits(text)) continue;
      const form = runIn(places, text);
      if (form !== null && numbers(ENOUGH).every((number) => fits(textAt(form, number)))) return form;
      for (const each of [text, ...neighbours(places, text)]) if (fits(each)) found.add(each);
    }
    if (found.size >= SEVERAL) break;
  }
  return found.size === 0 ? null : { kind: "some", values: [...found].slice(0, SEVERAL) };
}

/** A text that the pattern finds and that has more (or less) characters than allowed, or null. */
export function matchingTextOfLength(pattern: string, allows: (length: number) => boolean): string | null {
  const tree = parse(pattern);
  if (tree === null) return null;
  for (const places of expansions(tree, 400)) {
    const text = places.map((place) => preferred(place, "aA0")).join("");
    if (allows(text.length) && searches(pattern, text)) return text;
  }
  return null;
}

/** A harmless text that the pattern does not find, or null. */
export function textBeside(pattern: string, demands: Demands): string | null {
  const lengths = [demands.minLength, demands.minLength + 1, 3, 8, demands.maxLength];
  for (const letter of ["!", "x", "0", "X", "-", "a b", "~"]) {
    for (const length of lengths) {
      const text = letter.repeat(Math.max(1, length)).slice(0, Math.max(1, length));
      if (length <= 400 && isWithin(text, demands) && demands.accepts(text) && !searches(pattern, text)) {
        return text;
      }
    }
  }
  return null;
}

export function textAt(form: TextForm, number: number): string {
  if (form.kind === "some") return form.values[number % form.values.length] ?? "";
  return form.prefix + spelled(number, letters[form.alphabet], form.width) + form.suffix;
}

/** How many different texts a form has. */
export function capacityOf(form: TextForm): number {
  if (form.kind === "some") return form.values.length;
  return form.width === 0 ? Infinity : letters[form.alphabet].length ** form.width;
}

/** Whether ECMA 262 finds the pattern; what it cannot read, it does not find. */
export function searches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    return false;
  }
}

function spelled(number: number, alphabet: string, width: number): string {
  if (width === 0) return String(number);
  let text = "";
  for (let rest = number; text.length < width; rest = Math.floor(rest / alphabet.length)) {
    text = (alphabet[rest % alphabet.length] ?? "") + text;
  }
  return text;
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function isWithin(text: string, { minLength, maxLength }: Demands): boolean {
  return text.length >= minLength && text.length <= maxLength;
}

/** Where a number can stand: the longest stretch of places that take a whole alphabet. */
function runIn(places: readonly string[], text: string): TextForm | null {
  let best: { alphabet: Alphabet; from: number; to: number } | null = null;
  for (const alphabet of ["digits", "lower", "upper"] as const) {
    const takes = (place: string | undefined) =>
      [...letters[alphabet]].every((letter) => place?.includes(letter));
    for (let from = 0; from < places.length; from++) {
      let to = from;
      while (to < places.length && takes(places[to])) to++;
      if (to > from && (best === null || to - from > best.to - best.from)) best = { alphabet, from, to };
      from = Math.max(from, to - 1);
    }
  }
  if (best === null) return null;
  const from = Math.max(best.from, best.to - 4);
  const { alphabet, to } = best;
  const form: TextForm = {
    kind: "run",
    prefix: text.slice(0, from),
    alphabet,
    width: to - from,
    suffix: text.slice(to),
  };
  return capacityOf(form) > ENOUGH ? form : null;
}

/** The text with other characters at the last two places that take several. */
function neighbours(places: readonly string[], text: string): string[] {
  const varying = [...places.keys()].filter((at) => (places[at] ?? "").length > 1).slice(-2);
  return varying.reduce(
    (texts, at) =>
      texts.flatMap((each) =>
        [...(places[at] ?? "")].slice(0, 6).map((letter) => each.slice(0, at) + letter + each.slice(at + 1))
      ),
    [text],
  );
}

/** The first character of a place by kind: `aA0` prefers lower case, then upper case, then digits. */
function preferred(place: string, preference: string): string {
  const kinds = { a: /[a-z]/, A: /[A-Z]/, 0: /[0-9]/ };
  for (const kind of preference) {
    const found = [...place].find((letter) => kinds[kind as keyof typeof kinds].test(letter));
    if (found !== undefined) return found;
  }
  return [...place].find((letter) => letter.trim() !== "") ?? place[0] ?? "";
}

type Tree =
  | { readonly kind: "place"; readonly letters: string }
  | { readonly kind: "all"; readonly of: readonly Tree[] }
  | { readonly kind: "any"; readonly of: readonly Tree[] }
  | { readonly kind: "repeat"; readonly of: Tree; readonly min: number; readonly max: number };

/** Ways through the tree: each way is the letters that every place takes. Middling lengths come first. */
function* expansions(tree: Tree, maxLength: number): Iterable<readonly string[]> {
  const branches = Math.min(10, widest(tree));
  for (const grow of [3, 2, 1, 0, ...numbers(Math.min(maxLength, 400) + 1).slice(3)]) {
    for (let branch = 0; branch < branches; branch++) {
      const places = walk(tree, grow, branch);
      if (places.length <= 500) yield places;
    }
  }
}

function widest(tree: Tree): number {
  if (tree.kind === "place") return 1;
  if (tree.kind === "repeat") return widest(tree.of);
  return Math.max(tree.kind === "any" ? tree.of.length : 1, ...tree.of.map(widest));
}

function walk(tree: Tree, grow: number, branch: number): readonly string[] {
  switch (tree.kind) {
    case "place":
      return [tree.letters];
    case "all":
      return tree.of.flatMap((part) => walk(part, grow, branch));
    case "any": {
      const chosen = tree.of[branch % tree.of.length];
      return chosen === undefined ? [] : walk(chosen, grow, branch);
    }
    case "repeat": {
      const once = walk(tree.of, grow, branch);
      return Array.from({ length: Math.min(tree.min + grow, tree.max, 500) }, () => once).flat();
    }
  }
}

const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join("");
const word = `${letters.lower}${letters.upper}${letters.digits}_`;
const classes: Record<string, string> = {
  d: letters.digits,
  w: word,
  s: " ",
  D: without(printable, letters.digits),
  W: without(printable, word),
  S: without(printable, " "),
};
const controls: Record<string, string> = { n: "\n", r: "\r", t: "\t", f: "\f", v: "\v" };

/** Thrown and caught in this file: the pattern says more than we understand. */
class Beyond extends Error {}

function parse(pattern: string): Tree | null {
  const symbols = [...pattern];
  let at = 0;
  const peek = () => symbols[at];
  const take = () => {
    const symbol = symbols[at++];
    if (symbol === undefined) throw new Beyond();
    return symbol;
  };
  const skip = (text: string) => {
    const found = symbols.slice(at, at + text.length).join("") === text;
    if (found) at += text.length;
    return found;
  };

  function alternatives(): Tree {
    const branches = [sequence()];
    while (skip("|")) branches.push(sequence());
    return { kind: "any", of: branches };
  }

  function sequence(): Tree {
    const parts: Tree[] = [];
    while (peek() !== undefined && peek() !== "|" && peek() !== ")") parts.push(quantified(atom()));
    return { kind: "all", of: parts };
  }

  function atom(): Tree {
    const symbol = take();
    if (symbol === "(") {
      if (peek() === "?" && !skip("?:")) throw new Beyond();
      const inner = alternatives();
      if (!skip(")")) throw new Beyond();
      return inner;
    }
    if (symbol === "^" || symbol === "$") return { kind: "all", of: [] };
    if (symbol === ".") return { kind: "place", letters: printable };
    if (symbol === "[") return { kind: "place", letters: bracket() };
    if (symbol === "\\") return skip("b") ? { kind: "all", of: [] } : { kind: "place", letters: escape() };
    if ("*+?{}".includes(symbol)) throw new Beyond();
    return { kind: "place", letters: symbol };
  }

  function quantified(of: Tree): Tree {
    let [min, max] = [1, 1];
    if (skip("*")) [min, max] = [0, Infinity];
    else if (skip("+")) [min, max] = [1, Infinity];
    else if (skip("?")) [min, max] = [0, 1];
    else if (skip("{")) [min, max] = braces();
    else return of;
    skip("?"); // lazy: the same texts
    if (peek() === "+" || peek() === "*" || peek() === "{") throw new Beyond();
    return { kind: "repeat", of, min, max };
  }

  function braces(): [number, number] {
    const end = symbols.indexOf("}", at);
    const match = /^(\d+)(,?)(\d*)$/.exec(symbols.slice(at, end).join(""));
    if (end < 0 || match === null) throw new Beyond();
    at = end + 1;
    const min = Number(match[1]);
    if (match[2] === "") return [min, min];
    return [min, match[3] === "" ? Infinity : Number(match[3])];
  }

  function escape(): string {
    const symbol = take();
    const known = classes[symbol] ?? controls[symbol];
    if (known !== undefined) return known;
    if (symbol === "x" || symbol === "u") return fromHex(symbol === "x" ? 2 : 4);
    if (/[A-Za-z0-9]/.test(symbol)) throw new Beyond();
    return symbol;
  }

  function fromHex(length: number): string {
    const digits = symbols.slice(at, at + length).join("");
    if (!/^[0-9A-Fa-f]+$/.test(digits) || digits.length < length) throw new Beyond();
    at += length;
    return String.fromCharCode(parseInt(digits, 16));
  }

  function bracket(): string {
    const negated = skip("^");
    let members = "";
    for (let first = true; first || peek() !== "]"; first = false) {
      const one = take();
      const low = one === "\\" ? escape() : one;
      if (peek() !== "-" || symbols[at + 1] === "]" || low.length > 2) {
        members += low;
        continue;
      }
      take();
      const two = take();
      members += between(low, two === "\\" ? escape() : two);
    }
    take();
    return negated ? without(printable, members) : members;
  }

  try {
    const tree = alternatives();
    return at === symbols.length ? tree : null;
  } catch (error) {
    if (error instanceof Beyond) return null;
    throw error;
  }
}

function between(low: string, high: string): string {
  const [from, to] = [low.codePointAt(0) ?? 0, high.codePointAt(0) ?? 0];
  if (to < from) throw new Beyond();
  return Array.from(
    { length: Math.min(to - from + 1, 300) },
    (_, index) => String.fromCodePoint(from + index),
  ).join("");
}

function without(all: string, some: string): string {
  return [...all].filter((letter) => !some.includes(letter)).join("");
}
