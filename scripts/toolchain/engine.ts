import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { startEngine } from "../engine.ts";
import { debianMirror, unpackDebian } from "./debian.ts";
import { type Part, part } from "./part.ts";
import { run } from "./run.ts";

const recipes = join(import.meta.dir, "../../tests/toolchain/images");
const PACKAGES = ["docker.io", "mmdebstrap"];
const SUITE = "trixie";
/** As the official images begin: what Debian requires, and no more. */
const VARIANT = "minbase";
/** Our images under the names that generated files use. A name that is missing here fails: there is no registry to ask. */
const IMAGES: Readonly<Record<string, string>> = {
  python: "python:3.13-slim",
  postgres: "postgres:17",
  uv: "ghcr.io/astral-sh/uv:0.13.8",
};
const CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt";

/** A container engine and the images that generated projects begin with: `root/` and `images.tar`. */
export function enginePart(dir: string, uv: string): Part {
  const texts = readdirSync(recipes).sort().map((name) => readFileSync(join(recipes, name), "utf8"));
  const inputs = [...PACKAGES, SUITE, VARIANT, JSON.stringify(IMAGES), uv, ...texts];
  return part(dir, "engine", inputs, async (folder) => {
    await unpackDebian(PACKAGES, join(folder, "root"));
    const scratch = mkdtempSync(join(tmpdir(), "svc-images-"));
    try {
      await makeImages(folder, scratch, uv);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  });
}

async function makeImages(folder: string, scratch: string, uv: string): Promise<void> {
  const base = join(scratch, "base.tar");
  const context = join(scratch, "context");
  mkdirSync(context);
  for (const name of readdirSync(recipes)) copyFileSync(join(recipes, name), join(context, name));
  copyFileSync(uv, join(context, "uv"));
  copyFileSync(CERTIFICATES, join(context, "ca-certificates.crt"));

  const engine = await startEngine(folder, null);
  try {
    const bootstrap = [
      "mmdebstrap",
      `--variant=${VARIANT}`,
      "--include=ca-certificates",
      SUITE,
      base,
      debianMirror(),
    ];
    await run("engine: mmdebstrap", bootstrap, engine.env);
    await run("engine: docker import", [engine.docker, "import", base, "debian:trixie-slim"], engine.env);
    for (const [recipe, image] of Object.entries(IMAGES)) {
      const build = [
        "build",
        "-q",
        "--network",
        "host",
        "-t",
        image,
        "-f",
        join(context, `${recipe}.Dockerfile`),
      ];
      await run(`engine: docker build ${recipe}`, [engine.docker, ...build, context], engine.env);
    }
    const save = ["save", "-o", join(folder, "images.tar"), ...Object.values(IMAGES)];
    await run("engine: docker save", [engine.docker, ...save], engine.env);
  } finally {
    await engine.stop();
  }
}

/** Only root can run an engine of containers. */
export const canHaveEngine = process.platform === "linux" && process.getuid?.() === 0;
