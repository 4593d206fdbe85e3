import type { PyRef } from "./code.ts";
import { defaultName } from "./import-use.ts";
import type { Clause, Hole, Node, Shape } from "./node.ts";
import { pythonFString } from "./python-string.ts";

/** The text on one line where names are printed as `local` says (after a clash of imports). */
export function flatWith(node: Node, local: (ref: PyRef) => string): string {
  if (!node.needsImports) return node.flat;
  if (node.kind !== "ref") return flatText(node, (child) => flatWith(child, local));
  return node.use.quoted ? `"${local(node.use.ref)}"` : local(node.use.ref);
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
