import { closeSync, openSync, readFileSync, readlinkSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { isAbsolute } from "node:path";
import { type Command, HostError, type Processes, type ProcessResult, type RunningProcess } from "./host.ts";
import { systemCode, translated } from "./system-error.ts";

/** With these in its environment a child that is a Bun binary itself would run as something else. */
const NEVER_HANDED_ON = ["BUN_BE_BUN", "BUN_OPTIONS", "NODE_OPTIONS"];

/**
 * What the runtime can do without a module. Those of `node:*` for it would be in the binary with all that they load:
 * half a megabyte. Calls throw what the system says.
 */
export interface Runtime {
  /** Where a program is; nothing is ever looked up in the current folder. */
  find(program: string): string | null;
  spawn(words: readonly string[], options: SpawnOptions): Child;
  /** Run a program to its end; what it said on standard output. */
  ask(words: readonly string[]): string;
  /** Listen on a port of this machine, 0 for any that is free. */
  listen(port: number): Listener;
}

export interface SpawnOptions {
  readonly cwd: string;
  readonly env: Record<string, string>;
  readonly stdio: [Stream, Stream, Stream];
  /** Whether it leads a group of processes of its own. */
  readonly detached: boolean;
}

/** A number is an open file. */
export type Stream = "inherit" | "ignore" | "pipe" | number;

export interface Child {
  readonly pid: number;
  /** Null where they are no pipes. */
  readonly outputs: { readonly out: Bytes; readonly err: Bytes } | null;
  /** Exit code; 128 + n if signal n ended it. */
  readonly exited: Promise<number>;
}

type Bytes = AsyncIterable<Uint8Array>;

export interface Listener {
  readonly port: number;
  stop(): void;
}

export function nodeProcesses(root: string, runtime: Runtime): Processes {
  return {
    pid: process.pid,
    hostname: machine(),
    isAlive,
    startOf: (pid) => startOf(pid, runtime),
    find: runtime.find,
    freePort: () => Promise.resolve(freePort(runtime)),
    canListen: (port) => Promise.resolve(canListen(port, runtime)),
    run: (command) => run(root, runtime, command),
    start: (command) => start(root, runtime, command),
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

function startOf(pid: number, { ask }: Runtime): string | null {
  const stat = statOf(pid);
  if (stat !== null) return stat.start;
  if (process.platform === "linux") return null;
  return ask(["ps", "-o", "lstart=", "-p", String(pid)]).trim() || null;
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

async function run(root: string, runtime: Runtime, command: Command): Promise<ProcessResult> {
  const { outputs, exited } = launch(root, runtime, command, false);
  const shows = command.output === "show";
  // All of the output belongs to the answer: a process may be gone before what it said is here.
  const [code, stdout, stderr] = await Promise.all([
    exited,
    outputs === null ? "" : textOf(outputs.out, shows),
    outputs === null ? "" : textOf(outputs.err, shows),
  ]);
  return { code, stdout, stderr };
}

function start(root: string, runtime: Runtime, command: Command): RunningProcess {
  const { pid, outputs, exited } = launch(root, runtime, command, true);
  const shows = command.output === "show";
  // Somebody has to read a pipe, or the process would wait for that.
  const read = outputs === null ? [] : [textOf(outputs.out, shows), textOf(outputs.err, shows)];
  return {
    pid,
    ended: Promise.all([exited, ...read]).then(([code]) => code),
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

function launch(root: string, runtime: Runtime, command: Command, ownGroup: boolean): Child {
  const program = isAbsolute(command.program) ? command.program : runtime.find(command.program);
  if (program === null) throw new HostError("missing", command.program, "ENOENT");
  // Standard output of svc is its answer, so what children say goes to standard error.
  const { output } = command;
  const file = typeof output === "object" ? translated(output.file, () => openSync(output.file, "a")) : null;
  const shown = file ?? (output === "inherit" ? 2 : "pipe");
  try {
    return runtime.spawn([program, ...command.args], {
      cwd: command.folder === undefined ? root : `${root}/${command.folder}`,
      env: environment(command.env ?? {}),
      stdio: output === "terminal" ? ["inherit", "inherit", "inherit"] : ["ignore", shown, shown],
      detached: ownGroup,
    });
  } catch (error) {
    const code = systemCode(error);
    throw code === null ? error : new HostError("other", command.program, code);
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

async function textOf(stream: Bytes, shows: boolean): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) {
    if (shows) pass(part);
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** Straight on to standard error. Nobody reads there any more? Then there is nothing to show. */
function pass(part: Uint8Array): void {
  try {
    writeSync(2, part);
  } catch (error) {
    if (systemCode(error) === null) throw error;
  }
}

/** The system picks one; between this and its use somebody else may take it, and then the start fails. */
function freePort({ listen }: Runtime): number {
  const listener = listen(0);
  listener.stop();
  return listener.port;
}

function canListen(port: number, { listen }: Runtime): boolean {
  try {
    listen(port).stop();
    return true;
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return false;
  }
}
