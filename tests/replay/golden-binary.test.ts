/** The golden corpus through the compiled binary, on a real disk: the same words, the same files. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { bunHost } from "../../core/host/bun.ts";
import type { Files } from "../../core/host/host.ts";
import type { MemoryTree } from "../../core/host/memory-files.ts";
import { svcFolder } from "../../core/plan/svc-folder.ts";
import { buildSvc } from "../../scripts/build.ts";
import { allCases } from "../support/case.ts";
import { arranged, runIn } from "../support/run-case.ts";

const root = join(import.meta.dir, "../..");
const binary = join(root, "dist/svc");
let folder: string;

beforeAll(async () => {
  if (isOld()) await buildSvc(binary);
  folder = mkdtempSync(join(tmpdir(), "svc-golden-"));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("golden, by the binary", () => {
  for (const each of allCases()) {
    test(each.name, async () => {
      const tree = await arranged(each);
      const project = join(folder, each.name, "project");
      plant(project, tree);
      const child = Bun.spawn([binary, ...each.settings.args], {
        cwd: project,
        env: { PATH: "/nowhere" },
        stdio: ["ignore", "pipe", "pipe"],
      });
      const [out, err] = await Promise.all([
        new Response(child.stdout).text(),
        new Response(child.stderr).text(),
      ]);
      const wanted = await runIn(tree, each.settings.args);
      expect({ exit: await child.exited, out, err }).toEqual({
        exit: wanted.exit,
        out: wanted.out,
        err: wanted.err,
      });
      expect(harvest(bunHost(project).files)).toEqual(harvestable(wanted.tree));
      rmSync(project, { recursive: true });
    });
  }
});

/** The binary has to be that of these sources: nobody would look here for the reason of a difference. */
function isOld(): boolean {
  if (!existsSync(binary)) return true;
  const built = statSync(binary).mtimeMs;
  const sources = [
    ...new Bun.Glob("{main.ts,package.json,{core,plugins,templates}/**/*.ts}").scanSync({ cwd: root }),
  ];
  return sources.some((path) => statSync(join(root, path)).mtimeMs > built);
}

function plant(project: string, tree: MemoryTree): void {
  mkdirSync(project, { recursive: true });
  for (const [path, content] of Object.entries(tree)) {
    const file = join(project, path);
    mkdirSync(path.endsWith("/") ? file : dirname(file), { recursive: true });
    if (path.endsWith("/")) continue;
    if (typeof content === "object" && "link" in content) symlinkSync(content.link, file);
    else writeFileSync(file, content);
  }
}

function harvest(files: Files, inside = ""): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of files.list(inside)) {
    const path = inside === "" ? name : `${inside}/${name}`;
    // A build with a name may leave a note of what it saw; runs in memory have no name.
    if (path === svcFolder.record) continue;
    const kind = files.kind(path);
    if (kind === "folder") Object.assign(found, harvest(files, path));
    else if (kind === "file") found[path] = Buffer.from(files.read(path)!).toString("latin1");
    else found[path] = kind ?? "";
  }
  return found;
}

function harvestable(tree: MemoryTree): Record<string, string> {
  const files = Object.entries(tree).filter(([path]) => !path.endsWith("/"));
  return Object.fromEntries(files.map(([path, content]) => [
    path,
    typeof content === "object" && "link" in content ? "link" : Buffer.from(content).toString("latin1"),
  ]));
}
