/**
 * The whole outside world. Whoever has no `Host` parameter has no effects.
 *
 * Paths are relative to the project root, POSIX; `..` and absolute paths are bugs of the caller. System
 * errors come as `HostError`; every other exception is a bug.
 */
export interface Host {
  readonly files: Files;
  readonly output: Output;
  readonly clock: Clock;
  readonly processes: Processes;
  /** Absolute path of the project root, for messages and for child processes only. */
  readonly root: string;
  env(name: string): string | undefined;
  /** Somebody at the terminal to be asked; whoever calls this has made sure that there is one. */
  dialogue(): Promise<Dialogue>;
  /** Make a private folder outside the project, for what other programs write. */
  scratch(): Scratch;
  sha256(data: string | Uint8Array): string;
  /** Cryptographically random bytes as lower-case hex. */
  randomHex(bytes: number): string;
}

export interface Dialogue {
  /** Show a question and wait for a line. */
  ask(question: string): Promise<Asked>;
  close(): void;
}

export type Asked =
  | { readonly kind: "line"; readonly text: string }
  /** The input is at its end. */
  | { readonly kind: "end" }
  /** Ctrl-C. */
  | { readonly kind: "interrupted" };

export interface Scratch {
  /** Absolute. */
  readonly path: string;
  readonly files: Files;
  /** Delete it with all that is in it. */
  remove(): void;
}

export type FileKind = "file" | "folder" | "link" | "other";

export interface Files {
  /** Content as bytes, or null if there is nothing. Throws `HostError` for anything that is no readable file. */
  read(path: string): Uint8Array | null;
  /** SHA-256 of the content, without having all of it in memory; answers and throws as `read` does. */
  hash(path: string): string | null;
  /** What stands at a path; links are not followed. */
  kind(path: string): FileKind | null;
  /** Names in a folder, sorted as strings compare (no locale); empty if there is no such folder. */
  list(path: string): readonly string[];
  /**
   * Make or replace a file; parent folders are made. A link at the path is refused, never written through.
   * A new file has mode 0644 unless told; `mode` is exact, whatever the umask. `sync` waits for the disk.
   */
  write(path: string, content: string | Uint8Array, options?: WriteOptions): void;
  /** Fails with `exists` if the path is taken; parent folders are made. */
  create(path: string, content: string): void;
  /** Replaces what stands at the target; its parent folders are made. */
  rename(from: string, to: string): void;
  /** Delete a file; nothing happens if there is none. */
  remove(path: string): void;
  /** Delete a folder with all that is in it; nothing happens if there is none. */
  removeTree(path: string): void;
  /** Delete a folder if it is empty; tells whether it did. */
  removeEmptyFolder(path: string): boolean;
  /** Permission bits of a file, or null. */
  mode(path: string): number | null;
  /** Whether names can be made and removed in a folder that exists. A guess: the system has the last word. */
  canChange(folder: string): boolean;
}

export interface WriteOptions {
  readonly mode?: number;
  readonly sync?: boolean;
}

export interface Output {
  /** The answer of the command. */
  out(text: string): void;
  /** Progress, notes, findings. */
  err(text: string): void;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  readonly inIsTerminal: boolean;
  /** Width of the terminal in columns; 80 where it is unknown. */
  readonly columns: number;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds on a clock that only goes forward. */
  monotonic(): number;
  sleep(milliseconds: number): Promise<void>;
}

export interface Processes {
  readonly pid: number;
  /** Identity of this machine, for the writer lock. */
  readonly hostname: string;
  /** Whether a process of this machine lives. */
  isAlive(pid: number): boolean;
  /** When a live process started, in a form that is only compared; null where it cannot be told. */
  startOf(pid: number): string | null;
  /** Absolute path of a program on PATH, or null. */
  find(program: string): string | null;
  /** A port of this machine that nobody listens on now. */
  freePort(): Promise<number>;
  /** Whether nobody listens on a port of this machine now. */
  canListen(port: number): Promise<boolean>;
  run(command: Command): Promise<ProcessResult>;
  /** Start a process in a group of its own, so that it can be stopped with its children. */
  start(command: Command): RunningProcess;
  /** Call back on SIGINT or SIGTERM; returns a function that stops listening. */
  onStop(react: (signal: "SIGINT" | "SIGTERM") => void): () => void;
}

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  /** Relative to the project root; the root if absent. */
  readonly folder?: string;
  /** Added to the environment of svc; undefined removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /**
   * `inherit` shows the output as it comes (standard output goes to stderr), `capture` returns it, `show` does both;
   * `terminal` hands over all three streams; `{ file }` appends to a file, named absolutely.
   */
  readonly output: "inherit" | "capture" | "show" | "terminal" | { readonly file: string };
}

export interface ProcessResult {
  /** Exit code; 128 + n if signal n ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningProcess {
  readonly pid: number;
  /** Exit code, once it ended. */
  readonly ended: Promise<number>;
  /** Signal the whole group. */
  signal(name: "SIGTERM" | "SIGKILL"): void;
}

export type HostReason =
  | "no_space"
  | "no_permission"
  | "read_only"
  | "exists"
  | "not_a_file"
  | "not_a_folder"
  | "missing"
  | "other";

/** What the operating system refused. */
export class HostError extends Error {
  constructor(
    /** What a message can be made from. */
    readonly reason: HostReason,
    readonly path: string,
    /** The system's own word, e.g. `EACCES`. */
    readonly system: string,
  ) {
    super(`${path}: ${system}`);
    this.name = "HostError";
  }
}
