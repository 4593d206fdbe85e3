/** A run after which nothing is to do leaves a note; the next one answers from it, the same, and only while nothing is different. */
import { describe, expect, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runCli } from "../../core/cli/run-cli.ts";
import type { Host } from "../../core/host/host.ts";
import { memoryHost, type MemoryOptions } from "../../core/host/memory.ts";
import type { MemoryTree } from "../../core/host/memory-files.ts";
import type { Contribution } from "../../core/plugin/contribution.ts";
import type { Plugin } from "../../core/plugin/define-plugin.ts";
import { plugins } from "../../plugins/registry.ts";
import { allCases, type Case } from "../support/case.ts";
import { arranged, runCase, runIn, wantedExit, worldOf } from "../support/run-case.ts";

const RECORD = ".svc/cache/nothing-to-do";

/** One command of a named build, and whether any plugin was asked. */
async function run(tree: MemoryTree, args: readonly string[], build = "one", options: MemoryOptions = {}) {
  let asked = 0;
  const watched = plugins.map((plugin): Plugin => ({
    ...plugin,
    contribute: (...given) => (asked++, plugin.contribute(...given)),
  }));
  const host = memoryHost(tree, options);
  const exit = await runCli(args, { ...worldOf(host, watched), build });
  return { exit, ...host.printed, tree: host.files.tree(), effects: host.effects, full: asked > 0 };
}

/** The library, after a first run with nothing to do. */
async function settled(): Promise<MemoryTree> {
  made ??= runIn({}, ["init", "--yes"]);
  const noted = await run((await made).tree, ["generate"]);
  expect([noted.exit, noted.full, noted.effects]).toEqual([0, true, [`write ${RECORD}`]]);
  return noted.tree;
}
let made: ReturnType<typeof runIn> | undefined;

describe("the note gives the answer of the whole run", () => {
  for (const each of generated()) {
    test(each.name, async () => {
      const made = await runCase(each);
      const whole = await run(made.tree, ["generate"]);
      const quick = await run(whole.tree, ["generate"]);
      expect({ ...quick, full: null, effects: [] }).toEqual({ ...whole, full: null, effects: [] });
      // Findings are told each time, so a run with a warning leaves no note.
      const isNoted = Object.hasOwn(whole.tree, RECORD);
      expect([isNoted, quick.full, quick.effects]).toEqual([whole.err === "", whole.err !== "", []]);
    });
  }
});

describe("a run that wrote notes what the next one would have noted", () => {
  for (const each of generated()) {
    test(each.name, async () => {
      const wrote = await run(await arranged(each), ["generate"]);
      const whole = await run(without(wrote.tree, RECORD), ["generate"]);
      const quick = await run(wrote.tree, ["generate"]);
      expect({ ...quick, full: null, effects: [] }).toEqual({ ...whole, full: null, effects: [] });
      expect(quick.full).toBe(whole.err !== "");
    });
  }
});

test("a run makes the text of each new file once", async () => {
  const times = new Map<string, number>();
  const counting = <T extends Contribution>(each: T): T => {
    if (each.kind !== "file") return each;
    const { kind, path, ownership } = each;
    const count = () => times.set(path, (times.get(path) ?? 0) + 1);
    return {
      kind,
      path,
      ownership,
      origins: [],
      get text() {
        return count(), each.text;
      },
    } as unknown as T;
  };
  const watched = plugins.map((plugin): Plugin => ({
    ...plugin,
    contribute: (...given) => [...plugin.contribute(...given)].map(counting),
    assemble: (...given) => [...plugin.assemble(...given)].map(counting),
  }));
  const tree = await settled();
  const specs = Object.fromEntries(
    Object.entries(tree).filter(([path]) => /(^services|\/spec\/).*ya?ml$/.test(path)),
  );
  const host = memoryHost(specs);
  expect(await runCli(["generate"], { ...worldOf(host, watched), build: "one" })).toBe(0);
  // The few scaffolds are named by their hash and written twice: where they belong, and as the base of later merges.
  const lock = String(host.files.tree()[".svc/lock.jsonl"]);
  const scaffolds = [...lock.matchAll(/^{"path":"([^"]*)".*"kind":"scaffold"/gm)].map(([, path]) => path);
  const often = [...times].filter(([path, count]) => count !== (scaffolds.includes(path) ? 3 : 1));
  expect([times.size > 50, often]).toEqual([true, []]);
});

test("whatever the form of the question", async () => {
  const tree = await settled();
  const { [RECORD]: _, ...without } = tree;
  for (const args of [["generate", "--check"], ["generate", "--dry-run"], ["plan"], ["generate", "--json"]]) {
    const [quick, whole] = [await run(tree, args), await run(without, args)];
    expect([quick.full, whole.full]).toEqual([false, true]);
    expect([quick.exit, quick.out, quick.err]).toEqual([whole.exit, whole.out, whole.err]);
  }
  for (
    const args of [["generate", "--verbose"], ["generate", "--diff"], ["generate", "--theirs", "Makefile"]]
  ) {
    expect((await run(tree, args)).full).toBe(true);
  }
});

test("only a run that may write leaves a note", async () => {
  const { [RECORD]: _, ...without } = await settled();
  for (const args of [["generate", "--check"], ["generate", "--dry-run"], ["plan"], ["check"]]) {
    expect((await run(without, args)).effects).toEqual([]);
  }
});

describe("defeated by", () => {
  const edits: Readonly<Record<string, (tree: MemoryTree) => MemoryTree>> = {
    "an edited spec": (tree) => appended(tree, "services.yml", "# more\n"),
    "a new spec": (tree) => ({ ...tree, "shared/spec/models/more.yaml": "models: {}\n" }),
    "a new folder beside the services": (tree) => ({ ...tree, "services/more/spec/x.yaml": "" }),
    "an edited generated file": (tree) => appended(tree, fileOf(tree, "generated"), "# mine\n"),
    "a deleted generated file": (tree) => without(tree, fileOf(tree, "generated")),
    "an edited scaffold": (tree) => appended(tree, fileOf(tree, "scaffold"), "# mine\n"),
    "a deleted file that is written once": (tree) => without(tree, fileOf(tree, "once")),
    "another lock": (tree) => appended(tree, ".svc/lock.jsonl", "\n"),
    "a missing base": (tree) =>
      without(tree, Object.keys(tree).find((path) => path.startsWith(".svc/base/"))!),
    "an interrupted run": (tree) => ({ ...tree, ".svc/tmp/x/0": "" }),
    "a migration of the user": (tree) => ({ ...tree, [`${migrationsOf(tree)}/versions/0009_more.py`]: "" }),
    "another state of the migrations": (tree) => appended(tree, `${migrationsOf(tree)}/schema.json`, "\n"),
    "a cut record": (tree) => ({ ...tree, [RECORD]: String(tree[RECORD]).slice(0, -2) }),
    "an edited record": (tree) => ({
      ...tree,
      [RECORD]: String(tree[RECORD]).replace(" unchanged", " changed"),
    }),
    "a record that is something else": (tree) => ({ ...tree, [RECORD]: "{}" }),
    "no record": (tree) => without(tree, RECORD),
  };
  for (const [name, edit] of Object.entries(edits)) {
    test(name, async () => {
      const tree = edit(await settled());
      const [ran, plain] = [await run(tree, ["generate"]), await run(without(tree, RECORD), ["generate"])];
      // A mistake in a spec ends the whole run before any plugin is asked.
      expect(ran.full || ran.exit !== 0).toBe(true);
      expect([ran.exit, ran.out, ran.err]).toEqual([plain.exit, plain.out, plain.err]);
    });
  }

  test("another build", async () => {
    const tree = await settled();
    expect((await run(tree, ["generate"], "one")).full).toBe(false);
    expect((await run(tree, ["generate"], "two")).full).toBe(true);
  });
});

test("a build without a name keeps and believes nothing", async () => {
  const tree = await settled();
  for (const start of [tree, without(tree, RECORD)]) {
    const host = memoryHost(start);
    expect(await runCli(["generate"], worldOf(host))).toBe(0);
    expect([host.effects, host.files.tree()]).toEqual([[], start]);
  }
});

test("a note that cannot be written is not missed", async () => {
  const { [RECORD]: _, ...tree } = await settled();
  const refused = await run(tree, ["generate"], "one", { fail: { at: 1, reason: "no_space" } });
  expect([refused.exit, refused.out.endsWith("Nothing changed.\n"), refused.err]).toEqual([0, true, ""]);
});

test("a record may not make svc look elsewhere", async () => {
  const tree = await settled();
  const host: Host = memoryHost(tree);
  const [, body = ""] = String(tree[RECORD]).split("\n");
  const record = JSON.parse(body) as { observations: unknown[] };
  for (const path of ["/etc/passwd", "../outside", "services/../../outside"]) {
    const forged = JSON.stringify({
      ...record,
      observations: [["read", path, null], ...record.observations],
    });
    const text = `${host.sha256(forged)}\n${forged}\n`;
    expect((await run({ ...tree, [RECORD]: text }, ["generate"])).full).toBe(true);
  }
});

/** Cases of `svc generate` that go well. */
function generated(): readonly Case[] {
  return allCases().filter((each) =>
    each.settings.args.join(" ") === "generate" && !each.name.startsWith("version2/") &&
    wantedExit(each, diagnosticsOf(each)) === 0
  );
}

function diagnosticsOf({ folder }: Case): string {
  const path = join(folder, "diagnostics.txt");
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

function appended(tree: MemoryTree, path: string, text: string): MemoryTree {
  return { ...tree, [path]: String(tree[path]) + text };
}

function without(tree: MemoryTree, path: string): MemoryTree {
  const { [path]: _, ...rest } = tree;
  return rest;
}

function fileOf(tree: MemoryTree, kind: string): string {
  const line = String(tree[".svc/lock.jsonl"]).split("\n").find((each) => each.includes(`"kind":"${kind}"`))!;
  return (JSON.parse(line) as { path: string }).path;
}

function migrationsOf(tree: MemoryTree): string {
  return Object.keys(tree).find((path) => path.endsWith("/schema.json") && !path.startsWith(".svc"))!
    .replace(/\/schema\.json$/, "");
}
