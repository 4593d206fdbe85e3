import { expect, test } from "bun:test";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { recover } from "../../core/apply/recover.ts";
import { bunHost } from "../../core/host/bun.ts";
import type { Files, Host } from "../../core/host/host.ts";
import { versionOf } from "../support/kill-apply.ts";
import { randomFrom } from "../support/random.ts";
import { generate } from "../support/small-pipeline.ts";

const SCRIPT = join(import.meta.dir, "../support/kill-apply.ts");
const KILLS = 50;
const SEED = 20251121;

test("a run that is killed at any instant leaves the old project or the new one", async () => {
  const folder = mkdtempSync(join(tmpdir(), "svc-kill-"));
  try {
    const host = bunHost(folder);
    host.files.write("mine/notes.txt", "mine\n");
    await generate(host, versionOf(0));
    // Edits that svc must carry along or leave alone.
    host.files.write("docs/3.md", "my title\n\ntext\n\nversion 0\n");
    host.files.write("slots/4.py", "work\n");
    host.files.write("same/0/0.py", "edited\n");

    const random = randomFrom(SEED);
    const counts = { late: 0, old: 0, new: 0, cleaned: 0, finished: 0 };
    // How long staging and renaming take on this machine, as the kills themselves find out.
    const reachMs = { begin: await timed(folder, 1, host), journal: 10 };
    let version = 1;
    for (let kill = 0; kill < KILLS; kill++) {
      const [before, after] = [projectAt(version), projectAt(version + 1)];
      const from = kill % 2 === 0 ? "begin" : "journal";
      const isLate = await killed(folder, version + 1, from, random() * reachMs[from]);
      reachMs[from] *= isLate ? 0.7 : 1.1;
      const { value, diagnostics } = await recover(host);
      expect(diagnostics.map(({ code }) => code).filter((code) => code !== "SVC0436")).toEqual([]);
      if (value.kind === "cleaned") counts.cleaned++;
      if (value.kind === "finished") counts.finished++;
      if (isLate) counts.late++;

      const tree = contentOf(host.files);
      const isNew = tree["changed/0/0.py"] === after["changed/0/0.py"];
      expect(tree).toEqual(isNew ? after : before);
      expect([host.files.kind(".svc/tmp"), host.files.kind(".svc/journal.json")]).toEqual([null, null]);
      if (isNew) counts.new++;
      else counts.old++;

      // Whatever it is, the next run leads to the new version, and the one after it has nothing to do.
      expect((await generate(host, versionOf(version + 1))).applied.kind).toBe(
        isNew ? "unchanged" : "applied",
      );
      expect(contentOf(host.files)).toEqual(after);
      expect((await generate(host, versionOf(version + 1))).applied.kind).toBe("unchanged");
      version++;
    }
    console.log(
      `${KILLS} kills (seed ${SEED}): ${counts.old} old (${counts.cleaned} with a stage to throw away), ` +
        `${counts.new} new (${counts.finished} rolled forward, ${counts.late} killed too late)`,
    );
    expect(counts.old).toBeGreaterThan(0);
    expect(counts.finished).toBeGreaterThan(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);

test("several runs at once do not disturb each other", async () => {
  const folder = mkdtempSync(join(tmpdir(), "svc-several-"));
  try {
    const host = bunHost(folder);
    await generate(host, versionOf(0));
    const runs = Array.from({ length: 4 }, () => start(folder, 1, "pipe"));
    const codes = await Promise.all(runs.map(({ process }) => process.exited));
    expect(codes).toContain(0);
    // Who came too late found another project than the one that it planned for, and wrote nothing.
    for (const { process } of runs) {
      const said = await new Response(process.stderr as ReadableStream).text();
      expect(process.exitCode === 0 ? "" : said.slice(0, 7)).toBe(process.exitCode === 0 ? said : "SVC0430");
    }
    expect((await generate(host, versionOf(1))).applied.kind).toBe("unchanged");
    expect(host.files.list(".svc")).toEqual([".gitattributes", ".gitignore", "base", "lock.jsonl"]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);

/** Every file of the project as it has to be in a version, with the user's edits. */
function projectAt(version: number): Record<string, string> {
  const wanted = Object.entries(versionOf(version)).map(([path, [, text]]) => [path, text] as const);
  const stubs = Object.entries(versionOf(0)).filter(([path]) => path.startsWith("slots/"));
  return {
    ...Object.fromEntries(wanted),
    ...Object.fromEntries(stubs.map(([path, [, text]]) => [path, text])),
    "mine/notes.txt": "mine\n",
    "docs/3.md": `my title\n\ntext\n\nversion ${version}\n`,
    "slots/4.py": "work\n",
    "same/0/0.py": "edited\n",
  };
}

/** How long the writing takes if nobody disturbs it. */
async function timed(folder: string, version: number, host: Host): Promise<number> {
  const child = start(folder, version);
  const { value: first } = await child.output.next();
  const begun = performance.now();
  expect(first).toContain("begin");
  await child.process.exited;
  expect(child.process.exitCode).toBe(0);
  const durationMs = performance.now() - begun;
  expect(contentOf(host.files)).toEqual(projectAt(version));
  return durationMs;
}

/**
 * Kill a run so long after it began to write, or after its journal was there: without the second, a busy machine
 * would hardly ever see the short time in which files are renamed. Tells whether it was done before.
 */
async function killed(
  folder: string,
  version: number,
  from: "begin" | "journal",
  afterMs: number,
): Promise<boolean> {
  const child = start(folder, version);
  const { value: first = "" } = await child.output.next();
  if (from === "journal") {
    const journal = join(folder, ".svc/journal.json");
    while (!existsSync(journal) && child.process.exitCode === null) await Bun.sleep(0);
  }
  // Waiting awake: a timer is late by more than some of the instants that matter.
  const until = performance.now() + afterMs;
  while (performance.now() < until);
  child.process.kill("SIGKILL");
  await child.process.exited;
  let said = first;
  for await (const more of child.output) said += more;
  return said.includes("end");
}

function start(folder: string, version: number, stderr: "inherit" | "pipe" = "inherit") {
  const child = Bun.spawn([process.execPath, SCRIPT, folder, String(version)], {
    stdout: "pipe",
    stderr,
  });
  const output = child.stdout.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
  return { process: child, output };
}

function contentOf(files: Files, folder = ""): Record<string, string> {
  const content: Record<string, string> = {};
  for (const name of files.list(folder)) {
    const path = folder === "" ? name : `${folder}/${name}`;
    if (path === ".svc") continue;
    const kind = files.kind(path);
    // An empty folder would be one that a run left behind.
    if (kind === "folder" && files.list(path).length === 0) content[`${path}/`] = "";
    if (kind === "folder") Object.assign(content, contentOf(files, path));
    else content[path] = new TextDecoder().decode(files.read(path)!);
  }
  return content;
}
