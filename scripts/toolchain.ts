// bun scripts/toolchain [quick|services|deploy|engine…] [--dir DIR] [--json]
//
// Makes sure that the outside tools are there which tests and the demo need, and prints where. A second call only
// looks whether folders exist.
import { join, resolve } from "node:path";
import process from "node:process";
import { definedOnly } from "./defined-only.ts";
import { cacheFolder } from "./toolchain/cache-folder.ts";
import { canHaveEngine, enginePart } from "./toolchain/engine.ts";
import { goPart } from "./toolchain/go-tool.ts";
import { npmPart, npmProgram } from "./toolchain/npm-tool.ts";
import { complete, type Part } from "./toolchain/part.ts";
import { findPythons, type Python } from "./toolchain/pythons.ts";
import { bootPart } from "./toolchain/boot.ts";
import { postgresBin, venvPart } from "./toolchain/venv.ts";

export const groups = ["quick", "services", "deploy", "engine"] as const;
/**
 * `quick` is uv and the judges; `services` is uv and PostgreSQL; `deploy` judges what a project is deployed with;
 * `engine` runs containers, where this user may.
 */
export type Group = typeof groups[number];

const SARIF = `@microsoft/sarif-multitool-${process.platform}`;

/** Absolute paths. What was not asked for may be missing on disk. */
export interface Toolchain {
  readonly dir: string;
  readonly uv: string;
  readonly uvCache: string;
  readonly judges: {
    readonly openapiSpecValidator: string;
    readonly checkJsonschema: string;
    readonly ruff: string;
    readonly squawk: string;
    readonly yamllint: string;
  };
  /** Null unless `services` was asked for. */
  readonly postgres: { readonly bin: string } | null;
  /** Null unless `deploy` was asked for. */
  readonly deploy: {
    readonly actionlint: string;
    readonly compose: string;
    readonly hadolint: string;
    /** What the makers of SARIF validate logs with. */
    readonly sarif: string;
    readonly shellcheck: string;
    readonly zizmor: string;
  } | null;
  /** Folder for `startEngine`. Null unless `engine` was asked for by somebody who may run one. */
  readonly engine: string | null;
  /** Real interpreters, oldest first; only those of 3.11, 3.12 and 3.13 that this machine has. */
  readonly pythons: readonly Python[];
}

export async function ensureToolchain(
  wanted: readonly Group[],
  dir: string = cacheFolder(),
): Promise<Toolchain> {
  dir = resolve(dir);
  const pythons = await findPythons(dir);
  const python = pythons[0];
  if (python === undefined) throw new Error("toolchain: python: found no Python 3.11, 3.12 or 3.13");

  const boot = bootPart(dir, python);
  const uv = join(boot.folder, "bin", "uv");
  const uvCache = join(dir, "uv");
  const judges = venvPart("judges", dir, python, uv, uvCache);
  const postgres = venvPart("postgres", dir, python, uv, uvCache);
  const deploy = venvPart("deploy", dir, python, uv, uvCache);
  const actionlint = goPart(dir, "actionlint", "github.com/rhysd/actionlint/cmd/actionlint", "v1.7.12");
  const sarif = npmPart(dir, "sarif", SARIF, "5.7.0", "Sarif.Multitool");
  const engine = enginePart(dir, uv);

  const parts: Record<Group, readonly Part[]> = {
    quick: [boot, judges],
    services: [boot, postgres],
    deploy: [boot, deploy, actionlint, sarif],
    engine: canHaveEngine ? [boot, engine] : [],
  };
  await complete(dir, [
    ...new Set(groups.filter((group) => wanted.includes(group)).flatMap((g) => parts[g])),
  ]);

  return {
    dir,
    uv,
    uvCache,
    judges: {
      openapiSpecValidator: join(judges.folder, "bin", "openapi-spec-validator"),
      checkJsonschema: join(judges.folder, "bin", "check-jsonschema"),
      ruff: join(judges.folder, "bin", "ruff"),
      squawk: join(judges.folder, "bin", "squawk"),
      yamllint: join(judges.folder, "bin", "yamllint"),
    },
    postgres: wanted.includes("services") ? { bin: postgresBin(postgres.folder) } : null,
    deploy: wanted.includes("deploy")
      ? {
        actionlint: join(actionlint.folder, "actionlint"),
        compose: join(deploy.folder, "bin", "docker-compose"),
        hadolint: join(deploy.folder, "bin", "hadolint"),
        sarif: npmProgram(sarif.folder, SARIF, "Sarif.Multitool"),
        shellcheck: join(deploy.folder, "bin", "shellcheck"),
        zizmor: join(deploy.folder, "bin", "zizmor"),
      }
      : null,
    engine: wanted.includes("engine") && canHaveEngine ? engine.folder : null,
    pythons,
  };
}

/** The whole environment for children that run uv, Python or svc: ours, made fit for it. */
export function pythonEnv(toolchain: Toolchain): Record<string, string> {
  const { VIRTUAL_ENV: _venv, PYTHONPATH: _path, PYTHONHOME: _home, ...own } = process.env;
  const path = [
    join(toolchain.uv, ".."),
    own["PATH"] ?? "",
    // Last, so that `python3` stays what it was: only here does uv find a 3.12 that hides behind a dead pyenv shim.
    ...toolchain.pythons.map((python) => join(python.path, "..")),
  ];
  return {
    // uv brings its own certificate authorities; behind a proxy with its own only the system's are right.
    UV_SYSTEM_CERTS: "1",
    ...definedOnly(own),
    UV_CACHE_DIR: toolchain.uvCache,
    UV_PYTHON_DOWNLOADS: "never",
    PATH: path.join(":"),
  };
}

function parseArguments(
  args: readonly string[],
): { wanted: Group[]; dir: string | undefined; json: boolean } {
  const wanted: Group[] = [];
  let dir: string | undefined;
  let json = false;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    const group = groups.find((name) => name === arg);
    if (group !== undefined) wanted.push(group);
    else if (arg === "--json") json = true;
    else if (arg === "--dir" && args[i + 1] !== undefined) dir = args[++i];
    else {throw new Error(
        `toolchain: \`${arg}\` is no group (${groups.join(", ")}) and no option (--dir DIR, --json)`,
      );}
  }
  return { wanted: wanted.length > 0 ? wanted : [...groups], dir, json };
}

function lines(toolchain: Toolchain): string {
  const rows: [string, string][] = [
    ["dir", toolchain.dir],
    ["uv", toolchain.uv],
    ["uv cache", toolchain.uvCache],
    ...Object.entries(toolchain.judges),
    ["postgres", toolchain.postgres?.bin ?? "not asked for"],
    ...Object.entries(toolchain.deploy ?? {}),
    ["engine", toolchain.engine ?? (canHaveEngine ? "not asked for" : "only root can run one")],
    ...toolchain.pythons.map(({ version, path }): [string, string] => [`python ${version}`, path]),
  ];
  return rows.map(([name, path]) => `${name.padEnd(22)}${path}`).join("\n");
}

if (import.meta.main) {
  try {
    const { wanted, dir, json } = parseArguments(process.argv.slice(2));
    const toolchain = await ensureToolchain(wanted, dir);
    console.log(json ? JSON.stringify(toolchain, null, 2) : lines(toolchain));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
