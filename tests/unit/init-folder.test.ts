import { afterAll, expect, test } from "bun:test";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCli } from "../../core/cli/run-cli.ts";
import { bunHost } from "../../core/host/bun.ts";
import { worldOf } from "../support/run-case.ts";

const root = mkdtempSync(join(tmpdir(), "svc-init-"));
afterAll(() => rmSync(root, { recursive: true }));

test("a folder that is a file is wrong usage, and the file stays", async () => {
  writeFileSync(join(root, "notes.txt"), "mine\n");
  const { exit, findings } = await init("notes.txt");
  expect([exit, findings]).toEqual([2, [[
    "notes.txt is no folder",
    "name a folder; it is made if it is not there",
  ]]]);
  expect(readFileSync(join(root, "notes.txt"), "utf8")).toBe("mine\n");
});

test("a folder may be new, have nothing but .git, or be reached by a link", async () => {
  mkdirSync(join(root, "cloned/.git"), { recursive: true });
  symlinkSync("cloned", join(root, "linked"));
  for (const folder of ["new/deep", "cloned", "linked"]) {
    expect([folder, await init(folder)]).toEqual([folder, { exit: 0, findings: [] }]);
    expect(readdirSync(join(root, folder))).toContain("services.yml");
  }
});

/** Exit code, and of each finding its message and its help. */
async function init(folder: string) {
  let out = "";
  const real = bunHost(root);
  const host = { ...real, output: { ...real.output, out: (text: string) => void (out += text) } };
  const hostAt = (path: string) => ({
    ...bunHost(path.startsWith("/") ? path : join(root, path)),
    output: host.output,
  });
  const exit = await runCli(["init", folder, "--yes", "--json"], { ...worldOf(host), hostAt });
  const { findings } = JSON.parse(out) as { findings: readonly { message: string; help: string }[] };
  return { exit, findings: findings.map(({ message, help }) => [message, help]) };
}
