// The tour of the README as a reader types it: with the binary on PATH, in an empty folder, up to the last command.
import { expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pythonEnv } from "../../scripts/toolchain.ts";
import { judge } from "../support/judge.ts";
import { tourScript } from "../support/readme-blocks.ts";
import { testToolchain } from "../support/toolchain.ts";

const root = join(import.meta.dir, "../..");

test("every command of the tour ends as the README says", async () => {
  const env = pythonEnv(await testToolchain());
  const folder = mkdtempSync(join(tmpdir(), "svc-tour-"));
  try {
    const script = tourScript(readFileSync(join(root, "README.md"), "utf8"));
    const path = `${join(root, "dist")}:${env["PATH"]}`;
    const said = await judge(["bash", "-c", script], { folder, env: { ...env, PATH: path } });
    expect(said).toContain("Nothing to complain about.");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 300_000);
