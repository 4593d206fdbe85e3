import { writeSync } from "node:fs";
import { isatty } from "node:tty";
import type { Output } from "./host.ts";
import { attempt } from "./attempt.ts";
import { systemCode, translated } from "./system-error.ts";

/** Writes at once, so that nothing is lost when the process ends. */
export function nodeOutput(): Output {
  return {
    out: (text) => translated("standard output", () => writeAll(1, text)),
    // Where nothing can be said, that cannot be said either.
    err: (text) => void attempt(() => translated("standard error", () => writeAll(2, text))),
    outIsTerminal: isatty(1),
    errIsTerminal: isatty(2),
    inIsTerminal: isatty(0),
    get columns() {
      return process.stderr.columns || process.stdout.columns || 80;
    },
  };
}

function writeAll(handle: number, text: string): void {
  let rest = Buffer.from(text, "utf8");
  while (rest.length > 0) {
    const count = writeSome(handle, rest);
    if (count === null) return;
    rest = rest.subarray(count);
  }
}

/** Bytes written, or null if nobody listens any more (`svc … | head`): no reason to fail. */
function writeSome(handle: number, bytes: Uint8Array): number | null {
  try {
    return writeSync(handle, bytes);
  } catch (error) {
    const code = systemCode(error);
    if (code === "EPIPE") return null;
    if (code !== "EAGAIN") throw error;
    // A pipe that another process made non-blocking is full: wait a moment for the reader.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    return 0;
  }
}
