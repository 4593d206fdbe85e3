import { describe, expect, test } from "bun:test";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commands } from "../../core/cli/registry.ts";
import { fullCatalogue } from "../../core/cli/full-catalogue.ts";
import { optionsOf } from "../../core/cli/options.ts";
import type { MemoryTree } from "../../core/host/memory-files.ts";
import { contribute, understand } from "../../core/pipeline.ts";
import { parseYaml } from "../../core/text/parse-yaml.ts";
import { newSource } from "../../core/text/source.ts";
import manifest from "../../package.json" with { type: "json" };
import { plugins } from "../../plugins/registry.ts";
import { starters } from "../../plugins/starters.ts";
import { type Block, blocksOf, tourCommands, tourScript } from "../support/readme-blocks.ts";
import { runIn } from "../support/run-case.ts";

const root = join(import.meta.dir, "../..");
const pages = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"];
const textOf = (path: string) => readFileSync(join(root, path), "utf8");
const readme = textOf("README.md");

describe("the specs of the README", () => {
  const yaml = blocksOf(readme).filter(({ language }) => language === "yaml");
  const second = yaml.findIndex((block) => pathOf(block) === "services.yml");

  test("each says which file it is, and parses", () => {
    for (const block of yaml) {
      const path = pathOf(block);
      expect([path, parseYaml(newSource(path, block.text), { anchors: false }).problems]).toEqual([path, []]);
    }
  });

  test("those of the tour are what svc init writes", () => {
    expect(second).toBeGreaterThan(0);
    for (const block of yaml.slice(0, second)) {
      expect(withoutHead(starters[0]!.files[pathOf(block)]!)).toBe(withoutHead(block.text));
    }
  });

  test("the others are a project without findings", () => {
    const bytes = new Map(
      yaml.slice(second).map((block) => [pathOf(block), new TextEncoder().encode(block.text)]),
    );
    const { value, diagnostics } = understand(bytes, plugins);
    expect(diagnostics).toEqual([]);
    expect(contribute(value.project!).diagnostics).toEqual([]);
  });
});

test("the slot of the README is the one that svc init writes", () => {
  const [block] = blocksOf(readme).filter(({ language }) => language === "python");
  expect(starters[0]!.files[pathOf(block!)]).toContain(withoutHead(block!.text));
});

test("every command of the README exists, with its options, and none is left out", () => {
  const named = new Set<string>();
  for (const words of spoken(readme, "svc")) {
    const command = commands.findLast(({ name }) => `${words} `.startsWith(`${name} `));
    if (command === undefined && !words.startsWith("--")) throw new Error(`README names svc ${words}`);
    if (command === undefined) continue;
    named.add(command.name);
    const known = [
      ...optionsOf(command).map(({ flags }) => flags.split(" ")[0]),
      "--json",
      "--color",
      "--verbose",
      "--no-input",
    ];
    for (const [flag] of words.matchAll(/--[a-z-]+/g)) expect(known).toContain(flag);
  }
  expect([...named].sort()).toEqual(commands.map(({ name }) => name).sort());
});

test("the tour is a program of bash, and knows which command fails", () => {
  const script = tourScript(readme);
  expect(script).toContain("svc init shop --yes\n");
  expect(script).toContain("svc check\ncode=$?\nif [ $code -ne 1 ]");
  expect(Bun.spawnSync(["bash", "-n"], { stdin: new TextEncoder().encode(script) }).exitCode).toBe(0);
});

describe("what the README shows is what svc prints", () => {
  /** Each line, with `…` for what changes with every version. */
  function expectShown(mark: string, printed: string): void {
    const lines = new Set(printed.split("\n"));
    const blocks = blocksOf(readme).filter((block) => block.language === "text" && block.mark === mark);
    expect(blocks).not.toEqual([]);
    for (const line of blocks.flatMap(({ text }) => text.split("\n"))) {
      const pattern = new RegExp(`^${line.split("…").map((part) => RegExp.escape(part)).join(".*")}$`);
      expect([line, lines.has(line) || [...lines].some((each) => pattern.test(each))]).toEqual([line, true]);
    }
  }

  test("the tour, up to what needs Python", async () => {
    let [tree, printed]: [MemoryTree, string] = [{}, ""];
    for (const command of tourCommands(readme)) {
      if (/^(cd|svc (setup|test)) ?/.test(command)) continue;
      if (command.startsWith("svc ")) {
        const ran = await runIn(tree, command.slice("svc ".length).replace(/ *#.*/, "").split(" "));
        [tree, printed] = [ran.tree, printed + ran.out + ran.err];
      } else tree = edited(tree, command);
    }
    expectShown("tour", printed);
  });

  test("an edited file", async () => {
    const { tree } = await runIn({}, ["init", "shop", "--yes"]);
    const path = "services/backend/src/backend/generated/routers/books.py";
    const ran = await runIn({ ...tree, [path]: `${tree[path] as string}# mine\n` }, ["generate"]);
    expectShown("conflict", ran.out + ran.err);
  });

  /** A command of the shell on the models, the one file that the tour changes by hand. */
  function edited(tree: MemoryTree, command: string): MemoryTree {
    const path = "shared/spec/models.yaml";
    const folder = mkdtempSync(join(tmpdir(), "svc-readme-"));
    try {
      mkdirSync(join(folder, "shared/spec"), { recursive: true });
      writeFileSync(join(folder, path), tree[path] as string);
      expect(Bun.spawnSync(["bash", "-c", command], { cwd: folder }).exitCode).toBe(0);
      return { ...tree, [path]: readFileSync(join(folder, path), "utf8") };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
});

describe.each(pages)("%s", (page) => {
  const text = textOf(page);

  test("links lead somewhere", () => {
    const links = [...text.matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)].map(([, link]) => link!);
    expect(links.filter((link) => !existsSync(join(root, link)))).toEqual([]);
  });

  test("codes of findings exist", () => {
    const known = fullCatalogue(plugins).map(({ code }) => code);
    expect([...text.matchAll(/\bSVC\d{4}\b/g)].map(([code]) => code).filter((code) => !known.includes(code)))
      .toEqual([]);
  });

  test("scripts exist", () => {
    const runs = spoken(text, "npm run").map((words) => words.split(" ")[0]!);
    expect(runs.filter((name) => !Object.hasOwn(manifest.scripts, name))).toEqual([]);
    const files = spoken(text, "bun").map((words) => words.split(" ")[0]!).filter((word) =>
      word.startsWith("scripts/")
    );
    expect(files.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

/** What follows a program's name in code spans and in lines of shell blocks, without comments. */
function spoken(text: string, program: string): string[] {
  const spans = [...text.replaceAll(/^```.*?^```/gms, "").matchAll(/`([^`]+)`/g)].map(([, span]) =>
    span!.trim()
  );
  const lines = blocksOf(text).filter(({ language }) => language === "sh").flatMap((block) =>
    block.text.split("\n")
  );
  return [...spans, ...lines]
    .map((line) => line.replace(/\s+#.*$/, "").trim())
    .filter((line) => line.startsWith(`${program} `))
    .map((line) => line.slice(program.length + 1));
}

function pathOf({ text, line }: Block): string {
  const [, path] = /^# (\S+)\n/.exec(text) ?? [];
  if (path === undefined) {
    throw new Error(`the block at line ${line} does not begin with the path of its file`);
  }
  return path;
}

/** Without the comments at the top: the path here, the schema there. */
function withoutHead(text: string): string {
  return text.replace(/^(#.*\n)+/, "");
}
