import { beforeAll, expect, test } from "bun:test";
import type { MemoryTree } from "../../core/host/memory-files.ts";
import { runIn } from "../support/run-case.ts";

const ORM = "services/backend/src/backend/generated/orm/book.py";
const REVISION = "services/backend/src/backend/migrations/versions/0001_initial.py";
let shop: MemoryTree;

beforeAll(async () => {
  shop = (await runIn({}, ["init", "--yes"])).tree;
});

test("a line of a field leads to the field", async () => {
  const line = lineOf(shop, ORM, "status: Mapped");
  expect(await why(`${ORM}:${line}`)).toEqual({
    path: ORM,
    line,
    node: "models.Book.fields.status",
    spec: {
      file: "shared/spec/models.yaml",
      line: lineOf(shop, "shared/spec/models.yaml", "status:"),
      column: 7,
    },
    template: expect.stringMatching(/^templates\/backend\/orm-model\.eta:\d+$/),
    plugin: "backend",
    ownership: "generated",
  });
});

test("in an edited file the lines of svc are still known, and those of the user are called theirs", async () => {
  const text = (shop[ORM] as string).replace(/^class Book/m, "# mine\n# too\nclass Book");
  const edited = { ...shop, [ORM]: text };
  const line = lineOf(edited, ORM, "status: Mapped");
  expect(line).toBe(lineOf(shop, ORM, "status: Mapped") + 2);
  expect(await why(`${ORM}:${line}`, edited)).toMatchObject({ line, node: "models.Book.fields.status" });
  const mine = `${ORM}:${lineOf(edited, ORM, "# mine")}`;
  expect(await why(mine, edited)).toBe(
    `line ${mine.split(":")[1]} of ${ORM} was not generated: it was written by hand`,
  );
});

test("every kind of file has an answer, and what comes with a file is not said to be in every project", async () => {
  const files: readonly [path: string, plugin: string, ownership: string][] = [
    ["Makefile", "project", "scaffold"],
    ["services/backend/Dockerfile", "infra", "scaffold"],
    ["services/backend/src/backend/controllers/books.py", "backend", "once"],
    ["services/backend/src/backend/generated/routers/__init__.py", "backend", "generated"],
    ["services/backend/src/backend/migrations/schema.json", "backend", "generated"],
    ["shared/src/shared/py.typed", "python", "generated"],
    ["shared/src/shared/runtime/http.py", "backend", "generated"],
    [REVISION, "backend", "once"],
  ];
  for (const [path, plugin, ownership] of files) {
    expect([path, await why(path)]).toEqual([path, expect.objectContaining({ plugin, ownership, line: 1 })]);
  }
  const { out } = await runIn(shop, ["why", `${ORM}:1`]);
  expect(out).toContain("(no line of it: this comes with the file)");
});

test("a path may come from an editor, or begin with ./", async () => {
  for (const path of [`/project/${ORM}`, `./${ORM}`]) expect(await why(path)).toMatchObject({ path: ORM });
});

const refused: readonly [place: string, what: string, way: string][] = [
  [`${ORM}:9999`, `${ORM} has 9 lines`, "ask about one of them"],
  [`${ORM}:0`, `${ORM} has 9 lines`, "ask about one of them"],
  [`${REVISION}:9999`, `${REVISION} has 9 lines`, "ask about one of them"],
  [
    "shared/spec/models.yaml:3",
    "shared/spec/models.yaml is a spec: it is yours, and svc only reads it",
    "ask about a file that svc writes",
  ],
  [
    "services/backend/tests/test_finish_book.py",
    "svc does not generate services/backend/tests/test_finish_book.py: it is yours",
    "svc plan --verbose lists what it does",
  ],
  ["Makefil", "svc does not generate Makefil", "did you mean Makefile?"],
];
test.each(refused)("%s is refused with a way out", async (place, what, way) => {
  const { exit, out } = await runIn(shop, ["why", place, "--json"]);
  const { findings } = JSON.parse(out);
  const message = findings[0].message.replace(/has \d+ lines/, "has 9 lines");
  expect([exit, findings.length, message, findings[0].help]).toEqual([2, 1, what, way]);
});

/** What `svc why` answers, or the message that it refuses with. */
async function why(place: string, tree: MemoryTree = shop): Promise<unknown> {
  const { out } = await runIn(tree, ["why", place, "--json"]);
  const { data, findings } = JSON.parse(out);
  return findings.length > 0 ? findings[0].message : data;
}

function lineOf(tree: MemoryTree, path: string, words: string): number {
  return (tree[path] as string).split("\n").findIndex((line) => line.includes(words)) + 1;
}
