/** How tightly the text around a hole binds: the numbers are those of `core/template/node.ts`. */
export function tightness(before: string, after: string): number {
  const left = before.trimEnd();
  const right = after.trimStart();
  if (/^[.([]/.test(after) || left.endsWith(".")) return 16;
  if (/\bawait$/.test(left)) return 16;
  if (right.startsWith("**") || left.endsWith("**")) return 15;
  const level = Math.max(leftTightness(left), rightTightness(right));
  if (level > 0) return level;
  return isBetweenBrackets(left, right) ? -1 : 0;
}

const OPERATORS: readonly (readonly [string, number])[] = [
  ["//", 12],
  ["<<", 10],
  [">>", 10],
  ["*", 12],
  ["/", 12],
  ["%", 12],
  ["+", 11],
  ["-", 11],
  ["&", 9],
  ["^", 8],
  ["|", 7],
];

/** A star after a bracket or a comma unpacks, and a minus there is a sign. */
function leftTightness(left: string): number {
  if (/(==|!=|<=|>=|[<>]|\b(in|is|is not|not in))$/.test(left)) return /\bfor\b[^]*\bin$/.test(left) ? 0 : 7;
  const word = /\b(and|or|not|if|else)$/.exec(left)?.[1];
  if (word !== undefined) {
    return /^\s*(if|elif|else|while)$/.test(left) ? 0 : { and: 5, or: 4, not: 5, if: 3, else: 2 }[word]!;
  }
  const operator = OPERATORS.find(([text]) => left.endsWith(text));
  if (operator === undefined || /->$/.test(left)) return 0;
  if (/(^|[(\[{,=:])\s*[-+*]{1,2}$/.test(left)) return /[-+]$/.test(left) ? 13 : 7;
  return operator[1] + 1;
}

function rightTightness(right: string): number {
  if (/^(==|!=|<=|>=|[<>]|in\b|is\b|not in\b)/.test(right)) return 7;
  const word = /^(and|or|if|else)\b/.exec(right)?.[1];
  if (word !== undefined) return { and: 4, or: 3, if: 3, else: 3 }[word]!;
  if (/^(\+|-|\*|\/|\/\/|%|&|\^|\||<<|>>)=/.test(right)) return 0;
  return OPERATORS.find(([text]) => right.startsWith(text))?.[1] ?? 0;
}

function isBetweenBrackets(left: string, right: string): boolean {
  return (left === "" || /[(\[{,]$/.test(left)) && (right === "" || /^[)\]},:]/.test(right));
}
