// bun scripts/test.ts [--quick] [STAGE…]
//
// Runs every stage, also after one has failed, and ends with one line: `N passed, N failed`. A static stage counts as
// one test. `--quick` leaves out the outside judges; in CI a skipped test is a failure.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { ensureToolchain, type Group, pythonEnv } from "./toolchain.ts";

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const root = join(import.meta.dir, "..");
const bun = process.execPath;
const deno = join(root, "node_modules", ".bin", "deno");
const typed = ["main.ts", "mod.ts", "core", "plugins", "scripts", "tests"];

/** In this order: what fails soonest comes first. */
const stages: Record<string, () => Promise<Tally>> = {
  fmt: () => once([deno, "fmt", "--check"]),
  lint: () => once([deno, "lint"]),
  types: () => once([deno, "check", ...typed.filter((path) => existsSync(join(root, path)))]),
  generated: () => once([bun, "scripts/generate.ts", "--check"]),
  build: () => once([bun, "scripts/build.ts"]),
  unit: () => tests(["tests/house", "tests/unit", "tests/replay"], ["quick"], 60_000),
  toolchain: () => tests(["tests/toolchain"], ["quick", "services", "deploy", "engine"], 900_000),
};

const { names, problem } = chosen(process.argv.slice(2));
if (problem !== null) {
  console.error(problem);
  process.exit(2);
}

const rows: (Tally & { name: string; seconds: number })[] = [];
for (const name of names) {
  console.log(`\n── ${name}`);
  const started = performance.now();
  const tally = await stages[name]!().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  rows.push({ name, ...tally, seconds: (performance.now() - started) / 1000 });
}
report();

function chosen(args: readonly string[]): { names: string[]; problem: string | null } {
  const all = Object.keys(stages);
  const asked = args.filter((arg) => arg !== "--quick");
  const unknown = asked.find((name) => !all.includes(name));
  if (unknown !== undefined) {
    return { names: [], problem: `test: no stage \`${unknown}\`; there are ${all.join(", ")}` };
  }
  const quick = args.includes("--quick");
  return {
    names: all.filter((name) => asked.length > 0 ? asked.includes(name) : !(quick && name === "toolchain")),
    problem: null,
  };
}

async function once(command: string[]): Promise<Tally> {
  const ok = await run(command) === 0;
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

async function tests(
  folders: readonly string[],
  groups: readonly Group[],
  timeoutMs: number,
): Promise<Tally> {
  const files = folders.flatMap((
    folder,
  ) => [...new Bun.Glob(`${folder}/**/*.test.ts`).scanSync({ cwd: root })]);
  if (files.length === 0) return { passed: 0, failed: 0, skipped: 0 };

  const toolchain = await ensureToolchain(groups);
  const env = { ...pythonEnv(toolchain), SVC_TOOLCHAIN_JSON: JSON.stringify(toolchain) };
  const folder = mkdtempSync(join(tmpdir(), "svc-test-"));
  try {
    const report = join(folder, "junit.xml");
    const options = [`--timeout=${timeoutMs}`, "--reporter=junit", `--reporter-outfile=${report}`];
    const code = await run([bun, "test", ...options, ...files.sort().map((file) => `./${file}`)], env);
    return tallyOf(existsSync(report) ? readFileSync(report, "utf8") : "", files, code);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Bun leaves a file out of its report when that file fails before its first test; its exit code still tells. */
function tallyOf(report: string, files: readonly string[], code: number): Tally {
  const head = report.match(/<testsuites [^>]*>/)?.[0] ?? "";
  const count = (name: string) => Number(head.match(new RegExp(` ${name}="(\\d+)"`))?.[1] ?? 0);
  const missing = files.filter((file) => !report.includes(` file="${file}"`)).length;
  const failed = code === 0 ? 0 : Math.max(1, count("failures") + missing);
  return { passed: count("tests") - count("failures") - count("skipped"), failed, skipped: count("skipped") };
}

async function run(
  command: string[],
  env: Record<string, string | undefined> = process.env,
): Promise<number> {
  const quiet = process.stdout.isTTY ? {} : { NO_COLOR: "1" };
  const child = Bun.spawn(command, {
    cwd: root,
    env: { ...env, ...quiet, DENO_NO_UPDATE_CHECK: "1" },
    stdio: ["ignore", "inherit", "inherit"],
  });
  return await child.exited;
}

function report(): void {
  const sum = (key: keyof Tally) => rows.reduce((total, row) => total + row[key], 0);
  const line = (...cells: (string | number)[]) =>
    cells.map((cell, i) => i === 0 ? String(cell).padEnd(10) : String(cell).padStart(9)).join("");
  console.log(`\n${line("stage", "passed", "failed", "skipped", "seconds")}`);
  for (const { name, passed, failed, skipped, seconds } of rows) {
    console.log(line(name, passed, failed, skipped, seconds.toFixed(1)));
  }

  const [passed, failed, skipped] = [sum("passed"), sum("failed"), sum("skipped")];
  const skippedInCi = skipped > 0 && Boolean(process.env["CI"]);
  if (skippedInCi) console.log("\nIn CI nothing may be skipped.");
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  process.exitCode = failed > 0 || skippedInCi ? 1 : 0;
}
