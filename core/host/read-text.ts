import { attempt } from "./attempt.ts";
import type { Host } from "./host.ts";

/** Text of a file; null if there is none, or none that can be read. */
export function readText({ files }: Pick<Host, "files">, path: string): string | null {
  const read = attempt(() => files.read(path));
  return read.ok && read.value !== null ? new TextDecoder().decode(read.value) : null;
}
