// bun scripts/new-plugin.ts NAME
//
// Makes plugins/NAME from plugins/_template, with a golden case of its finding, puts it into plugins/registry.ts and
// brings the generated files up to date.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

const root = join(import.meta.dir, "..");
const plugins = join(root, "plugins");

if (import.meta.main) {
  const [name = "", ...more] = process.argv.slice(2);
  const problem = more.length > 0 ? "it takes one name" : problemOf(name);
  if (problem !== null) {
    console.error(`new-plugin: ${problem}`);
    process.exit(2);
  }
  const made = makePlugin(name);
  for (const path of made) console.log(path);
  // Lines are as long as the name makes them.
  run([join(root, "node_modules", ".bin", "deno"), "fmt", "--quiet", ...made]);
  run([process.execPath, "scripts/generate.ts"]);
  // What svc says of the case is written as it is for every case.
  const golden = ["./tests/replay/golden.test.ts", "-t", `^golden ${makeCase(name)}$`];
  run([process.execPath, "test", ...golden], { UPDATE: "1" });
}

function run(command: string[], env: Readonly<Record<string, string>> = {}): void {
  const { exitCode } = Bun.spawnSync(command, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (exitCode !== 0) process.exit(exitCode);
}

/** A project in which the plugin has nothing to do; the name of the case. */
function makeCase(name: string): string {
  const folder = `${name}/without-services`;
  mkdirSync(join(root, "tests/cases", folder, "in"), { recursive: true });
  const services = `version: 3\nproject: { name: shop }\nplugins: { ${name}: {} }\nservices: {}\n`;
  writeFileSync(join(root, "tests/cases", folder, "in/services.yml"), services);
  return folder;
}

/** Paths of the files that were made or changed. */
function makePlugin(name: string): string[] {
  const folder = join(plugins, name);
  mkdirSync(folder);
  const made = readdirSync(join(plugins, "_template")).sort().map((file) => {
    writeFileSync(join(folder, file), renamed(readFileSync(join(plugins, "_template", file), "utf8"), name));
    return `plugins/${name}/${file}`;
  });
  const names = readdirSync(plugins).filter((other) => existsSync(join(plugins, other, "plugin.ts")));
  writeFileSync(
    join(plugins, "registry.ts"),
    registry(names.filter((other) => !other.startsWith("_")).sort()),
  );
  return [...made, "plugins/registry.ts"];
}

/** The template is a plugin of its own name, in each of the forms that a name takes. */
function renamed(text: string, name: string): string {
  return text
    .replaceAll(/\bNEW(?=\d{4})/g, codePrefix(name))
    .replaceAll("newPlugin", variable(name))
    .replaceAll("new_plugin", name);
}

/** A code is two to eight letters and four digits. */
function codePrefix(name: string): string {
  return name.replace(/[^a-z]/g, "").slice(0, 8).padEnd(2, "x").toUpperCase();
}

function variable(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function registry(names: readonly string[]): string {
  const imports = names.map((name) => `import ${variable(name)} from "./${name}/plugin.ts";\n`);
  return [
    'import type { Plugin } from "../mod.ts";\n',
    ...imports,
    "\n/** The plugins that are built in, in order of their names. */\n",
    `export const plugins: readonly Plugin[] = [${names.map(variable).join(", ")}];\n`,
  ].join("");
}

function problemOf(name: string): string | null {
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name)) {
    return "a name is snake_case: bun scripts/new-plugin.ts tg_bot";
  }
  if (existsSync(join(plugins, name))) return `plugins/${name} is there already`;
  return null;
}
