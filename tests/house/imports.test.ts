import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { violations } from "./rules.ts";
import { codeOf, importsOf } from "./scan.ts";

const root = join(import.meta.dir, "../..");

test("this repository keeps the rules of the house", async () => {
  const files = new Map<string, string>();
  for (const pattern of ["*.ts", "{core,plugins,templates,scripts,tests}/**/*.ts"]) {
    for (const path of new Bun.Glob(pattern).scanSync({ cwd: root })) {
      if (/^tests\/(cases|projects)\//.test(path)) continue;
      files.set(path, await Bun.file(join(root, path)).text());
    }
  }
  expect(violations(new Map([...files].sort()))).toEqual([]);
});

test("an empty tree keeps them too", () => {
  expect(violations(new Map())).toEqual([]);
});

describe("allowed", () => {
  const allowed: readonly [path: string, text: string][] = [
    ["core/spec/a.ts", 'import { b } from "../text/b.ts";'],
    ["core/spec/a.ts", 'import { b } from "./b.ts";'],
    ["core/pipeline.ts", 'import { b } from "./apply/b.ts";'],
    ["core/cli/a.ts", 'import { b } from "../pipeline.ts";\nimport { styleText } from "node:util";'],
    ["core/text/a.ts", 'import { parseDocument } from "yaml";'],
    ["core/schema/a.ts", 'export { z } from "zod";\nconst a = b as any;'],
    ["core/host/bun.ts", 'import { sep } from "node:path";\nBun.write("a", process.cwd());'],
    ["core/plan/a.ts", '// console.log(Bun)\nconst a = "Math.random()" + /[/"]process.exit/.source;'],
    ["core/plan/a.ts", "const a = `console.log(`; const python = `x: any`; export const any = many.any();"],
    ["core/plan/a.ts", "host.process.pid; host.console; const date = new Date(0);"],
    ["mod.ts", 'export { b } from "./core/plugin/b.ts";'],
    ["main.ts", 'import process from "node:process";\nimport { plugins } from "./plugins/registry.ts";'],
    ["plugins/registry.ts", 'import backend from "./backend/plugin.ts";'],
    [
      "plugins/backend/plugin.ts",
      'import { b } from "../../mod.ts";\nimport { c } from "../python/contract.ts";',
    ],
    [
      "plugins/backend/views.ts",
      'import { b } from "../../templates/index.ts";\nimport { c } from "./contract.ts";',
    ],
    ["templates/index.ts", 'import type { V } from "../plugins/backend/views.ts";'],
    [
      "scripts/a.ts",
      'import { Eta } from "eta";\nimport { z } from "../core/schema/b.ts";\nconsole.log(Date.now());',
    ],
    ["tests/unit/a.test.ts", 'import fc from "fast-check";\nimport { test } from "bun:test";'],
  ];
  test.each(allowed)("%s: %s", (path, text) => {
    expect(alone(path, text)).toEqual([]);
  });
});

describe("forbidden", () => {
  const forbidden: readonly [path: string, text: string, said: string][] = [
    ["core/text/a.ts", 'import { b } from "../spec/b.ts";', "point one way"],
    ["core/text/a.ts", 'import type { b } from "../host/b.ts";', "point one way"],
    ["core/spec/a.ts", 'import { b } from "../pipeline.ts";', "point one way"],
    ["core/pipeline.ts", 'export * from "./cli/b.ts";', "point one way"],
    ["core/odd/a.ts", 'import { b } from "../text/b.ts";', "has no folder `odd`"],
    ["core/plan/a.ts", 'const b = await import("../../plugins/backend/plugin.ts");', "core knows no plugin"],
    ["core/plan/a.ts", 'import { b } from "../../mod.ts";', "core knows no plugin"],
    ["core/plan/a.ts", 'import { b } from "../../tests/support/b.ts";', "scripts and tests"],
    ["core/plan/a.ts", 'import { b } from "../text/b";', "with its extension"],
    ["mod.ts", 'export { b } from "./plugins/backend/contract.ts";', "no plugin"],
    ["mod.ts", 'export { b } from "./core/host/b.ts";', "effects"],
    ["plugins/backend/plugin.ts", 'import { b } from "../../core/model/b.ts";', "no private door"],
    ["plugins/backend/plugin.ts", 'import { b } from "../python/views.ts";', "no private door"],
    ["plugins/registry.ts", 'import { b } from "./backend/views.ts";', "no private door"],
    ["templates/index.ts", 'import { b } from "../core/template/b.ts";', "function of a view"],
    ["core/spec/a.ts", 'import { parse } from "yaml";', "core/text/"],
    ["plugins/backend/a.ts", 'import { z } from "zod/v4";', "core/schema/"],
    ["core/plan/a.ts", 'import x from "@scope/left-pad/x";', "@scope/left-pad has no importing folder"],
    ["core/plan/a.ts", 'import { join } from "node:path";', "behind core/host"],
    ["core/cli/a.ts", 'import { createHash } from "node:crypto";', "behind core/host"],
    ["core/host/memory.ts", 'import { file } from "bun";', "behind core/host"],
    ["scripts/a.ts", 'import { test } from "bun:test";', "behind core/host"],
    ["core/host/memory.ts", "Bun.file;", "runtime-neutral"],
    ["core/plan/a.ts", "`${console.log(`}`)}`;", "says `console`"],
    ["plugins/backend/a.ts", "process.env;", "no effects"],
    ["mod.ts", "await fetch(url);", "no effects"],
    ["core/plan/a.ts", "const a = b / Date.now() / c;", "no clock"],
    ["core/plan/a.ts", "new Date();", "no clock"],
    ["plugins/backend/a.ts", "Math.random();", "no clock"],
    ["core/plan/a.ts", "names.sort((a, b) => a.localeCompare(b));", "locale"],
    ["core/plan/a.ts", "function a(b: any) {}", "type checker off"],
    ["tests/unit/a.test.ts", "const a: Map<any, 1> = b;", "type checker off"],
    ["scripts/a.ts", "const a = b as any;", "type checker off"],
    ["scripts/a.ts", "// @ts-ignore: later", "silencing it"],
  ];
  test.each(forbidden)("%s: %s", (path, text, said) => {
    expect(alone(path, text)).toEqual([expect.stringContaining(said)]);
  });
});

describe("reach", () => {
  test("a file that only dead files import is dead", () => {
    const files = new Map([
      ["main.ts", 'import { a } from "./core/cli/a.ts";'],
      ["core/cli/a.ts", ""],
      ["core/cli/b.ts", 'import { c } from "./c.ts";'],
      ["core/cli/c.ts", ""],
      ["plugins/_template/plugin.ts", ""],
    ]);
    expect(violations(files)).toEqual([
      expect.stringContaining("core/cli/b.ts: nothing imports it"),
      expect.stringContaining("core/cli/c.ts: nothing imports it"),
    ]);
  });
});

describe("circles", () => {
  const files = (last: string) =>
    new Map([
      ["main.ts", 'import { a } from "./core/cli/a.ts";'],
      ["core/cli/a.ts", 'import { b } from "./b.ts";'],
      ["core/cli/b.ts", 'import { c } from "./c.ts";'],
      ["core/cli/c.ts", last],
    ]);

  test("files that need each other are one file", () => {
    expect(violations(files('import { a } from "./a.ts";'))).toEqual([
      "core/cli/a.ts: imports itself by way of core/cli/b.ts, core/cli/c.ts — what cannot be loaded alone cannot be read alone",
    ]);
  });

  test("types may know each other", () => {
    expect(violations(files('import type { A } from "./a.ts";'))).toEqual([]);
  });
});

describe("exports", () => {
  test("a value that no other file names is not exported", () => {
    const files = new Map([
      ["main.ts", 'import { a, type T } from "./core/cli/a.ts";\nimport "./mod.ts";\na();'],
      ["mod.ts", 'export * from "./core/model/c.ts";'],
      ["core/cli/a.ts", "export function a() {}\n\nexport const b = 1;\nexport type T = typeof b;"],
      ["core/model/c.ts", "export const c = 1;"],
    ]);
    expect(violations(files)).toEqual([
      "core/cli/a.ts:3: exports b, and nothing imports it — what one file needs is its own",
    ]);
  });
});

describe("scan", () => {
  test("imports are found with their line, in every form", () => {
    const text =
      'import a, { b } from "a";\nimport type {\n  c,\n} from "c";\nimport "d";\nexport * from "e";\n' +
      'const f = await import("f");\n// import g from "g";\nconst h = `import h from "h"`;\nArray.from("i");\n';
    expect(importsOf(text)).toEqual([
      { specifier: "a", line: 1, isType: false },
      { specifier: "c", line: 4, isType: true },
      { specifier: "d", line: 5, isType: false },
      { specifier: "e", line: 6, isType: false },
      { specifier: "f", line: 7, isType: false },
    ]);
  });

  const texts: readonly [text: string, code: string][] = [
    ["a // b\nc", "a     \nc"],
    ["a /* b\n */ c", "a     \n    c"],
    ['a("b\\"c")', 'a("    ")'],
    ["a(`b${c}d`)", "a(` ${c} `)"],
    ["`${{ a: `${b}c` }}d`", "`${{ a: `${b} ` }} `"],
    ["`\\`\\${a}`", "`       `"],
    ["`$a$`", "`   `"],
    ["a = /[/\"']/g; b", "a =        g; b"],
    ["a / b / c; 'd'", "a / b / c; ' '"],
    ["f(/'/, 1)", "f(   , 1)"],
  ];
  test.each(texts)("%p", (text, code) => {
    expect(codeOf(text)).toBe(code);
  });
});

/** Violations of one file in a tree where everything it could import exists. */
function alone(path: string, text: string): string[] {
  return violations(new Map([[path, text]])).filter((found) => !found.includes("nothing imports it"));
}
