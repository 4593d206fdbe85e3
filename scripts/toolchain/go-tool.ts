import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { type Part, part } from "./part.ts";
import { run } from "./run.ts";

/** A program that is built from its module, because its makers publish it nowhere else that can be reached. */
export function goPart(dir: string, name: string, target: string, version: string): Part {
  return part(dir, name, [target, version], async (folder) => {
    mkdirSync(folder, { recursive: true });
    // Module and build caches of one tool grow to hundreds of megabytes; nobody asks for them again.
    const waste = join(folder, "waste");
    const env = {
      ...process.env,
      GOBIN: folder,
      GOPATH: join(waste, "path"),
      GOCACHE: join(waste, "cache"),
      GOFLAGS: "-modcacherw",
      GOTOOLCHAIN: "auto",
      CGO_ENABLED: "0",
    };
    const install = ["go", "install", "-p", "2", "-trimpath", "-ldflags", "-s -w", `${target}@${version}`];
    await run(`${name}: go install`, install, env);
    rmSync(waste, { recursive: true, force: true });
  });
}
