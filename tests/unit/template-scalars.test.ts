import { expect, test } from "bun:test";
import { type Code, ini, type Language, make, md, render, sh, toml, yaml } from "../../core/template/code.ts";
import { contentOf } from "../../core/template/content.ts";
import { template } from "../../core/template/template.ts";

const writes = <L extends Language>(language: L, code: Code<L>, text: string) =>
  test(`${language}: ${text}`, () => expect(contentOf(code, language)).toBe(text));

const hostile = '"\n\u202e\\$x';

writes("toml", toml.str(hostile), String.raw`"\"\u000A\u202E\\$x"`);
writes("toml", toml.key("a b"), '"a b"');
writes("toml", toml.array([toml.str("a"), toml.int(1)]), '["a", 1]');
writes("toml", toml.lines([toml.str("a")]), '[\n    "a",\n]');
writes("toml", toml.table([[toml.key("workspace"), toml.bool(true)]]), "{ workspace = true }");
writes("yaml", yaml.str("plain word"), "plain word");
writes("yaml", yaml.str("yes"), '"yes"');
writes("yaml", yaml.str("a: b # c"), '"a: b # c"');
writes("yaml", yaml.str(hostile), String.raw`"\"\x0A\u202E\\$x"`);
writes("yaml", yaml.str("8000"), '"8000"');
writes(
  "markdown",
  md.text("# <b>|x|</b> [a](b) `c`\n\n- d"),
  String.raw`\# \<b\>\|x\|\</b\> \[a\](b) \`c\` - d`,
);
writes("markdown", md.text("1. one"), String.raw`1\. one`);
writes("markdown", md.code("a`b|c"), "``a`b\\|c``");
writes("markdown", md.fence("```\nx"), "````\n```\nx\n````");
writes("make", make.text("$(shell x) # y"), String.raw`$$(shell x) \# y`);
writes("make", make.arg("it's $x"), `'it'\\''s $$x'`);
writes("ini", ini.value("50%\n[x]"), "50%% [x]");
writes("ini", ini.env("$(x)"), String.raw`"\$(x)"`);
writes("shell", sh.word("a b"), "'a b'");
writes("shell", sh.exec(["a", 'b"']), String.raw`["a", "b\""]`);

test("a name that is none is refused", () => {
  expect(() => make.name("a: b")).toThrow();
  expect(() => ini.key("a\nb")).toThrow();
  expect(() => sh.name("a;b")).toThrow();
});

test("a hole of several lines keeps the indentation of its line, and every line has its origin", () => {
  const source = template<Code<"toml">, "toml">("x/y", "toml", [], (t, it) => {
    t.line(2);
    t.text("  dev = ");
    t.code(it, 0);
    t.newline();
  });
  const { text, origins } = render(source, toml.lines([toml.str("a")]));
  expect(text).toBe('  dev = [\n      "a",\n  ]\n');
  expect(origins).toEqual([{ first: 1, last: 3, node: null, template: "templates/x/y.eta:2" }]);
});
