import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { withLock } from "./lock.ts";

/**
 * A folder whose name carries the hash of what it is made from, and which gets that name only when it is complete.
 * So the folder is its own stamp: a run that was killed leaves none.
 */
export interface Part {
  readonly name: string;
  readonly folder: string;
  /** Fill an empty folder that will be moved. */
  build(folder: string): Promise<void>;
}

export function part(
  dir: string,
  name: string,
  inputs: readonly string[],
  build: (folder: string) => Promise<void>,
): Part {
  const platform = `${process.platform}-${process.arch}`;
  const hash = createHash("sha256").update(JSON.stringify([platform, ...inputs])).digest("hex").slice(0, 12);
  return { name, folder: join(dir, `${name}-${hash}`), build };
}

/** Build what is missing, in order; two runs that start together build it once. */
export async function complete(dir: string, parts: readonly Part[]): Promise<void> {
  if (parts.every(isThere)) return;
  // Everybody must be able to read it: PostgreSQL may run as another user than the one who installs.
  process.umask(0o022);
  mkdirSync(dir, { recursive: true });
  await withLock(join(dir, "lock"), async () => {
    for (const part of parts) if (!isThere(part)) await install(part);
  });
}

function isThere(part: Part): boolean {
  return existsSync(part.folder);
}

async function install(part: Part): Promise<void> {
  const started = performance.now();
  const beside = `${part.folder}.new`;
  rmSync(beside, { recursive: true, force: true });
  await part.build(beside);
  renameSync(beside, part.folder);
  console.error(
    `toolchain: ${part.name} installed in ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
}
