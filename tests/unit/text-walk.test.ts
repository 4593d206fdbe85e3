import { expect, test } from "bun:test";
import type { NodePath } from "../../core/text/node.ts";
import { parseYaml } from "../../core/text/parse-yaml.ts";
import { newSource } from "../../core/text/source.ts";
import { keySpanAt, nodeAt, spanAt } from "../../core/text/walk.ts";

const text = "models:\n  Book:\n    fields: { title: string }\n    unique: [[title]]\n";
const root = parseYaml(newSource("a.yaml", text), { anchors: false }).node;
const cut = (span: { start: number; end: number } | null) => span && text.slice(span.start, span.end);

const leads = (path: NodePath, value: string, key: string) =>
  test(path.join("/"), () => {
    expect(cut(spanAt(root, path))).toBe(value);
    expect(cut(keySpanAt(root, path))).toBe(key);
  });

leads([], text.trimEnd(), text.trimEnd());
leads(["models", "Book", "fields", "title"], "string", "title");
leads(["models", "Book", "unique", 0, 0], "title", "title");
leads(["models", "Book", "unique", 0], "[title]", "[title]");
leads(["models", "Book", "fields", "pages", "type"], "{ title: string }", "fields");
leads(["models", "Book", "unique", 5], "[[title]]", "unique");

test("a path that does not exist has no node", () => {
  expect(nodeAt(root, ["models", "Book", "fields"])?.kind).toBe("map");
  expect(nodeAt(root, ["models", "Book", "pages"])).toBeNull();
  expect(nodeAt(null, [])).toBeNull();
  expect(spanAt(null, ["a"])).toBeNull();
});
