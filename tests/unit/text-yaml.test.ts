import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import type { YamlNode } from "../../core/text/node.ts";
import { parseYaml } from "../../core/text/parse-yaml.ts";
import { newSource } from "../../core/text/source.ts";
import { toValue } from "../../core/text/walk.ts";

/** What the text means, and `kind "text of the span"` per problem. */
function read(text: string, anchors = false): { value: unknown; problems: string[] } {
  const { node, problems } = parseYaml(newSource("a.yaml", text), { anchors });
  return {
    value: JSON.parse(
      JSON.stringify(toValue(node), (_, part) => typeof part === "bigint" ? `${part}n` : part),
    ),
    problems: problems.map(({ kind, span }) => `${kind} ${JSON.stringify(text.slice(span.start, span.end))}`),
  };
}

const means = (text: string, value: unknown) =>
  test(JSON.stringify(text), () => expect(read(text)).toEqual({ value, problems: [] }));
const finds = (text: string, ...problems: string[]) =>
  test(JSON.stringify(text), () => expect(read(text).problems).toEqual(problems));
const expands = (text: string, value: unknown, ...problems: string[]) =>
  test(JSON.stringify(text.slice(0, 60)), () => expect(read(text, true)).toEqual({ value, problems }));

describe("values of YAML 1.2", () => {
  means("", null);
  means("# nothing\n", null);
  means("---\n", null);
  means("%YAML 1.2\n---\na: 1\n...\n", { a: 1 });
  means("a: [1, -2, +3, 0x1f, 0o17, 1.5, .5, 1e3]\n", { a: [1, -2, 3, 31, 15, 1.5, 0.5, 1000] });
  means("a: 9007199254740993\n", { a: "9007199254740993n" });
  means("a: [yes, no, on, off, y, n, 010, 1:30, 2020-01-01]\n", {
    a: ["yes", "no", "on", "off", "y", "n", 10, "1:30", "2020-01-01"],
  });
  means("a: [true, False, ~, null, '1', \"true\"]\n", { a: [true, false, null, null, "1", "true"] });
  means("a:\nb: \n", { a: null, b: null });
  means("a: one\n  two\nb: |\n  x\n   y\nc: >-\n  x\n  y\n", { a: "one two", b: "x\n y\n", c: "x y" });
  means("a:\r\n  - 1\r\n  - b: 2\r\n", { a: [1, { b: 2 }] });
  means("1: a\ntrue: b\n", { 1: "a", true: "b" });
  means("a: { b: f(x), c: it's here, d: 'x, y' }\n", { a: { b: "f(x)", c: "it's here", d: "x, y" } });
  means("a: list[string]\nb: a in (1, 2)\nc: GET /books/{id}\n", {
    a: "list[string]",
    b: "a in (1, 2)",
    c: "GET /books/{id}",
  });
});

test("values that JSON does not have", () => {
  const { node } = parseYaml(newSource("a.yaml", "[.inf, -.inf, .nan, -0]"), { anchors: false });
  expect(toValue(node)).toEqual([Infinity, -Infinity, NaN, 0]);
});

test("a key __proto__ is a key like any other", () => {
  const { node } = parseYaml(newSource("a.yaml", "__proto__: { evil: true }\n"), { anchors: false });
  const value = toValue(node) as Record<string, unknown>;
  expect(Object.keys(value)).toEqual(["__proto__"]);
  expect(value["evil"]).toBeUndefined();
});

describe("syntax errors stand where the mistake is", () => {
  finds('a: "x\nb: 2\n', 'syntax "\\"x"');
  finds("a: 'x\nb: 2\n", 'syntax "\'x"');
  finds('a: "x\\"\n', 'syntax "\\"x\\\\\\""');
  finds("a: 'it's'\n", 'syntax "s\'"');
  finds("a: { x: 1\nb: 2\n", 'syntax "{"');
  finds("a: { x: [1, 2 }\n", 'syntax "["');
  finds("a: ]\n", 'syntax "]"');
  finds("a:\n    b: 1\n  c: 2\n", 'syntax "c: 2"');
  finds("a:\n  b: 1\n   c: 2\n", 'syntax "c: 2"');
  finds("a: b: c # d\n", 'syntax "b: c"');
  finds("a: 1\nfoo\nb: 2\n", 'syntax "foo"');
  finds("a: - b\n", 'syntax "- b"');
  finds("a: @b\n", 'syntax "@b"');
  finds('a: "\\d"\n', 'syntax "\\\\d"');
  finds("a: {x,,y}\n", 'syntax ","');
  finds("a: {}: 1\n", 'syntax ":"');
  finds("a: \u0007\n", 'syntax "\\u0007"');
  finds("a: 1\rb: 2\n", 'syntax "\\r"');
});

describe("only the first error of a cascade is told", () => {
  finds("- a\nb: 1\nc: 2\n]\n", 'syntax "b: 1"');
  finds('a: "x\nb: { y\nc: list]\n', 'syntax "\\"x"');
});

describe("tabs", () => {
  finds("a:\n\tb: c\n", 'tab "\\t"');
  finds("a:\n  b: c\n\td: e\n", 'tab "\\t"');
  finds("a:\n  - b\n\t- c\n", 'tab "\\t"');
  means("a:\tb # c\t\n", { a: "b" });
  finds("a: {\n\tb: 1\n  }\n", 'tab "\\t"');
});

describe("texts that a bracket or a comma cuts short", () => {
  finds('a: { that: a in ("x", "y"), else: B }\n', 'cut "a in (\\"x\\","');
  finds("a: { type: list[string] }\n", 'cut "list["');
  finds("a: { rest: GET /books/{id} }\n", 'cut "GET /books/{"');
  finds("a: { b: x in [1, 2] }\n", 'cut "x in ["');
  finds("a: [f(x, y), z]\n", 'cut "f(x,"');
  finds("a: { b: f(x, y), c: list[int] }\nd: {e: 1\n", 'cut "f(x,"', 'cut "list["', 'syntax "{"');
  finds('a: { b: c == "x, y" }\n', 'cut "c == \\"x,"');
  finds("a: [ open\nb: { c: list[int] }\n", 'syntax "["');
});

test("a cut text comes with the whole text in quotes", () => {
  const text = 'a: { that: a in ("x", "y"), else: B }\n';
  const [problem] = parseYaml(newSource("a.yaml", text), { anchors: false }).problems;
  expect(problem).toEqual({
    kind: "cut",
    span: { path: "a.yaml", start: 11, end: 21 },
    at: ",",
    whole: { path: "a.yaml", start: 11, end: 26 },
    quoted: '"a in (\\"x\\", \\"y\\")"',
  });
});

describe("what specs do not use", () => {
  finds("a: !x && y\n", 'tag "!x"');
  finds("a: !!str 5\n", 'tag "!!str"');
  finds("a: &x 1\nb: *x\n", 'anchor "&x"', 'alias "*x"');
  finds("a: { b: 1 }\nc:\n  <<: { d: 1 }\n", 'merge "<<"');
  finds("%YAML 1.1\n---\na: yes\n", 'directive "%YAML 1.1"');
  finds("a: 1\n---\nb: 2\n", 'documents "---"');
  finds("? [a]\n: b\n", 'key "[a]"');
  finds(`a: ${"9".repeat(401)}\n`, `digits "${"9".repeat(401)}"`);
  means('"<<": 1\n', { "<<": 1 });
});

describe("keys written twice", () => {
  finds("a: 1\nb: 2\na: 3\n", 'duplicate-key "a"');
  finds('a: { b: 1, "b": 2 }\n', 'duplicate-key "\\"b\\""');
  finds('1: a\n"1": b\n', 'duplicate-key "\\"1\\""');
  test("the first one counts, and its place is told", () => {
    const { node, problems } = parseYaml(newSource("a.yaml", "a: 1\na: 2\n"), { anchors: false });
    expect(toValue(node)).toEqual({ a: 1 });
    expect(problems).toMatchObject([{ key: "a", span: { start: 5 }, first: { start: 0, end: 1 } }]);
  });
});

describe("anchors, aliases and merge keys of version 2", () => {
  expands("a: &x { b: 1 }\nc: *x\n", { a: { b: 1 }, c: { b: 1 } });
  expands("a: &x { b: 1, c: 2 }\nd: { <<: *x, c: 3 }\n", { a: { b: 1, c: 2 }, d: { b: 1, c: 3 } });
  expands("a: &x { b: 1 }\nc: &y { b: 2, d: 3 }\ne: { <<: [*x, *y] }\n", {
    a: { b: 1 },
    c: { b: 2, d: 3 },
    e: { b: 1, d: 3 },
  });
  expands("&k a: 1\nb: *k\n", { a: 1, b: "a" });
  expands("a: *x\n", { a: null }, 'unknown-alias "*x"');
  expands("a: &x [*x]\n", { a: [null] }, 'unknown-alias "*x"');
  expands("a: { <<: 1 }\n", { a: {} }, 'merge-value "1"');
  expands("a: !t 1\n", { a: 1 }, 'tag "!t"');
});

test("aliases cannot stand for more than the limit", () => {
  const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
  for (let at = 1; at < 9; at++) lines.push(`a${at}: &a${at} [${`*a${at - 1}, `.repeat(10)}]`);
  expect(read(lines.join("\n"), true).problems).toEqual(['expansion "*a3"']);
});

test("aliases cannot nest deeper than the limit", () => {
  const deep = (inner: string) => "[".repeat(40) + inner + "]".repeat(40);
  expect(read(`a: &a ${deep("1")}\nb: ${deep("*a")}\n`, true).problems).toEqual(['depth "*a"']);
});

describe("nesting", () => {
  test("64 levels", () => expect(read("[".repeat(64) + "]".repeat(64)).problems).toEqual([]));
  test("65 levels", () => expect(read("[".repeat(65) + "]".repeat(65)).problems).toEqual(['depth "["']));
  for (const piece of ["[", "{a: ", "- ", "? ", "a: "]) {
    test(`${piece} very often`, () => expect(read(piece.repeat(50_000)).problems.length).toBeGreaterThan(0));
  }
});

test("spans are exact", () => {
  const text = "a:\n  b: 'x'   # c\n  d: [1]\ne: |\n  z\n\nf:\n";
  const { node } = parseYaml(newSource("a.yaml", text), { anchors: false });
  const spans: string[] = [];
  const walk = (part: YamlNode) => {
    spans.push(text.slice(part.span.start, part.span.end));
    if (part.kind === "list") part.items.forEach(walk);
    if (part.kind === "map") part.entries.forEach(({ value }) => walk(value));
  };
  walk(node!);
  expect(spans).toEqual([
    text.trimEnd(),
    "b: 'x'   # c\n  d: [1]",
    "'x'",
    "[1]",
    "1",
    "|\n  z",
    "",
  ]);
});

test("scalars know how they were written", () => {
  const { node } = parseYaml(newSource("a.yaml", "[3.10, '3.10', no, a\n b]"), { anchors: false });
  const items = node?.kind === "list" ? node.items : [];
  expect(items.map((item) => item.kind === "scalar" ? [item.value, item.written, item.plain] : null)).toEqual(
    [
      [3.1, "3.10", true],
      ["3.10", "'3.10'", false],
      ["no", "no", true],
      ["a b", "a\n b", false],
    ],
  );
});

const pieces = fc.constantFrom(
  ...[
    "a",
    "b: ",
    "- ",
    "\n",
    "\n  ",
    "\n    ",
    ":",
    "?",
    "{",
    "}",
    "[",
    "]",
    ",",
    "#",
    "&x ",
    "*x",
    "!t ",
    "'",
  ],
  ...[
    '"',
    "|\n",
    ">-\n",
    "\t",
    "(",
    ")",
    "<<: ",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "\\",
    "é",
    "😀",
    "\r\n",
    " ",
  ],
  ...["1", "true", "~", "@", "`", "\u202e", "\ud800", "0x1f", "9".repeat(500), "\ufeff", "\u0000"],
);

test("any text gives a node or problems, all of them within the text", () => {
  const texts = fc.oneof(
    fc.string({ unit: "binary", size: "medium" }),
    fc.array(pieces, { size: "medium" }).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(texts, fc.boolean(), (text, anchors) => {
      const { node, problems } = parseYaml(newSource("a.yaml", text), { anchors });
      const within = ({ start, end }: { start: number; end: number }) =>
        0 <= start && start <= end && end <= text.length;
      const walk = (part: YamlNode): boolean =>
        within(part.span) &&
        (part.kind === "scalar" ||
          (part.kind === "list" ? part.items : part.entries.map(({ value }) => value)).every(walk));
      expect(problems.every(({ span }) => within(span))).toBe(true);
      expect(node === null || walk(node)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});
