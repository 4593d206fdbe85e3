import { attempt } from "./attempt.ts";
import type { Files, Host } from "./host.ts";

/** A question about the disk, and what the answer was: a kind, or the hash of what was read or listed. */
export type Observation = readonly [question: "kind" | "read" | "list", path: string, answer: string | null];

export interface Observed {
  /** The same world; what is asked of its disk is noted. */
  readonly host: Host;
  /** Null if the run depended on something that cannot be asked again: time, a program, a refusal, a write of its own. */
  observations(): readonly Observation[] | null;
}

/**
 * Watch what a run looks at. A run that is a function of its inputs, and of nothing but these answers, comes to the
 * same end as long as they are the same.
 */
export function observe(host: Host): Observed {
  const noted: Record<Observation[0], Map<string, string | null>> = {
    kind: new Map(),
    list: new Map(),
    read: new Map(),
  };
  let repeatable = true;

  const ask = <T>(
    question: Observation[0],
    path: string,
    look: () => T,
    digest: (found: T) => string | null,
  ) => {
    const seen = attempt(look);
    if (!seen.ok) {
      repeatable = false;
      throw seen.error;
    }
    const answer = digest(seen.value);
    const before = noted[question].get(path);
    if (before === undefined) noted[question].set(path, answer);
    else if (before !== answer) repeatable = false;
    return seen.value;
  };
  /** Everything else is let through, and ends the hope. */
  const unrepeatable = <T>(value: T): T => {
    repeatable = false;
    return value;
  };

  const { files } = host;
  const watched: Files = {
    kind: (path) => ask("kind", path, () => files.kind(path), (kind) => kind),
    read: (path) => ask("read", path, () => files.read(path), (bytes) => bytes && host.sha256(bytes)),
    hash: (path) => ask("read", path, () => files.hash(path), (sha256) => sha256),
    list: (path) => ask("list", path, () => files.list(path), (names) => namesHash(host, names)),
    mode: (path) => unrepeatable(files.mode(path)),
    canChange: (folder) => unrepeatable(files.canChange(folder)),
    write: (path, content, options) => unrepeatable(files.write(path, content, options)),
    create: (path, content) => unrepeatable(files.create(path, content)),
    rename: (from, to) => unrepeatable(files.rename(from, to)),
    remove: (path) => unrepeatable(files.remove(path)),
    removeTree: (path) => unrepeatable(files.removeTree(path)),
    removeEmptyFolder: (path) => unrepeatable(files.removeEmptyFolder(path)),
  };
  return {
    host: {
      files: watched,
      root: host.root,
      output: host.output,
      sha256: host.sha256,
      get clock() {
        return unrepeatable(host.clock);
      },
      get processes() {
        return unrepeatable(host.processes);
      },
      env: (name) => unrepeatable(host.env(name)),
      randomHex: (bytes) => unrepeatable(host.randomHex(bytes)),
      dialogue: () => unrepeatable(host.dialogue()),
      scratch: () => unrepeatable(host.scratch()),
    },
    observations: () =>
      repeatable ? QUESTIONS.flatMap((question) => listed(question, noted[question])) : null,
  };
}

/** What is cheap to ask is asked first. */
const QUESTIONS = ["kind", "list", "read"] as const;

function listed(
  question: Observation[0],
  answers: ReadonlyMap<string, string | null>,
): readonly Observation[] {
  return [...answers].map(([path, answer]) => [question, path, answer]);
}

/** Whether every question still has the same answer. What the system refuses to tell is another answer. */
export function stillHold(host: Host, observations: readonly Observation[]): boolean {
  const same = attempt(() =>
    observations.every(([question, path, answer]) => answerNow(host, question, path) === answer)
  );
  return same.ok && same.value;
}

function answerNow(host: Host, question: Observation[0], path: string): string | null {
  switch (question) {
    case "kind":
      return host.files.kind(path);
    case "read":
      return host.files.hash(path);
    case "list":
      return namesHash(host, host.files.list(path));
  }
}

function namesHash(host: Host, names: readonly string[]): string {
  return host.sha256(names.join("\0"));
}
