import { columnWidth } from "./column-width.ts";
import type { PyRef } from "./code.ts";
import { LINE_WIDTH, printDoc } from "./doc-printer.ts";
import type { Printing } from "./expression-doc.ts";
import { markLong, stringsOf } from "./long-strings.ts";
import type { Node } from "./node.ts";
import { flatWith } from "./node-text.ts";
import { parseStatement, type Statement } from "./python-statement.ts";
import type { Part } from "./python-tokens.ts";
import { statementDoc } from "./statement-doc.ts";

/** How the names of imports are printed in this file; null if all are printed as they are. */
export type LocalName = ((ref: PyRef) => string) | null;

/** The lines of one logical line of Python, laid out as `ruff format` does. `comment` stands at the end of the last. */
export function layoutStatement(
  parts: readonly Part[],
  indentation: number,
  local: LocalName,
  comment = "",
): readonly string[] {
  const text = textOf(local);
  const statement = parseStatement(parts);
  const marked = new Set<Node>();
  // The parentheses around the body of a lambda come and go, and powers of powers have two forms: no text decides.
  const isPlain = parts.every((part) => !/lambda|\*\* /.test(typeof part === "string" ? part : part.flat));
  let lines = printStatement(statement, indentation, text, isPlain);
  // A string that does not fit changes how everything around it is laid out, so each one found means a new start.
  while (true) {
    const next = longestOverflow(statement, lines, text, marked);
    if (next === null) break;
    marked.add(next);
    lines = printStatement(markLong(statement, marked), indentation, text, false);
  }
  return comment === "" ? lines : [...lines.slice(0, -1), lines[lines.length - 1] + comment];
}

function textOf(local: LocalName): (node: Node) => string {
  return local === null ? (node) => node.flat : (node) => flatWith(node, local);
}

function printStatement(
  statement: Statement,
  indentation: number,
  text: (node: Node) => string,
  wholes: boolean,
): readonly string[] {
  let lastId = 0;
  const printing: Printing = { text, newId: () => ++lastId, wholes };
  return printDoc(statementDoc(statement, printing), indentation);
}

/** The longest string in a line that is too long, of those that are still on one line. */
function longestOverflow(
  statement: Statement,
  lines: readonly string[],
  text: (node: Node) => string,
  marked: ReadonlySet<Node>,
): Node | null {
  const overflowing = lines.filter((line) => columnWidth(line) > LINE_WIDTH);
  if (overflowing.length === 0) return null;
  let longest: Node | null = null;
  for (const node of stringsOf(statement)) {
    if (marked.has(node) || !overflowing.some((line) => line.includes(text(node)))) continue;
    if (longest === null || text(node).length > text(longest).length) longest = node;
  }
  return longest;
}
