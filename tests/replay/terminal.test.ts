// The program on a real terminal: a pseudo-terminal, with a process behind it that types.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";

const main = join(import.meta.dir, "../../main.ts");
let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "svc-terminal-"));
});
afterAll(() => rmSync(root, { recursive: true }));

/** Types each line once the program has said what stands before it; prints the screen, and the exit code last. */
const typist = `
import json, os, pty, select, signal, sys, time
script, command = json.loads(sys.argv[1]), sys.argv[2:]
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(command[0], command)
screen, at, deadline = b"", 0, time.monotonic() + 30
while time.monotonic() < deadline:
    if select.select([terminal], [], [], 0.1)[0]:
        try:
            data = os.read(terminal, 65536)
        except OSError:
            break
        if not data:
            break
        screen += data
    while script and (found := screen.find(script[0][0].encode(), at)) >= 0:
        at = found + len(script[0][0])
        os.write(terminal, script.pop(0)[1].encode())
else:
    os.kill(pid, signal.SIGKILL)
sys.stdout.buffer.write(screen)
print("\\nexit", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;

async function typed(
  folder: string,
  script: readonly (readonly [string, string])[],
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<string> {
  const cwd = join(root, folder);
  mkdirSync(cwd, { recursive: true });
  const { CI: _, ...own } = process.env;
  const child = Bun.spawn(
    ["python3", "-c", typist, JSON.stringify(script), process.execPath, main, ...args],
    {
      cwd,
      env: { ...own, NO_COLOR: "1", ...env },
      stdin: "ignore",
      stdout: "pipe",
    },
  );
  return (await child.stdout.text()).replaceAll("\r\n", "\n");
}

test("svc init asks, and makes what it was told", async () => {
  const screen = await typed("shop", [
    ["Name (shop): ", "store\r"],
    ["Title for people (Store): ", "\r"],
    ["(library): ", "none\r"],
    ["in a sentence: ", "Sells things.\r"],
    ["images (3.12): ", "\r"],
    ["[Y/n] ", "\r"],
  ], ["init"]);
  expect(screen).toEndWith("\nexit 0\n");
  expect(readFileSync(join(root, "shop/services.yml"), "utf8")).toContain("name: store\n");
}, 40_000);

test("Ctrl-C and the end of input make nothing", async () => {
  expect(await typed("stopped", [["Name (", "\u0003"]], ["init"])).toEndWith("\nexit 130\n");
  expect(await typed("ended", [["Name (", "\u0004"]], ["init"])).toEndWith("\nexit 3\n");
  expect(existsSync(join(root, "stopped/services.yml")) || existsSync(join(root, "ended/services.yml"))).toBe(
    false,
  );
}, 40_000);

test("nobody is asked with --no-input, in CI, or with --yes", async () => {
  expect(await typed("no-input", [], ["init", "--no-input"])).toEndWith("\nexit 3\n");
  expect(await typed("ci", [], ["init"], { CI: "1" })).toEndWith("\nexit 3\n");
  const screen = await typed("yes", [], ["init", "--yes", "--example", "none"]);
  expect(screen).toEndWith("\nexit 0\n");
  expect(screen).not.toContain("Name (");
}, 40_000);
