import { describe, expect, test } from "bun:test";
import { memoryHost } from "../../core/host/memory.ts";
import type { MemoryTree } from "../../core/host/memory-files.ts";
import { runCli } from "../../core/cli/run-cli.ts";
import { readCase } from "../support/case.ts";
import { runIn, worldOf } from "../support/run-case.ts";

const library = readCase("base/library").tree;
const MODELS = "shared/spec/models.yaml";

async function planned(): Promise<MemoryTree> {
  const ran = await runIn(library, ["plan", "--plan-out", "plan.json"]);
  expect([ran.exit, ran.out.split("\n").at(-2)]).toEqual([0, "The plan is in plan.json."]);
  return ran.tree;
}

describe("--plan-out", () => {
  test("writes the plan and nothing else, the same each time", async () => {
    const tree = await planned();
    expect(Object.keys(tree).filter((path) => !Object.hasOwn(library, path))).toEqual(["plan.json"]);
    expect((await planned())["plan.json"]).toBe(tree["plan.json"]!);
    const { schema, changes } = JSON.parse(String(tree["plan.json"]));
    expect(schema).toBe("svc.plan/1");
    expect(changes.find(({ path }: { path: string }) => path === "Makefile").verb).toBe("create");
  });
});

describe("--plan", () => {
  test("carries out what was planned", async () => {
    const tree = await planned();
    const { exit, tree: done } = await runIn(tree, ["generate", "--plan", "plan.json"]);
    const { tree: direct } = await runIn(library, ["generate"]);
    const { "plan.json": _, ...rest } = done;
    expect([exit, Object.keys(rest)]).toEqual([0, Object.keys(direct)]);
    expect(rest).toEqual(direct);
  });

  const changes: readonly [string, (tree: MemoryTree) => MemoryTree][] = [
    [
      "the spec",
      (tree) => ({ ...tree, [MODELS]: String(tree[MODELS]).replace("max_length: 300", "max_length: 301") }),
    ],
    ["a file in the way", (tree) => ({ ...tree, "pyproject.toml": "mine" })],
    ["a scaffold", (tree) => ({ ...tree, Makefile: "all:\n" })],
    [
      "the plan",
      (tree) => ({ ...tree, "plan.json": String(tree["plan.json"]).replace(/"plan": "./, '"plan": "x') }),
    ],
  ];
  test.each(changes)("refuses and writes nothing if %s changed", async (_, change) => {
    const host = memoryHost(change(await planned()));
    const exit = await runCli(["generate", "--plan", "plan.json"], worldOf(host));
    expect([exit, host.effects]).toEqual([3, []]);
    expect(host.printed.err).toContain("SVC0742");
  });

  test("refuses a second time: the project is no longer what it was", async () => {
    const { tree } = await runIn(await planned(), ["generate", "--plan", "plan.json"]);
    expect((await runIn(tree, ["generate", "--plan", "plan.json"])).exit).toBe(3);
  });

  test("takes the decisions of the plan", async () => {
    const { tree } = await runIn(library, ["generate"]);
    const edited = { ...tree, "pyproject.toml": "mine" };
    const out = await runIn(edited, ["generate", "--theirs", "pyproject.toml", "--plan-out", "plan.json"]);
    expect(out.exit).toBe(0);
    const done = await runIn(out.tree, ["generate", "--plan", "plan.json"]);
    expect([done.exit, done.tree["pyproject.toml"] === tree["pyproject.toml"]]).toEqual([0, true]);
    const both = await runIn(out.tree, ["generate", "--plan", "plan.json", "--ours", "pyproject.toml"]);
    expect(both.exit).toBe(2);
  });

  test.each([["missing.json", {}], ["plan.json", { "plan.json": "{}" }]])(
    "says what %s is not",
    async (path, more) => {
      const { exit, err } = await runIn({ ...library, ...more }, ["generate", "--plan", path]);
      expect([exit, err.includes("SVC0709")]).toEqual([2, true]);
    },
  );
});
