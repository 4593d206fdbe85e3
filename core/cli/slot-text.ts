/** Reading a slot file without running it: enough Python to find a method and what it raises. */
import { firstConflict } from "../text/merge-sides.ts";
import type { Span } from "../text/source.ts";

/** A method in the text of its file. */
export interface MethodText {
  /** Its body without comments and texts; blanks stand for them, so that places stay. */
  readonly code: string;
  /** Where the body begins in the file. */
  readonly start: number;
}

/** A file with slots, as far as Python runs it. */
export interface SlotCode {
  readonly path: string;
  readonly code: string;
}

/** One `raise` of a class. */
export interface Raise {
  readonly name: string;
  /** Of the name. */
  readonly span: Span;
  /** The call by which the method leaves its file on the way there; null: it does not. */
  readonly by: Span | null;
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

/** What a method raises, also by way of what it calls in its file and of the slots of other controllers. */
export function raisesOf(
  file: SlotCode,
  method: string,
  controller: (name: string) => SlotCode | null,
): readonly Raise[] {
  const raises: Raise[] = [];
  const seen = new Set<string>();
  const look = ({ path, code }: SlotCode, name: string, by: Span | null) => {
    if (seen.has(`${path} ${name}`)) return;
    seen.add(`${path} ${name}`);
    const found = methodOf(code, name);
    if (found === null) return;
    for (const match of found.code.matchAll(/\braise\s+((?:\w+\.)*)(\w+)/g)) {
      const start = found.start + match.index + match[0].length - match[2]!.length;
      const span = { path, start, end: start + match[2]!.length };
      raises.push({ name: realName(code, match[2]!), span, by });
    }
    for (const [, called] of found.code.matchAll(/(?<![\w.])(?:self\.)?(\w+)\(/g)) {
      look({ path, code }, called!, by);
    }
    for (const call of callsOf(found)) {
      const other = controller(realName(code, call.controller));
      if (other === null) continue;
      look(other, call.method, by ?? { path, start: call.start, end: call.start + call.method.length });
    }
  };
  look(file, method, null);
  return raises;
}

interface Call {
  readonly controller: string;
  readonly method: string;
  /** Of the method's name, in the file. */
  readonly start: number;
}

/** `LoansController(…).renew(`, also with a name for the controller in between. */
function callsOf({ code, start }: MethodText): readonly Call[] {
  const made = new Map<string, string>();
  for (
    const [, variable, name] of code.matchAll(/(?<![\w.])(\w+)(?:[ \t]*:[ \t]*\w+)?[ \t]*=[ \t]*(\w+)\(/g)
  ) {
    made.set(variable!, name!);
  }
  const direct = code.matchAll(/\b(\w+)\((?:[^()]|\([^()]*\))*\)\s*\.\s*(\w+)\(/g);
  const named = code.matchAll(/(?<![\w.])(\w+)\s*\.\s*(\w+)\(/g);
  const calls = [...direct, ...[...named].filter(([, variable]) => made.has(variable!))];
  return calls.map(({ 0: text, 1: controller, 2: method, index }) => ({
    controller: made.get(controller!) ?? controller!,
    method: method!,
    start: start + index + text.length - 1 - method!.length,
  }));
}

/** The name of a class that was imported under another. */
function realName(code: string, name: string): string {
  return new RegExp(`\\b(\\w+)[ \\t]+as[ \\t]+${name}\\b`).exec(code)?.[1] ?? name;
}
