import { columnWidth } from "./column-width.ts";
import type { FPart, Hole } from "./node.ts";

/** A Python string literal that is exactly this text, quoted as ruff quotes, on one line. */
export function pythonLiteral(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : assemble(textUnits(text, false), String);
}

/** An f-string of text and holes; where no hole is in it, a plain string. */
export function pythonFString(parts: readonly FPart[], print: (hole: Hole) => string): string {
  return assemble(unitsOf(parts), print);
}

/**
 * The literals, each at most `width` columns, that together are this text: cut after spaces where there are any.
 * Holes are never cut.
 */
export function splitLiteral(
  parts: readonly FPart[],
  width: number,
  print: (hole: Hole) => string,
): readonly string[] {
  const literals: string[] = [];
  let rest = unitsOf(parts);
  while (rest.length > 0) {
    const length = unitsThatFit(rest, width, print);
    literals.push(assemble(rest.slice(0, length), print));
    rest = rest.slice(length);
  }
  return literals.length === 0 ? ['""'] : literals;
}

/** Double quotes unless single ones save escapes: ruff's rule. */
function quoteFor(doubles: number, singles: number): '"' | "'" {
  return doubles > singles ? "'" : '"';
}

/** One character as it is escaped anywhere, or a hole. */
interface Unit {
  readonly text: string;
  readonly hole: Hole | null;
}

/** What may stand in a literal with double quotes as it is. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

/** Controls, format and bidirectional characters, separators, private use and lone surrogates are written as escapes. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Zs}]/u;

const SHORT: Readonly<Record<string, string>> = {
  " ": " ",
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

function escaped(char: string): string {
  const short = SHORT[char];
  if (short !== undefined) return short;
  if (!UNSEEN.test(char)) return char;
  const hex = char.codePointAt(0)!.toString(16);
  if (hex.length <= 2) return `\\x${hex.padStart(2, "0")}`;
  return hex.length <= 4 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

function textUnits(text: string, braces: boolean): Unit[] {
  return Array.from(text, (char) => ({
    text: braces && (char === "{" || char === "}") ? char + char : escaped(char),
    hole: null,
  }));
}

function unitsOf(parts: readonly FPart[]): Unit[] {
  const braces = parts.some((part) => typeof part !== "string");
  return parts.flatMap((part): Unit[] =>
    typeof part === "string" ? textUnits(part, braces) : [{ text: "", hole: part }]
  );
}

function assemble(units: readonly Unit[], print: (hole: Hole) => string): string {
  const formatted = units.some((unit) => unit.hole !== null);
  let doubles = 0;
  let singles = 0;
  for (const unit of units) {
    if (unit.text === '"') doubles++;
    if (unit.text === "'") singles++;
  }
  const quote = quoteFor(doubles, singles);
  let text = "";
  for (const unit of units) {
    if (unit.hole !== null) text += print(unit.hole);
    else if (unit.text === quote) text += `\\${quote}`;
    // Braces are doubled in f-strings only, and this part may have lost its holes when it was cut.
    else if (!formatted && (unit.text === "{{" || unit.text === "}}")) text += unit.text[0];
    else text += unit.text;
  }
  return `${formatted ? "f" : ""}${quote}${text}${quote}`;
}

/** How many of the units make a literal of this width, at least one; up to the last space if more follow. */
function unitsThatFit(units: readonly Unit[], width: number, print: (hole: Hole) => string): number {
  let used = units.some((unit) => unit.hole !== null) ? 3 : 2;
  let doubles = 0;
  let singles = 0;
  let lastSpace = 0;
  for (const [index, unit] of units.entries()) {
    if (unit.text === '"') doubles++;
    if (unit.text === "'") singles++;
    used += columnWidth(unit.hole === null ? unit.text : print(unit.hole));
    if (used + Math.min(doubles, singles) > width) return lastSpace || Math.max(index, 1);
    if (unit.text === " ") lastSpace = index + 1;
  }
  return units.length;
}
