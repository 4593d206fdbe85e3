import { describe, expect, test } from "bun:test";
import { runCli } from "../../core/cli/run-cli.ts";
import { memoryHost, type MemoryOptions } from "../../core/host/memory.ts";
import { worldOf } from "../support/run-case.ts";

async function init(args: readonly string[], options: MemoryOptions) {
  const host = memoryHost({}, options);
  const exit = await runCli(["init", ...args], worldOf(host));
  const spec = host.files.read("services.yml");
  return {
    exit,
    said: host.printed.err,
    effects: host.effects.length,
    spec: spec === null ? null : new TextDecoder().decode(spec),
  };
}

describe("the dialogue of svc init", () => {
  test("empty lines take the defaults, which is what --yes does", async () => {
    const asked = await init([], { answers: ["", "", "", "", "", ""] });
    expect(asked.exit).toBe(0);
    expect(asked.spec).toBe((await init(["--yes"], {})).spec!);
    expect(asked.said).toStartWith("Name (project): \nTitle for people (Project): \n");
  });

  test("asks only for what was not given, and answers win over defaults", async () => {
    const { exit, said, spec } = await init(["--name", "shop", "--example", "none"], {
      answers: ["The shop", "Sells things.", "3.13", "y"],
    });
    expect(exit).toBe(0);
    expect(said).not.toContain("Name (");
    for (const line of ["name: shop", "title: The shop", "description: Sells things.", 'python: "3.13"']) {
      expect(spec).toContain(line);
    }
  });

  test("asks again where the language refuses an answer, in its words", async () => {
    const { exit, said } = await init([], {
      answers: ["My Shop!", "shop", "", "zoo", "none", "", "4.0", "3.12", "yes"],
    });
    expect(exit).toBe(0);
    expect(said.match(/^Name \(/gm)).toHaveLength(2);
    expect(said.match(/^Begin with/gm)).toHaveLength(2);
    expect(said.match(/^Python of the images/gm)).toHaveLength(2);
    expect(said).toContain("one of library, none, please");
  });

  test.each([
    ["no", ["", "", "", "", "", "n"], 3],
    ["the end of input", ["", ""], 3],
    ["the end of input at the last question", ["", "", "", "", ""], 3],
    ["Ctrl-C", ["", null], 130],
  ])("%s: nothing is made", async (_, answers, code) => {
    const { exit, effects } = await init([], { answers });
    expect([exit, effects]).toEqual([code, 0]);
  });
});

describe("nobody is asked", () => {
  const cases: readonly [string, string[], MemoryOptions][] = [
    ["without a terminal", [], {}],
    ["with --no-input", ["--no-input"], { answers: [""] }],
    ["with CI set", [], { answers: [""], env: { CI: "true" } }],
    ["with --json", ["--json"], { answers: [""] }],
  ];
  test.each(cases)("%s", async (_, args, options) => {
    const { exit, said, effects } = await init(args, options);
    expect([exit, effects]).toEqual([3, 0]);
    expect(said).not.toContain("Title for people");
  });

  test("with --yes", async () => {
    const { exit, said } = await init(["--yes"], { answers: ["nobody"] });
    expect([exit, said.includes("Name (")]).toEqual([0, false]);
  });
});
