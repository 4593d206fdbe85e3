import type { Argument, Comparison, Expression, ExpressionForm, Extent } from "./expression.ts";
import { expressionTokens, type Token } from "./tokens.ts";

/** What is wrong with the text of an expression, and where; only the first problem is told. */
export type ExpressionProblem =
  & Extent
  & (
    | { readonly kind: "unexpected"; readonly found: string; readonly expected: string }
    | { readonly kind: "chained"; readonly operator: string }
    | { readonly kind: "misplaced"; readonly word: "as" | "desc" }
  );

export type ParsedExpression =
  | { readonly expression: Expression }
  | { readonly problem: ExpressionProblem };

/** How tightly what stands to the left of an operator is held: a Pratt parser compares nothing else. */
const POWER = { or: 1, and: 2, not: 3, compare: 4, sum: 5, term: 6, negate: 7, post: 8 } as const;

const COMPARISONS: readonly string[] = ["==", "!=", "<", "<=", ">", ">="];
const KEYWORDS = new Set([
  "if",
  "then",
  "else",
  "and",
  "or",
  "not",
  "in",
  "true",
  "false",
  "null",
  "it",
  "self",
  "as",
  "desc",
]);
/** Deeper than anybody writes, and far from the end of the stack. */
const MAX_DEPTH = 100;

export function parseExpression(text: string): ParsedExpression {
  return new Parser(expressionTokens(text)).whole();
}

/** After the first problem the rest is skipped: the end fits nowhere, so every loop and every level ends there. */
class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;
  #problem: ExpressionProblem | null = null;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): ParsedExpression {
    const expression = this.#expression(0);
    if (this.#token.kind !== "end") this.#unexpected("an operator or the end");
    return this.#problem === null ? { expression } : { problem: this.#problem };
  }

  get #token(): Token {
    return this.#tokens[this.#at]!;
  }

  /** An expression whose operators hold tighter than `power`. */
  #expression(power: number): Expression {
    if (++this.#depth > MAX_DEPTH) return this.#unexpected("less nesting");
    let left = this.#prefix(power);
    for (;;) {
      const next = this.#infix(left, power);
      if (next === null) break;
      left = next;
    }
    this.#depth--;
    return left;
  }

  #prefix(power: number): Expression {
    const token = this.#token;
    if (this.#isWord("not") && power < POWER.not) {
      this.#at++;
      return this.#from(token, { kind: "not", of: this.#expression(POWER.not - 1) });
    }
    if (this.#isSymbol("-") && power < POWER.negate) {
      this.#at++;
      return this.#from(token, { kind: "negate", of: this.#expression(POWER.negate - 1) });
    }
    // `if` reaches as far as it can, so inside of anything else it stands in parentheses.
    if (this.#isWord("if") && power === 0) return this.#if();
    return this.#primary();
  }

  #if(): Expression {
    const token = this.#take();
    const test = this.#expression(0);
    this.#expectWord("then");
    const then = this.#expression(0);
    this.#expectWord("else");
    const otherwise = this.#expression(0);
    return this.#from(token, { kind: "if", test, then, otherwise });
  }

  #primary(): Expression {
    const token = this.#token;
    switch (token.kind) {
      case "number":
      case "duration":
        this.#at++;
        return this.#from(token, { kind: token.kind, text: token.text });
      case "string":
        this.#at++;
        return this.#from(token, { kind: "string", value: token.text });
      case "name":
        return this.#word(token);
      case "symbol":
        if (token.text === "(") return this.#parenthesised();
        if (token.text === ".") return this.#member(null, token);
        break;
      case "bad":
      case "end":
    }
    return this.#unexpected("a value");
  }

  #word(token: Token): Expression {
    switch (token.text) {
      case "true":
      case "false":
        this.#at++;
        return this.#from(token, { kind: "bool", value: token.text === "true" });
      case "null":
      case "it":
      case "self":
        this.#at++;
        return this.#from(token, { kind: token.text });
    }
    if (KEYWORDS.has(token.text)) return this.#unexpected("a value");
    this.#at++;
    return this.#from(token, { kind: "root", name: token.text, args: this.#arguments() });
  }

  #parenthesised(): Expression {
    const open = this.#take();
    const inner = this.#expression(0);
    this.#expectSymbol(")");
    return { ...inner, start: open.start, end: this.#end };
  }

  #infix(left: Expression, power: number): Expression | null {
    const token = this.#token;
    if (token.kind === "symbol") {
      if (token.text === ".") return power < POWER.post ? this.#member(left, left) : null;
      if (COMPARISONS.includes(token.text)) {
        return power < POWER.compare ? this.#compare(left, token.text as Comparison) : null;
      }
      const own = token.text === "+" || token.text === "-"
        ? POWER.sum
        : token.text === "*" || token.text === "/"
        ? POWER.term
        : null;
      if (own === null || power >= own) return null;
      this.#at++;
      const operator = token.text as "+" | "-" | "*" | "/";
      return this.#from(left, { kind: "arithmetic", operator, left, right: this.#expression(own) });
    }
    if (token.kind !== "name") return null;
    switch (token.text) {
      case "or":
      case "and": {
        const own = POWER[token.text];
        if (power >= own) return null;
        this.#at++;
        return this.#from(left, { kind: token.text, left, right: this.#expression(own) });
      }
      case "not":
        return this.#peekWord("in") && power < POWER.compare ? this.#in(left, true) : null;
      case "in":
        return power < POWER.compare ? this.#in(left, false) : null;
      default:
        return null;
    }
  }

  #compare(left: Expression, operator: Comparison): Expression {
    this.#at++;
    const right = this.#expression(POWER.compare);
    this.#refuseChain();
    return this.#from(left, { kind: "compare", operator, left, right });
  }

  #in(value: Expression, negated: boolean): Expression {
    this.#at += negated ? 2 : 1;
    const listed = this.#isSymbol("(");
    const items: Expression[] = [];
    if (listed) {
      do {
        this.#at++;
        items.push(this.#expression(0));
      } while (this.#isSymbol(","));
      this.#expectSymbol(")");
    } else items.push(this.#expression(POWER.compare));
    this.#refuseChain();
    return this.#from(value, { kind: "in", negated, value, items, listed });
  }

  #refuseChain(): void {
    const token = this.#token;
    const isComparison = (token.kind === "symbol" && COMPARISONS.includes(token.text)) || this.#isWord("in");
    if (isComparison) this.#stop({ kind: "chained", operator: token.text, ...extent(token) });
  }

  #member(of: Expression | null, from: Extent): Expression {
    this.#at++;
    const token = this.#token;
    if (token.kind !== "name") return this.#unexpected('a name after "."');
    this.#at++;
    return this.#from(from, { kind: "member", of, name: token.text, args: this.#arguments() });
  }

  #arguments(): readonly Argument[] | null {
    if (!this.#isSymbol("(")) return null;
    this.#at++;
    const args: Argument[] = [];
    if (!this.#isSymbol(")")) {
      for (;;) {
        const value = this.#expression(0);
        const descending = this.#isWord("desc");
        if (descending) this.#at++;
        args.push({ value, descending });
        if (!this.#isSymbol(",")) break;
        this.#at++;
      }
    }
    this.#expectSymbol(")");
    return args;
  }

  #from(from: Extent, form: ExpressionForm): Expression {
    return { ...form, start: from.start, end: this.#end };
  }

  /** End of what was read last. */
  get #end(): number {
    return this.#tokens[Math.max(0, this.#at - 1)]!.end;
  }

  #take(): Token {
    return this.#tokens[this.#at++]!;
  }

  #isSymbol(text: string): boolean {
    return this.#token.kind === "symbol" && this.#token.text === text;
  }

  #isWord(text: string): boolean {
    return this.#token.kind === "name" && this.#token.text === text;
  }

  #peekWord(text: string): boolean {
    const next = this.#tokens[this.#at + 1];
    return next?.kind === "name" && next.text === text;
  }

  #expectSymbol(text: string): void {
    if (this.#isSymbol(text)) this.#at++;
    else this.#unexpected(`"${text}"`);
  }

  #expectWord(text: string): void {
    if (this.#isWord(text)) this.#at++;
    else this.#unexpected(`"${text}"`);
  }

  #unexpected(expected: string): Expression {
    const token = this.#token;
    if (this.#isWord("as") || this.#isWord("desc")) {
      return this.#stop({ kind: "misplaced", word: token.text as "as" | "desc", ...extent(token) });
    }
    return this.#stop({ kind: "unexpected", found: describeToken(token), expected, ...extent(token) });
  }

  #stop(problem: ExpressionProblem): Expression {
    this.#problem ??= problem;
    this.#at = this.#tokens.length - 1;
    return { kind: "null", start: problem.start, end: problem.end };
  }
}

function describeToken({ kind, text }: Token): string {
  if (kind === "end") return "the end";
  // No other quote is left over by the tokens.
  return kind === "bad" && /["']/.test(text) ? "a text without its closing quote" : `"${text}"`;
}

function extent({ start, end }: Token): Extent {
  return { start, end };
}
