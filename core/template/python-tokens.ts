import type { Node } from "./node.ts";

/** A line of Python as a template gives it: its own text, and nodes for the holes. */
export type Part = string | Node;

export type Token =
  | { readonly kind: "name" | "number" | "string" | "operator"; readonly text: string }
  | { readonly kind: "node"; readonly node: Node }
  | { readonly kind: "end" };

/** Cuts a line into tokens. Throws on what is not Python: a template is a part of svc, so that is a bug. */
export function tokenize(parts: readonly Part[]): readonly Token[] {
  const tokens: Token[] = [];
  for (const part of parts) {
    if (typeof part === "string") tokenizeText(part, tokens);
    else tokens.push({ kind: "node", node: part });
  }
  tokens.push({ kind: "end" });
  return tokens;
}

const STRING = /(?:[rRbBfFuU]{0,2})(?:"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*')/y;
const NAME = /[\p{L}_][\p{L}\p{N}_]*/uy;
const NUMBER = /(?:0[xob][0-9a-fA-F_]+|(?:[0-9][0-9_]*)?\.?[0-9][0-9_]*\.?(?:e[+-]?[0-9]+)?)/y;
const OPERATOR =
  /\*\*=|\/\/=|>>=|<<=|:=|->|==|!=|<=|>=|\*\*|\/\/|<<|>>|[-+*\/%@&|^]=|\.\.\.|[-+*\/%@&|^~<>=.,:;()[\]{}]/y;

function tokenizeText(text: string, tokens: Token[]): void {
  let position = 0;
  while (position < text.length) {
    const char = text[position]!;
    if (char === " " || char === "\n") {
      position++;
      continue;
    }
    const [kind, pattern] = patternAt(text, position);
    pattern.lastIndex = position;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) throw new SyntaxError(`cannot read \`${text.slice(position, position + 20)}\``);
    tokens.push({ kind, text: found });
    position += found.length;
  }
}

/** What a token is can be told by how it begins, but for the prefixes of strings. */
function patternAt(
  text: string,
  position: number,
): readonly ["name" | "number" | "string" | "operator", RegExp] {
  const char = text[position]!;
  if (char === '"' || char === "'") return ["string", STRING];
  if (/[A-Za-z_\u0080-\uffff]/.test(char)) {
    return /^[rRbBfFuU]{1,2}["']/.test(text.slice(position, position + 3))
      ? ["string", STRING]
      : ["name", NAME];
  }
  if (/[0-9]/.test(char) || (char === "." && /[0-9]/.test(text[position + 1] ?? ""))) {
    return ["number", NUMBER];
  }
  return ["operator", OPERATOR];
}
