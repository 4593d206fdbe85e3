import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Part, part } from "./part.ts";
import { run } from "./run.ts";

/** A program that comes as an npm package, for judging only: no dependency of ours. */
export function npmPart(dir: string, name: string, target: string, version: string, program: string): Part {
  return part(dir, name, [target, version, program], async (folder) => {
    mkdirSync(folder, { recursive: true });
    const quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
    await run(`${name}: npm install`, [
      "npm",
      "install",
      "--prefix",
      folder,
      ...quiet,
      `${target}@${version}`,
    ]);
    // Packages that carry a program of another world do not say that it is one.
    chmodSync(npmProgram(folder, target, program), 0o755);
  });
}

export function npmProgram(folder: string, target: string, program: string): string {
  return join(folder, "node_modules", target, program);
}
