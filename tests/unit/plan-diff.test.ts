import { describe, expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { planDiff, unifiedDiff } from "../../core/plan/diff.ts";
import { printPlan } from "../../core/plan/print.ts";
import { memoryHost } from "../../core/host/memory.ts";
import { generate, planOf } from "../support/small-pipeline.ts";

describe("a difference", () => {
  test("has three lines around it", () => {
    const before = Array.from({ length: 20 }, (_, n) => `${n + 1}\n`).join("");
    expect(unifiedDiff("a.py", before, before.replace("10\n", "ten\n").replace("17\n", ""))).toBe(
      "--- a/a.py\n+++ b/a.py\n@@ -7,14 +7,13 @@\n 7\n 8\n 9\n-10\n+ten\n 11\n 12\n 13\n 14\n 15\n 16\n-17\n 18\n 19\n 20\n",
    );
  });

  test("of a new, a deleted and an equal file", () => {
    expect(unifiedDiff("a", null, "1\n2\n")).toBe("--- /dev/null\n+++ b/a\n@@ -0,0 +1,2 @@\n+1\n+2\n");
    expect(unifiedDiff("a", "1\n", null)).toBe("--- a/a\n+++ /dev/null\n@@ -1 +0,0 @@\n-1\n");
    expect(unifiedDiff("a", "1\n", "1\n")).toBe("");
  });

  test("tells a missing break at the end, and what cannot be seen", () => {
    expect(unifiedDiff("a", "1", "1\n")).toBe(
      "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-1\n\\ No newline at end of file\n+1\n",
    );
    expect(unifiedDiff("a", "", "\u001b[2J\tx\n")).toContain("+\\u{1b}[2J\tx\n");
  });

  test("is what git can apply", () => {
    const folder = mkdtempSync(join(tmpdir(), "svc-diff-"));
    const text = fc.array(fc.constantFrom("a", "b", "c", "d", ""), { maxLength: 30 }).map((each) =>
      each.join("\n")
    );
    try {
      fc.assert(
        fc.property(text, text, (before, after) => {
          writeFileSync(join(folder, "f"), before);
          const diff = unifiedDiff("f", before, after);
          if (diff === "") return expect(before).toBe(after);
          // Git takes an empty side for a file that is not there.
          fc.pre(before !== "" && after !== "");
          const run = Bun.spawnSync(["git", "apply", "--whitespace=nowarn", "-"], {
            cwd: folder,
            stdin: Buffer.from(diff),
          });
          expect([run.exitCode, run.stderr.toString()]).toEqual([0, ""]);
          expect(readFileSync(join(folder, "f"), "utf8")).toBe(after);
        }),
        { numRuns: 60, seed: 3 },
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

test("a plan and its difference, as they are shown", async () => {
  const host = memoryHost();
  await generate(host, {
    "a.py": ["generated", "1\n"],
    "b.py": ["generated", "1\n"],
    "c.py": ["generated", "1\n"],
    "s.md": ["scaffold", "1\n"],
    "o.py": ["once", "1\n"],
  });
  host.files.write("b.py", "mine\n");
  host.files.write("s.md", "mine\n");
  const { plan, snapshot } = planOf(host, {
    "a.py": ["generated", "2\n"],
    "b.py": ["generated", "1\n"],
    "d.py": ["generated", "3\n"],
    "o.py": ["once", "2\n"],
    "s.md": ["scaffold", "1\n"],
  });
  expect(printPlan(plan, { verbose: false, color: false })).toBe(`    update a.py
  conflict b.py
    delete c.py
    create d.py
Plan: 1 create, 1 update, 1 delete, 1 conflict, 2 unchanged
`);
  expect(printPlan(plan, { verbose: true, color: false })).toBe(`    update a.py
  conflict b.py
    delete c.py
    create d.py
      keep o.py (is yours)
      keep s.md (edited by you)
Plan: 1 create, 1 update, 1 delete, 1 conflict, 2 unchanged
`);
  expect(planDiff(plan, snapshot, { color: false })).toBe(`--- a/a.py
+++ b/a.py
@@ -1 +1 @@
-1
+2
--- a/b.py
+++ b/b.py
@@ -1 +1 @@
-mine
+1
--- a/c.py
+++ /dev/null
@@ -1 +0,0 @@
-1
--- /dev/null
+++ b/d.py
@@ -0,0 +1 @@
+3
`);
});
