import { expect, test } from "bun:test";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { GeneratedProject, Recipe } from "./generated-project.ts";
import { atLeisure, judge } from "./judge.ts";
import { type Court, once } from "./judge-court.ts";
import { judgeCell } from "./judge-cell.ts";
import { startService } from "./judge-service.ts";
import type { Cell } from "./matrix.ts";

export interface Suite {
  readonly name: string;
  readonly recipe: Recipe;
  /** What it is linted, tested and started with. */
  readonly cells: readonly Cell[];
  /** Which databases fuzzed services have. None: there is no operation to fuzz. */
  readonly fuzzed: readonly ("sqlite" | "postgresql")[];
  /** Fewer than the project's own configuration says, where it has many operations. */
  readonly examples?: number;
}

/** One test for each judge of one project. They run side by side, as many as there are cores. */
export function judgeProject(suite: Suite, court: Court): void {
  const project = once(() => atLeisure(() => court.project(suite.recipe)));
  for (const cell of suite.cells) judgeCell(suite.name, cell, project, court);
  const judged = (name: string, work: (project: GeneratedProject) => Promise<void>) =>
    test.concurrent(`${suite.name}: ${name}`, async () => {
      const ready = await project();
      await atLeisure(() => work(ready));
    });

  judged("svc check has nothing to say", async (project) => {
    expect(await project.svc("check")).toBe("Nothing to complain about.\n");
  });

  judged("a second generate changes nothing", async (project) => {
    const before = project.files();
    expect(await project.svc("generate")).toContain("Nothing changed.");
    expect(project.files()).toEqual(before);
  });

  judged("deptry", async (project) => {
    for (const folder of project.packages) await project.tool("deptry", ["src"], { folder });
  });

  judged("alembic on SQLite", async (project) => {
    await upAndDown(project, (service) => `sqlite+aiosqlite:///${project.path(`../${service}.db`)}`);
  });

  judged("alembic on PostgreSQL", async (project) => {
    const url = await court.database();
    await upAndDown(project, () => url);
  });

  judged("the OpenAPI documents are valid", async (project) => {
    const { judges } = await court.toolchain;
    for (const service of project.served) {
      const path = project.path(`../openapi-${service}.json`);
      await project.tool("python", ["-W", "error", "-c", openapi, service, path], {
        env: { ...project.variables, DATABASE_URL: `sqlite+aiosqlite:///${project.path("../openapi.db")}` },
      });
      await judge([judges.openapiSpecValidator, path], project);
    }
  });

  for (const database of suite.fuzzed) {
    judged(`schemathesis on ${database}`, async (project) => {
      for (const service of project.served) {
        const config = project.path(`services/${service}/schemathesis.toml`);
        const url = database === "postgresql"
          ? await court.database()
          : `sqlite+aiosqlite:///${project.path(`../fuzz-${service}.db`)}`;
        const started = await startService(project, service, url);
        try {
          const limits = suite.examples === undefined ? [] : ["--max-examples", String(suite.examples)];
          const args = [
            "--config-file",
            config,
            "run",
            "--no-color",
            ...limits,
            `${started.base}/openapi.json`,
          ];
          // Beside the project: what it leaves behind is none of the project's files.
          await project.tool("st", args, { folder: ".." });
        } finally {
          await started.stop();
        }
        const { lines, errors } = started.log();
        const broken = lines.filter(({ level, status_code: status }) =>
          level === "error" || level === "unreadable" || (typeof status === "number" && status >= 500)
        );
        expect({ service, broken: broken.slice(0, 5), errors }).toEqual({ service, broken: [], errors: "" });
      }
    });
  }
}

const openapi = `
import importlib, json, pathlib, sys
package = sys.argv[1]
app = importlib.import_module(f"{package}.generated.app")
settings = importlib.import_module(f"{package}.generated.settings")
document = app.create_app(settings.Settings()).openapi()
pathlib.Path(sys.argv[2]).write_text(json.dumps(document))
`;

/** Every service with tables: its migrations bring the models, and take them away again. */
async function upAndDown(
  project: GeneratedProject,
  url: (service: string) => string,
): Promise<void> {
  for (const service of project.migrated) {
    const env = { ...project.variables, DATABASE_URL: url(service) };
    for (
      const step of [["upgrade", "head"], ["check"], ["downgrade", "base"], ["upgrade", "head"], ["check"]]
    ) {
      await project.tool("alembic", step, { folder: `services/${service}`, env });
    }
  }
}

/** Change one place of a file of a project. */
export function edit(project: GeneratedProject, path: string, from: string, to: string): void {
  const text = project.text(path);
  if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
  writeFileSync(join(project.folder, path), text.replace(from, () => to));
}
