import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { apply } from "../../core/apply/apply.ts";
import { recover } from "../../core/apply/recover.ts";
import { type MemoryHost, memoryHost } from "../../core/host/memory.ts";
import type { MemoryTree } from "../../core/host/memory-files.ts";
import type { Ownership } from "../../core/plugin/contribution.ts";
import { everyFailure, laterProcess } from "../support/failing-host.ts";
import { generate, planOf, projectOf, verbs, type Wanted } from "../support/small-pipeline.ts";

const BEFORE: Wanted = {
  "README.md": ["scaffold", "1\n2\n3\n"],
  "a/edited.py": ["generated", "old\n"],
  "a/gone.py": ["generated", "gone\n"],
  "a/same.py": ["generated", "same\n"],
  "a/updated.py": ["generated", "old\n"],
  "m/module.py": ["generated", "module\n"],
  "old/moved.py": ["generated", "moved\n"],
  "slots/books.py": ["once", "stub\n"],
};

const AFTER: Wanted = {
  "README.md": ["scaffold", "1\n2\nthree\n"],
  "a/edited.py": ["generated", "new\n"],
  "a/same.py": ["generated", "same\n"],
  "a/updated.py": ["generated", "new\n"],
  "b/c/new.py": ["generated", "new\n"],
  "m/module.py/part.py": ["generated", "part\n"],
  "new/moved.py": ["generated", "moved\n"],
  "slots/books.py": ["once", "another stub\n"],
  "slots/loans.py": ["once", "stub\n"],
};

/** A generated project with the user's edits in it. */
async function project(): Promise<MemoryTree> {
  const host = memoryHost({ "mine.txt": "mine\n", "a/mine.py": "mine\n" });
  await generate(host, BEFORE);
  host.files.write("README.md", "one\n2\n3\n");
  host.files.write("a/edited.py", "edited\n");
  host.files.write("slots/books.py", "work\n");
  return host.files.tree();
}

const OLD = {
  "README.md": "one\n2\n3\n",
  "a/edited.py": "edited\n",
  "a/gone.py": "gone\n",
  "a/mine.py": "mine\n",
  "a/same.py": "same\n",
  "a/updated.py": "old\n",
  "m/module.py": "module\n",
  "mine.txt": "mine\n",
  "old/moved.py": "moved\n",
  "slots/books.py": "work\n",
};

const NEW = {
  "README.md": "one\n2\nthree\n",
  "a/edited.py": "edited\n",
  "a/mine.py": "mine\n",
  "a/same.py": "same\n",
  "a/updated.py": "new\n",
  "b/c/new.py": "new\n",
  "m/module.py/part.py": "part\n",
  "mine.txt": "mine\n",
  "new/moved.py": "moved\n",
  "slots/books.py": "work\n",
  "slots/loans.py": "stub\n",
};

describe("an apply", () => {
  test("writes what the plan says and nothing else", async () => {
    const host = memoryHost(await project());
    const run = await generate(host, AFTER);
    expect(projectOf(host.files.tree())).toEqual(NEW);
    expect(run.applied).toEqual({
      kind: "applied",
      changed: [
        "README.md",
        "a/gone.py",
        "a/updated.py",
        "b/c/new.py",
        "m/module.py",
        "m/module.py/part.py",
        "new/moved.py",
        "old/moved.py",
        "slots/loans.py",
      ],
    });
    expect(Object.keys(host.files.tree()).filter((path) => path.startsWith(".svc/"))).toEqual([
      ".svc/.gitattributes",
      ".svc/.gitignore",
      `.svc/base/${host.sha256("1\n2\nthree\n")}`,
      ".svc/lock.jsonl",
    ]);
  });

  test("makes few calls", async () => {
    const wanted = Object.fromEntries(
      Array.from({ length: 50 }, (_, n) => [`f/${n}.py`, ["generated", `${n}\n`]] as const),
    );
    const host = memoryHost();
    await generate(host, wanted);
    // Two for each file; lock, its stage, two house files with theirs, journal, writer lock.
    expect(host.effects.length).toBe(2 * 50 + 2 + 4 + 3 + 1 + 2);
  });

  test("of nothing has no effect", async () => {
    const host = memoryHost(await project());
    await generate(host, AFTER);
    const effects = host.effects.length;
    expect((await generate(host, AFTER)).applied).toEqual({ kind: "unchanged" });
    expect(host.effects.length).toBe(effects);
  });

  test("keeps the permissions of a file, and those of one that moves", async () => {
    const host = memoryHost();
    await generate(host, { "run.sh": ["generated", "1\n"], "old.sh": ["generated", "x\n"] });
    host.files.write("run.sh", "1\n", { mode: 0o755 });
    host.files.write("old.sh", "x\n", { mode: 0o700 });
    await generate(host, { "run.sh": ["generated", "2\n"], "new.sh": ["generated", "x\n"] });
    expect([host.files.mode("run.sh"), host.files.mode("new.sh")]).toEqual([0o755, 0o700]);
  });

  test("adds to the house files what they lack", async () => {
    const host = memoryHost({ ".svc/.gitignore": "tmp/\nmine/" });
    await generate(host, { "a.py": ["generated", "1\n"] });
    expect(host.files.tree()[".svc/.gitignore"]).toBe("tmp/\nmine/\njournal.json\nwriter.lock\ncache/\n");
  });
});

describe("a project that changed since the plan", () => {
  const changes: readonly [string, (host: MemoryHost) => void][] = [
    ["a file to update", (host) => host.files.write("a/updated.py", "edited in between\n")],
    ["a file to delete", (host) => host.files.write("a/gone.py", "edited in between\n")],
    ["a file to create", (host) => host.files.write("b/c/new.py", "made in between\n")],
    ["a folder to create", (host) => host.files.write("b", "made in between\n")],
    ["a file that is gone", (host) => host.files.remove("a/updated.py")],
    ["the lock", (host) => host.files.write(".svc/lock.jsonl", "")],
  ];
  for (const [name, change] of changes) {
    test(name, async () => {
      const host = memoryHost(await project());
      const { plan } = planOf(host, AFTER);
      change(host);
      const before = host.files.tree();
      const { value, diagnostics } = await apply(host, plan);
      expect(value).toEqual({ kind: "refused", because: "disk_changed", untouched: true });
      expect(diagnostics.map(({ code }) => code)).toEqual(["SVC0430"]);
      expect(host.files.tree()).toEqual(before);
    });
  }

  test("a link that appeared above a file", async () => {
    const host = memoryHost(await project());
    const { plan } = planOf(host, AFTER);
    const linked = memoryHost({ ...host.files.tree(), b: { link: "/tmp" } });
    const { value } = await apply(linked, plan);
    expect(value).toEqual({ kind: "refused", because: "disk_changed", untouched: true });
  });
});

describe("refusals of the system", () => {
  test("a full disk changes nothing", async () => {
    const tree = await project();
    const host = memoryHost(tree, { fail: { at: 5, reason: "no_space", lasting: true } });
    const { value, diagnostics } = await apply(host, planOf(host, AFTER).plan);
    expect(value).toEqual({ kind: "refused", because: "system", untouched: true });
    expect(diagnostics.map(({ code }) => code)).toEqual(["SVC0432"]);
    expect(host.files.tree()).toEqual(tree as never);
  });

  test("a folder that may not be changed is seen beforehand", async () => {
    const tree = await project();
    const host = memoryHost(tree);
    const files = { ...host.files, canChange: (folder: string) => folder !== "slots" };
    const { value, diagnostics } = await apply({ ...host, files }, planOf(host, AFTER).plan);
    expect(value).toEqual({ kind: "refused", because: "system", untouched: true });
    expect(diagnostics.map(({ message }) => message)).toEqual(["there is no permission to write `slots`"]);
    expect(host.files.tree()).toEqual(tree as never);
  });

  test("a read-only file system", async () => {
    const host = memoryHost({}, { fail: { at: 1, reason: "read_only", lasting: true } });
    const { diagnostics } = await apply(host, planOf(host, AFTER).plan);
    expect(diagnostics.map(({ code }) => code)).toEqual(["SVC0434"]);
  });
});

describe("whatever fails", () => {
  test("the project is old or new, and can be generated anew", async () => {
    const tree = await project();
    const states = { old: 0, new: 0 };
    const worlds = await everyFailure(
      tree,
      (host) => generate(host, AFTER),
      async ({ host, how }) => {
        const recovered = await recover(host);
        const kinds = recovered.diagnostics.map(({ code }) => code);
        expect(`${how}: ${kinds.filter((code) => code !== "SVC0436")}`).toBe(`${how}: `);
        const left = projectOf(host.files.tree());
        const state = JSON.stringify(left) === JSON.stringify(OLD) ? "old" : "new";
        expect([how, left]).toEqual([how, state === "old" ? OLD : NEW]);
        states[state]++;
        expect([how, host.files.kind(".svc/tmp"), host.files.kind(".svc/journal.json")]).toEqual([
          how,
          null,
          null,
        ]);

        await generate(host, AFTER);
        expect([how, projectOf(host.files.tree())]).toEqual([how, NEW]);
        expect((await generate(host, AFTER)).applied).toEqual({ kind: "unchanged" });
      },
    );
    console.log(`${worlds} worlds: ${states.old} old, ${states.new} new`);
    expect(states.old).toBeGreaterThan(50);
    expect(states.new).toBeGreaterThan(50);
  });

  test("a recovery that fails can be recovered", async () => {
    const tree = await project();
    const dead = memoryHost(tree, { die: { at: 20 } });
    await generate(dead, AFTER).catch(() => {});
    expect(dead.files.kind(".svc/journal.json")).toBe("file");
    const interrupted = laterProcess(dead).files.tree();
    await everyFailure(interrupted, (host) => recover(host), async ({ host, how }) => {
      await recover(host);
      expect([how, projectOf(host.files.tree())]).toEqual([how, NEW]);
    });
  });

  test("what changed after the death is kept and told", async () => {
    const dead = memoryHost(await project(), { die: { at: 20 } });
    await generate(dead, AFTER).catch(() => {});
    const host = laterProcess(dead);
    host.files.write("slots/loans.py", "mine\n");
    host.files.write("a/gone.py", "mine\n");
    const { value, diagnostics } = await recover(host);
    expect(value).toMatchObject({ kind: "finished", kept: ["slots/loans.py", "a/gone.py"] });
    expect(diagnostics.map(({ code }) => code)).toEqual(["SVC0436", "SVC0437", "SVC0437"]);
    expect(projectOf(host.files.tree())).toEqual({
      ...NEW,
      "slots/loans.py": "mine\n",
      "a/gone.py": "mine\n",
    });
  });

  const journals: readonly [string, string][] = [
    ["no journal", "is no journal of svc"],
    [`{"stage":"x","ops":[]}`, "is no journal of svc"],
    [
      `{"stage":"${"a".repeat(64)}","ops":[["../x",null,null]]}`,
      "has a step that svc cannot have written: 1",
    ],
    [
      `{"stage":"${"a".repeat(64)}","ops":[[".git/config",null,null]]}`,
      "has a step that svc cannot have written: 1",
    ],
    [`{"stage":"${"a".repeat(64)}","ops":[["a.py",null,"x"]]}`, "has a step that svc cannot have written: 1"],
  ];
  for (const [text, problem] of journals) {
    test(`a foreign journal is not obeyed: ${text}`, async () => {
      const host = memoryHost({ ".svc/journal.json": text, "a.py": "mine\n" });
      const before = host.files.tree();
      const { value, diagnostics } = await recover(host);
      expect(value).toEqual({ kind: "refused", because: "journal", untouched: true });
      expect(diagnostics.map(({ message }) => message)).toEqual([`\`.svc/journal.json\` ${problem}`]);
      expect(host.files.tree()).toEqual(before);
    });
  }
});

describe("any project", () => {
  const names = fc.constantFrom("a", "b", "c", "d.py", "e.py");
  const path = fc.array(names, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));
  const text = fc.array(fc.constantFrom("1", "2", "3", "x"), { maxLength: 5 }).map((each) => each.join("\n"));
  const kind = fc.constantFrom<Ownership>("generated", "scaffold", "once");
  const wanted = fc.dictionary(path, fc.tuple(kind, text), { maxKeys: 6 }).map((files) => {
    const paths = Object.keys(files);
    return Object.fromEntries(
      Object.entries(files).filter(([path]) => !paths.some((other) => path.startsWith(`${other}/`))),
    );
  });
  const edits = fc.dictionary(path, fc.option(text), { maxKeys: 4 });

  test("applying twice is applying once; what is not svc's stays", async () => {
    await fc.assert(
      fc.asyncProperty(wanted, edits, wanted, async (first, edits, second) => {
        const host = memoryHost();
        await generate(host, first);
        for (const [path, text] of Object.entries(edits)) edit(host, path, text);
        const before = projectOf(host.files.tree());
        const run = await generate(host, second);
        const after = projectOf(host.files.tree());

        const touched = new Set(
          run.plan.changes.flatMap(({ path, from }) => [path, from ?? path] as string[]),
        );
        for (const [path, value] of Object.entries(before)) {
          if (!touched.has(path) && !path.endsWith("/")) expect(after[path]).toEqual(value as never);
        }
        const again = await generate(host, second);
        expect(again.applied).toEqual({ kind: "unchanged" });
        expect(verbs(again).filter((verb) => !verb.startsWith("(") && !verb.startsWith("conflict"))).toEqual(
          [],
        );
        expect(projectOf(host.files.tree())).toEqual(after);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  function edit(host: MemoryHost, path: string, text: string | null): void {
    const place = host.files.kind(path);
    const blocked = path.split("/").some((_, n, parts) =>
      host.files.kind(parts.slice(0, n).join("/")) === "file"
    );
    if (place === "folder" || blocked) return;
    if (text === null) host.files.remove(path);
    else host.files.write(path, text);
  }
});
