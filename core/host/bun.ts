import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import type { Host, Scratch } from "./host.ts";
import { nodeDialogue } from "./node-dialogue.ts";
import { type Hasher, nodeFiles } from "./node-files.ts";
import { nodeOutput } from "./node-output.ts";
import { type Child, type Listener, nodeProcesses, type SpawnOptions } from "./node-processes.ts";
import { translated } from "./system-error.ts";

/** The real world, with a folder of it as the project. The only place that names `Bun`. */
export function bunHost(root: string): Host {
  const folder = resolve(root);
  return {
    root: folder,
    files: nodeFiles(folder, newSha256),
    output: nodeOutput(),
    clock: {
      now: () => Date.now(),
      monotonic: () => performance.now(),
      sleep: (milliseconds) => new Promise((wake) => setTimeout(wake, milliseconds)),
    },
    processes: nodeProcesses(folder, { find, spawn, ask, listen }),
    env: (name) => process.env[name],
    scratch,
    dialogue: nodeDialogue,
    sha256: (data) => Bun.CryptoHasher.hash("sha256", data, "hex"),
    randomHex: (bytes) => Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString("hex"),
  };
}

function newSha256(): Hasher {
  return new Bun.CryptoHasher("sha256");
}

function scratch(): Scratch {
  // The real path: tools resolve links and would name files that nobody asked for.
  const path = translated(tmpdir(), () => realpathSync(mkdtempSync(join(tmpdir(), "svc-"))));
  return {
    path,
    files: nodeFiles(path, newSha256),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** Only absolute folders of PATH count: with `.` in it a hostile project would choose what svc runs. */
function find(program: string): string | null {
  if (program.includes("/")) return isAbsolute(program) ? Bun.which(program) : null;
  const folders = (process.env["PATH"] ?? "").split(process.platform === "win32" ? ";" : ":").filter(
    isAbsolute,
  );
  return folders.length === 0 ? null : Bun.which(program, { PATH: folders.join(":") });
}

function spawn(words: readonly string[], options: SpawnOptions): Child {
  const { pid, stdout, stderr, exited } = Bun.spawn([...words], options);
  const isPiped = stdout instanceof ReadableStream && stderr instanceof ReadableStream;
  return { pid, exited, outputs: isPiped ? { out: stdout, err: stderr } : null };
}

function ask(words: readonly string[]): string {
  return Bun.spawnSync([...words], { stdio: ["ignore", "pipe", "ignore"] }).stdout.toString();
}

function listen(port: number): Listener {
  const listener = Bun.listen({ hostname: "127.0.0.1", port, socket: { data: () => {} } });
  return { port: listener.port, stop: () => listener.stop(true) };
}
