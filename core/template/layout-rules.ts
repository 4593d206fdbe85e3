import { childrenOf, type Node } from "./node.ts";

/** What an expression wants when it stands alone in a statement and does not fit: the names are ruff's. */
export type Needs = "multiline" | "bestFit" | "never";

export function needsParentheses(node: Node): Needs {
  switch (node.kind) {
    case "attribute":
    case "call":
    case "subscript":
      if (isFluent(node)) return "multiline";
      return isParenthesized(node.value) ? "never" : needsParentheses(node.value);
    case "await":
    case "unary":
      return isParenthesized(node.value) ? "never" : needsParentheses(node.value);
    case "name":
    case "constant":
    case "ref":
    case "string":
    case "fstring":
      return "bestFit";
    case "list":
    case "set":
    case "dict":
    case "tuple":
    case "sequence":
    case "comprehension":
    case "paren":
    case "slice":
    case "elements":
      return "never";
    default:
      return "multiline";
  }
}

export function isParenthesized(node: Node): boolean {
  return node.kind === "paren";
}

/** At least two dots after a call or a subscript: such a chain is broken before its dots. */
export function isFluent(node: Node): boolean {
  let called = 0;
  let current = node;
  while (true) {
    if (current.kind === "attribute") {
      if (isParenthesized(current.value)) {
        called++;
        break;
      }
      if (current.value.kind === "call" || current.value.kind === "subscript") called++;
      current = current.value;
    } else if (current.kind === "call" || current.kind === "subscript") {
      if (isParenthesized(current.value)) break;
      current = current.value;
    } else break;
  }
  return called >= 2;
}

/** Brackets that belong to the expression itself; null if it has none. */
export function hasOwnParentheses(node: Node): "empty" | "filled" | null {
  switch (node.kind) {
    case "subscript":
    case "comprehension":
      return node.kind === "comprehension" && node.open === "" ? null : "filled";
    case "list":
    case "set":
    case "dict":
    case "tuple":
    case "call":
      return node.items.length === 0 ? "empty" : "filled";
    default:
      return null;
  }
}

export function hasParentheses(node: Node): "empty" | "filled" | null {
  return isParenthesized(node) ? "filled" : hasOwnParentheses(node);
}

/** Whether the expression has a place to break of its own. */
export function isSplittable(node: Node): boolean {
  switch (node.kind) {
    case "name":
    case "constant":
    case "ref":
    case "string":
    case "fstring":
    case "slice":
    case "named":
      return false;
    case "list":
    case "set":
    case "dict":
    case "tuple":
    case "sequence":
      return node.items.length > 0;
    case "call":
      return node.items.length > 0 || isParenthesized(node.value);
    case "unary":
      return isSplittable(node.value);
    case "yield":
      return node.value !== null;
    case "lambda":
    case "starred":
    case "attribute":
      return isParenthesized(node.value) || isSplittable(node.value);
    default:
      return true;
  }
}

/** Operators in the order in which ruff breaks them: the higher, the sooner. */
const RANKS: Readonly<Record<string, number>> = {
  attribute: 1,
  "**": 2,
  "~": 3,
  "*": 4,
  "@": 4,
  "/": 4,
  "%": 4,
  "//": 4,
  "+": 5,
  "-": 5,
  "<<": 6,
  ">>": 6,
  "&": 7,
  "^": 8,
  "|": 9,
  compare: 10,
  boolean: 11,
  conditional: 12,
};

/**
 * Whether the brackets inside can be broken instead of adding parentheses around all of it. Not if it has two
 * operators of its loosest kind, or nothing to break, or brackets neither at its beginning nor at its end.
 */
export function canOmitParentheses(node: Node): boolean {
  const seen: Seen = { rank: 0, count: 0, brackets: false, last: null, first: undefined };
  look(node, seen);
  if (!seen.brackets || seen.count > 1) return false;
  if (seen.rank <= 1) return true;
  return [seen.last, seen.first].some((end) =>
    end !== null && end !== undefined && end.kind !== "subscript" && hasParentheses(end) === "filled"
  );
}

interface Seen {
  rank: number;
  count: number;
  brackets: boolean;
  last: Node | null;
  /** Null if it begins with a word or sign, undefined if nothing was seen yet. */
  first: Node | null | undefined;
}

function note(seen: Seen, operator: string, count: number): void {
  const rank = RANKS[operator] ?? 0;
  if (rank > seen.rank) {
    seen.rank = rank;
    seen.count = count;
  } else if (rank === seen.rank) seen.count += count;
}

function visit(node: Node, seen: Seen): void {
  seen.last = node;
  if (isParenthesized(node)) seen.brackets = true;
  else look(node, seen);
  if (seen.first === undefined) seen.first = node;
}

function look(node: Node, seen: Seen): void {
  switch (node.kind) {
    case "list":
    case "set":
    case "dict":
    case "tuple":
      seen.brackets = true;
      return;
    case "comprehension":
      if (node.open !== "") {
        seen.brackets = true;
        return;
      }
      break;
    case "boolean":
      note(seen, "boolean", node.values.length - 1);
      break;
    case "binary":
      note(seen, node.operator, 1);
      break;
    case "compare":
      note(seen, "compare", node.operators.length);
      break;
    case "conditional":
      note(seen, "conditional", 2);
      break;
    case "call":
    case "subscript":
      seen.brackets = true;
      visit(node.value, seen);
      seen.last = node;
      return;
    case "attribute":
      visit(node.value, seen);
      if (hasParentheses(node.value) !== null) note(seen, "attribute", 1);
      seen.last = node;
      return;
    case "unary":
      if (node.operator === "~") note(seen, "~", 1);
      if (seen.first === undefined) seen.first = null;
      break;
    case "lambda":
      if (seen.first === undefined) seen.first = null;
      for (const parameter of node.parameters) visit(parameter, seen);
      // Parentheses around the body come and go.
      visit(node.value.kind === "paren" ? node.value.value : node.value, seen);
      return;
    case "await":
    case "yield":
    case "starred":
      if (seen.first === undefined) seen.first = null;
      break;
    case "name":
    case "constant":
    case "ref":
    case "string":
    case "fstring":
    case "long":
    case "slice":
      return;
    default:
      break;
  }
  for (const child of childrenOf(node)) visit(child, seen);
}
