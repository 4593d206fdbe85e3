import { attribute, binding, bound, operatorBinding, unary } from "./binding.ts";
import { type Clause, make, type Node } from "./node.ts";
import { type Cursor, describeToken } from "./python-cursor.ts";

/** One expression, down to `lambda`, `yield` and `:=`. */
export function parseExpression(cursor: Cursor): Node {
  if (cursor.takeWord("lambda")) return readLambda(cursor);
  if (cursor.takeWord("yield")) return readYield(cursor);
  const first = cursor.peek();
  if (first.kind === "name" && cursor.seesAt(":=", 1)) {
    const name = cursor.name();
    cursor.expect(":=");
    return make({ kind: "named", name, value: parseExpression(cursor) });
  }
  const value = readOperators(cursor, binding.or);
  if (!cursor.takeWord("if")) return value;
  const test = bound(readOperators(cursor, binding.or), binding.or);
  cursor.expectWord("else");
  return make({
    kind: "conditional",
    value: bound(value, binding.or),
    test,
    other: bound(parseExpression(cursor), binding.conditional),
  });
}

/** A whole text that is an expression, or something that stands between brackets: `name=value`, `key: value`, `*x`. */
export function parseFragment(cursor: Cursor): Node {
  const item = readItem(cursor, "arguments");
  const node = cursor.takeOperator(":")
    ? make({ kind: "pair", key: item, value: bound(parseExpression(cursor), binding.lambda) })
    : item;
  cursor.expectEnd();
  return node;
}

/** Expressions with commas between them: a tuple without parentheses if there is one. `target` stops before `in`. */
export function parseExpressionList(cursor: Cursor, kind: "value" | "target" = "value"): Node {
  const read = () => kind === "target" ? readOperators(cursor, binding["|"]) : readStarred(cursor);
  const first = read();
  if (!cursor.sees(",")) return first;
  const items = [first];
  while (cursor.takeOperator(",")) {
    if (cursor.atEnd() || cursor.sees("=") || cursor.sees(":") || cursor.seesWord("in")) break;
    items.push(read());
  }
  return make({ kind: "sequence", items });
}

/** What stands between brackets, after the opening one; takes the closing one. */
export function parseItems(
  cursor: Cursor,
  close: string,
  kind: "arguments" | "parameters" | "items" | "slices" | "lambda",
): readonly Node[] {
  const items: Node[] = [];
  while (!cursor.sees(close)) {
    const item = readItem(cursor, kind);
    if (item.kind === "elements") items.push(...item.items);
    else items.push(item);
    if (!cursor.takeOperator(",")) break;
  }
  if (kind !== "lambda") cursor.expect(close);
  return items;
}

function readItem(cursor: Cursor, kind: "arguments" | "parameters" | "items" | "slices" | "lambda"): Node {
  if (kind === "parameters" || kind === "lambda") return readParameter(cursor, kind === "parameters");
  if (kind === "slices") return readSlice(cursor);
  if (kind === "arguments" && cursor.seesAt("=", 1)) {
    const name = cursor.name();
    cursor.expect("=");
    return make({ kind: "keyword", name, value: parseExpression(cursor) });
  }
  const item = readStarred(cursor);
  if (kind !== "items" && cursor.seesWord("for")) return readComprehension(cursor, "", item);
  return item;
}

function readStarred(cursor: Cursor): Node {
  for (const stars of ["**", "*"] as const) {
    if (cursor.takeOperator(stars)) {
      return make({
        kind: "starred",
        stars,
        value: bound(readOperators(cursor, binding["|"]), binding["|"]),
      });
    }
  }
  return parseExpression(cursor);
}

function readParameter(cursor: Cursor, typed: boolean): Node {
  const token = cursor.peek();
  if (token.kind === "node" && !cursor.seesAt(":", 1) && !cursor.seesAt("=", 1)) {
    cursor.next();
    return token.node;
  }
  if (cursor.takeOperator("/")) return make({ kind: "parameter", name: "/", type: null, value: null });
  const stars = cursor.takeOperator("**") ? "**" : cursor.takeOperator("*") ? "*" : "";
  const bare = stars === "*" && (cursor.sees(",") || cursor.sees(")") || cursor.sees(":"));
  const name = bare ? stars : stars + cursor.name();
  const type = typed && !bare && cursor.takeOperator(":") ? parseExpression(cursor) : null;
  const value = cursor.takeOperator("=") ? parseExpression(cursor) : null;
  return make({ kind: "parameter", name, type, value });
}

function readSlice(cursor: Cursor): Node {
  const bounds: (Node | null)[] = [];
  const stops = () => cursor.sees(":") || cursor.sees(",") || cursor.sees("]");
  bounds.push(stops() ? null : readStarred(cursor));
  if (!cursor.sees(":")) return bounds[0]!;
  while (cursor.takeOperator(":")) bounds.push(stops() ? null : parseExpression(cursor));
  return make({ kind: "slice", bounds });
}

function readLambda(cursor: Cursor): Node {
  const parameters = parseItems(cursor, ":", "lambda");
  cursor.expect(":");
  return make({ kind: "lambda", parameters, value: bound(parseExpression(cursor), binding.lambda) });
}

function readYield(cursor: Cursor): Node {
  const from = cursor.takeWord("from");
  const value = cursor.atEnd() || cursor.sees(")") ? null : parseExpressionList(cursor);
  return make({ kind: "yield", from, value });
}

const COMPARISONS = new Set(["==", "!=", "<", "<=", ">", ">=", "in", "not in", "is", "is not"]);

/** Binary operators by climbing: everything that binds at least as tightly as `least`. */
function readOperators(cursor: Cursor, least: number): Node {
  let left = readUnary(cursor);
  while (true) {
    const operator = seenOperator(cursor);
    if (operator === null) return left;
    const tightness = operatorBinding(operator);
    if (tightness < least) return left;
    cursor.next();
    if (operator === "not in" || operator === "is not") cursor.next();
    left = COMPARISONS.has(operator)
      ? readComparison(cursor, left, operator)
      : combine(left, operator, readOperators(cursor, operator === "**" ? binding.unary : tightness + 1));
  }
}

function readComparison(cursor: Cursor, first: Node, operator: string): Node {
  const values = [bound(first, binding["|"])];
  const operators: string[] = [];
  let next: string | null = operator;
  while (next !== null && COMPARISONS.has(next)) {
    if (operators.length > 0) {
      cursor.next();
      if (next === "not in" || next === "is not") cursor.next();
    }
    operators.push(next);
    values.push(bound(readOperators(cursor, binding["|"]), binding["|"]));
    next = seenOperator(cursor);
  }
  return make({ kind: "compare", values, operators });
}

function combine(left: Node, operator: string, right: Node): Node {
  const tightness = operatorBinding(operator);
  if (operator === "and" || operator === "or") {
    const head = left.kind === "boolean" && left.operator === operator
      ? left.values
      : [bound(left, tightness)];
    return make({ kind: "boolean", operator, values: [...head, bound(right, tightness + 1)] });
  }
  return make({ kind: "binary", left: bound(left, tightness), operator, right: bound(right, tightness + 1) });
}

function seenOperator(cursor: Cursor): string | null {
  const token = cursor.peek();
  if (token.kind === "operator") {
    return COMPARISONS.has(token.text) || BINARY.has(token.text) ? token.text : null;
  }
  if (token.kind !== "name") return null;
  if (token.text === "is") return cursor.seesWord("not", 1) ? "is not" : "is";
  if (token.text === "not") return cursor.seesWord("in", 1) ? "not in" : null;
  return token.text === "and" || token.text === "or" || token.text === "in" ? token.text : null;
}

const BINARY = new Set(["|", "^", "&", "<<", ">>", "+", "-", "*", "/", "//", "%", "@", "**"]);

function readUnary(cursor: Cursor): Node {
  if (cursor.takeWord("not")) {
    return unary("not", readOperators(cursor, binding.not));
  }
  for (const operator of ["-", "+", "~"] as const) {
    if (cursor.takeOperator(operator)) {
      return unary(operator, readOperators(cursor, binding.unary));
    }
  }
  if (cursor.takeWord("await")) {
    return make({ kind: "await", value: bound(readPrimary(cursor), binding.primary) });
  }
  return readPrimary(cursor);
}

function readPrimary(cursor: Cursor): Node {
  let value = readAtom(cursor);
  while (true) {
    if (cursor.takeOperator(".")) {
      value = attribute(value, cursor.name());
    } else if (cursor.takeOperator("(")) {
      const items = parseItems(cursor, ")", "arguments");
      value = make({ kind: "call", value: bound(value, binding.primary), items });
    } else if (cursor.takeOperator("[")) {
      const items = parseItems(cursor, "]", "slices");
      value = make({ kind: "subscript", value: bound(value, binding.primary), items });
    } else return value;
  }
}

function readAtom(cursor: Cursor): Node {
  const token = cursor.next();
  switch (token.kind) {
    case "node":
      return token.node;
    case "name":
      return make({ kind: CONSTANTS.has(token.text) ? "constant" : "name", text: token.text });
    case "number":
      return make({ kind: "constant", text: token.text });
    case "string":
      return make({ kind: "string", text: token.text, value: plainValue(token.text) });
    case "operator":
      if (token.text === "...") return make({ kind: "constant", text: "..." });
      if (token.text === "(") return readParenthesized(cursor);
      if (token.text === "[") return readList(cursor);
      if (token.text === "{") return readBraces(cursor);
  }
  throw new SyntaxError(`unexpected ${describeToken(token)}`);
}

const CONSTANTS = new Set(["None", "True", "False"]);

/** The value of a string that has neither escapes nor a prefix. */
function plainValue(text: string): string | null {
  return /^(["'])(?!\1)[^\\\n]*\1$/.test(text) || text === '""' ? text.slice(1, -1) : null;
}

function readParenthesized(cursor: Cursor): Node {
  if (cursor.takeOperator(")")) return make({ kind: "tuple", items: [] });
  const first = readStarred(cursor);
  if (cursor.seesWord("for") || cursor.seesWord("async")) {
    const value = readComprehension(cursor, "(", first);
    cursor.expect(")");
    return value;
  }
  if (first.kind !== "elements" && first.kind !== "starred" && cursor.takeOperator(")")) {
    return make({ kind: "paren", value: first });
  }
  cursor.takeOperator(",");
  const head = first.kind === "elements" ? first.items : [first];
  return make({ kind: "tuple", items: [...head, ...parseItems(cursor, ")", "items")] });
}

function readList(cursor: Cursor): Node {
  if (cursor.takeOperator("]")) return make({ kind: "list", items: [] });
  const first = readStarred(cursor);
  if (cursor.seesWord("for") || cursor.seesWord("async")) {
    const value = readComprehension(cursor, "[", first);
    cursor.expect("]");
    return value;
  }
  const head = first.kind === "elements" ? first.items : [first];
  cursor.takeOperator(",");
  return make({ kind: "list", items: [...head, ...parseItems(cursor, "]", "items")] });
}

function readBraces(cursor: Cursor): Node {
  if (cursor.takeOperator("}")) return make({ kind: "dict", items: [] });
  const items: Node[] = [];
  while (!cursor.sees("}")) {
    const item = readEntry(cursor);
    if (items.length === 0 && (cursor.seesWord("for") || cursor.seesWord("async"))) {
      const value = readComprehension(cursor, "{", item);
      cursor.expect("}");
      return value;
    }
    if (item.kind === "elements") items.push(...item.items);
    else items.push(item);
    if (!cursor.takeOperator(",")) break;
  }
  cursor.expect("}");
  return make({ kind: isDict(items) ? "dict" : "set", items });
}

function isDict(items: readonly Node[]): boolean {
  return items.every((item) => item.kind === "pair" || (item.kind === "starred" && item.stars === "**"));
}

function readEntry(cursor: Cursor): Node {
  const key = readStarred(cursor);
  if (!cursor.takeOperator(":")) return key;
  return make({ kind: "pair", key, value: parseExpression(cursor) });
}

function readComprehension(cursor: Cursor, open: "[" | "{" | "(" | "", element: Node): Node {
  const clauses: Clause[] = [];
  while (cursor.seesWord("for") || cursor.seesWord("async")) {
    const async = cursor.takeWord("async");
    cursor.expectWord("for");
    const target = parseExpressionList(cursor, "target");
    cursor.expectWord("in");
    const iterable = bound(readOperators(cursor, binding.or), binding.or);
    const conditions: Node[] = [];
    while (cursor.takeWord("if")) conditions.push(bound(readOperators(cursor, binding.or), binding.or));
    clauses.push({ async, target, iterable, conditions });
  }
  return make({ kind: "comprehension", open, element, clauses });
}
