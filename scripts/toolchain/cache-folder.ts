import { homedir } from "node:os";
import { join } from "node:path";
import process from "node:process";

/**
 * Where the tools live: never in the checkout. As root in the system's cache folder, because PostgreSQL runs as
 * `nobody` then, who cannot read below root's home.
 */
export function cacheFolder(): string {
  if (process.getuid?.() === 0) return "/var/cache/svc-toolchain";
  return join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "svc-toolchain");
}
