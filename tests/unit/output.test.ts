import { expect, test } from "bun:test";
import { join } from "node:path";
import { runCli } from "../../core/cli/run-cli.ts";
import { memoryHost } from "../../core/host/memory.ts";
import { worldOf } from "../support/run-case.ts";

const main = join(import.meta.dir, "../../main.ts");

test("an answer that finds no space is a finding, and no bug of svc", () => {
  const { exitCode, stderr } = run("explain SVC0110 > /dev/full");
  expect([exitCode, stderr]).toEqual([
    4,
    "error[SVC0432]: there is no space left to write `standard output`\nhelp: make space and run again\n\n1 error\n",
  ]);
});

test("findings that find no space change nothing else", () => {
  expect(run("explain SVC9999 2> /dev/full")).toEqual({ exitCode: 2, stdout: "", stderr: "" });
});

test("a reader who has enough is no failure", () => {
  expect(run("explain --all | head -1; exit ${PIPESTATUS[0]}")).toMatchObject({ exitCode: 0, stderr: "" });
});

test("colours are for terminals: what goes to a file has none, though the other stream is one", async () => {
  const project = { "services.yml": "version: 3\nproject: { nam: shop }\n" };
  const host = memoryHost(project, { answers: [] }); // standard error is a terminal, standard output none
  expect([await runCli(["check"], worldOf(host)), await runCli(["generate"], worldOf(host))]).toEqual([1, 2]);
  expect(host.printed.out).toContain("error[SVC0110]");
  expect(host.printed.out).not.toContain("\x1b[");
  expect(host.printed.err).toContain("\x1b[");
});

function run(words: string) {
  const { exitCode, stdout, stderr } = Bun.spawnSync([
    "bash",
    "-c",
    `"$0" "$1" ${words}`,
    process.execPath,
    main,
  ]);
  return { exitCode, stdout: stdout.toString(), stderr: stderr.toString() };
}
