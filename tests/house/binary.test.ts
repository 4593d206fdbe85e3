import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile } from "../../scripts/build.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "svc-hostile-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

test("a binary runs nothing of the folder it stands in, and takes no variable from it", async () => {
  writeFileSync(join(folder, "main.ts"), "console.log(process.env.FROM_DOTENV ?? 'clean');");
  await compile(join(folder, "main.ts"), join(folder, "program"));

  writeFileSync(join(folder, ".env"), "FROM_DOTENV=loaded\n");
  writeFileSync(join(folder, "bunfig.toml"), 'preload = ["./preload.ts"]\n');
  writeFileSync(join(folder, "preload.ts"), "console.log('preloaded');");
  writeFileSync(join(folder, "tsconfig.json"), "{ this is no JSON");
  writeFileSync(join(folder, "package.json"), "{ this is no JSON");
  const child = Bun.spawnSync([join(folder, "program")], { cwd: folder });
  expect([child.stdout.toString(), child.stderr.toString()]).toEqual(["clean\n", ""]);
});
