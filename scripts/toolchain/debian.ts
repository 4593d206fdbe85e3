import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { run } from "./run.ts";

/**
 * Unpack Debian packages, with what they need and this machine lacks, into a folder. Nothing is installed and none
 * of apt's own state changes: whoever runs the tests keeps the machine that he had.
 */
export async function unpackDebian(packages: readonly string[], folder: string): Promise<void> {
  const state = `${folder}.apt`;
  const archives = join(state, "archives");
  for (const path of [join(state, "lists/partial"), join(archives, "partial"), folder]) {
    mkdirSync(path, { recursive: true });
  }
  const apt = [
    "apt-get",
    "-qq",
    ...["-o", `Dir::State::lists=${join(state, "lists")}`, "-o", `Dir::Cache::archives=${archives}`],
    // Caches of other lists than these would be wrong, and apt's own must stay as they are.
    ...["-o", "Dir::Cache::pkgcache=", "-o", "Dir::Cache::srcpkgcache="],
    ...["-o", "APT::Sandbox::User=root"],
  ];
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get update", [...apt, "update"], env);
  const download = ["install", "-y", "--no-install-recommends", "--download-only"];
  await run(`apt-get ${packages.join(" ")}`, [...apt, ...download, ...packages], env);
  for (const name of readdirSync(archives).filter((name) => name.endsWith(".deb")).sort()) {
    await run(`dpkg -x ${name}`, ["dpkg", "-x", join(archives, name), folder]);
  }
  rmSync(state, { recursive: true });
}

/** Where this machine has its Debian packages from. */
export function debianMirror(): string {
  const child = Bun.spawnSync(["apt-get", "indextargets", "--format", "$(LABEL) $(REPO_URI)"]);
  const mirror = /^Debian (\S+)$/m.exec(child.stdout.toString())?.[1];
  if (mirror === undefined) throw new Error("toolchain: engine: apt has no source of Debian");
  return mirror;
}
