import { attribute, binding, bound, type Operator, operatorBinding, unary } from "./binding.ts";
import { type Docstring, isBlock } from "./block.ts";
import type { Py, PyRef } from "./code.ts";
import { codeOf, contentOf } from "./content.ts";
import { keyOfRef, useOf } from "./import-use.ts";
import { type FPart, make, type Node, type Shape } from "./node.ts";
import { Cursor } from "./python-cursor.ts";
import { parseFragment } from "./python-expression.ts";
import { pythonLiteral } from "./python-string.ts";
import { type Token, tokenize } from "./python-tokens.ts";

export interface PyParameter {
  /** Also `self`, `*args`, `**options`. */
  readonly name: string;
  readonly type?: Py;
  readonly value?: Py;
  /** After the `*`, which is set before the first of these. */
  readonly keywordOnly?: boolean;
}

export interface PyFunction {
  readonly name: string;
  readonly parameters?: readonly PyParameter[];
  readonly returns?: Py;
  readonly async?: boolean;
}

export type Comparison = "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "not in" | "is" | "is not";

/** All ways to make Python. What they are given as text is data; what they are given as Code is code. */
export const py = {
  /** An identifier, or several with dots: `self.books`. Throws on anything else, keywords too. */
  name: (dotted: string): Py => known(names, dotted, (text) => code(nameNode(text))),
  /** A name of a module; printing it imports it. */
  ref: (ref: PyRef): Py => refOf(ref, false),
  /** The name in quotes, for annotations: imported for the type checker only. */
  quotedRef: (ref: PyRef): Py => refOf(ref, true),

  /** A string that is exactly this text; one that is too long is printed in parts. */
  str: (text: string): Py =>
    code(make({ kind: "string", text: known(literals, text, pythonLiteral), value: text })),
  /** The same as a raw string (`r"\."`) where that is shorter: for regular expressions. */
  pattern: (text: string): Py => code(make({ kind: "string", text: patternText(text), value: text })),
  /** An f-string of text and values. Values may hold no quotes and no backslashes. */
  fstr: (parts: readonly (string | Py | { readonly value: Py; readonly suffix: string })[]): Py =>
    code(make({ kind: "fstring", parts: parts.map(fstringPart) })),
  int: (value: number | bigint): Py => number(value, intText(value)),
  float: (value: number): Py => number(value, floatText(value)),
  bool: (value: boolean): Py => constant(value ? "True" : "False"),
  none: constant("None"),
  ellipsis: constant("..."),

  /** Python with holes: py.expr`Field(gt=${py.int(0)})`. Its own text is trusted (backslashes too), the holes are Code. */
  expr: (text: TemplateStringsArray, ...holes: readonly Py[]): Py => code(parsed(text, holes)),

  attr: (value: Py, name: string): Py => code(attribute(operand(value, binding.named), identifier(name))),
  call: (value: Py, items: readonly Py[] = []): Py =>
    code(make({ kind: "call", value: operand(value, binding.primary), items: spliced(items) })),
  subscript: (value: Py, items: readonly Py[]): Py =>
    code(make({ kind: "subscript", value: operand(value, binding.primary), items: spliced(items) })),
  await: (value: Py): Py => code(make({ kind: "await", value: operand(value, binding.primary) })),

  /** `name=value` among arguments. */
  kw: (name: string, value: Py): Py =>
    code(make({ kind: "keyword", name: identifier(name), value: operand(value, binding.lambda) })),
  star: (value: Py): Py => code(make({ kind: "starred", stars: "*", value: operand(value, binding["|"]) })),
  doubleStar: (value: Py): Py =>
    code(make({ kind: "starred", stars: "**", value: operand(value, binding["|"]) })),
  /** Elements: arguments or items for between brackets, none too. */
  args: (items: readonly Py[]): Py => code(make({ kind: "elements", items: spliced(items) })),
  /** Elements: the parameters of a function. */
  params: (parameters: readonly PyParameter[]): Py =>
    code(make({ kind: "elements", items: parameterNodes(parameters) })),

  list: (items: readonly Py[]): Py => code(make({ kind: "list", items: spliced(items) })),
  tuple: (items: readonly Py[]): Py => code(make({ kind: "tuple", items: spliced(items) })),
  /** `set()` if it has no items. */
  set: (items: readonly Py[]): Py => code(setNode(spliced(items))),
  dict: (entries: readonly (readonly [key: Py, value: Py])[]): Py =>
    code(make({ kind: "dict", items: entries.map(([key, value]) => pairNode(key, value)) })),
  /** `key: value` as an element of a dict that the template writes. */
  pair: (key: Py, value: Py): Py => code(pairNode(key, value)),

  /** `A | B | None`; one type is that type. */
  union: (...types: readonly Py[]): Py =>
    code(types.map(nodeOf).reduce((left, right) => binaryNode(left, "|", right))),
  binary: (left: Py, operator: Operator, right: Py): Py =>
    code(binaryNode(nodeOf(left), operator, nodeOf(right))),
  compare: (left: Py, operator: Comparison, right: Py): Py =>
    code(make({
      kind: "compare",
      values: [operand(left, binding["|"]), operand(right, binding["|"])],
      operators: [operator],
    })),
  and: (...values: readonly Py[]): Py => code(booleanNode("and", values)),
  or: (...values: readonly Py[]): Py => code(booleanNode("or", values)),
  not: (value: Py): Py => code(unary("not", operand(value, binding.named))),
  conditional: (value: Py, test: Py, other: Py): Py =>
    code(make({
      kind: "conditional",
      value: operand(value, binding.or),
      test: operand(test, binding.or),
      other: operand(other, binding.conditional),
    })),
  lambda: (parameters: readonly string[], value: Py): Py =>
    code(make({
      kind: "lambda",
      parameters: parameters.map((name) => parameterNode({ name })),
      value: operand(value, binding.lambda),
    })),

  /** A line of its own: the header of a function, with the colon. */
  def: ({ name, parameters = [], returns, async = false }: PyFunction): Py =>
    codeOf("python", {
      kind: "statement",
      parts: [
        `${async ? "async " : ""}def ${identifier(name)}(`,
        make({ kind: "elements", items: parameterNodes(parameters) }),
        ...(returns === undefined ? ["):"] : [") -> ", operand(returns, binding.conditional), ":"]),
      ],
    }),
  /** A line of its own. The summary gets a capital and a full stop; all of it is wrapped. */
  docstring: (docstring: string | Docstring): Py =>
    codeOf("python", {
      kind: "docstring",
      docstring: typeof docstring === "string" ? { summary: docstring } : docstring,
    }),
  /** A line of its own, or several. */
  comment: (text: string): Py => codeOf("python", { kind: "comment", text }),
};

function code(node: Node): Py {
  return codeOf("python", node);
}

function nodeOf(value: Py): Node {
  const found = contentOf(value, "python");
  if (typeof found === "string" || isBlock(found)) {
    throw new TypeError("this Python stands alone in its line");
  }
  return found;
}

function operand(value: Py, tightness: number): Node {
  const node = nodeOf(value);
  if (node.kind === "elements") throw new TypeError("elements stand between brackets only");
  return bound(node, tightness);
}

function spliced(items: readonly Py[]): readonly Node[] {
  const nodes: Node[] = [];
  for (const item of items) {
    const node = nodeOf(item);
    if (node.kind === "elements") nodes.push(...node.items);
    else nodes.push(node);
  }
  return nodes;
}

function constant(text: string): Py {
  return code(make({ kind: "constant", text }));
}

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

const KEYWORDS = new Set(
  ("False None True and as assert async await break class continue def del elif else except finally for from " +
    "global if import in is lambda nonlocal not or pass raise return try while with yield").split(" "),
);

function identifier(name: string): string {
  if (IDENTIFIER.test(name) && !KEYWORDS.has(name)) return name;
  throw new TypeError(`${JSON.stringify(name)} is not a name in Python`);
}

/** A raw string knows no escapes at all, so it is only for what needs none but its backslashes. */
function patternText(text: string): string {
  const isRaw = text.includes("\\") && /^[\x20\x21\x23-\x7e]*$/.test(text) && !text.endsWith("\\");
  return isRaw ? `r"${text}"` : pythonLiteral(text);
}

function nameNode(dotted: string): Node {
  const [first, ...rest] = dotted.split(".").map(identifier);
  return rest.reduce<Node>(
    attribute,
    make({ kind: "name", text: first! }),
  );
}

/** What never changes is made once: a service says the same names and words over and over. */
function known<T>(made: Map<string, T>, key: string, make: (key: string) => T): T {
  const found = made.get(key);
  if (found !== undefined) return found;
  if (made.size >= MANY) made.clear();
  const fresh = make(key);
  made.set(key, fresh);
  return fresh;
}

/** Enough for what comes again soon, and no more than a few megabytes. */
const MANY = 10_000;
const names = new Map<string, Py>();
const refs = new Map<string, Py>();
const quotedRefs = new Map<string, Py>();
/** Texts only: a string that is too long is told from an equal one beside it. */
const literals = new Map<string, string>();

function refOf(ref: PyRef, quoted: boolean): Py {
  const fresh = () => code(make({ kind: "ref", use: useOf(checked(ref), quoted) }));
  return known(quoted ? quotedRefs : refs, keyOfRef(ref), fresh);
}

function checked(ref: PyRef): PyRef {
  ref.module.split(".").forEach(identifier);
  if (ref.name !== "") identifier(ref.name);
  if (ref.as !== undefined) identifier(ref.as);
  return ref;
}

function number(value: number | bigint, text: string): Py {
  const digits = code(make({ kind: "constant", text: text.replace(/^-/, "") }));
  const negative = value < 0 || Object.is(value, -0);
  return negative ? code(unary("-", nodeOf(digits))) : digits;
}

function intText(value: number | bigint): string {
  if (typeof value === "number" && !Number.isSafeInteger(value)) {
    throw new TypeError(`${value} is not an integer`);
  }
  return String(value);
}

function floatText(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`${value} cannot be written in Python`);
  const text = String(value).replace("e+", "e");
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function fstringPart(part: string | Py | { readonly value: Py; readonly suffix: string }): FPart {
  if (typeof part === "string") return part;
  const { value, suffix } = "suffix" in part ? part : { value: part, suffix: "" };
  const node = operand(value, binding.conditional);
  // Before Python 3.12 a value in an f-string cannot hold the quotes around it, nor any backslash.
  if (/["'\\{}]/.test(node.flat)) throw new TypeError(`\`${node.flat}\` cannot stand in an f-string`);
  if (!/^(![rsa])?(:[^{}"'\\\n]*)?$/.test(suffix)) throw new TypeError(`\`${suffix}\` is not a format`);
  return { value: node, suffix };
}

function parsed(text: TemplateStringsArray, holes: readonly Py[]): Node {
  const own = fragments.get(text) ?? tokensOf(text);
  fragments.set(text, own);
  const tokens: Token[] = [];
  own.forEach((between, index) => {
    for (const token of between) tokens.push(token);
    if (index < holes.length) tokens.push({ kind: "node", node: nodeOf(holes[index]!) });
  });
  tokens.push({ kind: "end" });
  return parseFragment(new Cursor(tokens));
}

/** The texts between the holes of each `py.expr` in the program, cut once. */
const fragments = new WeakMap<TemplateStringsArray, readonly (readonly Token[])[]>();

/** A tagged template that was called as a function could be given text from anywhere. */
function tokensOf(text: TemplateStringsArray): readonly (readonly Token[])[] {
  if (!Object.isFrozen(text) || !Array.isArray(text.raw)) {
    throw new TypeError("py.expr is a tag of template literals");
  }
  return text.raw.map((between) => tokenize([between]).slice(0, -1));
}

function setNode(items: readonly Node[]): Node {
  return items.length === 0
    ? make({ kind: "call", value: make({ kind: "name", text: "set" }), items: [] })
    : make({ kind: "set", items });
}

function pairNode(key: Py, value: Py): Node {
  return make({ kind: "pair", key: operand(key, binding.lambda), value: operand(value, binding.lambda) });
}

function binaryNode(left: Node, operator: Operator, right: Node): Node {
  const tightness = operatorBinding(operator);
  return make({ kind: "binary", left: bound(left, tightness), operator, right: bound(right, tightness + 1) });
}

function booleanNode(operator: "and" | "or", values: readonly Py[]): Node {
  if (values.length === 1) return nodeOf(values[0]!);
  return make({
    kind: "boolean",
    operator,
    values: values.map((value) => operand(value, binding[operator] + 1)),
  });
}

function parameterNodes(parameters: readonly PyParameter[]): readonly Node[] {
  const firstKeyword = parameters.findIndex((parameter) => parameter.keywordOnly === true);
  const nodes = parameters.map(parameterNode);
  if (firstKeyword < 0 || parameters.slice(0, firstKeyword).some((p) => /^\*[^*]/.test(p.name))) return nodes;
  const star: Shape = { kind: "parameter", name: "*", type: null, value: null };
  return [...nodes.slice(0, firstKeyword), make(star), ...nodes.slice(firstKeyword)];
}

function parameterNode({ name, type, value }: PyParameter): Node {
  identifier(name.replace(/^\*\*?/, ""));
  return make({
    kind: "parameter",
    name,
    type: type === undefined ? null : operand(type, binding.conditional),
    value: value === undefined ? null : operand(value, binding.lambda),
  });
}
