// Plugins as somebody else would write them: through mod.ts, beside the built-in ones.
import { expect, test } from "bun:test";
import { add, definePlugin, definePoint, type Json, type Plugin, type Point, z } from "../../mod.ts";
import { plugins as builtIn } from "../../plugins/registry.ts";
import { runIn } from "../support/run-case.ts";

const lines = definePoint("shelf/lines", "list", z.strictObject({ text: z.string() }));
const tree = definePoint("shelf/tree", "tree", z.string());
const asleep = definePoint("sleeper/lines", "list", z.string());

/** Owns the points, and prints what came. */
const shelf = definePlugin({
  name: "shelf",
  summary: "Prints entries",
  options: z.strictObject({}),
  always: true,
  points: [lines, tree],
  *assemble(_model, _options, entries) {
    const all = [...entries.of(lines), ...entries.of(tree)];
    const text = all.map(({ plugin, key, value }) => `${plugin} ${key} ${JSON.stringify(value)}\n`).join("");
    yield { kind: "file", path: "shelf.txt", ownership: "generated", text, origins: [] };
  },
});

/** Is there, but no project says that it wants it. */
const sleeper = definePlugin({
  name: "sleeper",
  summary: "Sleeps",
  options: z.strictObject({}),
  points: [asleep],
});

type Wish = readonly [point: Point<never>, key: string, value: Json];

function writer(name: string, ...wishes: readonly Wish[]): Plugin {
  return definePlugin({
    name,
    summary: "Adds entries",
    options: z.strictObject({}),
    always: true,
    *contribute() {
      for (const [point, key, value] of wishes) yield add(point as Point, key, value, "project");
    },
  });
}

const wish = (
  point: Point<never> | Point<string> | typeof lines,
  key: string,
  value: Json,
): Wish => [point as Point<never>, key, value];
const text = (text: string) => ({ text });

test("entries come sorted by plugin and key, whoever spoke first", async () => {
  const a = writer("a", wish(lines, "y", text("1")), wish(lines, "x", text("2")));
  const b = writer("b", wish(lines, "w", text("3")));
  for (const others of [[a, b], [b, a]]) {
    const { tree } = await run([...others, shelf]);
    expect(tree["shelf.txt"]).toBe('a x {"text":"2"}\na y {"text":"1"}\nb w {"text":"3"}\n');
  }
});

test("in a tree equal values meet", async () => {
  const both = [writer("a", wish(tree, "env.PORT", "8000")), writer("b", wish(tree, "env.PORT", "8000"))];
  expect((await run([shelf, ...both])).findings).toEqual([]);
});

test("entries for a plugin that is not active are dropped", async () => {
  const { findings } = await run([shelf, sleeper, writer("a", wish(asleep, "x", "1"))]);
  expect(findings).toEqual([]);
});

const MISTAKES: readonly [name: string, writers: readonly Plugin[], finding: string][] = [
  [
    "a point that nobody declares",
    [writer("a", wish(definePoint("shelf/linse", "list", z.string()), "x", "1"))],
    'SVC0500: plugin a adds "x" to the point shelf/linse, which nobody declares',
  ],
  [
    "a value of another shape",
    [writer("a", wish(lines, "x", { txet: "1" }))],
    'SVC0501: the entry "x" of plugin a does not fit the point shelf/lines: text: Invalid input: expected string, received undefined',
  ],
  [
    "one key of a list twice, even with equal values",
    [writer("a", wish(lines, "x", text("1"))), writer("b", wish(lines, "x", text("1")))],
    'SVC0502: plugins a and b both set "x" of the point shelf/lines',
  ],
  [
    "unequal values at one place of a tree",
    [writer("a", wish(tree, "x", "1")), writer("b", wish(tree, "x", "2"))],
    'SVC0502: plugins a and b both set "x" of the point shelf/tree',
  ],
  [
    "a value where another has a branch",
    [writer("a", wish(tree, "x", "1")), writer("b", wish(tree, "x.y", "2"))],
    'SVC0502: plugins a and b both set "x.y" of the point shelf/tree',
  ],
];
test.each(MISTAKES)("%s", async (_, writers, finding) => {
  const { exit, findings, tree } = await run([shelf, ...writers]);
  expect([exit, findings, Object.keys(tree)]).toEqual([2, [finding], ["services.yml"]]);
});

async function run(more: readonly Plugin[]) {
  const spec = { "services.yml": "version: 3\nproject: { name: shop }\nplugins: {}\nservices: {}\n" };
  const { exit, out, tree } = await runIn(spec, ["generate", "--json"], { plugins: [...more, ...builtIn] });
  const { findings } = JSON.parse(out);
  const said = findings.map(({ code, message }: { code: string; message: string }) => `${code}: ${message}`);
  return { exit, findings: said as readonly string[], tree };
}
