// bun scripts/build.ts [OUTFILE]    compiles main.ts to one binary, by default dist/svc
// bun scripts/build.ts --hello OUTFILE    a hello world built the same way, for the bench to compare with
import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { leanerLibraries } from "./leaner-libraries.ts";

const root = join(import.meta.dir, "..");

/** Compile svc. */
export async function buildSvc(outfile: string = join(root, "dist", "svc")): Promise<void> {
  const entry = join(root, "main.ts");
  await compile(entry, outfile, { SVC_BUILD: JSON.stringify(await nameOfBuild(entry)) });
}

/** A hash of everything that goes into a binary, so that what one build noted is not believed by another. */
async function nameOfBuild(entry: string): Promise<string> {
  const bundled = await Bun.build({
    entrypoints: [entry],
    target: "bun",
    format: "esm",
    plugins: [...leanerLibraries],
    throw: false,
  });
  if (!bundled.success) throw new Error(["build failed", ...bundled.logs.map(String)].join("\n"));
  const hash = new Bun.CryptoHasher("sha256").update(Bun.revision);
  for (const output of bundled.outputs) hash.update(await output.text());
  return hash.digest("hex");
}

/** What a Bun binary costs when it does nothing. */
export async function buildHello(outfile: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "svc-hello-"));
  try {
    writeFileSync(join(folder, "hello.ts"), 'console.log("hello");\n');
    await compile(join(folder, "hello.ts"), outfile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Bundle a program with the runtime into one file that takes nothing from the folder where it is run. */
export async function compile(
  entry: string,
  outfile: string,
  define: Record<string, string> = {},
): Promise<void> {
  // Beside and then renamed: somebody may be running the old binary, and it cannot be written while it runs.
  const beside = `${outfile}.${process.pid}.new`;
  mkdirSync(dirname(outfile), { recursive: true });
  const result = await Bun.build({
    entrypoints: [entry],
    target: "bun",
    format: "esm",
    minify: true,
    bytecode: true,
    define,
    // Without splitting, what is imported lazily is loaded at the start all the same.
    splitting: true,
    // An import that is not known now would have to be on the user's disk.
    allowUnresolved: [],
    plugins: [...leanerLibraries],
    compile: {
      outfile: beside,
      // Most of a run is code that runs once, which is dearer to compile than to interpret: with the JIT eight times
      // slower to start, init and check take about two thirds of their time, and a thousand models no longer.
      jitPolicy: 8,
      // Or the binary would run the `preload` of a bunfig.toml, and load the .env, of whatever folder it stands in.
      autoloadBunfig: false,
      autoloadDotenv: false,
    },
    throw: false,
  });
  if (!result.success) throw new Error(["build failed", ...result.logs.map(String)].join("\n"));
  renameSync(beside, outfile);
}

if (import.meta.main) {
  const hello = process.argv[2] === "--hello";
  const outfile = resolve(process.argv[hello ? 3 : 2] ?? join(root, "dist", hello ? "hello" : "svc"));
  const started = performance.now();
  try {
    await (hello ? buildHello(outfile) : buildSvc(outfile));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
  const megabytes = (statSync(outfile).size / 1e6).toFixed(1);
  console.log(`${outfile}  ${megabytes} MB  ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
