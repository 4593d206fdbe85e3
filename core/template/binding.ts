import { make, type Node } from "./node.ts";

/** How tightly a node binds; a node in a tighter place gets parentheses. */
export const binding = {
  elements: -1,
  named: 0,
  lambda: 1,
  conditional: 2,
  or: 3,
  and: 4,
  not: 5,
  compare: 6,
  "|": 7,
  "^": 8,
  "&": 9,
  "<<": 10,
  ">>": 10,
  "+": 11,
  "-": 11,
  "*": 12,
  "/": 12,
  "//": 12,
  "%": 12,
  "@": 12,
  unary: 13,
  "**": 14,
  await: 15,
  primary: 16,
} as const satisfies Record<string, number>;

export type Operator = "|" | "^" | "&" | "<<" | ">>" | "+" | "-" | "*" | "/" | "//" | "%" | "@" | "**";

export function operatorBinding(operator: string): number {
  return (binding as Record<string, number>)[operator] ?? binding.compare;
}

function bindingOf(node: Node): number {
  switch (node.kind) {
    case "elements":
    case "keyword":
    case "starred":
    case "parameter":
    case "pair":
    case "sequence":
    case "slice":
      return binding.elements;
    case "comprehension":
      return node.open === "" ? binding.elements : binding.primary;
    case "named":
    case "yield":
      return binding.named;
    case "lambda":
      return binding.lambda;
    case "conditional":
      return binding.conditional;
    case "boolean":
      return binding[node.operator];
    case "compare":
      return binding.compare;
    case "unary":
      return node.operator === "not" ? binding.not : binding.unary;
    case "binary":
      return operatorBinding(node.operator);
    case "await":
      return binding.await;
    default:
      return binding.primary;
  }
}

/** The node with parentheses if its place binds tighter than it does. */
export function bound(node: Node, tightness: number): Node {
  return bindingOf(node) >= tightness ? node : make({ kind: "paren", value: node });
}

/** `value.name`; the dot after a number would be its own. */
export function attribute(value: Node, name: string): Node {
  const isNumber = value.kind === "constant" && /^[0-9]/.test(value.text);
  const base = isNumber ? make({ kind: "paren", value }) : bound(value, binding.primary);
  return make({ kind: "attribute", value: base, name });
}

/** `not x`, `-x`; ruff wants a power in parentheses there. */
export function unary(operator: "not" | "-" | "+" | "~", value: Node): Node {
  const operand = bound(value, operator === "not" ? binding.not : binding.unary);
  const isPower = operand.kind === "binary" && operand.operator === "**";
  return make({
    kind: "unary",
    operator,
    value: isPower ? make({ kind: "paren", value: operand }) : operand,
  });
}
