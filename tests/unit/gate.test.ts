import { beforeAll, describe, expect, test } from "bun:test";
import { runCli } from "../../core/cli/run-cli.ts";
import type { Command, ProcessResult } from "../../core/host/host.ts";
import { memoryHost } from "../../core/host/memory.ts";
import type { MemoryTree } from "../../core/host/memory-files.ts";
import { readCase } from "../support/case.ts";
import { runIn, worldOf } from "../support/run-case.ts";
import { withScratch } from "../support/scratch-host.ts";

const SLOTS = "services/backend/src/backend/controllers/books.py";

/** What the tools of a project say when all is well. */
const WELL: Readonly<Record<string, Partial<ProcessResult>>> = {
  "ruff format": { stdout: "[]" },
  "ruff check": { stdout: "[]" },
  mypy: {},
  pytest: {},
  deptry: {},
};

let project: MemoryTree;
beforeAll(async () => {
  const { tree } = await runIn(readCase("base/library").tree, ["generate"]);
  const text = String(tree[SLOTS]).replace("raise NotImplementedError", "return book");
  project = { ...tree, [SLOTS]: text, ".venv/pyvenv.cfg": "" };
});

interface Checked {
  readonly exit: number;
  readonly out: string;
  readonly started: readonly string[];
}

/** `svc check` with tools that say what they are told to. */
async function check(
  args: readonly string[],
  said: Readonly<Record<string, Partial<ProcessResult> & { readonly report?: string }>>,
  tree: MemoryTree = project,
  isInterrupted = false,
): Promise<Checked> {
  const started: string[] = [];
  const written = new Map<string, string>();
  const run = (command: Command): Promise<ProcessResult> => {
    const [program = "", second = ""] = command.args.slice(3);
    const name = program === "ruff" ? `ruff ${second}` : program;
    started.push(name);
    const report = command.args.find((arg) => arg.includes("/scratch/"))?.replace(/^.*\/scratch\//, "");
    const answer = { ...WELL[name], ...said[name] };
    const text = "report" in answer ? answer.report : name === "deptry" ? "[]" : undefined;
    if (report !== undefined && text !== undefined) written.set(report, text);
    return Promise.resolve({ code: 0, stdout: "", stderr: "", ...answer });
  };
  const onStop = (react: (signal: "SIGINT" | "SIGTERM") => void) => {
    if (isInterrupted) react("SIGINT");
    return () => {};
  };
  const memory = memoryHost(tree, { processes: { find: () => "/bin/uv", run, onStop } });
  const exit = await runCli(["check", "--all", ...args], worldOf(withScratch(memory, written)));
  return { exit, out: memory.printed.out, started };
}

function findingsOf(
  { out }: Checked,
): { class: string; file: string; fingerprint: string; range: unknown }[] {
  return JSON.parse(out).findings;
}

const notFormatted = JSON.stringify([{
  code: "unformatted",
  message: "File would be reformatted",
  filename: `/project/${SLOTS}`,
  location: { row: 1, column: 1 },
  end_location: { row: 2, column: 1 },
  fix: { applicability: "safe", message: null },
}]);
const wrongType = (line: number) =>
  JSON.stringify({
    file: SLOTS,
    line,
    column: 4,
    message: "wrong",
    hint: null,
    code: "assignment",
    severity: "error",
  });
const failedTest = `<testsuites><testsuite><testcase classname="a" name="test_fine" time="1" />` +
  `<testcase classname="a" name="test_x[1]" file="services/backend/tests/test_books.py" line="11" time="1">` +
  `<failure message="AssertionError: 0x7f &lt; 3&#10;more">services/backend/tests/test_books.py:14: in test_x\n` +
  `    assert a\n${SLOTS}:9: in finish_book\n/usr/lib/python3/json.py:3: in loads\nE   AssertionError</failure></testcase></testsuite></testsuites>`;

describe("svc check --all", () => {
  test("runs every tool once, and has nothing to say of a good project", async () => {
    const checked = await check([], {});
    expect(checked.exit).toBe(0);
    expect(checked.started.toSorted()).toEqual([
      "deptry",
      "deptry",
      "mypy",
      "pytest",
      "ruff check",
      "ruff format",
    ]);
    expect(checked.out).toContain("ok mypy");
    expect(checked.out).toEndWith("Nothing to complain about.\n");
  });

  test("places what each tool says, with its class", async () => {
    const checked = await check(["--json"], {
      "ruff format": { code: 1, stdout: notFormatted },
      mypy: { code: 1, stdout: wrongType(3) },
      pytest: { code: 1, report: failedTest },
      deptry: {
        code: 1,
        report: JSON.stringify([{
          error: { code: "DEP003", message: "transitive" },
          location: { file: "src/a.py", line: 1, column: 2 },
        }]),
      },
    });
    expect(checked.exit).toBe(1);
    expect(findingsOf(checked).map((finding) => [finding.class, finding.file])).toEqual([
      ["deptry/DEP003", null as unknown as string],
      ["ruff-format/unformatted", SLOTS],
      ["mypy/assignment", SLOTS],
      ["pytest/failure", SLOTS],
    ]);
    expect(findingsOf(checked)[2]!.range).toMatchObject({ start: { line: 3, column: 5 } });
    expect(findingsOf(checked)[3]!.range).toMatchObject({ start: { line: 9, column: 1 } });
  });

  test("a tool that is missing or breaks off hides no other", async () => {
    const checked = await check(["--json"], {
      mypy: { code: 2, stderr: "error: Failed to spawn: `mypy`" },
      "ruff check": { code: 2, stderr: "ruff failed\n  Cause: bad config" },
      "ruff format": { code: 1, stdout: notFormatted },
    });
    expect(checked.exit).toBe(1);
    expect(findingsOf(checked).map((finding) => finding.class)).toEqual([
      "svc/SVC0740",
      "svc/SVC0740",
      "ruff-format/unformatted",
    ]);
    const { checks } = JSON.parse(checked.out).data;
    expect(checks.map(({ name, verdict }: { name: string; verdict: string }) => `${name}: ${verdict}`))
      .toEqual([
        "spec: ok",
        "files: ok",
        "migrations: ok",
        "slots: ok",
        "deptry services/backend: ok",
        "deptry shared: ok",
        "mypy: missing",
        "pytest: ok",
        "ruff check: failed",
        "ruff format: findings",
      ]);
  });

  test("only tools that did not judge: exit 4", async () => {
    const checked = await check(["--json"], { mypy: { code: 2, stderr: "error: Failed to spawn: `mypy`" } });
    expect(checked.exit).toBe(4);
  });

  test("Ctrl-C is no verdict", async () => {
    const checked = await check([], { mypy: { code: 130 } }, project, true);
    expect(checked.exit).toBe(130);
  });

  test("an open slot is told beside a tool's findings", async () => {
    const tree = {
      ...project,
      [SLOTS]: String(project[SLOTS]).replace("return book", "raise NotImplementedError"),
    };
    const checked = await check(["--json"], { mypy: { code: 1, stdout: wrongType(3) } }, tree);
    expect(findingsOf(checked).map((finding) => finding.class)).toEqual(["svc/SVC0704", "mypy/assignment"]);
  });

  test("tests that cannot be collected are a finding where the mistake is", async () => {
    const said = `ImportError while loading conftest\n${SLOTS}:2: in <module>\n    import nowhere\n` +
      "E   ModuleNotFoundError: No module named 'nowhere'\n";
    const checked = await check(["--json"], { pytest: { code: 4, stderr: said } });
    expect(findingsOf(checked)).toMatchObject([{
      class: "pytest/collection",
      file: SLOTS,
      range: { start: { line: 2 } },
    }]);
  });
});

describe("fingerprints", () => {
  test("stay when lines move, and tell equal findings apart", async () => {
    const two = `${wrongType(3)}\n${wrongType(5)}`;
    const before = findingsOf(await check(["--json"], { mypy: { code: 1, stdout: two } }));
    const moved = { ...project, [SLOTS]: `\n\n${project[SLOTS]}` };
    const said = `${wrongType(5)}\n${wrongType(7)}`;
    const after = findingsOf(await check(["--json"], { mypy: { code: 1, stdout: said } }, moved));
    expect(after.map(({ fingerprint }) => fingerprint)).toEqual(before.map(({ fingerprint }) => fingerprint));
    expect(new Set(after.map(({ fingerprint }) => fingerprint)).size).toBe(2);
    expect(before[0]!.fingerprint).toMatch(/^[0-9a-f]{16}$/);
  });

  test("of a failed test do not hold what differs from run to run", async () => {
    const first = findingsOf(await check(["--json"], { pytest: { code: 1, report: failedTest } }));
    const again = failedTest.replaceAll("0x7f", "0x9c");
    const second = findingsOf(await check(["--json"], { pytest: { code: 1, report: again } }));
    expect(second[0]!.fingerprint).toBe(first[0]!.fingerprint);
  });
});

describe("formats", () => {
  test("github: one command a finding, with nothing that could begin another", async () => {
    const said = wrongType(3).replace("wrong", "100% wrong\\n::error::no");
    const { out, exit } = await check(["--format", "github"], { mypy: { code: 1, stdout: said } });
    expect(exit).toBe(1);
    expect(out).toBe(
      `::error file=${SLOTS},line=3,endLine=3,col=5,endColumn=68,title=mypy/assignment::` +
        "100%25 wrong%0A::error::no\n",
    );
  });

  test("sarif: a run for each tool, svc's own first", async () => {
    const tree = {
      ...project,
      [SLOTS]: String(project[SLOTS]).replace("return book", "raise NotImplementedError"),
    };
    const { out } = await check(["--format", "sarif"], { mypy: { code: 1, stdout: wrongType(3) } }, tree);
    const log = JSON.parse(out);
    expect(log.version).toBe("2.1.0");
    expect(log.runs.map((run: { tool: { driver: { name: string } } }) => run.tool.driver.name)).toEqual([
      "svc",
      "mypy",
    ]);
    expect(log.runs[0].results[0]).toMatchObject({
      ruleId: "SVC0704",
      level: "warning",
      locations: [{ physicalLocation: { artifactLocation: { uri: SLOTS } } }],
    });
    expect(log.runs[0].tool.driver.rules[0].shortDescription.text).toBe("A slot that is not filled");
    expect(log.runs[1].results[0].ruleId).toBe("assignment");
  });

  test("sarif of a project without findings is a log without results", async () => {
    const { out, exit } = await check(["--format", "sarif"], {});
    expect([exit, JSON.parse(out).runs.length, JSON.parse(out).runs[0].results]).toEqual([0, 1, []]);
  });
});
