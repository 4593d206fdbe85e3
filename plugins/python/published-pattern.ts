/**
 * The pattern of a spec, rewritten so that ECMA 262 (OpenAPI), Python and Rust (pydantic) read it alike and none of
 * them lets a NUL through:
 *
 * - `\d` means the ten digits, `\w` and `\s` mean ASCII, `.` means anything but line ends;
 * - whatever excludes characters (`.`, `[^…]`, `\D`) also excludes NUL, and so does what surrounds a match;
 * - for text that is brought to one case before it is checked, letters stand for both cases.
 *
 * The resolver has checked that the pattern is a regular expression without groups of the kind `(?=…)`.
 */
export function publishedPattern(pattern: string, cased: boolean): PublishedPattern {
  const reader = new Reader(pattern, cased);
  const branches = reader.branches();
  const [only, ...others] = branches;
  const inner = only !== undefined && others.length === 0
    ? wrapped(only)
    : `(?:${branches.map(wrapped).join("|")})`;
  return { pattern: `^${inner}$`, simple: reader.isSimple };
}

export interface PublishedPattern {
  readonly pattern: string;
  /** Whether a validator without backtracking can hold it: no references back, no huge repetitions. */
  readonly simple: boolean;
}

interface Branch {
  readonly fromStart: boolean;
  readonly toEnd: boolean;
  readonly text: string;
}

/** A pattern is searched, so what stands before and after the match is free. */
function wrapped({ fromStart, toEnd, text }: Branch): string {
  return `${fromStart ? "" : ANYTHING}${text}${toEnd ? "" : ANYTHING}`;
}

const ANYTHING = "[^\\x00]*";
const DOT = "[^\\x00\\n\\r\\u2028\\u2029]";
/** Above this, the automaton of the validator grows to megabytes. */
const MOST_REPEATED = 1000;

type Range = readonly [first: number, last: number];
const DIGITS: readonly Range[] = [[0x30, 0x39]];
const WORD: readonly Range[] = [[0x41, 0x5a], [0x61, 0x7a], [0x30, 0x39], [0x5f, 0x5f]];
const SPACE: readonly Range[] = [[0x20, 0x20], [0x09, 0x0d]];
const SHORTHANDS: Readonly<Record<string, readonly Range[]>> = { d: DIGITS, w: WORD, s: SPACE };
const CONTROLS: Readonly<Record<string, number>> = { 0: 0, t: 9, n: 10, v: 11, f: 12, r: 13 };
const LAST_POINT = 0x10ffff;

class Reader {
  isSimple = true;
  readonly #chars: readonly string[];
  readonly #cased: boolean;
  #at = 0;
  /** How often what is being read is repeated by the groups around it. */
  #repeated = 1;

  constructor(pattern: string, cased: boolean) {
    this.#chars = [...pattern];
    this.#cased = cased;
  }

  branches(): readonly Branch[] {
    const branches: Branch[] = [];
    do {
      const terms = this.#terms();
      const fromStart = terms[0] === "^";
      const toEnd = terms.at(-1) === "$" && terms.length > (fromStart ? 1 : 0);
      const text = terms.slice(fromStart ? 1 : 0, toEnd ? -1 : undefined).join("");
      branches.push({ fromStart, toEnd, text });
    } while (this.#take("|"));
    return branches;
  }

  #terms(): readonly string[] {
    const terms: string[] = [];
    for (let next = this.#chars[this.#at]; next !== undefined && next !== "|" && next !== ")";) {
      terms.push(this.#term(next));
      next = this.#chars[this.#at];
    }
    return terms;
  }

  #term(next: string): string {
    if (next === "^" || next === "$") {
      this.#at++;
      return next;
    }
    const start = this.#at;
    const atom = this.#atom();
    const end = this.#at;
    const quantifier = this.#quantifier();
    if (quantifier === null) return atom;
    if (quantifier.times * this.#repeated > MOST_REPEATED) this.isSimple = false;
    if (this.#chars[start] !== "(" || quantifier.times === 1) return `${atom}${quantifier.text}`;
    // Read a repeated group again, now that it is known how often its parts are repeated.
    const after = this.#at;
    const outside = this.#repeated;
    this.#repeated *= quantifier.times;
    this.#at = start;
    this.#atom();
    this.#repeated = outside;
    if (this.#at !== end) throw new Error("a group was read twice and differed");
    this.#at = after;
    return `${atom}${quantifier.text}`;
  }

  #atom(): string {
    const char = this.#next();
    switch (char) {
      case ".":
        return DOT;
      case "(":
        return this.#group();
      case "[":
        return this.#class();
      case "\\":
        return this.#escape();
      default:
        return this.#letter(char.codePointAt(0)!);
    }
  }

  #group(): string {
    const open = this.#take("?") ? `(?${this.#next()}` : "(";
    const branches: string[] = [];
    do branches.push(this.#terms().join("")); while (this.#take("|"));
    if (!this.#take(")")) throw new Error("a group does not end");
    return `${open}${branches.join("|")})`;
  }

  #escape(): string {
    const char = this.#next();
    const shorthand = SHORTHANDS[char.toLowerCase()];
    if (shorthand !== undefined) return classText(char !== char.toLowerCase(), shorthand);
    if (char === "b" || char === "B") return `\\${char}`;
    if (/[1-9]/.test(char)) {
      this.isSimple = false;
      return `\\${char}`;
    }
    return this.#letter(CONTROLS[char] ?? char.codePointAt(0)!);
  }

  #letter(point: number): string {
    const ranges = this.#bothCases([[point, point]]);
    return ranges.length > 1 ? classText(false, ranges) : escaped(point, /[\\^$.*+?()[\]{}|]/);
  }

  #class(): string {
    const negated = this.#take("^");
    const ranges: Range[] = [];
    while (!this.#take("]")) {
      const first = this.#classItem();
      if (typeof first !== "number") {
        ranges.push(...first);
        continue;
      }
      const isRange = this.#chars[this.#at] === "-" && this.#chars[this.#at + 1] !== "]";
      if (!isRange) {
        ranges.push([first, first]);
        continue;
      }
      this.#at++;
      const last = this.#classItem();
      if (typeof last !== "number") throw new Error("a range ends in a set");
      ranges.push([first, last]);
    }
    return classText(negated, this.#bothCases(ranges));
  }

  #classItem(): number | readonly Range[] {
    const char = this.#next();
    if (char !== "\\") return char.codePointAt(0)!;
    const escape = this.#next();
    const shorthand = SHORTHANDS[escape.toLowerCase()];
    if (shorthand !== undefined) return escape === escape.toLowerCase() ? shorthand : complement(shorthand);
    if (escape === "b") return 8;
    return CONTROLS[escape] ?? escape.codePointAt(0)!;
  }

  #bothCases(ranges: readonly Range[]): readonly Range[] {
    if (!this.#cased) return ranges;
    const others = ranges.flatMap((range) => [
      ...shifted(range, [0x41, 0x5a], 0x20),
      ...shifted(range, [0x61, 0x7a], -0x20),
    ]);
    const missing = others.filter(([first, last]) =>
      !ranges.some((range) => range[0] <= first && last <= range[1])
    );
    return [...ranges, ...missing];
  }

  #quantifier(): { readonly text: string; readonly times: number } | null {
    const rest = this.#chars.slice(this.#at, this.#at + 24).join("");
    const match = /^(?:[*+?]|\{(\d+)(?:,(\d*))?\})\??/.exec(rest);
    if (match === null) return null;
    this.#at += match[0].length;
    return { text: match[0], times: Math.max(1, Number(match[1] ?? 1), Number(match[2] ?? 1)) };
  }

  #take(char: string): boolean {
    if (this.#chars[this.#at] !== char) return false;
    this.#at++;
    return true;
  }

  #next(): string {
    const char = this.#chars[this.#at];
    if (char === undefined) throw new Error("a pattern ends too early");
    this.#at++;
    return char;
  }
}

/** Characters of a set, never NUL. A set that goes to the end of Unicode is written by what it leaves out. */
function classText(negated: boolean, ranges: readonly Range[]): string {
  const open = ranges.some(([, last]) => last === LAST_POINT);
  if (negated === open) {
    const listed = negated ? complement(ranges) : ranges.flatMap(withoutNul);
    return `[${listed.map(rangeText).join("")}]`;
  }
  const left = negated ? ranges : complement(ranges);
  const hasNul = left.some(([first]) => first === 0);
  return `[^${left.map(rangeText).join("")}${hasNul ? "" : "\\x00"}]`;
}

function withoutNul([first, last]: Range): readonly Range[] {
  if (first > 0) return [[first, last]];
  return last === 0 ? [] : [[1, last]];
}

function complement(ranges: readonly Range[]): readonly Range[] {
  const left: Range[] = [];
  let next = 1;
  for (const [first, last] of [...ranges].sort((a, b) => a[0] - b[0])) {
    if (first > next) left.push([next, first - 1]);
    next = Math.max(next, last + 1);
  }
  if (next <= LAST_POINT) left.push([next, LAST_POINT]);
  return left;
}

/** The part of a range inside of `within`, moved. */
function shifted([first, last]: Range, within: Range, by: number): readonly Range[] {
  const from = Math.max(first, within[0]);
  const to = Math.min(last, within[1]);
  return from > to ? [] : [[from + by, to + by]];
}

function rangeText([first, last]: Range): string {
  const special = /[\\\][^&~-]/;
  const start = escaped(first, special);
  if (first === last) return start;
  return last === first + 1 ? `${start}${escaped(last, special)}` : `${start}-${escaped(last, special)}`;
}

/** Escapes that all three readers know. */
function escaped(point: number, special: RegExp): string {
  const char = String.fromCodePoint(point);
  const name = Object.entries(CONTROLS).find(([key, value]) => value === point && key !== "0")?.[0];
  if (name !== undefined) return `\\${name}`;
  if (point < 0x20 || (point >= 0x7f && point < 0xa0)) return `\\x${point.toString(16).padStart(2, "0")}`;
  return special.test(char) ? `\\${char}` : char;
}
