import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Part, part } from "./part.ts";
import type { Python } from "./pythons.ts";
import { run } from "./run.ts";

const requirements = join(import.meta.dir, "../../tests/toolchain/uv.txt");

/** uv in a venv of its own: the system's pip may refuse to install, and a downloaded uv would not be pinned. */
export function bootPart(dir: string, python: Python): Part {
  return part(dir, "boot", [readFileSync(requirements, "utf8"), python.path], async (folder) => {
    await run("boot: python -m venv", [python.path, "-m", "venv", folder]);
    const pip = [join(folder, "bin", "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check"];
    await run("boot: pip install uv", [...pip, "--require-hashes", "-r", requirements]);
  });
}
