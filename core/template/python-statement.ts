import type { Node } from "./node.ts";
import { type Cursor, cursorOf } from "./python-cursor.ts";
import { parseExpression, parseExpressionList, parseItems } from "./python-expression.ts";
import type { Part } from "./python-tokens.ts";

/** One logical line: a simple statement, or the header of a compound one. */
export type Statement =
  | {
    readonly kind: "def";
    readonly async: boolean;
    readonly name: string;
    readonly parameters: readonly Node[];
    readonly returns: Node | null;
  }
  | { readonly kind: "class"; readonly name: string; readonly items: readonly Node[] | null }
  | { readonly kind: "decorator"; readonly value: Node }
  /** `return x`, `raise x from y`, `if x:`: a word, an expression, and what follows it. */
  | {
    readonly kind: "keyword";
    readonly word: string;
    readonly value: Node | null;
    readonly link: string | null;
    readonly other: Node | null;
    readonly colon: boolean;
  }
  | { readonly kind: "for"; readonly async: boolean; readonly target: Node; readonly iterable: Node }
  | { readonly kind: "with"; readonly async: boolean; readonly items: readonly WithItem[] }
  | { readonly kind: "assign"; readonly target: Node; readonly operator: string; readonly value: Node }
  | {
    readonly kind: "annotated";
    readonly target: Node;
    readonly type: Node;
    readonly value: Node | null;
  }
  | { readonly kind: "expression"; readonly value: Node };

export interface WithItem {
  readonly value: Node;
  readonly target: Node | null;
}

/** Reads one logical line without its comment. */
export function parseStatement(parts: readonly Part[]): Statement {
  const cursor = cursorOf(parts);
  const statement = readStatement(cursor);
  cursor.expectEnd();
  return statement;
}

function readStatement(cursor: Cursor): Statement {
  if (cursor.takeOperator("@")) return { kind: "decorator", value: parseExpression(cursor) };
  const async = cursor.takeWord("async");
  if (cursor.takeWord("def")) return readDef(cursor, async);
  if (cursor.takeWord("for")) return readFor(cursor, async);
  if (cursor.takeWord("with")) return readWith(cursor, async);
  if (cursor.takeWord("class")) return readClass(cursor);
  const word = KEYWORDS.find((keyword) => cursor.takeWord(keyword));
  return word === undefined ? readAssignment(cursor) : readKeyword(cursor, word);
}

/** Statements of the form word, expression, rest; those that end in a colon, and the word that may link a second one. */
const KEYWORDS = [
  "return",
  "raise",
  "del",
  "assert",
  "if",
  "elif",
  "while",
  "except",
  "else",
  "try",
  "finally",
  "pass",
  "break",
  "continue",
  "nonlocal",
  "global",
];
const LINKS: Readonly<Record<string, string>> = { raise: "from", except: "as", assert: "," };
const HEADERS = new Set(["if", "elif", "while", "except", "else", "try", "finally"]);

function readKeyword(cursor: Cursor, word: string): Statement {
  const colon = HEADERS.has(word);
  const bare = cursor.atEnd() || cursor.sees(":");
  const value = bare ? null : parseExpressionList(cursor);
  const link = LINKS[word] ?? null;
  const linked = link !== null && (cursor.takeWord(link) || cursor.takeOperator(link));
  const other = linked ? parseExpression(cursor) : null;
  if (colon) cursor.expect(":");
  return { kind: "keyword", word, value, link: linked ? link : null, other, colon };
}

function readDef(cursor: Cursor, async: boolean): Statement {
  const name = cursor.name();
  cursor.expect("(");
  const parameters = parseItems(cursor, ")", "parameters");
  const returns = cursor.takeOperator("->") ? parseExpression(cursor) : null;
  cursor.expect(":");
  return { kind: "def", async, name, parameters, returns };
}

function readClass(cursor: Cursor): Statement {
  const name = cursor.name();
  const items = cursor.takeOperator("(") ? parseItems(cursor, ")", "arguments") : null;
  cursor.expect(":");
  return { kind: "class", name, items: items?.length === 0 ? null : items };
}

function readFor(cursor: Cursor, async: boolean): Statement {
  const target = parseExpressionList(cursor, "target");
  cursor.expectWord("in");
  const iterable = parseExpressionList(cursor);
  cursor.expect(":");
  return { kind: "for", async, target, iterable };
}

function readWith(cursor: Cursor, async: boolean): Statement {
  const items: WithItem[] = [];
  // Parentheses around all items are the printer's to set.
  do {
    const value = parseExpression(cursor);
    items.push({ value, target: cursor.takeWord("as") ? parseExpression(cursor) : null });
  } while (cursor.takeOperator(","));
  cursor.expect(":");
  return { kind: "with", async, items };
}

const ASSIGNMENTS = ["=", "+=", "-=", "*=", "/=", "//=", "%=", "@=", "&=", "|=", "^=", ">>=", "<<=", "**="];

function readAssignment(cursor: Cursor): Statement {
  const first = parseExpressionList(cursor);
  if (cursor.takeOperator(":")) {
    const type = parseExpression(cursor);
    return {
      kind: "annotated",
      target: first,
      type,
      value: cursor.takeOperator("=") ? parseExpressionList(cursor) : null,
    };
  }
  const operator = ASSIGNMENTS.find((text) => cursor.takeOperator(text));
  if (operator === undefined) return { kind: "expression", value: first };
  return { kind: "assign", target: first, operator, value: parseExpressionList(cursor) };
}
