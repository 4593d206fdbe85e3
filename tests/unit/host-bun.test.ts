import { afterAll, describe, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { attempt } from "../../core/host/attempt.ts";
import { bunHost } from "../../core/host/bun.ts";
import type { Files, HostError } from "../../core/host/host.ts";
import { memoryHost } from "../../core/host/memory.ts";

const root = mkdtempSync(join(tmpdir(), "svc-host-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const real = bunHost(root);
const text = (bytes: Uint8Array | null) => bytes === null ? null : new TextDecoder().decode(bytes);
const reason = (effect: () => unknown) => {
  const done = attempt(effect);
  return done.ok ? "done" : done.error.reason;
};

// What tests believe about the disk has to be true of the disk.
for (const [name, files] of [["disk", real.files], ["memory", memoryHost().files]] as [string, Files][]) {
  describe(`files on ${name}`, () => {
    test("are written with their folders, and read", () => {
      files.write("one/two/a.txt", "äöü\r\n");
      expect(text(files.read("one/two/a.txt"))).toBe("äöü\r\n");
      expect(files.list("one/two")).toEqual(["a.txt"]);
      expect([files.kind("one"), files.kind("one/two/a.txt"), files.kind("one/three")]).toEqual([
        "folder",
        "file",
        null,
      ]);
      expect([files.kind("one/two/a.txt/b"), files.read("one/two/a.txt/b"), files.read("none")]).toEqual([
        null,
        null,
        null,
      ]);
      expect([files.list("none"), files.list("one/two/a.txt")]).toEqual([[], []]);
    });

    test("are sorted without a locale", () => {
      for (const each of ["ä", "B", "a", "_", "Z"]) files.write(`sorted/${each}`, "");
      expect(files.list("sorted")).toEqual(["B", "Z", "_", "a", "ä"]);
    });

    test("are refused for a reason", () => {
      files.write("taken/a", "1");
      files.write("other", "1");
      expect(reason(() => files.create("taken/a", "2"))).toBe("exists");
      expect(reason(() => files.read("taken"))).toBe("not_a_file");
      expect(reason(() => files.write("taken", "2"))).toBe("not_a_file");
      expect(reason(() => files.write("taken/a/b", "2"))).toBe("not_a_folder");
      expect(reason(() => files.rename("taken/none", "taken/b"))).toBe("missing");
      expect(reason(() => files.rename("other", "taken"))).toBe("not_a_file");
      expect(text(files.read("taken/a"))).toBe("1");
    });

    test("move, over others and into new folders", () => {
      files.write("move/a", "1");
      files.write("move/b", "2");
      files.rename("move/a", "move/b");
      files.rename("move/b", "move/deep/er/c");
      expect([files.list("move"), text(files.read("move/deep/er/c"))]).toEqual([["deep"], "1"]);
    });

    test("go, and folders with them only if they are empty", () => {
      files.write("gone/a/b", "1");
      files.remove("gone/a/none");
      expect(files.removeEmptyFolder("gone/a")).toBe(false);
      files.remove("gone/a/b");
      expect(files.removeEmptyFolder("gone/a")).toBe(true);
      expect(files.removeEmptyFolder("gone/a")).toBe(false);
      files.write("gone/x/y/z", "1");
      files.removeTree("gone");
      files.removeTree("gone");
      expect(files.kind("gone")).toBe(null);
    });

    test("have permissions", () => {
      files.write("mode/a", "1");
      files.write("mode/b", "1", { mode: 0o755 });
      expect([files.mode("mode/a"), files.mode("mode/b"), files.mode("mode"), files.mode("none")]).toEqual([
        0o644,
        0o755,
        null,
        null,
      ]);
      expect([files.canChange("mode"), files.canChange("none")]).toEqual([true, false]);
    });
  });
}

describe("the disk", () => {
  test("is never written through a link", () => {
    writeFileSync(join(root, "target"), "kept");
    symlinkSync(join(root, "target"), join(root, "link"));
    expect(real.files.kind("link")).toBe("link");
    expect(reason(() => real.files.write("link", "lost"))).toBe("not_a_file");
    expect(reason(() => real.files.create("link", "lost"))).toBe("exists");
    expect(readFileSync(join(root, "target"), "utf8")).toBe("kept");
  });

  test("loses a link, not what it leads to", () => {
    mkdirSync(join(root, "folder"));
    writeFileSync(join(root, "folder/file"), "kept");
    symlinkSync(join(root, "folder"), join(root, "folder-link"));
    real.files.removeTree("folder-link");
    expect(real.files.kind("folder-link")).toBe(null);
    expect(readFileSync(join(root, "folder/file"), "utf8")).toBe("kept");
  });

  test("has things that are no files", () => {
    Bun.spawnSync(["mkfifo", join(root, "pipe")]);
    expect(real.files.kind("pipe")).toBe("other");
    expect(reason(() => real.files.read("pipe"))).toBe("not_a_file");
  });

  test("ends at the root of the project", () => {
    for (const path of ["../x", "a/../../x", "/etc/passwd"]) {
      expect(() => real.files.read(path)).toThrow("is no path in the project");
    }
  });

  test("keeps exact permissions whatever the umask", () => {
    const before = process.umask(0o077);
    try {
      real.files.write("exact", "1", { mode: 0o775 });
      expect(statSync(join(root, "exact")).mode & 0o777).toBe(0o775);
    } finally {
      process.umask(before);
    }
  });
});

describe("processes", () => {
  const sh = (script: string, env: Record<string, string | undefined> = {}) =>
    real.processes.run({ program: "sh", args: ["-c", script], env, output: "capture" });

  test("give code and output", async () => {
    expect(await sh("echo out; echo err >&2; exit 3")).toEqual({ code: 3, stdout: "out\n", stderr: "err\n" });
    expect((await sh("kill -TERM $$")).code).toBe(143);
  });

  test("run in a folder of the project", async () => {
    real.files.write("sub/a", "1");
    const { stdout } = await real.processes.run({
      program: "ls",
      args: [],
      folder: "sub",
      output: "capture",
    });
    expect(stdout).toBe("a\n");
  });

  test("get no variable that would turn a child into something else", async () => {
    const env = { BUN_BE_BUN: "1", BUN_OPTIONS: "--x", NODE_OPTIONS: "--y", MINE: "1", HOME: undefined };
    const { stdout } = await sh('echo "$BUN_BE_BUN$BUN_OPTIONS$NODE_OPTIONS$HOME|$MINE"', env);
    expect(stdout).toBe("|1\n");
  });

  test("that do not exist are missing", async () => {
    expect(real.processes.find("no-such-program")).toBe(null);
    expect(real.processes.find("sh")).toMatch(/^\/.*\/sh$/);
    expect(real.processes.find("./sh")).toBe(null);
    const failed = real.processes.run({ program: "no-such-program", args: [], output: "capture" });
    expect(await failed.catch((error: { reason: string }) => error.reason)).toBe("missing");
  });

  test("are stopped with their children", async () => {
    const group = real.processes.start({
      program: "sh",
      args: ["-c", `sleep 60 & echo $! > ${root}/child.pid; wait`],
      output: "capture",
    });
    while (!text(real.files.read("child.pid"))?.endsWith("\n")) await Bun.sleep(5);
    const child = Number(text(real.files.read("child.pid")));
    expect([real.processes.isAlive(group.pid), real.processes.isAlive(child)]).toEqual([true, true]);
    group.signal("SIGKILL");
    expect(await group.ended).toBe(137);
    while (real.processes.isAlive(child)) await Bun.sleep(5);
    group.signal("SIGTERM");
  });

  test("are over when all that they started is silent", async () => {
    expect((await sh("(sleep 0.05; echo late) & echo soon")).stdout).toBe("soon\nlate\n");
  });

  test("can write to the end of a file", async () => {
    real.files.write("log", "before\n");
    const output = { file: join(root, "log") };
    const said = await real.processes.run({ program: "sh", args: ["-c", "echo a; echo b >&2"], output });
    expect(said).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(text(real.files.read("log"))).toBe("before\na\nb\n");
  });

  test("that are no programs are refused with the word of the system", async () => {
    for (const [name, content, word] of [["broken", "\x7fELF", "ENOEXEC"], ["plain", "", "EACCES"]]) {
      real.files.write(name!, content!, { mode: name === "broken" ? 0o755 : 0o644 });
      const command = { program: join(root, name!), args: [], output: "capture" as const };
      const failed = await real.processes.run(command).catch((error: HostError) => error);
      expect(failed).toMatchObject({ reason: "other", path: command.program, system: word });
      expect(() => real.processes.start(command)).toThrow(word);
    }
  });

  test("listen on ports that nobody else has", async () => {
    const { freePort, canListen } = real.processes;
    const port = await freePort();
    expect(await canListen(port)).toBe(true);
    const other = Bun.listen({ hostname: "127.0.0.1", port, socket: { data: () => {} } });
    try {
      expect(await canListen(port)).toBe(false);
    } finally {
      other.stop(true);
    }
    expect(await canListen(port)).toBe(true);
  });

  test("have a start by which a used-again id is told", () => {
    const { pid, startOf } = real.processes;
    expect(startOf(pid)).toBe(startOf(pid)!);
    expect(startOf(pid)).not.toBe(null);
    expect(startOf(2 ** 22 + 1)).toBe(null);
    expect(real.processes.isAlive(2 ** 22 + 1)).toBe(false);
  });
});

test("hashes and chance", () => {
  const hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  expect([real.sha256("test"), memoryHost().sha256(new TextEncoder().encode("test"))]).toEqual([hash, hash]);
  expect(real.randomHex(8)).toMatch(/^[0-9a-f]{16}$/);
  expect(real.randomHex(8)).not.toBe(real.randomHex(8));
  expect(memoryHost().randomHex(8)).toBe(memoryHost().randomHex(8));
});
