// Makes `node_modules` match the lock file, then leaves the work to Bun. Plain Node without packages, because it
// runs when nothing is there yet; a quarter of a second when there is nothing to do.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, "node_modules");
const stamp = join(modules, ".svc-bootstrap");

const wanted = createHash("sha256")
  .update(readFileSync(join(root, "package-lock.json")))
  .update(`${process.platform}-${process.arch}`)
  .digest("hex");

if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
  install();
  writeFileSync(stamp, wanted);
}

function install() {
  npm("ci", "--no-audit", "--no-fund");
  if (!bunRuns()) run(process.execPath, [join(modules, "bun", "install.js")]);
  if (!bunRuns()) fail("bun does not start after its installation");
}

// With install scripts switched off, the `bun` package is a placeholder until its own installer has run.
function bunRuns() {
  return spawnSync(join(modules, ".bin", "bun"), ["--version"], { shell: process.platform === "win32" })
    .status === 0;
}

function npm(...args) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith("npm-cli.js")) run(process.execPath, [cli, ...args]);
  else run("npm", args);
}

function run(command, args) {
  // The answer of the verb that follows belongs to stdout, so what npm says goes to stderr.
  const result = spawnSync(command, args, { cwd: root, stdio: ["ignore", 2, 2], shell: command === "npm" });
  if (result.status !== 0) fail(`\`${command} ${args.join(" ")}\` failed`);
}

function fail(message) {
  console.error(`bootstrap: ${message}`);
  process.exit(1);
}
