import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

export interface Python {
  /** `3.11` */
  readonly version: string;
  /** The interpreter itself, never a shim. */
  readonly path: string;
}

const versions = ["3.11", "3.12", "3.13"] as const;

/** The interpreters that this machine has. Remembered, because asking costs a tenth of a second. */
export async function findPythons(dir: string): Promise<readonly Python[]> {
  const memory = join(dir, "pythons.json");
  const known = existsSync(memory) ? (JSON.parse(readFileSync(memory, "utf8")) as Python[]) : [];
  const found = await Promise.all(versions.map(async (version) => {
    const remembered = known.find((python) => python.version === version && existsSync(python.path));
    return remembered ?? await find(version);
  }));
  const pythons = found.filter((python) => python !== null);
  if (JSON.stringify(pythons) !== JSON.stringify(known)) {
    mkdirSync(dir, { recursive: true });
    // Renamed into place: another run may be reading it.
    writeFileSync(`${memory}.${process.pid}`, JSON.stringify(pythons));
    renameSync(`${memory}.${process.pid}`, memory);
  }
  return pythons;
}

async function find(version: string): Promise<Python | null> {
  for (const candidate of [`python${version}`, await inPyenv(version), "python3"]) {
    // A name on PATH proves nothing: pyenv's shims are there for versions that do not start.
    const path = candidate && await answer([candidate, "-c", "import sys; print(sys.executable)"]);
    if (path && await answer([path, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]) === version) {
      return { version, path };
    }
  }
  return null;
}

async function inPyenv(version: string): Promise<string | null> {
  const prefix = await answer(["pyenv", "prefix", version]);
  return prefix && join(prefix, "bin", `python${version}`);
}

async function answer(command: [string, ...string[]]): Promise<string | null> {
  if (Bun.which(command[0]) === null) return null;
  const child = Bun.spawn(command, { stdin: "ignore", stdout: "pipe", stderr: "ignore", timeout: 10_000 });
  const [code, text] = await Promise.all([child.exited, child.stdout.text()]);
  return code === 0 ? text.trim() : null;
}
