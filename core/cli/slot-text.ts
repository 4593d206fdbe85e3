/** Reading a slot file without running it: enough Python to find a method and what it raises. */
import { firstConflict } from "../text/merge-sides.ts";

/** A method in the text of its file. */
export interface MethodText {
  /** Its body without comments and texts; blanks stand for them, so that places stay. */
  readonly code: string;
  /** Where the body begins in the file. */
  readonly start: number;
}

/** One `raise` of a class. */
export interface Raise {
  readonly name: string;
  /** Of the name, in the file. */
  readonly start: number;
  readonly end: number;
}

const TEXT_OR_COMMENT = /"""[^]*?"""|'''[^]*?'''|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|#[^\n]*/g;

/** The text with blanks for everything that Python does not run. */
export function codeOf(text: string): string {
  return text.replace(TEXT_OR_COMMENT, (found) => found.replace(/[^\n]/g, " "));
}

/** Why a file cannot be Python, and where. */
export interface Fault {
  readonly problem: string;
  readonly start: number;
  readonly end: number;
}

/**
 * What is wrong beyond doubt, without a Python to ask: marks of a merge, a bracket or a text without its other end.
 * A fault that only a parser sees is left to the tools.
 */
export function faultOf(text: string, code = codeOf(text)): Fault | null {
  const merged = firstConflict(text);
  if (merged >= 0) return { problem: "still has the marks of a merge", start: merged, end: merged + 7 };
  if ([...text.matchAll(TEXT_WITH_CODE)].some(([found]) => isCutOff(found))) return null;
  const quote = code.search(/["']/);
  if (quote >= 0 && WITH_CODE.test(code.slice(0, quote))) return null;
  if (quote >= 0) return { problem: "has a text that does not end", start: quote, end: quote + 1 };
  const open: number[] = [];
  for (const { index, 0: bracket } of code.matchAll(/[()[\]{}]/g)) {
    const closes = OPENING[bracket];
    if (closes === undefined) open.push(index);
    else if (closes !== code[open.pop() ?? -1]) {
      return { problem: `has a "${bracket}" too many`, start: index, end: index + 1 };
    }
  }
  const start = open.pop();
  return start === undefined
    ? null
    : { problem: `has a "${code[start]}" that is not closed`, start, end: start + 1 };
}

/** Code in a text may hold any quote, which looks like its end; then nothing in the file is beyond doubt. */
function isCutOff(text: string): boolean {
  return text.split("{").length !== text.split("}").length;
}

const WITH_CODE = /\b(?:[ft]r?|r[ft])$/i;
const TEXT_WITH_CODE = new RegExp(`\\b(?:[ft]r?|r[ft])(?:${TEXT_OR_COMMENT.source})`, "gi");

const OPENING: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/** The lines of a method, up to the next line that is not indented deeper than its `def`. */
export function methodOf(code: string, method: string): MethodText | null {
  const head = new RegExp(`^([ \\t]*)(?:async[ \\t]+)?def[ \\t]+${method}\\b`, "m").exec(code);
  if (head === null) return null;
  const indent = head[1]!.length;
  const start = head.index + head[0].length;
  const rest = code.slice(start);
  const end = new RegExp(`\\n[ \\t]{0,${indent}}[^ \\t\\n)]`).exec(rest);
  return { code: end === null ? rest : rest.slice(0, end.index), start };
}

/** What a method raises, also by way of the methods and functions of its file that it calls. */
export function raisesOf(code: string, method: string): readonly Raise[] {
  const raises: Raise[] = [];
  const seen = new Set<string>();
  const look = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    const found = methodOf(code, name);
    if (found === null) return;
    for (const match of found.code.matchAll(/\braise\s+((?:\w+\.)*)(\w+)/g)) {
      const start = found.start + match.index + match[0].length - match[2]!.length;
      raises.push({ name: realName(code, match[2]!), start, end: start + match[2]!.length });
    }
    for (const [, called] of found.code.matchAll(/(?<![\w.])(?:self\.)?(\w+)\(/g)) look(called!);
  };
  look(method);
  return raises;
}

/** The name of a class that was imported under another. */
function realName(code: string, name: string): string {
  return new RegExp(`\\b(\\w+)[ \\t]+as[ \\t]+${name}\\b`).exec(code)?.[1] ?? name;
}
