// The commands that start the tools of a project, on a real one: what they find, where, and what they leave alone.
import { afterAll, expect, test } from "bun:test";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { GeneratedProject } from "../support/generated-project.ts";
import { atLeisure, judge, type Ran, ran } from "../support/judge.ts";
import { Court, once } from "../support/judge-court.ts";
import { edit } from "../support/judge-suite.ts";

const SLOTS = "services/backend/src/backend/controllers/books.py";
const OPERATIONS = "services/backend/src/backend/generated/operations/authors.py";
const svc = join(import.meta.dir, "../../dist/svc");

const court = new Court();
afterAll(() => court.close());
const library = once(() => atLeisure(() => court.project({ starter: "library" })));
const onCopy = (name: string, work: (project: GeneratedProject) => Promise<void>) =>
  test.concurrent(name, async () => {
    const original = await library();
    await atLeisure(async () => work(await court.copy(original)));
  });

interface Envelope {
  readonly data: { readonly checks: readonly { readonly name: string; readonly verdict: string }[] };
  readonly findings: readonly {
    readonly class: string;
    readonly file: string | null;
    readonly range: { readonly start: { readonly line: number } } | null;
  }[];
}

/** One mistake for each tool, all in one slot file. */
function makeMistakes(project: GeneratedProject): void {
  edit(
    project,
    SLOTS,
    "        book.status = BookStatus.FINISHED",
    "        book.status =BookStatus.FINISHED",
  );
  writeFileSync(
    project.path(SLOTS),
    `${project.text(SLOTS)}\n\nimport requests\n\nCOUNT: int = "none"\n`,
  );
  writeFileSync(
    project.path("services/backend/tests/test_ours.py"),
    "def test_ours() -> None:\n    assert 1 == 2\n",
  );
}

onCopy("svc check --all: a fresh project passes, and so does make check without svc", async (project) => {
  const { data } = JSON.parse(await project.svc("check", "--all", "--json")) as Envelope;
  expect(data.checks.filter(({ verdict }) => verdict !== "ok")).toEqual([]);
  expect(data.checks.map(({ name }) => name)).toEqual([
    "spec",
    "files",
    "migrations",
    "slots",
    "deptry services/backend",
    "deptry shared",
    "mypy",
    "pytest",
    "ruff check",
    "ruff format",
  ]);
  await judge(["make", "check"], project);
});

onCopy(
  "svc check --all: every tool finds its mistake where it is, also beside one that is missing",
  async (project) => {
    makeMistakes(project);
    const all = await project.trySvc("check", "--all", "--json");
    const { findings } = JSON.parse(all.text) as Envelope;
    const line = project.text(SLOTS).split("\n").findIndex((text) => text.startsWith("COUNT")) + 1;
    expect(all.code).toBe(1);
    expect(findings.map((finding) => `${finding.class} ${finding.file}`)).toEqual(
      expect.arrayContaining([
        `ruff/E402 ${SLOTS}`,
        `ruff/F401 ${SLOTS}`,
        `ruff-format/unformatted ${SLOTS}`,
        `mypy/assignment ${SLOTS}`,
        `deptry/DEP003 ${SLOTS}`,
        "pytest/failure services/backend/tests/test_ours.py",
      ]),
    );
    expect(findings.find((finding) => finding.class === "mypy/assignment")!.range!.start.line).toBe(line);

    renameSync(join(project.venv, "bin/mypy"), join(project.venv, "bin/gone"));
    const without = JSON.parse((await project.trySvc("check", "--all", "--json")).text) as Envelope;
    expect(without.data.checks.find(({ name }) => name === "mypy")!.verdict).toBe("missing");
    const others = (each: Envelope) =>
      each.findings.map((finding) => finding.class).filter((name) => !/mypy|SVC/.test(name));
    expect(others(without)).toEqual(others({ ...without, findings }));
  },
);

onCopy("SARIF and annotations of a project with mistakes", async (project) => {
  makeMistakes(project);
  const { deploy } = await court.toolchain;
  const { text, code } = await project.trySvc("check", "--all", "--format", "sarif");
  expect(code).toBe(1);
  const log = project.path("../check.sarif");
  writeFileSync(log, text);
  const env = { ...project.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" };
  const said = await judge([deploy!.sarif, "validate", log, "--level", "Error"], {
    folder: project.folder,
    env,
  });
  expect(said).not.toMatch(/: error /);
  const annotations = (await project.trySvc("check", "--all", "--format", "github")).text.trimEnd().split(
    "\n",
  );
  expect(annotations.filter((line) => !/^::(error|warning) file=[^,]+,line=\d+,/.test(line))).toEqual([]);
});

onCopy("svc fix mends what is the user's, and nothing that is svc's", async (project) => {
  makeMistakes(project);
  rmSync(project.path("services/backend/tests/test_ours.py"));
  writeFileSync(project.path(OPERATIONS), `${project.text(OPERATIONS)}x=1\n`);
  const before = project.files();
  const dry = await project.svc("fix", "--dry-run", "--diff");
  expect(dry).toContain("-        book.status =BookStatus.FINISHED");
  expect(project.files()).toEqual(before);
  await project.svc("fix");
  const after = project.files();
  expect([...after].filter(([path, text]) => before.get(path) !== text).map(([path]) => path)).toEqual([
    SLOTS,
  ]);
  expect(after.get(SLOTS)).toContain("        book.status = BookStatus.FINISHED\n");
  expect(after.get(SLOTS)).not.toContain("import requests");
});

onCopy("svc fuzz finds a server error and points at the operation", async (project) => {
  edit(
    project,
    OPERATIONS,
    "        async with self._units.writing() as unit:\n            await ",
    '        raise ValueError("broken")\n            await ',
  );
  const text = project.text(OPERATIONS).replace(/^ {12}await .*\n/m, "");
  writeFileSync(project.path(OPERATIONS), text);
  const { code, text: said } = await project.trySvc("fuzz", "--examples", "3", "--json");
  const { findings } = JSON.parse(said) as Envelope;
  expect([code, findings.map((finding) => finding.class)]).toEqual([
    1,
    expect.arrayContaining(["schemathesis/ST101"]),
  ]);
  expect(new Set(findings.map(({ file }) => file))).toEqual(new Set(["services/backend/spec/authors.yaml"]));
  // Its database was its own.
  expect(existsSync(project.path("data"))).toBe(false);
});

onCopy("svc db on both databases: the shell sees the rows, reset takes them", async (project) => {
  const { postgres, judges: _ } = await court.toolchain;
  const path = `${postgres!.bin}:${project.env["PATH"]}`;
  for (const url of ["sqlite+aiosqlite:///data/{service}.db", await court.database()]) {
    const env = { ...project.env, ...project.variables, PATH: path, DATABASE_URL: url };
    const run = (...args: string[]): Promise<Ran> => ran([svc, ...args], { folder: project.folder, env });
    expect((await run("db", "reset")).code).toBe(3);
    expect((await run("db", "reset", "--yes")).code).toBe(0);
    const shell = (sql: string) =>
      run("db", "shell", "backend", "--", ...(url.startsWith("sqlite") ? [sql] : ["-Atc", sql]));
    const author = "insert into authors (id, name, created_at, updated_at) values " +
      "('01a1fd0c-d331-785f-bd9f-09da81beb6b2', 'Le Guin', '2026-01-01 00:00:00', '2026-01-01 00:00:00')";
    expect(await shell(author)).toMatchObject({ code: 0 });
    expect((await shell("select name from authors")).text).toBe("Le Guin\n");
    expect((await run("db", "reset", "--yes")).code).toBe(0);
    expect((await shell("select count(*) from authors")).text).toBe("0\n");
    const production = { ...env, APP_ENV: "production", CORS_ORIGINS: "[]" };
    expect((await ran([svc, "db", "reset", "--yes"], { folder: project.folder, env: production })).code).toBe(
      4,
    );
  }
});

onCopy("svc setup: an environment that moves, and no file of the user touched", async (project) => {
  await judge(["git", "init", "-q"], project);
  mkdirSync(project.path(".git/hooks"), { recursive: true });
  writeFileSync(project.path(SLOTS), `${project.text(SLOTS)}x=1\n`);
  const before = project.files();
  const started = performance.now();
  await project.svc("setup");
  console.log(`svc setup with nothing to do: ${((performance.now() - started) / 1000).toFixed(2)} s`);
  expect(project.files()).toEqual(before);

  const moved = `${project.folder}-moved`;
  renameSync(project.folder, moved);
  const there = { folder: moved, env: project.env };
  // The scripts run at once; packages of the workspace are linked by path, and setup mends that.
  await judge([join(moved, ".venv/bin/ruff"), "--version"], there);
  await judge([join(moved, ".venv/bin/pytest"), "--version"], there);
  await judge([svc, "setup", "--offline"], there);
  await judge([join(moved, ".venv/bin/python"), "-c", "import backend, shared"], there);
  renameSync(moved, project.folder);
});
