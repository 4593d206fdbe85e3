import { describe, expect, test } from "bun:test";
import { HostError } from "../../core/host/host.ts";
import { readText } from "../../core/host/read-text.ts";
import { memoryHost } from "../../core/host/memory.ts";
import type { MemoryTree } from "../../core/host/memory-files.ts";
import { printPlan } from "../../core/plan/print.ts";
import type { Decisions } from "../../core/plan/plan.ts";
import type { Ownership } from "../../core/plugin/contribution.ts";
import { generate, planOf, projectOf, verbs, type Wanted } from "../support/small-pipeline.ts";

const PATH = "a/b.py";
const OLD = "1\n2\n3\n4\n5\n";
const NEW = "1\n2\n3\n4\nfive\n";
const MINE = "one\n2\n3\n4\n5\n";
const JOINED = "one\n2\n3\n4\nfive\n";
const OTHER = "1\n2\n3\n4\nmine\n";

interface Row {
  /** What svc wrote first; null: nothing. */
  readonly first: readonly [Ownership, string] | null;
  /** What the user made of it; null: deleted; undefined: left alone. */
  readonly user?: string | null;
  /** What svc wants now; null: nothing. */
  readonly now: readonly [Ownership, string] | null;
  readonly say?: "ours" | "theirs";
  readonly verb: string | null;
  /** What is on the disk afterwards. */
  readonly disk: string | null;
  readonly code?: string;
  /** How a second run sees it. */
  readonly again?: string | null;
}

const g = (text: string) => ["generated", text] as const;
const s = (text: string) => ["scaffold", text] as const;
const o = (text: string) => ["once", text] as const;

const TABLE: readonly Row[] = [
  // generated
  { first: null, now: g(OLD), verb: "create", disk: OLD },
  { first: g(OLD), now: g(OLD), verb: "(identical)", disk: OLD },
  { first: g(OLD), now: g(NEW), verb: "update", disk: NEW },
  { first: g(OLD), user: null, now: g(OLD), verb: "create", disk: OLD },
  {
    first: g(OLD),
    user: MINE,
    now: g(OLD),
    verb: "conflict",
    disk: MINE,
    code: "SVC0401",
    again: "conflict",
  },
  {
    first: g(OLD),
    user: MINE,
    now: g(NEW),
    verb: "conflict",
    disk: MINE,
    code: "SVC0401",
    again: "conflict",
  },
  { first: g(OLD), user: NEW, now: g(NEW), verb: "(identical)", disk: NEW },
  { first: g(OLD), user: MINE, now: g(NEW), say: "theirs", verb: "update", disk: NEW },
  { first: g(OLD), user: MINE, now: g(NEW), say: "ours", verb: "keep", disk: MINE, again: "(keep)" },
  { first: null, user: MINE, now: g(OLD), verb: "conflict", disk: MINE, code: "SVC0402", again: "conflict" },
  { first: null, user: OLD, now: g(OLD), verb: "(identical)", disk: OLD },
  { first: null, user: MINE, now: g(OLD), say: "ours", verb: "keep", disk: MINE, again: "(keep)" },
  { first: null, user: MINE, now: g(OLD), say: "theirs", verb: "update", disk: OLD },
  // scaffold
  { first: null, now: s(OLD), verb: "create", disk: OLD },
  { first: s(OLD), now: s(NEW), verb: "update", disk: NEW },
  { first: s(OLD), user: MINE, now: s(OLD), verb: "(keep)", disk: MINE, again: "(keep)" },
  { first: s(OLD), user: MINE, now: s(NEW), verb: "update", disk: JOINED, again: "(keep)" },
  { first: s(OLD), user: JOINED, now: s(NEW), verb: "keep", disk: JOINED, again: "(keep)" },
  {
    first: s(OLD),
    user: OTHER,
    now: s(NEW),
    verb: "conflict",
    disk: OTHER,
    code: "SVC0403",
    again: "conflict",
  },
  { first: s(OLD), user: OTHER, now: s(NEW), say: "ours", verb: "keep", disk: OTHER, again: "(keep)" },
  { first: s(OLD), user: OTHER, now: s(NEW), say: "theirs", verb: "update", disk: NEW },
  { first: s(OLD), user: null, now: s(NEW), verb: "(keep)", disk: null, again: "(keep)" },
  { first: s(OLD), user: null, now: s(NEW), say: "theirs", verb: "create", disk: NEW },
  { first: null, user: MINE, now: s(OLD), verb: "keep", disk: MINE, again: "(keep)" },
  { first: null, user: MINE, now: s(OLD), say: "theirs", verb: "update", disk: OLD },
  // once
  { first: null, now: o(OLD), verb: "create", disk: OLD },
  { first: o(OLD), now: o(NEW), verb: "(keep)", disk: OLD, again: "(keep)" },
  { first: o(OLD), user: MINE, now: o(NEW), verb: "(keep)", disk: MINE, again: "(keep)" },
  { first: o(OLD), user: null, now: o(NEW), verb: "create", disk: NEW },
  { first: null, user: MINE, now: o(OLD), verb: "keep", disk: MINE, again: "(keep)" },
  { first: o(OLD), user: MINE, now: o(NEW), say: "theirs", verb: "update", disk: NEW },
  // nobody wants it any more
  { first: g(OLD), now: null, verb: "delete", disk: null, again: null },
  { first: g(OLD), user: null, now: null, verb: null, disk: null, again: null },
  { first: g(OLD), user: MINE, now: null, verb: "conflict", disk: MINE, code: "SVC0404", again: "conflict" },
  { first: g(OLD), user: MINE, now: null, say: "theirs", verb: "delete", disk: null, again: null },
  { first: g(OLD), user: MINE, now: null, say: "ours", verb: "keep", disk: MINE, again: null },
  { first: s(OLD), now: null, verb: "delete", disk: null, again: null },
  { first: s(OLD), user: MINE, now: null, verb: "keep", disk: MINE, again: null },
  { first: s(OLD), user: null, now: null, verb: null, disk: null, again: null },
  { first: o(OLD), now: null, verb: "(keep)", disk: OLD, again: "(keep)" },
  { first: o(OLD), user: MINE, now: null, verb: "(keep)", disk: MINE, again: "(keep)" },
  { first: o(OLD), user: null, now: null, verb: null, disk: null, again: null },
  // another kind than before
  { first: g(OLD), now: s(NEW), verb: "update", disk: NEW },
  { first: g(OLD), user: MINE, now: s(NEW), verb: "keep", disk: MINE, again: "(keep)" },
  { first: g(OLD), user: null, now: s(NEW), verb: "create", disk: NEW },
  { first: g(OLD), now: o(NEW), verb: "keep", disk: OLD, again: "(keep)" },
  { first: g(OLD), user: null, now: o(NEW), verb: "create", disk: NEW },
  { first: s(OLD), now: g(NEW), verb: "update", disk: NEW },
  {
    first: s(OLD),
    user: MINE,
    now: g(NEW),
    verb: "conflict",
    disk: MINE,
    code: "SVC0407",
    again: "conflict",
  },
  { first: s(OLD), user: null, now: g(NEW), verb: "create", disk: NEW },
  { first: s(OLD), user: MINE, now: o(NEW), verb: "keep", disk: MINE, again: "(keep)" },
  { first: o(OLD), now: s(NEW), verb: "update", disk: NEW },
  { first: o(OLD), user: MINE, now: s(NEW), verb: "keep", disk: MINE, again: "(keep)" },
  {
    first: o(OLD),
    user: MINE,
    now: g(NEW),
    verb: "conflict",
    disk: MINE,
    code: "SVC0407",
    again: "conflict",
  },
];

describe("what happens to one file", () => {
  for (const [index, row] of TABLE.entries()) {
    test(`${index}: ${JSON.stringify(row)}`, async () => {
      const host = memoryHost(row.first === null && typeof row.user === "string" ? { [PATH]: row.user } : {});
      const wanted = (file: readonly [Ownership, string] | null): Wanted =>
        file === null ? {} : { [PATH]: file };
      if (row.first !== null) {
        await generate(host, wanted(row.first));
        if (row.user === null) host.files.remove(PATH);
        if (typeof row.user === "string") host.files.write(PATH, row.user);
      }
      const decisions: Partial<Decisions> = row.say === undefined ? {} : { [row.say]: [PATH] };
      const now = await generate(host, wanted(row.now), decisions);
      expect(verbs(now).map((line) => line.replace(` ${PATH}`, ""))).toEqual(
        row.verb === null ? [] : [row.verb],
      );
      expect(now.findings.map(({ code }) => code)).toEqual(row.code === undefined ? [] : [row.code]);
      expect(host.files.tree()[PATH] ?? null).toBe(row.disk);

      const effects = host.effects.length;
      const again = await generate(host, wanted(row.now));
      const expected = row.again === undefined ? "(identical)" : row.again;
      expect(verbs(again).map((line) => line.replace(` ${PATH}`, ""))).toEqual(
        expected === null ? [] : [expected],
      );
      expect(again.applied).toEqual({ kind: "unchanged" });
      expect(host.effects.length).toBe(effects);
    });
  }
});

describe("obstacles", () => {
  const cases: readonly [string, MemoryTree, Wanted, string, string][] = [
    [
      "a link at the path",
      { "a/b.py": { link: "/etc/passwd" } },
      { "a/b.py": g(OLD) },
      "conflict",
      "SVC0405",
    ],
    ["a link above", { a: { link: "/tmp" } }, { "a/b.py": g(OLD) }, "conflict", "SVC0405"],
    ["a link above a scaffold", { a: { link: "/tmp" } }, { "a/b.py": s(OLD) }, "conflict", "SVC0405"],
    ["a folder at the path", { "a/b.py/x": "mine" }, { "a/b.py": g(OLD) }, "conflict", "SVC0406"],
    ["a file above", { a: "mine" }, { "a/b.py": o(OLD) }, "conflict", "SVC0406"],
  ];
  for (const [name, tree, wanted, verb, code] of cases) {
    test(name, async () => {
      const host = memoryHost(tree);
      const before = host.files.tree();
      const run = await generate(host, wanted, { theirs: [PATH] });
      expect(run.plan.changes.map((change) => change.verb)).toEqual([verb as never]);
      expect(run.findings.map((finding) => finding.code)).toEqual([code]);
      expect(projectOf(host.files.tree())).toEqual(before);
    });
  }

  test("a folder that may not be looked into", async () => {
    const host = memoryHost();
    const refuse = (path: string) => {
      if (path.startsWith("a/")) throw new HostError("no_permission", path, "EACCES");
    };
    const files = { ...host.files, kind: (path: string) => (refuse(path), host.files.kind(path)) };
    const run = await generate({ ...host, files }, { "a/b.py": g(OLD), "c.py": g(OLD) });
    expect(verbs(run)).toEqual(["create a/b.py", "create c.py"]);
    host.files.write("a/x", "");
    const blind = await generate({ ...host, files }, { "a/b.py": g(NEW), "c.py": g(NEW) });
    expect(verbs(blind)).toEqual(["conflict a/b.py", "update c.py"]);
    expect(blind.findings.map(({ message }) => message)).toEqual(["`a/b.py` cannot be read: EACCES"]);
  });

  test("a scaffold that became a link stays one", async () => {
    const host = memoryHost();
    await generate(host, { "README.md": s(OLD) });
    const linked = memoryHost({ ...host.files.tree(), "README.md": { link: "docs.md" } });
    const run = await generate(linked, { "README.md": s(NEW) });
    expect(verbs(run)).toEqual(["(keep README.md)"]);
    expect(linked.files.tree()["README.md"]).toEqual({ link: "docs.md" });
  });

  test("an orphan that became a link is forgotten, not followed", async () => {
    const host = memoryHost();
    await generate(host, { "a.py": g(OLD) });
    const linked = memoryHost({ ...host.files.tree(), "a.py": { link: "b.py" } });
    expect(verbs(await generate(linked, {}))).toEqual(["keep a.py"]);
    expect(linked.files.tree()["a.py"]).toEqual({ link: "b.py" });
    expect(verbs(await generate(linked, {}))).toEqual([]);
  });
});

describe("several files", () => {
  test("a module becomes a package and back", async () => {
    const host = memoryHost();
    const module: Wanted = { "m/schemas.py": g("one\n") };
    const folder: Wanted = { "m/schemas.py/a.py": g("two\n"), "m/schemas.py/b/c.py": g("three\n") };
    await generate(host, module);
    await generate(host, folder);
    expect(projectOf(host.files.tree())).toEqual({
      "m/schemas.py/a.py": "two\n",
      "m/schemas.py/b/c.py": "three\n",
    });
    await generate(host, module);
    expect(projectOf(host.files.tree())).toEqual({ "m/schemas.py": "one\n" });
    expect((await generate(host, module)).applied.kind).toBe("unchanged");
  });

  test("a folder with a file of the user stays a folder", async () => {
    const host = memoryHost();
    await generate(host, { "m/a.py": g("two\n") });
    host.files.write("m/mine.py", "mine\n");
    const run = await generate(host, { m: g("one\n") });
    expect(verbs(run)).toEqual(["conflict m", "delete m/a.py"]);
    expect(projectOf(host.files.tree())).toEqual({ "m/mine.py": "mine\n" });
  });

  test("a file that only changed its path is moved; empty folders go", async () => {
    const host = memoryHost();
    await generate(host, { "old/deep/a.py": g("text\n"), "old/deep/__init__.py": g("") });
    const run = await generate(host, { "new/a.py": g("text\n"), "new/__init__.py": g("") });
    expect(verbs(run)).toEqual(["create new/__init__.py", "move new/a.py", "delete old/deep/__init__.py"]);
    expect(printPlan(run.plan, { verbose: false, color: false })).toBe(
      "    create new/__init__.py\n      move old/deep/a.py -> new/a.py\n    delete old/deep/__init__.py\n" +
        "Plan: 1 create, 1 delete, 1 move, 0 unchanged\n",
    );
    expect(projectOf(host.files.tree())).toEqual({ "new/__init__.py": "", "new/a.py": "text\n" });
  });

  test("a conflict holds up nothing else", async () => {
    const host = memoryHost();
    await generate(host, { "a.py": g("1\n"), "b.py": g("1\n"), "c.py": g("1\n") });
    host.files.write("b.py", "mine\n");
    const run = await generate(host, { "a.py": g("2\n"), "b.py": g("2\n"), "d.py": g("1\n2\n") });
    expect(verbs(run)).toEqual(["update a.py", "conflict b.py", "delete c.py", "create d.py"]);
    expect(projectOf(host.files.tree())).toEqual({ "a.py": "2\n", "b.py": "mine\n", "d.py": "1\n2\n" });
    expect(run.findings[0]?.help).toContain("`svc generate --theirs b.py`");
  });

  test("--ours holds until the template or the file changes", async () => {
    const host = memoryHost();
    await generate(host, { "a.py": g("1\n") });
    host.files.write("a.py", "mine\n");
    await generate(host, { "a.py": g("1\n") }, { ours: ["a.py"] });
    expect(verbs(planOf(host, { "a.py": g("1\n") }))).toEqual(["(keep a.py)"]);
    expect(verbs(planOf(host, { "a.py": g("2\n") }))).toEqual(["conflict a.py"]);
    host.files.write("a.py", "mine, changed\n");
    expect(verbs(planOf(host, { "a.py": g("1\n") }))).toEqual(["conflict a.py"]);
    host.files.write("a.py", "1\n");
    expect(verbs(planOf(host, { "a.py": g("2\n") }))).toEqual(["update a.py"]);
  });

  test("a file that git could not merge is made anew, and the plan says why", async () => {
    const host = memoryHost();
    await generate(host, { "a.py": g("1\n") });
    host.files.write("a.py", "<<<<<<< HEAD\n1\n=======\n2\n>>>>>>> theirs\n");
    expect(verbs(planOf(host, { "a.py": g("3\n") }))).toEqual(["conflict a.py"]);
    const line = { path: "a.py", owner: "project", kind: "generated", sha256: host.sha256("2\n") };
    host.files.write(
      ".svc/lock.jsonl",
      `${readText(host, ".svc/lock.jsonl")}${JSON.stringify(line)}\n`,
    );
    const { plan } = planOf(host, { "a.py": g("3\n") });
    expect(printPlan(plan, { verbose: false, color: false })).toContain(
      "    update a.py (git could not merge it)\n",
    );
    host.files.write("a.py", "neither nor\n");
    expect(verbs(planOf(host, { "a.py": g("3\n") }))).toEqual(["conflict a.py"]);
  });

  test("bases are stored as long as they are needed", async () => {
    const host = memoryHost();
    const bases = () => host.files.list(".svc/base").map((name) => name.slice(0, 6));
    await generate(host, { "README.md": s(OLD), "x.py": g("x\n") });
    expect(bases()).toEqual([host.sha256(OLD).slice(0, 6)]);
    await generate(host, { "README.md": s(NEW), "x.py": g("x\n") });
    expect(bases()).toEqual([host.sha256(NEW).slice(0, 6)]);
    await generate(host, { "x.py": g("x\n") });
    expect(host.files.kind(".svc/base")).toBe(null);
  });

  test("a base that was changed is no base", async () => {
    const host = memoryHost();
    await generate(host, { "README.md": s(OLD) });
    host.files.write("README.md", MINE);
    host.files.write(`.svc/base/${host.sha256(OLD)}`, "changed\n");
    const run = await generate(host, { "README.md": s(NEW) });
    expect(run.findings.map(({ code }) => code)).toEqual(["SVC0408"]);
  });

  test("a changed scaffold in another encoding is a conflict", async () => {
    const host = memoryHost();
    await generate(host, { "README.md": s(OLD) });
    host.files.write("README.md", new Uint8Array([0x63, 0xe9, 0x0a]));
    const run = await generate(host, { "README.md": s(NEW) });
    expect(run.findings.map(({ code }) => code)).toEqual(["SVC0410"]);
  });

  test("a slip in the path of a decision is told", () => {
    const run = planOf(memoryHost(), { "README.md": s(OLD) }, { theirs: ["REDME.md"] });
    expect(run.findings.map(({ code, message, help }) => [code, message, help])).toEqual([
      ["SVC0425", "`--theirs REDME.md` names no file of svc", "did you mean `README.md`?"],
    ]);
  });

  test("an edit points at the line of the spec", async () => {
    const host = memoryHost();
    await generate(host, { "a.py": g("1\n2\n3\n") });
    host.files.write("a.py", "1\ntwo\n3\n");
    const origins = [
      { first: 1, last: 3, node: "models.Book", template: "t:1" },
      { first: 2, last: 2, node: "models.Book.fields.title", template: "t:2" },
    ];
    const path = planOf(host, {}).plan.changes[0]!.path;
    const wanted = [{
      path,
      owner: "project",
      ownership: "generated",
      text: "1\n2\n3\n",
      sha256: host.sha256("1\n2\n3\n"),
      origins,
    }] as const;
    const span = { path: "models.yaml", start: 5, end: 10 };
    const run = planOf(host, { "a.py": g("1\n2\n3\n") }, {}, {
      wanted,
      spanOf: (node) => node === "models.Book.fields.title" ? span : undefined,
    });
    expect(run.findings).toEqual([expect.objectContaining({
      code: "SVC0401",
      message: "`a.py` is generated, and was edited by hand, at line 2",
      span,
      label: "line 2 of the file is made from this",
    })]);
  });

  test("a plan is named by what it does", () => {
    const host = memoryHost();
    const one = planOf(host, { "a.py": g("1\n") }).plan;
    expect(planOf(host, { "a.py": g("1\n") }).plan).toEqual(one);
    expect(planOf(host, { "a.py": g("2\n") }).plan.hash).not.toBe(one.hash);
  });
});
