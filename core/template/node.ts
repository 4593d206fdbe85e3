import { pythonFString } from "./python-string.ts";
import type { PyRef } from "./code.ts";

/**
 * Python as a tree. `flat` is the text on one line, made with the node, so that a line that fits (nearly all do) is
 * never put together again; `needsImports` says whether any name in it does.
 */
export type Node = Shape & { readonly flat: string; readonly needsImports: boolean };

export interface Use {
  readonly ref: PyRef;
  /** Only for the type checker: imported under `if TYPE_CHECKING:` unless it is used at run time too. */
  readonly quoted: boolean;
  /** Equal for equal references. */
  readonly key: string;
  /** What its default name begins with, up to the first dot. */
  readonly root: string;
}

export function useOf(ref: PyRef, quoted: boolean): Use {
  return { ref, quoted, key: keyOfRef(ref), root: defaultName(ref).split(".")[0]! };
}

export function keyOfRef(ref: PyRef): string {
  return ref.as === undefined ? `${ref.module} ${ref.name}` : `${ref.module} ${ref.name} ${ref.as}`;
}

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
  | { readonly kind: "ref"; readonly use: Use }
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

export function bindingOf(node: Node): number {
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
export function visitUses(node: Node, visit: (use: Use) => void): void {
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

/** The text on one line where names are printed as `local` says (after a clash of imports). */
export function flatWith(node: Node, local: (ref: PyRef) => string): string {
  if (!node.needsImports) return node.flat;
  if (node.kind !== "ref") return flatText(node, (child) => flatWith(child, local));
  return node.use.quoted ? `"${local(node.use.ref)}"` : local(node.use.ref);
}

export function defaultName(ref: PyRef): string {
  return ref.as ?? (ref.name === "" ? ref.module : ref.name);
}

export function flatText(node: Shape, text: (child: Node) => string): string {
  switch (node.kind) {
    case "name":
    case "constant":
    case "string":
      return node.text;
    case "ref":
      return node.use.quoted ? `"${defaultName(node.use.ref)}"` : defaultName(node.use.ref);
    case "fstring":
      return pythonFString(node.parts, (hole) => holeText(hole, text));
    case "long":
      return text(node.whole);
    case "attribute":
      return `${text(node.value)}.${node.name}`;
    case "call":
      return `${text(node.value)}(${joined(node.items, text)})`;
    case "subscript":
      return `${text(node.value)}[${joined(node.items, text)}]`;
    case "keyword":
      return `${node.name}=${text(node.value)}`;
    case "starred":
      return `${node.stars}${text(node.value)}`;
    case "parameter":
      return parameterText(node.name, node.type && text(node.type), node.value && text(node.value));
    case "list":
      return `[${joined(node.items, text)}]`;
    case "set":
    case "dict":
      return `{${joined(node.items, text)}}`;
    case "tuple":
      return node.items.length === 1 ? `(${joined(node.items, text)},)` : `(${joined(node.items, text)})`;
    case "sequence":
      return node.items.length === 1 ? `${joined(node.items, text)},` : joined(node.items, text);
    case "elements":
      return joined(node.items, text);
    case "pair":
      return `${text(node.key)}: ${text(node.value)}`;
    case "comprehension":
      return `${node.open}${text(node.element)}${clausesText(node.clauses, text)}${closing[node.open]}`;
    case "unary":
      return `${node.operator}${node.operator === "not" ? " " : ""}${text(node.value)}`;
    case "binary":
      return isTightPower(node)
        ? `${text(node.left)}**${text(node.right)}`
        : `${text(node.left)} ${node.operator} ${text(node.right)}`;
    case "compare":
      return node.values.map((value, i) => i === 0 ? text(value) : ` ${node.operators[i - 1]} ${text(value)}`)
        .join("");
    case "boolean":
      return node.values.map(text).join(` ${node.operator} `);
    case "conditional":
      return `${text(node.value)} if ${text(node.test)} else ${text(node.other)}`;
    case "lambda":
      return `lambda${node.parameters.length === 0 ? "" : " "}${joined(node.parameters, text)}: ${
        text(node.value)
      }`;
    case "await":
      return `await ${text(node.value)}`;
    case "yield":
      return `yield${node.from ? " from" : ""}${node.value === null ? "" : " " + text(node.value)}`;
    case "named":
      return `${node.name} := ${text(node.value)}`;
    case "slice":
      return sliceText(node.bounds, text);
    case "paren":
      return `(${text(node.value)})`;
  }
}

export const closing = { "[": "]", "{": "}", "(": ")", "": "" } as const;

function joined(items: readonly Node[], text: (child: Node) => string): string {
  if (items.length === 0) return "";
  let all = text(items[0]!);
  for (let i = 1; i < items.length; i++) all += `, ${text(items[i]!)}`;
  return all;
}

function parameterText(name: string, type: string | null, value: string | null): string {
  if (type === null) return value === null ? name : `${name}=${value}`;
  return value === null ? `${name}: ${type}` : `${name}: ${type} = ${value}`;
}

function clausesText(clauses: readonly Clause[], text: (child: Node) => string): string {
  return clauses.map(({ async, target, iterable, conditions }) =>
    ` ${async ? "async " : ""}for ${text(target)} in ${text(iterable)}` +
    conditions.map((condition) => ` if ${text(condition)}`).join("")
  ).join("");
}

export function holeText(hole: Hole, text: (child: Node) => string): string {
  return `{${text(hole.value)}${hole.suffix}}`;
}

/** Slices are printed with spaces around the colon if a bound is more than a name or a number. */
function sliceText(bounds: readonly (Node | null)[], text: (child: Node) => string): string {
  const simple = bounds.every((bound) => bound === null || isSimpleBound(bound));
  let all = bounds[0] ? text(bounds[0]) : "";
  for (let i = 1; i < bounds.length; i++) {
    const bound = bounds[i];
    if (simple) all += `:${bound ? text(bound) : ""}`;
    else all += `${all === "" || all.endsWith(" ") ? "" : " "}:${bound ? ` ${text(bound)}` : ""}`;
  }
  return all;
}

function isSimpleBound(node: Node): boolean {
  return node.kind === "name" || node.kind === "constant" || node.kind === "ref" ||
    (node.kind === "unary" && node.operator !== "not" && isSimpleBound(node.value));
}

/** `x**2`, but `f(x) ** 2`. */
export function isTightPower(node: Shape): boolean {
  return node.kind === "binary" && node.operator === "**" && isSimplePower(node.left) &&
    isSimplePower(node.right);
}

function isSimplePower(node: Node): boolean {
  if (node.kind === "name" || node.kind === "ref") return true;
  if (node.kind === "constant") return node.text !== "...";
  if (node.kind === "unary") return node.operator !== "not" && isSimplePower(node.value);
  return node.kind === "attribute" && isSimplePower(node.value);
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
