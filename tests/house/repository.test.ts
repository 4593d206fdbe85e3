import { expect, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import deno from "../../deno.json" with { type: "json" };
import manifest from "../../package.json" with { type: "json" };

const root = join(import.meta.dir, "../..");
const listed = Bun.spawnSync(["git", "ls-files", "-z", "-co", "--exclude-standard"], { cwd: root });
const paths = listed.stdout.toString().split("\0").filter((path) =>
  path !== "" && existsSync(join(root, path))
);

test("no file names this machine or a package registry", () => {
  // In parts, because this file is one of those that it reads.
  const registries = ["npmjs|org", "yarnpkg|com", "pypi|org", "pythonhosted|org", "golang|org"];
  const words = [root, "/work/" + "main", "/work/" + "shared", "/.py" + "env/", ...registries.map(host)];
  const found = paths.flatMap((path) => {
    const text = readFileSync(join(root, path), "utf8");
    return words.filter((word) => text.includes(word)).map((word) => `${path}: ${word}`);
  });
  expect(found).toEqual([]);
});

test("every dependency is pinned exactly", () => {
  const all = { ...manifest.dependencies, ...manifest.devDependencies };
  expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

test("npm and JSR get the same version", () => {
  expect(deno.version).toBe(manifest.version);
});

test("no template prints without escaping", () => {
  const raw = "<%" + "~";
  const templates = paths.filter((path) => path.endsWith(".eta"));
  expect(templates.filter((path) => readFileSync(join(root, path), "utf8").includes(raw))).toEqual([]);
});

test("files are named in kebab-case after what they hold", () => {
  const ours = paths.filter((path) => path.endsWith(".ts") && !/^tests\/(cases|projects)\//.test(path));
  const kebab = /(^|\/)[a-z0-9]+(-[a-z0-9]+)*(\.test)?\.ts$/;
  const vague = /(^|\/)(utils?|helpers?|common|misc)(\/|\.ts$)/;
  expect(ours.filter((path) => !kebab.test(path) || vague.test(path))).toEqual([]);
});

function host(name: string): string {
  return name.replace("|", ".");
}
