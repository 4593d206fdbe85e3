import { attempt } from "../host/attempt.ts";
import type { Host, HostError } from "../host/host.ts";
import { isRecord, parseJson } from "../text/parse-json.ts";
import { svcFolder } from "../plan/svc-folder.ts";

/** The right to write in a project, held by one process at a time. */
export interface WriterLock {
  /** False if another process took it for dead and took over: then nothing may be begun any more. */
  isMine(): boolean;
  /** A sign of life for those who wait; costs nothing if the last one is recent. */
  renew(): void;
  release(): void;
}

export type Taken =
  | { readonly kind: "mine"; readonly lock: WriterLock }
  /** Null: by nobody who can be named. */
  | { readonly kind: "held"; readonly by: Holder | null }
  | { readonly kind: "failed"; readonly error: HostError };

export interface Holder {
  readonly host: string;
  readonly pid: number;
  /** When the process started, because ids are used again. */
  readonly start: string | null;
  readonly token: string;
  readonly renewed: number;
}

const PATIENCE_MS = 10_000;
const POLL_MS = 100;
const RENEW_MS = 10_000;
const STALE_MS = 60_000;
/** A lock that is no JSON is one that is being written, or that was cut off by a kill. */
const BROKEN_MS = 2_000;

/** Wait for the right to write, but not for ever. */
export async function takeWriterLock(host: Host): Promise<Taken> {
  const begun = host.clock.monotonic();
  const token = host.randomHex(8);
  const broken = new Map<string, number>();
  for (;;) {
    const tried = attempt(() => tryOnce(host, token, broken));
    if (!tried.ok) return { kind: "failed", error: tried.error };
    if (tried.value.kind === "mine") return tried.value;
    if (host.clock.monotonic() - begun >= PATIENCE_MS) return tried.value;
    await host.clock.sleep(POLL_MS);
  }
}

function tryOnce(host: Host, token: string, broken: Map<string, number>): Exclude<Taken, { kind: "failed" }> {
  const { processes, clock } = host;
  const self = {
    host: processes.hostname,
    pid: processes.pid,
    start: processes.startOf(processes.pid),
    token,
  };
  if (claim(host, self)) return { kind: "mine", lock: newLock(host, self) };

  const text = readText(host);
  if (text === null) return { kind: "held", by: null };
  const holder = parseHolder(text);
  if (holder === null) {
    const since = broken.get(text) ?? clock.monotonic();
    broken.set(text, since);
    if (clock.monotonic() - since < BROKEN_MS) return { kind: "held", by: null };
  } else if (!isStale(host, holder)) {
    return { kind: "held", by: holder };
  }
  setAside(host, text, token);
  return claim(host, self) ? { kind: "mine", lock: newLock(host, self) } : { kind: "held", by: null };
}

function claim(host: Host, self: Omit<Holder, "renewed">): boolean {
  const made = attempt(() => host.files.create(svcFolder.writer, printHolder(host, self)));
  if (!made.ok && made.error.reason !== "exists") throw made.error;
  return made.ok;
}

/**
 * Two who wait may both find a lock stale, and the slower one must not remove the fresh lock of the faster. So
 * the file is moved away first and looked at there; a fresh one is put back.
 */
function setAside(host: Host, stale: string, token: string): void {
  const { files } = host;
  const aside = `${svcFolder.stage}/writer.${token}`;
  const moved = attempt(() => files.rename(svcFolder.writer, aside));
  if (!moved.ok) {
    if (moved.error.reason === "missing") return;
    throw moved.error;
  }
  const text = new TextDecoder().decode(files.read(aside) ?? new Uint8Array());
  if (text !== stale) attempt(() => files.create(svcFolder.writer, text));
  files.remove(aside);
}

function newLock(host: Host, self: Omit<Holder, "renewed">): WriterLock {
  const { files, clock } = host;
  const isMine = () => parseHolder(readText(host) ?? "")?.token === self.token;
  let renewed = clock.monotonic();
  return {
    isMine,
    renew: () => {
      if (clock.monotonic() - renewed < RENEW_MS || !isMine()) return;
      renewed = clock.monotonic();
      files.write(svcFolder.writer, printHolder(host, self));
    },
    release: () => {
      // A lock that cannot be removed is no reason to fail: it is stale as soon as this process ends.
      attempt(() => isMine() && files.remove(svcFolder.writer));
    },
  };
}

function isStale({ clock, processes }: Host, { host, pid, start, renewed }: Holder): boolean {
  if (clock.now() - renewed > STALE_MS) return true;
  if (host !== processes.hostname) return false;
  if (!processes.isAlive(pid)) return true;
  const current = processes.startOf(pid);
  return start !== null && current !== null && start !== current;
}

function readText({ files }: Host): string | null {
  const bytes = files.read(svcFolder.writer);
  return bytes === null ? null : new TextDecoder().decode(bytes);
}

function printHolder({ clock }: Host, self: Omit<Holder, "renewed">): string {
  return JSON.stringify({ ...self, renewed: clock.now() }) + "\n";
}

function parseHolder(text: string): Holder | null {
  const value = parseJson(text);
  if (!isRecord(value)) return null;
  const { host, pid, start, token, renewed } = value;
  if (typeof host !== "string" || typeof pid !== "number" || typeof token !== "string") return null;
  if (typeof renewed !== "number" || (typeof start !== "string" && start !== null && start !== undefined)) {
    return null;
  }
  return { host, pid, start: start ?? null, token, renewed };
}
