import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import type { GeneratedProject } from "./generated-project.ts";
import { atLeisure } from "./judge.ts";
import { type Court, once } from "./judge-court.ts";
import { startPlain, startService } from "./judge-service.ts";
import type { Cell } from "./matrix.ts";

/** Set to something else on many machines, npm's COLOR among them: the tests of a project pass all the same. */
const OTHER_PEOPLES_VARIABLES = { LOG_LEVEL: "INFO", PORT: "none", COLOR: "0" };

/** What CI runs, and a real start, with one Python and on one database. */
export function judgeCell(
  name: string,
  { python, database }: Cell,
  made: () => Promise<GeneratedProject>,
  court: Court,
): void {
  const project = once(async () => (await made()).withPython(await court.toolchain, python));
  const judged = (what: string, work: (project: GeneratedProject) => Promise<void>) =>
    test.concurrent(`${name}, Python ${python}, ${database}: ${what}`, async () => {
      const ready = await project();
      await atLeisure(() => work(ready));
    });
  const urlFor = async (project: GeneratedProject, service: string) =>
    database === "PostgreSQL"
      ? await court.database()
      : `sqlite+aiosqlite:///${project.path(`../start-${service}-${python}.db`)}`;

  judged("format, lint and types", async (project) => {
    await project.tool("ruff", ["format", "--check", "--no-cache", "."]);
    await project.tool("ruff", ["check", "--no-cache", "."]);
    await project.tool("mypy", [
      "--python-version",
      python,
      "--cache-dir",
      project.path(`../mypy-${python}`),
    ]);
  });

  judged("tests", async (project) => {
    const where = database === "SQLite" ? {} : { TEST_DATABASE_URL: await court.database() };
    await project.tool("pytest", pytest, { env: { ...OTHER_PEOPLES_VARIABLES, ...where } });
  });

  judged(
    "each service migrates, starts without a warning, answers, stops when it is told to",
    async (project) => {
      for (const service of project.served) {
        const url = await urlFor(project, service);
        const started = await startService(project, service, url);
        const statuses = [];
        for (const path of ["/health", "/ready", "/version"]) {
          const answer = await fetch(`${started.base}${path}`);
          statuses.push([path, answer.status, Object.keys(await answer.json() as object).length > 0]);
        }
        const code = await started.stop();
        const { lines, errors } = started.log();
        const loud = lines.filter(({ level }) => level !== "info" && level !== "debug");
        // SQLite takes its log away when the last connection is closed in order.
        const closed = !existsSync(`${url.replace(/^sqlite\+aiosqlite:\/\/\//, "")}-wal`);
        expect({ service, statuses, code, closed, errors, loud }).toEqual({
          service,
          statuses: [["/health", 200, true], ["/ready", 200, true], ["/version", 200, true]],
          // uvicorn shuts down, and then dies of the signal that it was sent.
          code: 128 + constants.signals.SIGTERM,
          closed: true,
          errors: "",
          loud: [],
        });
      }
      for (const service of project.plain) {
        const started = await startPlain(project, service);
        const code = await started.stop();
        const { lines, errors } = started.log();
        const loud = lines.filter(({ level }) => level !== "info");
        expect({ service, code, errors, loud }).toEqual({ service, code: 0, errors: "", loud: [] });
        expect(lines.length).toBeGreaterThan(0);
      }
    },
  );
}

export const pytest: readonly string[] = ["-W", "error", "-q", "-p", "no:cacheprovider"];
