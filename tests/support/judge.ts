import { availableParallelism } from "node:os";

export interface Ran {
  readonly code: number;
  /** Standard output and standard error, in the order in which they came. */
  readonly text: string;
}

export interface Where {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

const limitMs = 600_000;
const shownLines = 160;

/** Run a tool and take what it says. */
export async function ran(command: readonly string[], { folder, env }: Where): Promise<Ran> {
  // The shell makes one stream of two, so that the output reads as it would in a terminal.
  const child = Bun.spawn(["sh", "-c", 'exec "$@" 2>&1', "sh", ...command], {
    cwd: folder,
    env: { ...env, NO_COLOR: "1" },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
    timeout: limitMs,
    killSignal: "SIGKILL",
  });
  const [code, text] = await Promise.all([child.exited, child.stdout.text()]);
  return { code, text };
}

/** Run a tool that has to be content; otherwise the end of what it said is the message of the failure. */
export async function judge(command: readonly string[], where: Where): Promise<string> {
  const { code, text } = await ran(command, where);
  if (code !== 0) throw new Error(`exit code ${code} of \`${command.join(" ")}\`\n${tail(text)}`);
  return text;
}

export function tail(text: string): string {
  const lines = text.trimEnd().split("\n");
  const cut = lines.length - shownLines;
  return cut <= 0 ? lines.join("\n") : [`… ${cut} lines …`, ...lines.slice(-shownLines)].join("\n");
}

/** As many at once as there are cores: more would only make all of them late. */
const waiting: (() => void)[] = [];
let free = Math.max(2, availableParallelism());

export async function atLeisure<T>(work: () => Promise<T>): Promise<T> {
  if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
  else free--;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) free++;
    else next();
  }
}
