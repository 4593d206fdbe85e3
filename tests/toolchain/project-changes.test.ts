// What happens to a project after it was made: its spec changes, somebody edits what svc wrote, there is no network,
// another user works with it.
import { afterAll, expect, test } from "bun:test";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import type { GeneratedProject } from "../support/generated-project.ts";
import { atLeisure, judge } from "../support/judge.ts";
import { Court, once } from "../support/judge-court.ts";
import { pytest } from "../support/judge-cell.ts";
import { edit } from "../support/judge-suite.ts";

const svc = join(import.meta.dir, "../../dist/svc");
const isRoot = process.getuid?.() === 0;
const court = new Court();
afterAll(() => court.close());

const library = once(() => atLeisure(() => court.project({ starter: "library" })));
const changed = (name: string, work: (project: GeneratedProject) => Promise<void>) =>
  test.concurrent(name, async () => {
    const original = await library();
    await atLeisure(async () => work(await court.copy(original)));
  });

changed(
  "a model gets an optional field: generate, migrate new, tests and databases agree",
  async (project) => {
    const urls = [`sqlite+aiosqlite:///${project.path("../old.db")}`, await court.database()];
    const alembic = (step: string[], url: string) =>
      project.tool("alembic", step, {
        folder: "services/backend",
        env: { ...project.variables, DATABASE_URL: url },
      });
    for (const url of urls) await alembic(["upgrade", "head"], url);

    const title = "      title: {";
    edit(
      project,
      "shared/spec/models.yaml",
      title,
      `      subtitle: { type: string, optional: true }\n${title}`,
    );
    expect(await project.svc("generate")).toContain(
      "update services/backend/src/backend/generated/orm/book.py",
    );
    const behind = await project.trySvc("check");
    expect([behind.code, behind.text]).toEqual([1, expect.stringContaining("svc migrate new")]);
    expect(await project.svc("migrate", "new")).toContain("migrations/versions/0002_");

    expect(await project.svc("check")).toBe("Nothing to complain about.\n");
    for (const url of urls) {
      await alembic(["upgrade", "head"], url);
      await alembic(["check"], url);
      await alembic(["downgrade", "base"], url);
    }
    await project.tool("ruff", ["format", "--check", "--no-cache", "."]);
    await project.tool("ruff", ["check", "--no-cache", "."]);
    await project.tool("mypy", []);
    await project.tool("pytest", pytest);
    await project.tool("pytest", pytest, { env: { TEST_DATABASE_URL: await court.database() } });
  },
);

changed(
  "a service gets another name: its rows, its migrations and the user's files go with it",
  async (project) => {
    const database = await court.database();
    const urls = [`sqlite+aiosqlite:///${project.path("../{service}.db")}`, database];
    const run = (service: string, args: string[], url: string) =>
      project.tool("python", ["-m", service, ...args], { env: { ...project.variables, DATABASE_URL: url } });
    const rows = (service: string, step: string, url: string) =>
      project.tool("python", ["-c", ROWS, service, step], { env: { DATABASE_URL: url } });
    for (const url of urls) {
      await run("backend", ["migrate"], url);
      await rows("backend", "write", url);
    }

    edit(project, "services.yml", "services:\n  backend:", "services:\n  catalogue:\n    was: backend");
    const refused = await project.trySvc("generate");
    expect(refused.code).toBe(2);
    const moves = refused.text.split("\n").map((line) => line.trim()).filter((line) =>
      line.startsWith("mv ")
    );
    expect(moves).toHaveLength(2);
    for (const move of moves) await judge(move.split(" "), project);
    await project.svc("generate");
    await project.svc("setup");
    await project.svc("fix");

    for (const url of urls) {
      expect(await run("catalogue", ["migrate", "status"], url)).toContain("applied 0001_initial");
      expect(await rows("backend", "read", url)).toBe("Ana\n");
      await run("catalogue", ["migrate"], url);
      await run("catalogue", ["migrate"], url);
      expect(await rows("catalogue", "read", url)).toBe("Ana\n");
      await run("catalogue", ["reset"], url);
      expect(await rows("catalogue", "read", url)).toBe("");
    }
    expect(await project.svc("check", "--all")).toContain("Nothing to complain about.");
    await project.tool("pytest", pytest, { env: { TEST_DATABASE_URL: await court.database() } });
    const sql = await project.tool("alembic", ["upgrade", "head", "--sql"], {
      folder: "services/catalogue",
      env: { ...project.variables, DATABASE_URL: database },
    });
    expect(sql).toContain('ALTER SCHEMA "backend" RENAME TO "catalogue"');
  },
);

/** Writes the name of an author as the service would keep it, or prints all names. */
const ROWS = `
import asyncio, os, sys
from sqlalchemy import text
from shared.runtime.database import new_engine

async def main(service, step):
    engine = new_engine(os.environ["DATABASE_URL"], schema=service)
    async with engine.begin() as connection:
        if step == "write":
            await connection.execute(text(
                "INSERT INTO authors (id, name, created_at, updated_at) VALUES "
                "('018f00000000700080000000000000aa', 'Ana', '2026-01-01 00:00:00', '2026-01-01 00:00:00')"
            ))
        else:
            for name in (await connection.execute(text("SELECT name FROM authors"))).scalars():
                print(name)
    await engine.dispose()

asyncio.run(main(*sys.argv[1:]))
`;

changed("an edited generated file is found and not overwritten", async (project) => {
  const path = "services/backend/src/backend/generated/routers/books.py";
  const edited = `${project.text(path)}\nEDITED = True\n`;
  writeFileSync(project.path(path), edited);
  const { code, text } = await project.trySvc("generate");
  expect([code, text]).toEqual([3, expect.stringContaining(path)]);
  expect(project.text(path)).toBe(edited);
  await expect(project.tool("pytest", [...pytest, "tests"])).rejects.toThrow(path);
  await project.svc("generate", "--theirs", path);
  expect(await project.svc("check")).toBe("Nothing to complain about.\n");
});

changed("no command but setup needs the network", async (project) => {
  const alone = isRoot ? ["unshare", "-n"] : ["unshare", "-rn"];
  const book = "services/backend/src/backend/generated/orm/book.py:10";
  const commands = [
    ["generate"],
    ["plan"],
    ["check"],
    ["describe", "--json"],
    ["explain", "--all"],
    ["why", book],
    ["help"],
    ["schema", "domain"],
    ["migrate", "new"],
    ["setup", "--offline"],
    ["test", "--", "-q"],
    ["init", "another", "--yes"],
  ];
  for (const args of commands) await judge([...alone, svc, ...args], project);
});

test.concurrent("somebody who is not root, with an empty environment: init, setup, test", async () => {
  const toolchain = await court.toolchain;
  await atLeisure(async () => {
    const home = mkdtempSync(join(tmpdir(), "svc-nobody-"));
    try {
      const bin = join(home, "bin");
      mkdirSync(bin);
      copyFileSync(svc, join(bin, "svc"));
      chmodSync(join(bin, "svc"), 0o755);
      if (isRoot) await judge(["chown", "-R", "nobody", home], { folder: home, env: {} });
      const servant = isRoot
        ? ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--no-new-privs"]
        : [];
      const env = {
        PATH: [bin, dirname(toolchain.uv), "/usr/local/bin:/usr/bin:/bin"].join(":"),
        HOME: home,
        UV_SYSTEM_CERTS: "1",
      };
      const session = "svc init demo --yes && cd demo && svc setup && svc test -- -q && svc check";
      const empty = ["env", "-i", ...Object.entries(env).map(([name, value]) => `${name}=${value}`)];
      await judge([...servant, ...empty, "sh", "-ec", session], { folder: home, env });
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });
});
