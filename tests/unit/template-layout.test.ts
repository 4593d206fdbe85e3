import { expect, test } from "bun:test";
import { type Py, py } from "../../core/template/code.ts";
import { contentOf } from "../../core/template/content.ts";
import { isBlock } from "../../core/template/block.ts";
import { docstringLines } from "../../core/template/docstring.ts";
import { layoutStatement } from "../../core/template/layout.ts";

/** A statement of a template with its holes, at the left margin. */
function laidOut(texts: readonly string[], ...holes: readonly Py[]): string {
  const parts = texts.flatMap((text, index) => {
    const content = holes[index] === undefined ? "" : contentOf(holes[index], "python");
    if (typeof content !== "string" && isBlock(content)) throw new Error("not an expression");
    return [text, content];
  });
  return layoutStatement(parts.filter((part) => part !== ""), 0, null).join("\n");
}

const lays = (name: string, source: string, lines: readonly string[]) =>
  test(name, () => expect(laidOut([source])).toBe(lines.join("\n")));

const a = "a".repeat(40);
const b = "b".repeat(40);

lays("what fits stays on one line", `f(${a}, ${b})`, [`f(${a}, ${b})`]);
lays("arguments go to one line of their own", `return await f(${a}, ${b}, c=1)`, [
  "return await f(",
  `    ${a}, ${b}, c=1`,
  ")",
]);
lays("or to one line each, with a comma", `f(${a}, ${b}, ${a})`, [
  "f(",
  `    ${a},`,
  `    ${b},`,
  `    ${a},`,
  ")",
]);
lays("items of a display go to one line each at once", `x = [${a}, ${b}, c, d, e, f, g]`, [
  "x = [",
  `    ${a},`,
  `    ${b},`,
  ..."cdefg".split("").map((letter) => `    ${letter},`),
  "]",
]);
lays("line ends and the last comma between brackets mean nothing", "f(\n    a,\n    b,\n)", ["f(a, b)"]);
lays(
  "a header breaks its parameters, and not what it returns",
  `def f(self, ${a}: A, ${b}: B) -> Result[X]:`,
  [
    "def f(",
    `    self, ${a}: A, ${b}: B`,
    ") -> Result[X]:",
  ],
);
lays("a class header", `class ${a}(${b}, Base, metaclass=Meta, spec=x):`, [
  `class ${a}(`,
  `    ${b}, Base, metaclass=Meta, spec=x`,
  "):",
]);
lays("operators break before the loosest", `x = ${a} | ${b} | ${a}`, [
  "x = (",
  `    ${a}`,
  `    | ${b}`,
  `    | ${a}`,
  ")",
]);
lays("chains of calls break before their dots", `x = select(${a}).where(${b}).limit(one_hundred)`, [
  "x = (",
  `    select(${a})`,
  `    .where(${b})`,
  "    .limit(one_hundred)",
  ")",
]);

const long = "The quick brown fox jumps over the lazy dog. ".repeat(3).trim();

test("a string that is too long is printed in parts", () => {
  expect(laidOut(["x = ", ""], py.str(long))).toBe(
    'x = (\n    "The quick brown fox jumps over the lazy dog. The quick brown fox jumps over the lazy dog. "\n' +
      '    "The quick brown fox jumps over the lazy dog."\n)',
  );
  expect(laidOut(["f(a, text=", ")"], py.str(long))).toContain('    text=(\n        "The quick');
});

test("strings are quoted as ruff does, and what cannot be seen is escaped", () => {
  const texts: readonly (readonly [string, string])[] = [
    ["it's", `"it's"`],
    ['say "x"', `'say "x"'`],
    [`it's "x"`, `'it\\'s "x"'`],
    [
      `\0\u202e\u2028${String.fromCharCode(0xd800)}${String.fromCodePoint(0xe0001)}\xa0`,
      String.raw`"\x00\u202e\u2028\ud800\U000e0001\xa0"`,
    ],
    ["naïve – 漢字", `"naïve – 漢字"`],
    ["a\\b\n", String.raw`"a\\b\n"`],
  ];
  for (const [text, literal] of texts) expect(laidOut(["", ""], py.str(text))).toBe(literal);
});

test("precedence is kept with parentheses", () => {
  const union = py.union(py.name("A"), py.none);
  expect(laidOut(["x = ", ""], py.expr`${union}.x`)).toBe("x = (A | None).x");
  expect(laidOut(["x = ", ""], py.binary(py.name("a"), "-", py.binary(py.name("b"), "-", py.name("c")))))
    .toBe(
      "x = a - (b - c)",
    );
  expect(laidOut(["x = ", ""], py.not(py.and(py.name("a"), py.name("b"))))).toBe("x = not (a and b)");
});

const refuses = (name: string, make: () => unknown) => test(`refuses ${name}`, () => expect(make).toThrow());

refuses("a name that is none", () => py.name("a b"));
refuses("a keyword as a name", () => py.name("self.class"));
refuses("a name with a line end", () => py.name("a\n"));
refuses("a module that is none", () => py.ref({ module: "os; x", name: "y" }));
refuses("numbers that Python cannot write", () => py.float(NaN));
refuses("fractions as integers", () => py.int(1.5));
refuses("quotes in an f-string's value", () => py.fstr([py.str("x")]));
refuses("a tag that is called as a function", () => py.expr(["evil()"] as unknown as TemplateStringsArray));
refuses("what is no expression", () => py.expr`a; b`);

test("docstrings cannot be left", () => {
  expect(docstringLines({ summary: 'say """x""" and \\n\u202e' }, 4)).toEqual([
    "    r\"\"\"Say '''x''' and \\n<U+202E>.\"\"\"",
  ]);
  expect(
    docstringLines({ summary: "x", body: "Args:\n\nReturns\n\n  y", raises: [{ name: "E", text: "z" }] }, 0),
  ).toEqual(
    ['"""X.', "", '"Args:"', "", '"Returns"', "", "y", "", "Raises:", "    E: Z.", '"""'],
  );
  expect(docstringLines({ summary: `"${long}` }, 0)).toEqual([
    '"""\'The quick brown fox jumps over the lazy dog. The quick brown fox jumps over the lazy dog.',
    "",
    "The quick brown fox jumps over the lazy dog.",
    '"""',
  ]);
});
