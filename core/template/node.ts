import type { ImportUse } from "./import-use.ts";
import { flatText } from "./node-text.ts";

/**
 * Python as a tree. `flat` is the text on one line, made with the node, so that a line that fits (nearly all do) is
 * never put together again; `needsImports` says whether any name in it does.
 */
export type Node = Shape & { readonly flat: string; readonly needsImports: boolean };

/** One `for … in … if …` of a comprehension. */
export interface Clause {
  readonly async: boolean;
  readonly target: Node;
  readonly iterable: Node;
  readonly conditions: readonly Node[];
}

/** A part of an f-string: text, or a value with its conversion and format (`!r`, `:>5`). */
export type Hole = { readonly value: Node; readonly suffix: string };
export type FPart = string | Hole;

export type Shape =
  | { readonly kind: "name"; readonly text: string }
  | { readonly kind: "constant"; readonly text: string }
  | { readonly kind: "ref"; readonly use: ImportUse }
  /** `value` is null for a string that the template wrote itself in a way that cannot be taken apart (raw, bytes …). */
  | { readonly kind: "string"; readonly text: string; readonly value: string | null }
  | { readonly kind: "fstring"; readonly parts: readonly FPart[] }
  /** Only the layout makes it, of a string that is too long: printed in parts, one per line. */
  | { readonly kind: "long"; readonly whole: Node }
  | { readonly kind: "attribute"; readonly value: Node; readonly name: string }
  | { readonly kind: "call"; readonly value: Node; readonly items: readonly Node[] }
  | { readonly kind: "subscript"; readonly value: Node; readonly items: readonly Node[] }
  | { readonly kind: "keyword"; readonly name: string; readonly value: Node }
  | { readonly kind: "starred"; readonly stars: "*" | "**"; readonly value: Node }
  | {
    readonly kind: "parameter";
    readonly name: string;
    readonly type: Node | null;
    readonly value: Node | null;
  }
  | { readonly kind: "list" | "set" | "tuple" | "sequence"; readonly items: readonly Node[] }
  | { readonly kind: "dict"; readonly items: readonly Node[] }
  /** `key: value` of a dict or a dict comprehension. */
  | { readonly kind: "pair"; readonly key: Node; readonly value: Node }
  | {
    readonly kind: "comprehension";
    readonly open: "[" | "{" | "(" | "";
    readonly element: Node;
    readonly clauses: readonly Clause[];
  }
  | { readonly kind: "unary"; readonly operator: "not" | "-" | "+" | "~"; readonly value: Node }
  | { readonly kind: "binary"; readonly left: Node; readonly operator: string; readonly right: Node }
  | { readonly kind: "compare"; readonly values: readonly Node[]; readonly operators: readonly string[] }
  | { readonly kind: "boolean"; readonly operator: "and" | "or"; readonly values: readonly Node[] }
  | { readonly kind: "conditional"; readonly test: Node; readonly value: Node; readonly other: Node }
  | { readonly kind: "lambda"; readonly parameters: readonly Node[]; readonly value: Node }
  | { readonly kind: "await"; readonly value: Node }
  | { readonly kind: "yield"; readonly from: boolean; readonly value: Node | null }
  | { readonly kind: "named"; readonly name: string; readonly value: Node }
  | { readonly kind: "slice"; readonly bounds: readonly (Node | null)[] }
  | { readonly kind: "paren"; readonly value: Node }
  /** Arguments, parameters or items that are spliced into the brackets around them; may be empty. */
  | { readonly kind: "elements"; readonly items: readonly Node[] };

/** Completes a shape, which belongs to the node from then on: its text, and whether it needs imports. */
export function make(shape: Shape): Node {
  const node = shape as Shape & { flat: string; needsImports: boolean };
  switch (shape.kind) {
    // Half of all nodes are these.
    case "name":
    case "constant":
    case "string":
      node.flat = shape.text;
      node.needsImports = false;
      break;
    default:
      node.flat = flatText(shape, flatOf);
      node.needsImports = hasImports(shape);
  }
  return node;
}

function flatOf(node: Node): string {
  return node.flat;
}

function needsImports(node: Node): boolean {
  return node.needsImports;
}

/** The common kinds by hand: this is asked for every node there is. */
function hasImports(shape: Shape): boolean {
  switch (shape.kind) {
    case "ref":
      return true;
    case "attribute":
    case "keyword":
    case "await":
      return shape.value.needsImports;
    case "call":
    case "subscript":
      return shape.value.needsImports || shape.items.some(needsImports);
    case "pair":
      return shape.key.needsImports || shape.value.needsImports;
    default:
      return childrenOf(shape).some(needsImports);
  }
}

/** Every name in it that is to be imported, in the order of the text. */
export function visitUses(node: Node, visit: (use: ImportUse) => void): void {
  if (!node.needsImports) return;
  switch (node.kind) {
    case "ref":
      visit(node.use);
      return;
    case "attribute":
    case "keyword":
    case "await":
      visitUses(node.value, visit);
      return;
    case "call":
    case "subscript":
      visitUses(node.value, visit);
      for (const item of node.items) visitUses(item, visit);
      return;
    default:
      for (const child of childrenOf(node)) visitUses(child, visit);
  }
}

const NONE: readonly Node[] = [];

export function childrenOf(node: Shape): readonly Node[] {
  switch (node.kind) {
    case "name":
    case "constant":
    case "string":
    case "ref":
      return NONE;
    case "fstring":
      return node.parts.flatMap((part) => typeof part === "string" ? [] : [part.value]);
    case "long":
      return [node.whole];
    case "attribute":
    case "keyword":
    case "starred":
    case "unary":
    case "await":
    case "named":
    case "paren":
      return [node.value];
    case "call":
    case "subscript":
      return [node.value, ...node.items];
    case "parameter":
      return [node.type, node.value].filter((child) => child !== null);
    case "list":
    case "set":
    case "tuple":
    case "sequence":
    case "dict":
    case "elements":
      return node.items;
    case "pair":
      return [node.key, node.value];
    case "comprehension":
      return [
        node.element,
        ...node.clauses.flatMap((c) => [c.target, c.iterable, ...c.conditions]),
      ];
    case "binary":
      return [node.left, node.right];
    case "compare":
    case "boolean":
      return node.values;
    case "conditional":
      return [node.value, node.test, node.other];
    case "lambda":
      return [...node.parameters, node.value];
    case "yield":
      return node.value === null ? [] : [node.value];
    case "slice":
      return node.bounds.filter((child) => child !== null);
  }
}
