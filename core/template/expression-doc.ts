import { operatorBinding } from "./binding.ts";
import {
  bestFit,
  type Doc,
  firstThatFits,
  fitsExpanded,
  group,
  type GroupId,
  ifBroken,
  ifFlat,
  indentIfBroken,
  line,
  parts,
  separated,
  softIndent,
  softline,
  whole,
} from "./doc.ts";
import {
  canOmitParentheses,
  hasOwnParentheses,
  isFluent,
  isParenthesized,
  needsParentheses,
} from "./layout-rules.ts";
import type { Clause, Node } from "./node.ts";
import { closing, holeText, isTightPower } from "./node-text.ts";
import { splitLiteral } from "./python-string.ts";

/** How names are printed in this file, and a source of group ids for this statement. */
export interface Printing {
  readonly text: (node: Node) => string;
  readonly newId: () => GroupId;
  /** Whether the text of a node is what is printed where it fits; not if strings in it are to be cut, for one. */
  readonly wholes: boolean;
}

/**
 * Whether a line may break here: `bare` may not (no brackets around), `inside` may, a group's id may if that group
 * of optional parentheses is broken.
 */
export type Level = "bare" | "inside" | GroupId;

/** Whether this node is a part of a chain of calls that is known to be broken before its dots. */
type Chain = "root" | "fluent" | "plain";

/** The document of an expression, without parentheses around it. */
export function expressionDoc(node: Node, level: Level, printing: Printing, chain: Chain = "root"): Doc {
  const isWhole = level === "inside" && chain === "root" && printing.wholes && BREAKABLE.has(node.kind);
  const open = () => openDoc(node, level, printing, chain);
  return isWhole ? whole(printing.text(node), open) : open();
}

/** Kinds with a place to break that, inside of brackets, are printed as their text if that fits. */
const BREAKABLE: ReadonlySet<string> = new Set<Node["kind"]>([
  "attribute",
  "call",
  "subscript",
  "keyword",
  "parameter",
  "list",
  "set",
  "dict",
  "tuple",
  "pair",
  "binary",
  "compare",
  "boolean",
  "conditional",
  "await",
  "paren",
]);

function openDoc(node: Node, level: Level, printing: Printing, chain: Chain): Doc {
  const inside = (child: Node): Doc => expressionDoc(child, "inside", printing);
  const same = (child: Node): Doc => expressionDoc(child, level, printing);
  switch (node.kind) {
    case "long":
      return inParensGroup(longStringDoc(node.whole, printing), level);
    case "attribute":
    case "call":
    case "subscript":
      return chainDoc(node, level, printing, chain);
    case "keyword":
      return [`${node.name}=`, same(node.value)];
    case "starred":
      return [node.stars, same(node.value)];
    case "parameter":
      return parameterDoc(node.name, node.type && same(node.type), node.value && same(node.value));
    case "list":
      return bracketed("[", commaList(node.items.map(inside)), "]", level);
    case "set":
    case "dict":
      return bracketed("{", commaList(node.items.map(inside)), "}", level);
    case "tuple":
      return bracketed("(", tupleItems(node.items.map(inside)), ")", level);
    case "sequence":
      return level === "inside"
        ? group(tupleItems(node.items.map(inside)))
        : ifBreaksParens(tupleItems(node.items.map(inside)));
    case "elements":
      return commaList(node.items.map(inside));
    case "pair":
      return group([same(node.key), ": ", same(node.value)]);
    case "comprehension":
      return comprehensionDoc(node, level, printing);
    case "unary":
      return [node.operator === "not" ? "not " : node.operator, same(node.value)];
    case "binary":
    case "compare":
    case "boolean":
      return inParensGroup(chainOfOperators(flattened(node), level, printing), level);
    case "conditional":
      return inParensGroup(conditionalDoc(node, level, printing), level);
    case "lambda":
      return lambdaDoc(node, level, printing);
    case "await":
      return [
        "await ",
        level === "bare" ? statementExpression(node.value, "ifBreaks", printing) : same(node.value),
      ];
    case "yield":
      return node.value === null ? "yield" : [node.from ? "yield from " : "yield ", same(node.value)];
    case "named":
      return [`${node.name} := `, same(node.value)];
    case "paren":
      return bracketed("(", inside(node.value), ")", level);
    case "name":
    case "constant":
    case "ref":
    case "string":
    case "fstring":
    case "slice":
      return printing.text(node);
  }
}

/** In parentheses if it breaks. */
export function ifBreaksParens(content: Doc): Doc {
  return group([ifBroken("("), softIndent(content), ifBroken(")")]);
}

/** In parentheses only if it still does not fit after its own brackets were opened. */
export function optionalParens(content: (level: Level) => Doc, printing: Printing): Doc {
  const id = printing.newId();
  return group(
    [ifBroken("("), indentIfBroken([softline, content(id)], id), softline, ifBroken(")")],
    { id },
  );
}

/** When parentheses may be added around an expression: the names are ruff's. */
export type Parenthesize = "ifBreaks" | "optional" | "ifBreaksParenthesized";

/** An expression of a statement: with parentheses around it where ruff would set them. */
export function statementExpression(
  node: Node,
  parenthesize: Parenthesize,
  printing: Printing,
  needs = needsParentheses(node),
): Doc {
  const content = (level: Level): Doc => expressionDoc(node, level, printing);
  if (needs === "never") return content("bare");
  if (needs === "bestFit") {
    if (parenthesize === "optional") return content("bare");
    if (parenthesize === "ifBreaks") {
      const id = printing.newId();
      return bestFit(content(id), id);
    }
  }
  return canOmitParentheses(node) ? optionalParens(content, printing) : ifBreaksParens(content("inside"));
}

/** Brackets whose content stands on lines of its own when it does not fit. */
function bracketed(open: string, content: Doc, close: string, level: Level): Doc {
  if (Array.isArray(content) && content.length === 0) return open + close;
  const inner = group(softIndent(content));
  return [open, typeof level === "number" ? fitsExpanded(inner, level) : inner, close];
}

/** Items with a comma after the last one if they are broken and more than one. */
function commaList(items: readonly Doc[]): Doc {
  if (items.length === 0) return [];
  const separate = separated(items, [",", line]);
  return items.length === 1 ? separate : [separate, ifBroken(",")];
}

function tupleItems(items: readonly Doc[]): Doc {
  return items.length === 1 ? [items[0]!, ","] : commaList(items);
}

/** The arguments of a call or of a class header. */
export function argumentsDoc(items: readonly Node[], level: Level, printing: Printing): Doc {
  if (items.length === 0) return "()";
  return bracketed(
    "(",
    group(commaList(items.map((item) => expressionDoc(item, "inside", printing)))),
    ")",
    level,
  );
}

/** The parameters of a function, not grouped: they break together with what the function returns. */
export function parametersDoc(parameters: readonly Node[], printing: Printing): Doc {
  if (parameters.length === 0) return "()";
  const items = parameters.map((parameter) => expressionDoc(parameter, "inside", printing));
  const list: Doc = [separated(items, [",", line]), ifBroken(",")];
  const alone = parameters.length === 1;
  return ["(", softIndent(alone ? list : group(list)), ")"];
}

function parameterDoc(name: string, type: Doc | null, value: Doc | null): Doc {
  if (type === null) return value === null ? name : [name, "=", value];
  return value === null ? [name, ": ", type] : [name, ": ", type, " = ", value];
}

type Link = Extract<Node, { kind: "attribute" | "call" | "subscript" }>;

function chainDoc(node: Link, level: Level, printing: Printing, chain: Chain): Doc {
  const fluent = chain === "root" ? level !== "bare" && isFluent(node) : chain === "fluent";
  const passed = fluent ? "fluent" : chain === "root" ? "plain" : chain;
  const value = isLink(node.value)
    ? expressionDoc(node.value, level, printing, node.kind === "attribute" && !fluent ? "root" : passed)
    : expressionDoc(node.value, level, printing);
  const doc = [value, linkEnd(node, level, printing, fluent)];
  return fluent && chain === "root" ? group(doc) : doc;
}

function isLink(node: Node): boolean {
  return node.kind === "attribute" || node.kind === "call" || node.kind === "subscript";
}

function linkEnd(node: Link, level: Level, printing: Printing, fluent: boolean): Doc {
  if (node.kind === "attribute") {
    const breaks = fluent &&
      (isParenthesized(node.value) || node.value.kind === "call" || node.value.kind === "subscript");
    return breaks ? [softline, `.${node.name}`] : `.${node.name}`;
  }
  if (node.kind === "call") return argumentsDoc(node.items, level, printing);
  const items = node.items.map((item) => expressionDoc(item, "inside", printing));
  return bracketed("[", items.length === 1 ? items[0]! : group(commaList(items)), "]", level);
}

function comprehensionDoc(
  node: Extract<Node, { kind: "comprehension" }>,
  level: Level,
  printing: Printing,
): Doc {
  const inside = (child: Node): Doc => expressionDoc(child, "inside", printing);
  const content = [
    group(inside(node.element)),
    line,
    separated(node.clauses.map((c) => clauseDoc(c, printing)), line),
  ];
  return node.open === "" ? content : bracketed(node.open, group(content), closing[node.open], level);
}

function clauseDoc(clause: Clause, printing: Printing): Doc {
  const conditions = clause.conditions.map((
    condition,
  ) => [line, "if ", expressionDoc(condition, "inside", printing)]);
  const head = `${clause.async ? "async " : ""}for ${printing.text(clause.target)} in `;
  return [head, expressionDoc(clause.iterable, "inside", printing), conditions];
}

function conditionalDoc(
  node: Extract<Node, { kind: "conditional" }>,
  level: Level,
  printing: Printing,
): Doc {
  const same = (child: Node): Doc => expressionDoc(child, level, printing);
  const other = node.other.kind === "conditional"
    ? conditionalDoc(node.other, level, printing)
    : same(node.other);
  const break_ = inParensLine(level);
  return [same(node.value), break_, "if ", same(node.test), break_, "else ", other];
}

/** The body gets the parentheses that the lambda cannot have, unless it is a call or has brackets of its own. */
function lambdaDoc(node: Extract<Node, { kind: "lambda" }>, level: Level, printing: Printing): Doc {
  const head =
    ["lambda", node.parameters.map(printing.text).join(", ")].filter((part) => part !== "").join(" ") + ": ";
  const body = withoutParens(node.value);
  if (body.kind === "call" || body.kind === "subscript") {
    if (isFluent(body)) return [head, ifBreaksParens(expressionDoc(body, "inside", printing))];
    const content = expressionDoc(body, level, printing);
    const parenthesized = group(["(", softIndent(content), ")"], { expand: true });
    return [head, firstThatFits([content, group(content, { expand: true }), parenthesized])];
  }
  if (hasOwnParentheses(body)) return [head, expressionDoc(body, level, printing)];
  return [head, ifBreaksParens(expressionDoc(body, "inside", printing))];
}

/** Parentheses that the printer sets, or leaves out, as it sees fit. */
export function withoutParens(node: Node): Node {
  return node.kind === "paren" ? withoutParens(node.value) : node;
}

/** `a + b * c == d` as operands and operators in a row; parentheses end it. */
type Row = readonly (Node | string)[];

function flattened(node: Node): Row {
  switch (node.kind) {
    case "binary":
      return [...flattened(node.left), node.operator, ...flattened(node.right)];
    case "boolean":
      return node.values.flatMap((value, i) =>
        i === 0 ? flattened(value) : [node.operator, ...flattened(value)]
      );
    case "compare":
      return node.values.flatMap((value, i) =>
        i === 0 ? flattened(value) : [node.operators[i - 1]!, ...flattened(value)]
      );
    default:
      return [node];
  }
}

/** Breaks before all operators that bind most loosely, or before none of them. */
function chainOfOperators(row: Row, level: Level, printing: Printing): Doc {
  if (row.length === 1) return expressionDoc(row[0] as Node, level, printing);
  const loosest = Math.min(...row.filter((part) => typeof part === "string").map(looseness));
  const doc: Doc[] = [];
  let start = 0;
  for (let i = 1; i <= row.length; i += 2) {
    const operator = row[i] as string | undefined;
    if (operator !== undefined && looseness(operator) !== loosest) continue;
    const operand = row.slice(start, i);
    const content = chainOfOperators(operand, level, printing);
    doc.push(operand.length === 1 ? content : inParensGroup(content, level));
    if (operator === undefined) break;
    if (isTight(row, i)) doc.push(inParensSoftline(level), operator, inParensIfBroken(" ", level));
    else doc.push(inParensLine(level), `${operator} `);
    start = i + 1;
  }
  return doc;
}

/** `and` and `or` never stand in one row without parentheses… but where they do, ruff breaks at both. */
function looseness(operator: string): number {
  return operator === "and" ? operatorBinding("or") : operatorBinding(operator);
}

function isTight(row: Row, i: number): boolean {
  const [left, operator, right] = [row[i - 1], row[i], row[i + 1]];
  if (operator !== "**" || typeof left !== "object" || typeof right !== "object") return false;
  return isTightPower({ kind: "binary", left, operator, right });
}

function inParensGroup(content: Doc, level: Level): Doc {
  if (level === "bare") return content;
  return level === "inside" ? group(content) : group(content, { when: level });
}

function inParensLine(level: Level): Doc {
  if (level === "bare") return " ";
  return level === "inside" ? line : [ifBroken(line, level), ifFlat(" ", level)];
}

function inParensSoftline(level: Level): Doc {
  if (level === "bare") return "";
  return level === "inside" ? softline : ifBroken(softline, level);
}

function inParensIfBroken(text: string, level: Level): Doc {
  if (level === "bare") return "";
  return level === "inside" ? ifBroken(text) : ifBroken(text, level);
}

/** On one line if it fits, else as literals one below another. */
function longStringDoc(whole: Node, printing: Printing): Doc {
  return [ifFlat(printing.text(whole)), ifBroken(literalsDoc(whole, printing))];
}

export function literalsDoc(whole: Node, printing: Printing): Doc {
  const pieces = whole.kind === "fstring" ? whole.parts : whole.kind === "string" ? [whole.value ?? ""] : [];
  return parts((width) => splitLiteral(pieces, width, (hole) => holeText(hole, printing.text)));
}
