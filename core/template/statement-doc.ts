import { type Doc, firstThatFits, group, ifBroken, line, separated, softIndent } from "./doc.ts";
import {
  argumentsDoc,
  expressionDoc,
  ifBreaksParens,
  type Level,
  literalsDoc,
  optionalParens,
  parametersDoc,
  type Printing,
  statementExpression,
  withoutParens,
} from "./expression-doc.ts";
import {
  canOmitParentheses,
  hasOwnParentheses,
  hasParentheses,
  isSplittable,
  needsParentheses,
} from "./layout-rules.ts";
import type { Node } from "./node.ts";
import type { Statement, WithItem } from "./python-statement.ts";

/** The document of one logical line. */
export function statementDoc(statement: Statement, printing: Printing): Doc {
  switch (statement.kind) {
    case "def":
      return defDoc(statement, printing);
    case "class":
      return [
        `class ${statement.name}`,
        statement.items === null ? "" : argumentsDoc(statement.items, "bare", printing),
        ":",
      ];
    case "decorator":
      return ["@", statementExpression(withoutParens(statement.value), "optional", printing)];
    case "keyword":
      return keywordDoc(statement, printing);
    case "for":
      return [
        statement.async ? "async for " : "for ",
        statement.target.kind === "sequence"
          ? printing.text(statement.target)
          : statementExpression(statement.target, "ifBreaks", printing),
        " in ",
        statementExpression(withoutParens(statement.iterable), "ifBreaks", printing),
        ":",
      ];
    case "with":
      return [statement.async ? "async with " : "with ", withItems(statement.items, printing), ":"];
    case "assign":
      return assignDoc(statement.target, statement.operator, withoutParens(statement.value), printing);
    case "annotated":
      return annotatedDoc(
        statement.target,
        withoutParens(statement.type),
        statement.value && withoutParens(statement.value),
        printing,
      );
    case "expression":
      return expressionStatement(withoutParens(statement.value), printing);
  }
}

function expressionStatement(value: Node, printing: Printing): Doc {
  const arithmetic = value.kind === "binary" || value.kind === "compare" || value.kind === "boolean";
  return arithmetic
    ? statementExpression(value, "optional", printing)
    : expressionDoc(value, "bare", printing);
}

/** Parameters and what is returned break together; the brackets of the return type break last. */
function defDoc(statement: Extract<Statement, { kind: "def" }>, printing: Printing): Doc {
  const head = `${statement.async ? "async " : ""}def ${statement.name}`;
  const parameters = parametersDoc(statement.parameters, printing);
  if (statement.returns === null) return [head, group(parameters), ":"];
  const returns = withoutParens(statement.returns);
  const value = statementExpression(
    returns,
    "ifBreaksParenthesized",
    printing,
    returnNeeds(returns, statement.parameters.length === 0),
  );
  return [head, group([parameters, " -> ", value]), ":"];
}

function returnNeeds(returns: Node, noParameters: boolean) {
  const needs = needsParentheses(returns);
  if (returns.kind !== "subscript" || needs !== "bestFit") return needs;
  return noParameters ? "multiline" : "never";
}

function keywordDoc(statement: Extract<Statement, { kind: "keyword" }>, printing: Printing): Doc {
  const { word, value, link, other, colon } = statement;
  const end = colon ? ":" : "";
  if (value === null) return word + end;
  const parenthesize = word === "raise" || word === "except" ? "optional" : "ifBreaks";
  const main = word === "return"
    ? lastExpression(withoutParens(value), printing)
    : statementExpression(withoutParens(value), parenthesize, printing);
  if (other === null || link === null) return [`${word} `, main, end];
  const glue = link === "," ? ", " : ` ${link} `;
  return [`${word} `, main, glue, statementExpression(withoutParens(other), parenthesize, printing), end];
}

function withItems(items: readonly WithItem[], printing: Printing): Doc {
  const [first] = items;
  if (items.length === 1 && first !== undefined) {
    const value = withoutParens(first.value);
    if (first.target === null) return statementExpression(value, "ifBreaks", printing);
    const target = first.target;
    if (canOmitParentheses(value)) {
      return optionalParens((level) => withItem(value, target, level, printing), printing);
    }
    return ifBreaksParens(withItem(value, target, "inside", printing));
  }
  const docs = items.map(({ value, target }) => withItem(withoutParens(value), target, "inside", printing));
  return ifBreaksParens([separated(docs, [",", line]), ifBroken(",")]);
}

function withItem(value: Node, target: Node | null, level: Level, printing: Printing): Doc {
  const doc = expressionDoc(value, level, printing);
  return target === null ? doc : [doc, " as ", expressionDoc(target, level, printing)];
}

function assignDoc(target: Node, operator: string, value: Node, printing: Printing): Doc {
  if (target.kind === "sequence" || hasOwnParentheses(target) !== null) {
    return rightToLeft(target, operator, value, printing);
  }
  return [expressionDoc(target, "bare", printing), ` ${operator} `, lastExpression(value, printing)];
}

function annotatedDoc(target: Node, type: Node, value: Node | null, printing: Printing): Doc {
  const head: Doc = [expressionDoc(target, "bare", printing), ": "];
  if (value === null) return [head, statementExpression(type, "ifBreaks", printing)];
  if (isSplittable(type)) return [head, rightToLeft(type, "=", value, printing)];
  return [head, printing.text(type), " = ", lastExpression(value, printing)];
}

/** What an assignment or a `return` ends in, where nothing before it can break. */
function lastExpression(value: Node, printing: Printing): Doc {
  if (value.kind === "lambda") return expressionDoc(value, "bare", printing);
  if (value.kind !== "long") return statementExpression(value, "ifBreaks", printing);
  const flat = printing.text(value.whole);
  return firstThatFits(
    [flat, expandedParens(flat), expandedParens(literalsDoc(value.whole, printing))],
    true,
  );
}

/** A lambda sets parentheses around its body only, unless even its head does not fit. */
function valueAfterBrackets(value: Node, printing: Printing): Doc {
  if (value.kind !== "lambda") return statementExpression(value, "ifBreaks", printing);
  const content = expressionDoc(value, "bare", printing);
  return firstThatFits([content, group(content, { expand: true }), expandedParens(content)]);
}

function expandedParens(content: Doc): Doc {
  return group(["(", softIndent(content), ")"], { expand: true });
}

/** Prefers to break the value; the target or the type before it is broken only if nothing else helps. */
function rightToLeft(before: Node, operator: string, value: Node, printing: Printing): Doc {
  const glue = ` ${operator} `;
  const useBestFit = usesBestFit(value);
  if (value.kind !== "long" && !useBestFit) {
    return [targetDoc(before, printing), glue, valueAfterBrackets(value, printing)];
  }
  const target = targetDoc(before, printing);
  const broken = group(target, { expand: true });
  const parens = (content: Doc): Doc => ["(", group(softIndent(content), { expand: true }), ")"];
  if (value.kind === "long") {
    const flat = printing.text(value.whole);
    const literals = literalsDoc(value.whole, printing);
    return firstThatFits([
      [target, glue, flat],
      [target, glue, parens(flat)],
      [target, glue, parens(literals)],
      [broken, glue, flat],
      [broken, glue, parens(flat)],
      [broken, glue, parens(literals)],
    ], true);
  }
  const content = expressionDoc(value, "bare", printing);
  const flatTarget = [target, glue, parens(content)];
  const splitTarget = [broken, glue, content];
  const single = [target, glue, content];
  if (BREAKING.has(value.kind)) {
    return firstThatFits([single, [target, glue, group(content, { expand: true })], flatTarget, splitTarget]);
  }
  return firstThatFits([single, flatTarget, splitTarget]);
}

/** Names, numbers and strings, and chains that begin with one of them. */
function usesBestFit(value: Node): boolean {
  switch (value.kind) {
    case "name":
    case "constant":
    case "ref":
    case "string":
    case "fstring":
      return true;
    case "attribute":
    case "call":
    case "subscript":
      return needsParentheses(value) === "bestFit";
    default:
      return false;
  }
}

/** Of those, the kinds that may have a place to break. */
const BREAKING: ReadonlySet<string> = new Set<Node["kind"]>(["attribute", "call", "subscript"]);

function targetDoc(target: Node, printing: Printing): Doc {
  if (target.kind === "sequence" || hasOwnParentheses(target) !== null || hasInnerBrackets(target)) {
    return expressionDoc(target, "bare", printing);
  }
  return canOmitParentheses(target)
    ? optionalParens((level) => expressionDoc(target, level, printing), printing)
    : ifBreaksParens(expressionDoc(target, "inside", printing));
}

function hasInnerBrackets(target: Node): boolean {
  if (target.kind === "attribute") {
    return hasParentheses(target.value) !== null || hasInnerBrackets(target.value);
  }
  return target.kind === "subscript" || (target.kind === "call" && target.items.length > 0);
}
