/**
 * The golden corpus: every folder of `tests/cases/` is a project, a command, and what has to come of it. `UPDATE=1`
 * writes what came; read the difference before you keep it.
 */
import { describe, expect, test } from "bun:test";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import type { Files, Host } from "../../core/host/host.ts";
import type { MemoryTree } from "../../core/host/memory-files.ts";
import { plugins } from "../../plugins/registry.ts";
import { allCases, type Case, filesIn } from "../support/case.ts";
import { overJson } from "../support/json-border.ts";
import { type Ran, runCase, runIn, wantedExit } from "../support/run-case.ts";

const update = (process.env["UPDATE"] ?? "") !== "";
const cases = allCases();

/** Every replay compares with the same run. */
const ran = new Map<string, Promise<Ran>>();
function plainRun(each: Case): Promise<Ran> {
  const known = ran.get(each.name) ?? runCase(each);
  ran.set(each.name, known);
  return known;
}

describe("golden", () => {
  for (const each of cases) {
    test(each.name, async () => {
      const ran = await plainRun(each);
      if (update) write(each, ran);
      if (each.settings.plan) expect(ran.out).toBe(expected(each, "plan.txt"));
      expect(ran.err).toBe(expected(each, "diagnostics.txt"));
      expect(ran.exit).toBe(wantedExit(each, ran.out + ran.err));
      expect(kept(each, ran.tree)).toEqual(filesIn(join(each.folder, "out")));
    });
  }

  test("nothing in the corpus is read by nobody", () => {
    const known = /^(case\.yaml|plan\.txt|diagnostics\.txt|in\/.+|out\/.+)$/;
    const stray = cases.flatMap(({ name, folder }) =>
      Object.keys(filesIn(folder)).filter((path) => !known.test(path)).map((path) => `${name}/${path}`)
    );
    expect(stray).toEqual([]);
  });
});

describe("a second run has nothing to do", () => {
  for (const each of cases.filter(isGenerated)) {
    test(each.name, async () => {
      const first = await plainRun(each);
      const second = await runIn(first.tree, ["generate"]);
      expect(second.exit).toBe(0);
      expect(second.out).toEndWith("Nothing changed.\n");
      expect(second.tree).toEqual(first.tree);
    });
  }
});

describe("the order of plugins and files changes nothing", () => {
  const shuffled = { plugins: [...plugins].reverse(), host: withReversedFolders };
  for (const each of cases) {
    test(each.name, async () => expect(await runCase(each, shuffled)).toEqual(await plainRun(each)));
  }
});

describe("what crosses to plugins and back survives JSON", () => {
  const crossing = { plugins: plugins.map(overJson) };
  for (const each of cases) {
    test(each.name, async () => expect(await runCase(each, crossing)).toEqual(await plainRun(each)));
  }
});

describe("specs with the line ends of Windows mean the same", () => {
  for (const each of cases.filter(({ settings }) => Object.keys(settings.files).length === 0)) {
    test(each.name, async () => {
      const [plain, windows] = [await plainRun(each), await runCase({ ...each, ...withCrlf(each) })];
      expect({ ...windows, tree: withoutSpecs(windows.tree) }).toEqual({
        ...plain,
        tree: withoutSpecs(plain.tree),
      });
    });
  }
});

function isGenerated(each: Case): boolean {
  return each.settings.args[0] === "generate" && wantedExit(each, expected(each, "diagnostics.txt")) === 0 &&
    !each.settings.args.some((arg) => /^--(dry-run|check|stubs)$/.test(arg));
}

/** Nothing is printed where there is no file. */
function expected({ folder }: Case, name: string): string {
  const path = join(folder, name);
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

function kept({ settings }: Case, tree: MemoryTree): MemoryTree {
  const patterns = settings.keep.map((pattern) => new Bun.Glob(pattern));
  return Object.fromEntries(
    Object.entries(tree).filter(([path]) => patterns.some((each) => each.match(path))),
  );
}

function write(each: Case, { out, err, tree }: Ran): void {
  rmSync(join(each.folder, "out"), { recursive: true, force: true });
  const outputs = Object.entries(kept(each, tree)).map(([path, content]) =>
    [`out/${path}`, content] as const
  );
  for (
    const [path, content] of [
      ...outputs,
      ["plan.txt", each.settings.plan ? out : ""] as const,
      ["diagnostics.txt", err] as const,
    ]
  ) {
    const file = join(each.folder, path);
    if (typeof content !== "string") throw new Error(`${each.name} keeps ${path}, which is no text`);
    mkdirSync(dirname(file), { recursive: true });
    if (content === "" && !path.startsWith("out/")) rmSync(file, { force: true });
    else writeFileSync(file, content);
  }
}

/** A disk that lists its folders the other way round. */
function withReversedFolders(host: Host): Host {
  const { files } = host;
  const reversed: Files = { ...files, list: (path) => files.list(path).toReversed() };
  return { ...host, files: reversed };
}

function isSpec(path: string): boolean {
  return path === "services.yml" || /\/spec\/.*\.yaml$/.test(path);
}

function withCrlf({ tree, settings }: Case): Pick<Case, "tree" | "settings"> {
  const crlf = (text: string) => text.replace(/\r?\n/g, "\r\n");
  const lines = Object.entries(tree).map(([path, text]) =>
    [path, isSpec(path) && typeof text === "string" ? crlf(text) : text] as const
  );
  const edit = settings.edit.map((each) => {
    if ("folder" in each || !isSpec(each.file)) return each;
    if ("find" in each) return { ...each, find: crlf(each.find), put: crlf(each.put) };
    return "append" in each ? { ...each, append: crlf(each.append) } : each;
  });
  return { tree: Object.fromEntries(lines), settings: { ...settings, edit } };
}

function withoutSpecs(tree: MemoryTree): MemoryTree {
  return Object.fromEntries(Object.entries(tree).filter(([path]) => !isSpec(path)));
}
