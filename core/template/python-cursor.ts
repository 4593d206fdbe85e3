import { type Part, type Token, tokenize } from "./python-tokens.ts";

/** A place in a tokenized line. */
export class Cursor {
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  peek(distance = 0): Token {
    const tokens = this.#tokens;
    return tokens[Math.min(this.#position + distance, tokens.length - 1)]!;
  }

  next(): Token {
    return this.#tokens[this.#position++]!;
  }

  /** Whether the operator stands here. */
  sees(operator: string): boolean {
    return this.#isText("operator", operator, 0);
  }

  seesAt(operator: string, distance: number): boolean {
    return this.#isText("operator", operator, distance);
  }

  /** Whether the word stands at this distance. */
  seesWord(word: string, distance = 0): boolean {
    return this.#isText("name", word, distance);
  }

  takeOperator(operator: string): boolean {
    return this.#take("operator", operator);
  }

  takeWord(word: string): boolean {
    return this.#take("name", word);
  }

  expect(operator: string): void {
    if (!this.#take("operator", operator)) this.#fail(`\`${operator}\``);
  }

  expectWord(word: string): void {
    if (!this.#take("name", word)) this.#fail(`\`${word}\``);
  }

  expectEnd(): void {
    if (!this.atEnd()) this.#fail("the end of the line");
  }

  atEnd(): boolean {
    return this.peek().kind === "end";
  }

  name(): string {
    const token = this.next();
    if (token.kind === "name") return token.text;
    if (token.kind === "node" && (token.node.kind === "name" || token.node.kind === "ref")) {
      return token.node.flat;
    }
    throw new SyntaxError(`expected a name, found ${describeToken(token)}`);
  }

  #isText(kind: "operator" | "name", text: string, distance: number): boolean {
    const token = this.peek(distance);
    return token.kind === kind && token.text === text;
  }

  #take(kind: "operator" | "name", text: string): boolean {
    if (!this.#isText(kind, text, 0)) return false;
    this.#position++;
    return true;
  }

  #fail(wanted: string): never {
    throw new SyntaxError(`expected ${wanted}, found ${describeToken(this.peek())}`);
  }
}

export function cursorOf(parts: readonly Part[]): Cursor {
  return new Cursor(tokenize(parts));
}

/** A token in the words of a syntax error. */
export function describeToken(token: Token): string {
  if (token.kind === "end") return "the end of the line";
  return `\`${token.kind === "node" ? token.node.flat : token.text}\``;
}
