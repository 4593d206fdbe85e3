import { createHash } from "node:crypto";
import { type Dialogue, type Host, HostError, type HostReason, type Processes } from "./host.ts";
import { type MemoryFiles, memoryFiles, type MemoryTree } from "./memory-files.ts";

export interface MemoryOptions {
  /** Refuse the n-th effect (from 1); `lasting`: and every later one that needs space. */
  readonly fail?: { readonly at: number; readonly reason: HostReason; readonly lasting?: boolean };
  /** Die before the n-th effect, or in the middle of it if `torn`: nothing at all happens afterwards. */
  readonly die?: { readonly at: number; readonly torn?: boolean };
  /** Milliseconds since 1970 at the start; sleeping moves it on. */
  readonly now?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly processes?: Partial<Processes>;
  /** Somebody sits at the terminal and types these lines, then ends the input; null is Ctrl-C. */
  readonly answers?: readonly (string | null)[];
}

export interface MemoryHost extends Host {
  readonly files: MemoryFiles;
  /** What was changed, in order: `write .svc/lock.jsonl`. */
  readonly effects: readonly string[];
  readonly printed: { out: string; err: string };
}

/** What the death of a process looks like from inside: nobody may catch it. */
export class Death extends Error {
  override readonly name = "Death";
}

/** A world in memory, for tests and dry runs: deterministic, counting its effects, mortal on request. */
export function memoryHost(tree: MemoryTree = {}, options: MemoryOptions = {}): MemoryHost {
  const effects: string[] = [];
  const printed = { out: "", err: "" };
  let dead = false;
  let now = options.now ?? 1_700_000_000_000;
  let drawn = 0;

  const files = memoryFiles(tree, (name, path, torn) => {
    if (dead) throw new Death();
    effects.push(`${name} ${path}`);
    const { fail, die } = options;
    if (die !== undefined && effects.length === die.at) {
      dead = true;
      if (die.torn === true) torn();
      throw new Death();
    }
    if (fail === undefined) return;
    const later = fail.lasting === true && effects.length > fail.at &&
      (name === "write" || name === "create");
    if (effects.length === fail.at || later) {
      throw new HostError(fail.reason, path, fail.reason.toUpperCase());
    }
  });

  return {
    root: "/project",
    files,
    effects,
    printed,
    output: {
      out: (text) => void (printed.out += text),
      err: (text) => void (printed.err += text),
      outIsTerminal: false,
      errIsTerminal: options.answers !== undefined,
      inIsTerminal: options.answers !== undefined,
      columns: 80,
    },
    clock: {
      now: () => now,
      monotonic: () => now,
      sleep: (milliseconds) => {
        now += milliseconds;
        return Promise.resolve();
      },
    },
    processes: { ...lonely, ...options.processes },
    env: (name) => options.env?.[name],
    dialogue: () => Promise.resolve(scripted([...options.answers ?? []], printed)),
    scratch: () => ({ path: "/scratch", files: memoryFiles({}, () => {}), remove: () => {} }),
    sha256,
    randomHex: (bytes) => sha256(`random ${drawn++}`).slice(0, bytes * 2),
  };
}

function scripted(answers: (string | null)[], printed: { err: string }): Dialogue {
  return {
    ask: (question) => {
      const answer = answers.shift();
      printed.err += `${question}${answer ?? ""}\n`;
      if (answer === undefined) return Promise.resolve({ kind: "end" });
      return Promise.resolve(answer === null ? { kind: "interrupted" } : { kind: "line", text: answer });
    },
    close: () => {},
  };
}

/** One process on a machine without programs. */
const lonely: Processes = {
  pid: 1,
  hostname: "memory",
  isAlive: (pid) => pid === 1,
  startOf: (pid) => pid === 1 ? "0" : null,
  find: () => null,
  freePort: () => Promise.resolve(49_152),
  canListen: () => Promise.resolve(true),
  run: (command) => Promise.reject(new HostError("missing", command.program, "ENOENT")),
  start: (command) => {
    throw new HostError("missing", command.program, "ENOENT");
  },
  onStop: () => () => {},
};

function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}
