/** Reading a slot file without running it: enough Python to find a method and what it raises. */

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

const TEXT_OR_COMMENT = /"""[^]*?"""|'''[^]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#[^\n]*/g;

/** The text with blanks for everything that Python does not run. */
export function codeOf(text: string): string {
  return text.replace(TEXT_OR_COMMENT, (found) => found.replace(/[^\n]/g, " "));
}

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
