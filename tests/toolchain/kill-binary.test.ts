import { expect, test } from "bun:test";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomFrom } from "../support/random.ts";

const BUILT = join(import.meta.dir, "../../dist/svc");
const LOCK = ".svc/lock.jsonl";
const KILLS = 200;
const SEED = 20261121;
/** Models that the edit of the spec adds: enough files for a kill to hit the writing. */
const MODELS = 15;

test("the binary, killed at any instant of an apply, leaves the old tree or the new one", async () => {
  const folder = mkdtempSync(join(tmpdir(), "svc-kill-binary-"));
  try {
    // A copy of its own: a build beside this test must not change the binary in the middle.
    cpSync(BUILT, join(folder, "svc"));
    const before = join(folder, "before");
    await svc(folder, folder, "init", "before", "--yes");
    writeFileSync(join(before, "mine.txt"), "mine\n");
    const models = join(before, "shared/spec/models.yaml");
    writeFileSync(models, `${readFileSync(models, "utf8")}${manyModels()}`);
    const after = join(folder, "after");
    cpSync(before, after, { recursive: true });
    await svc(folder, after, "generate");
    const [oldTree, newTree] = [contentOf(before), contentOf(after)];
    expect(differences(oldTree, newTree).length).toBeGreaterThan(MODELS);

    const random = randomFrom(SEED);
    const counts = { old: 0, new: 0, late: 0 };
    // From the writer lock to the end, as the runs themselves find out.
    let reachMs = 30;
    for (let kill = 0; kill < KILLS; kill++) {
      const hit = join(folder, "hit");
      rmSync(hit, { recursive: true, force: true });
      cpSync(before, hit, { recursive: true });
      const isLate = await killed(folder, hit, random() * reachMs);
      reachMs *= isLate ? 0.9 : 1.05;
      // The next run, whatever it is, finishes or undoes what was begun; a dry run does no more.
      await svc(folder, hit, "generate", "--dry-run");
      const tree = contentOf(hit);
      const isNew = tree[LOCK] === newTree[LOCK];
      expect(differences(tree, isNew ? newTree : oldTree)).toEqual([]);
      if (isNew) counts.new++;
      else counts.old++;
      if (isLate) counts.late++;
    }
    console.log(
      `${KILLS} kills of the binary (seed ${SEED}): ${counts.old} old, ${counts.new} new (${counts.late} too late)`,
    );
    expect(Math.min(counts.old, counts.new - counts.late)).toBeGreaterThan(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 1_500_000);

/** Run to the end, which is to be a good one. */
async function svc(home: string, folder: string, ...args: string[]): Promise<void> {
  const child = Bun.spawn([join(home, "svc"), ...args], { cwd: folder, stdout: "ignore", stderr: "pipe" });
  const said = await new Response(child.stderr).text();
  expect({ code: await child.exited, said: child.exitCode === 0 ? "" : said }).toEqual({ code: 0, said: "" });
}

/** Start `generate` and kill it a while after it took the writer lock; tells whether it had ended by itself. */
async function killed(home: string, folder: string, afterMs: number): Promise<boolean> {
  const child = Bun.spawn([join(home, "svc"), "generate"], {
    cwd: folder,
    stdout: "ignore",
    stderr: "ignore",
  });
  const lock = join(folder, ".svc/writer.lock");
  while (child.exitCode === null && !existsSync(lock)) await Bun.sleep(0);
  await Bun.sleep(afterMs);
  child.kill("SIGKILL");
  return await child.exited === 0;
}

/** Paths that are not the same on both sides. */
function differences(one: Record<string, string>, two: Record<string, string>): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(two)])].filter((path) => one[path] !== two[path])
    .sort();
}

/** Path → text of the whole tree, without what only a running svc has. */
function contentOf(folder: string): Record<string, string> {
  const content: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1);
    // Notes of a run are no part of the project: whoever was killed may have left them or not.
    if (entry.isFile() && !name.startsWith(".svc/cache/")) content[name] = readFileSync(path, "utf8");
  }
  delete content[".svc/writer.lock"];
  return content;
}

function manyModels(): string {
  return Array.from(
    { length: MODELS },
    (_, position) => `  Thing${position}:\n    fields: { name: string, count: int, author: Author }\n`,
  ).join("");
}
