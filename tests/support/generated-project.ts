import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { pythonEnv, type Toolchain } from "../../scripts/toolchain.ts";
import { judge, type Ran, ran, type Where } from "./judge.ts";

/** What a project begins with: a starter, or specs with the files that their author wrote by hand. */
export type Recipe =
  | { readonly starter: string; readonly python?: string }
  | { readonly specs: string; readonly yours?: string };

const binary = join(import.meta.dir, "../../dist/svc");
/** What would tell the services about this machine instead of about the test. */
const settings = /^(APP_ENV|DATABASE_URL|TEST_DATABASE_URL|CORS_ORIGINS|HOST|PORT|LOG_\w+|GIT_SHA)$/;

export class GeneratedProject {
  private constructor(
    readonly folder: string,
    readonly env: Readonly<Record<string, string>>,
    /** The folder of its Python environment. */
    readonly venv: string,
  ) {}

  /** Through the compiled binary, as a user would; the Python environment is there afterwards. */
  static async make(toolchain: Toolchain, recipe: Recipe): Promise<GeneratedProject> {
    const root = mkdtempSync(join(tmpdir(), "svc-judged-"));
    const folder = join(root, "judged");
    const project = new GeneratedProject(folder, environment(toolchain, "3.11"), join(folder, ".venv"));
    if ("starter" in recipe) {
      const python = recipe.python === undefined ? [] : ["--python", recipe.python];
      const args = ["init", "judged", "--yes", "--example", recipe.starter, ...python];
      await judge([binary, ...args], { folder: root, env: project.env });
    } else {
      cpSync(recipe.specs, folder, { recursive: true });
      await project.svc("generate");
      if (recipe.yours !== undefined) cpSync(recipe.yours, folder, { recursive: true });
    }
    await project.svc("setup");
    return project;
  }

  /** The same files in another folder, for a judge that changes them. */
  async copy(): Promise<GeneratedProject> {
    const folder = join(mkdtempSync(join(tmpdir(), "svc-judged-")), "judged");
    const left = new Set([".venv", "data"]);
    cpSync(this.folder, folder, {
      recursive: true,
      filter: (path) => !left.has(path.slice(this.folder.length + 1)) && !/\/\.\w+_cache$/.test(path),
    });
    const project = new GeneratedProject(folder, this.env, join(folder, ".venv"));
    await project.svc("setup");
    return project;
  }

  /** The same files with an environment of another Python, which lies beside their folder. */
  async withPython(toolchain: Toolchain, version: string): Promise<GeneratedProject> {
    if (this.env["UV_PYTHON"] === environment(toolchain, version)["UV_PYTHON"]) return this;
    const venv = join(this.folder, `../venv-${version}`);
    const env = { ...environment(toolchain, version), UV_PROJECT_ENVIRONMENT: venv };
    await judge([toolchain.uv, "sync", "--all-packages", "--locked"], { folder: this.folder, env });
    return new GeneratedProject(this.folder, env, venv);
  }

  /** The text that svc prints; fails if svc does. */
  svc(...args: string[]): Promise<string> {
    return judge([binary, ...args], this);
  }

  trySvc(...args: string[]): Promise<Ran> {
    return ran([binary, ...args], this);
  }

  /** A tool of the project's own environment, from the project's folder or one in it. */
  tool(name: string, args: readonly string[], { folder, env }: Partial<Where> = {}): Promise<string> {
    const command = [join(this.venv, "bin", name), ...args];
    return judge(command, { folder: join(this.folder, folder ?? ""), env: { ...this.env, ...env } });
  }

  /** Names of the services, in the order of their names. */
  get services(): readonly string[] {
    return readdirSync(join(this.folder, "services")).sort();
  }

  /** Services that can be called over HTTP. */
  get served(): readonly string[] {
    return this.services.filter((name) =>
      existsSync(join(this.folder, "services", name, "schemathesis.toml"))
    );
  }

  /** Services that nobody calls. */
  get plain(): readonly string[] {
    return this.services.filter((name) => !this.served.includes(name));
  }

  get packages(): readonly string[] {
    return ["shared", ...this.services.map((service) => `services/${service}`)];
  }

  /** Services that own tables. */
  get migrated(): readonly string[] {
    return this.services.filter((name) => existsSync(join(this.folder, "services", name, "alembic.ini")));
  }

  /** What `.env` says, for a service that is started without svc. */
  get variables(): Record<string, string> {
    return Object.fromEntries(Object.entries(parseEnv(this.text(".env"))).map(([k, v]) => [k, v ?? ""]));
  }

  path(path: string): string {
    return join(this.folder, path);
  }

  text(path: string): string {
    return readFileSync(this.path(path), "utf8");
  }

  /** Every file that a user would commit, with its text. */
  files(): Map<string, string> {
    const glob = new Bun.Glob("**/*").scanSync({ cwd: this.folder, dot: true, onlyFiles: true });
    const committed = [...glob].filter((path) =>
      !/(^|\/)(\.venv|__pycache__|\.\w+_cache|data|\.svc\/cache)/.test(path)
    );
    return new Map(committed.sort().map((path) => [path, this.text(path)]));
  }

  remove(): void {
    rmSync(join(this.folder, ".."), { recursive: true, force: true });
  }
}

function environment(toolchain: Toolchain, version: string): Record<string, string> {
  const python = toolchain.pythons.find((candidate) => candidate.version === version);
  const own = Object.entries(pythonEnv(toolchain)).filter(([name]) => !settings.test(name));
  return { ...Object.fromEntries(own), ...(python === undefined ? {} : { UV_PYTHON: python.path }) };
}
