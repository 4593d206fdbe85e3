import { type Clause, make, type Node, type Shape } from "./node.ts";
import type { Statement } from "./python-statement.ts";

/** All strings of a statement that could be cut, outside f-string holes. */
export function stringsOf(statement: Statement): readonly Node[] {
  const found: Node[] = [];
  mapStatement(statement, (node) => {
    if (isCuttable(node)) found.push(node);
    return null;
  });
  return found;
}

/**
 * The statement with these strings marked as too long for one line. They get parentheses of their own, except where
 * the brackets around them hold nothing else, or where the statement sets them.
 */
export function markLong(statement: Statement, marked: ReadonlySet<Node>): Statement {
  return mapStatement(statement, (node, alone) => {
    if (!marked.has(node)) return null;
    const long = make({ kind: "long", whole: node });
    return alone ? long : make({ kind: "paren", value: long });
  });
}

function isCuttable(node: Node): boolean {
  return (node.kind === "string" && node.value !== null) || node.kind === "fstring";
}

/** Gives the node to put in this place, or null to look into the one that is there. */
type Replace = (node: Node, alone: boolean) => Node | null;

function mapStatement(statement: Statement, replace: Replace): Statement {
  const map = (node: Node): Node => mapNode(node, replace, true);
  const inner = (node: Node): Node => mapNode(node, replace, false);
  const orNull = (node: Node | null, f: (node: Node) => Node): Node | null => node === null ? null : f(node);
  switch (statement.kind) {
    case "def":
      return {
        ...statement,
        parameters: statement.parameters.map(inner),
        returns: orNull(statement.returns, inner),
      };
    case "class":
      return { ...statement, items: statement.items === null ? null : mapItems(statement.items, replace) };
    case "decorator":
    case "expression":
      return { ...statement, value: inner(statement.value) };
    case "keyword": {
      const value = statement.word === "return" ? map : inner;
      return { ...statement, value: orNull(statement.value, value), other: orNull(statement.other, inner) };
    }
    case "for":
      return { ...statement, iterable: inner(statement.iterable) };
    case "with":
      return { ...statement, items: statement.items.map((item) => ({ ...item, value: inner(item.value) })) };
    case "assign":
      return { ...statement, target: inner(statement.target), value: map(statement.value) };
    case "annotated":
      return { ...statement, type: inner(statement.type), value: orNull(statement.value, map) };
  }
}

function mapNode(node: Node, replace: Replace, alone: boolean): Node {
  const replaced = replace(node, alone);
  if (replaced !== null) return replaced;
  const shape = mapShape(node, replace);
  return shape === node ? node : make(shape);
}

function mapItems(items: readonly Node[], replace: Replace): readonly Node[] {
  return items.map((item) => mapNode(item, replace, items.length === 1));
}

function mapShape(node: Node, replace: Replace): Shape {
  const inner = (child: Node): Node => mapNode(child, replace, false);
  const clause = (c: Clause): Clause => ({
    ...c,
    iterable: inner(c.iterable),
    conditions: c.conditions.map(inner),
  });
  switch (node.kind) {
    case "name":
    case "constant":
    case "string":
    case "ref":
    case "fstring":
    case "long":
    case "slice":
      return node;
    case "call":
      return { ...node, value: inner(node.value), items: mapItems(node.items, replace) };
    case "subscript":
      return { ...node, value: inner(node.value), items: node.items.map(inner) };
    case "attribute":
    case "keyword":
    case "starred":
    case "unary":
    case "await":
    case "named":
      return { ...node, value: inner(node.value) };
    case "paren":
      return { ...node, value: mapNode(node.value, replace, true) };
    case "parameter":
      return { ...node, type: node.type && inner(node.type), value: node.value && inner(node.value) };
    case "list":
    case "set":
    case "tuple":
    case "sequence":
    case "dict":
    case "elements":
      return { ...node, items: node.items.map(inner) };
    case "pair":
      return { ...node, key: inner(node.key), value: inner(node.value) };
    case "comprehension":
      return { ...node, element: inner(node.element), clauses: node.clauses.map(clause) };
    case "binary":
      return { ...node, left: inner(node.left), right: inner(node.right) };
    case "compare":
    case "boolean":
      return { ...node, values: node.values.map(inner) };
    case "conditional":
      return { ...node, test: inner(node.test), value: inner(node.value), other: inner(node.other) };
    case "lambda":
      return { ...node, value: mapNode(node.value, replace, true) };
    case "yield":
      return { ...node, value: node.value && inner(node.value) };
  }
}
