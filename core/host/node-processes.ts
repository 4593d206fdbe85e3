import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, readlinkSync, writeSync } from "node:fs";
import { constants, hostname } from "node:os";
import { isAbsolute } from "node:path";
import { type Command, HostError, type Processes, type ProcessResult, type RunningProcess } from "./host.ts";
import { systemCode, translated } from "./system-error.ts";

/** With these in its environment a child that is a Bun binary itself would run as something else. */
const NEVER_HANDED_ON = ["BUN_BE_BUN", "BUN_OPTIONS", "NODE_OPTIONS"];

/** `find` says where a program is; nothing is ever looked up in the current folder. */
export function nodeProcesses(root: string, find: (program: string) => string | null): Processes {
  return {
    pid: process.pid,
    hostname: machine(),
    isAlive,
    startOf,
    find,
    freePort,
    canListen,
    run: (command) => run(root, find, command),
    start: (command) => start(root, find, command),
    onStop: (react) => {
      process.on("SIGINT", react);
      process.on("SIGTERM", react);
      return () => {
        process.off("SIGINT", react);
        process.off("SIGTERM", react);
      };
    },
  };
}

/** Two containers may share a host name and a folder, but not the table of process ids. */
function machine(): string {
  try {
    return `${hostname()} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return hostname();
  }
}

function isAlive(pid: number): boolean {
  const stat = statOf(pid);
  // In a container without an init nobody collects the dead, and signal 0 still reaches them.
  if (stat !== null) return stat.state !== "Z" && stat.state !== "X";
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === "EPERM";
  }
}

function startOf(pid: number): string | null {
  const stat = statOf(pid);
  if (stat !== null) return stat.start;
  if (process.platform === "linux") return null;
  const { stdout } = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
  return stdout?.trim() || null;
}

/** Linux says both in one line; the name of the program in it may hold blanks and parentheses. */
function statOf(pid: number): { state: string; start: string } | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0] ?? "", start: fields[19] ?? "" };
  } catch {
    return null;
  }
}

type Find = (program: string) => string | null;

async function run(root: string, find: Find, command: Command): Promise<ProcessResult> {
  const child = launch(root, find, command, false);
  const stdout: Uint8Array[] = [];
  const stderr: Uint8Array[] = [];
  child.stdout?.on("data", (part: Uint8Array) => stdout.push(part));
  child.stderr?.on("data", (part: Uint8Array) => stderr.push(part));
  if (command.output === "show") {
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (part: Uint8Array) => pass(part));
  }
  const code = await exitOf(child, command);
  return { code, stdout: decoded(stdout), stderr: decoded(stderr) };
}

function start(root: string, find: Find, command: Command): RunningProcess {
  const child = launch(root, find, command, true);
  const ended = exitOf(child, command);
  const pid = child.pid;
  if (pid === undefined) {
    ended.catch(() => {});
    throw new HostError("other", command.program, "ENOEXEC");
  }
  return {
    pid,
    ended,
    signal: (name) => {
      try {
        process.kill(-pid, name);
      } catch (error) {
        // The group is gone already: that is what the signal was for.
        if (systemCode(error) !== "ESRCH") throw error;
      }
    },
  };
}

function launch(root: string, find: Find, command: Command, ownGroup: boolean): ChildProcess {
  const program = isAbsolute(command.program) ? command.program : find(command.program);
  if (program === null) throw new HostError("missing", command.program, "ENOENT");
  // Standard output of svc is its answer, so what children say goes to standard error.
  const { output } = command;
  const file = typeof output === "object" ? translated(output.file, () => openSync(output.file, "a")) : null;
  const shown = file ?? (output === "inherit" ? 2 : "pipe");
  try {
    return translated(command.program, () =>
      spawn(program, command.args, {
        cwd: command.folder === undefined ? root : `${root}/${command.folder}`,
        env: environment(command.env ?? {}),
        stdio: output === "terminal" ? "inherit" : ["ignore", shown, shown],
        detached: ownGroup,
      }));
  } finally {
    // The child has its own handle.
    if (file !== null) closeSync(file);
  }
}

function environment(added: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const all = Object.entries({ ...process.env, ...added });
  const kept = all.filter((entry): entry is [string, string] =>
    entry[1] !== undefined && !NEVER_HANDED_ON.includes(entry[0])
  );
  return Object.fromEntries(kept);
}

function exitOf(child: ChildProcess, command: Command): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", (error) => {
      const code = systemCode(error);
      reject(code === null ? error : new HostError("other", command.program, code));
    });
    // `close` and not `exit`: the output is complete only then.
    child.once(
      "close",
      (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    );
  });
}

/** Straight on to standard error. Nobody reads there any more? Then there is nothing to show. */
function pass(part: Uint8Array): void {
  try {
    writeSync(2, part);
  } catch (error) {
    if (systemCode(error) === null) throw error;
  }
}

/** Few commands listen, and all would wait for it to be loaded. */
function net(): Promise<typeof import("node:net")> {
  return import("node:net");
}

/** The system picks one; between this and its use somebody else may take it, and then the start fails. */
async function freePort(): Promise<number> {
  const { createServer } = await net();
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

async function canListen(port: number): Promise<boolean> {
  const { createServer } = await net();
  return await new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

function decoded(parts: readonly Uint8Array[]): string {
  return Buffer.concat(parts).toString("utf8");
}
