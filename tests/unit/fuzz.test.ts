import { beforeAll, describe, expect, test } from "bun:test";
import { runCli } from "../../core/cli/run-cli.ts";
import type { Command, RunningProcess } from "../../core/host/host.ts";
import { memoryHost } from "../../core/host/memory.ts";
import type { MemoryTree } from "../../core/host/memory-files.ts";
import { readCase } from "../support/case.ts";
import { runIn, worldOf } from "../support/run-case.ts";
import { withScratch } from "../support/scratch-host.ts";

let project: MemoryTree;
beforeAll(async () => {
  const { tree } = await runIn(readCase("base/library").tree, ["generate"]);
  project = { ...tree, ".venv/pyvenv.cfg": "", ".env": "APP_ENV=local\n" };
});

const broken = `<testsuites><testsuite>
<testcase name="GET /books" time="1" />
<testcase name="POST /books/{book_id}/finish" time="1">
<failure type="failure" message="ST101">1. Test Case ID: a1

- ST101 Server error

[500] Internal Server Error:

    &lt;html&gt;

Reproduce with:

    curl -X POST http://127.0.0.1:49152/books/x/finish

2. Test Case ID: b2

- ST101 Server error

- ST103 Undocumented status code

Reproduce with:

    curl -X POST http://127.0.0.1:49152/books/y/finish</failure></testcase></testsuite></testsuites>`;

/** What the tool and the service do. */
interface World {
  readonly report?: string;
  readonly toolExit?: number;
  /** The service ends by itself, with this code. */
  readonly serviceDies?: number;
  readonly migration?: number;
  /** Somebody asks to stop as soon as anybody listens. */
  readonly isInterrupted?: true;
}

async function fuzz(args: readonly string[], world: World) {
  const started: string[] = [];
  const written = new Map<string, string>();
  const run = (command: Command) => {
    started.push(command.args.slice(4).join(" "));
    return Promise.resolve({ code: world.migration ?? 0, stdout: "", stderr: "" });
  };
  const start = (command: Command): RunningProcess => {
    const isTool = command.args.includes("st");
    started.push(isTool ? "st" : command.args.slice(4).join(" "));
    let end = (_code: number) => {};
    const ended = new Promise<number>((resolve) => end = resolve);
    if (!isTool && world.serviceDies !== undefined) end(world.serviceDies);
    if (isTool && world.serviceDies === undefined && world.isInterrupted !== true) {
      if (world.report !== undefined) written.set("report", world.report);
      end(world.toolExit ?? 0);
    }
    return {
      pid: 2,
      ended,
      signal: (name) => {
        started.push(`${name} ${isTool ? "st" : "service"}`);
        end(143);
      },
    };
  };
  const onStop = (react: (signal: "SIGINT" | "SIGTERM") => void) => {
    if (world.isInterrupted) react("SIGINT");
    return () => {};
  };
  const memory = memoryHost(project, { processes: { find: () => "/bin/uv", run, start, onStop } });
  const exit = await runCli(["fuzz", ...args], worldOf(withScratch(memory, written)));
  return { exit, out: memory.printed.out, err: memory.printed.err, started };
}

describe("svc fuzz", () => {
  test("migrates, serves, attacks, stops", async () => {
    const { exit, started, out } = await fuzz([], { report: "<testsuites></testsuites>" });
    expect(exit).toBe(0);
    expect(started).toEqual([
      "python -m backend migrate",
      "python -m backend",
      "st",
      "SIGTERM service",
    ]);
    expect(out).toContain("ok backend");
  });

  test("points at the operation, names each rule once, and gives a request to try again", async () => {
    const { exit, out } = await fuzz(["--json"], { report: broken, toolExit: 1 });
    expect(exit).toBe(1);
    expect(JSON.parse(out).findings).toMatchObject([
      {
        class: "schemathesis/ST101",
        message: "POST /books/{book_id}/finish: Server error",
        file: "services/backend/spec/books.yaml",
        help: "with svc dev: curl -X POST http://127.0.0.1:8000/books/x/finish",
      },
      { class: "schemathesis/ST103" },
    ]);
  });

  test("a service that ends is no verdict, and nobody waits for it", async () => {
    const { exit, out } = await fuzz(["--json"], { serviceDies: 1 });
    expect([exit, JSON.parse(out).findings[0].message]).toEqual([4, "backend ended while it was attacked"]);
  });

  test("Ctrl-C ends the attack, and the service with it", async () => {
    const { exit, started } = await fuzz([], { isInterrupted: true });
    expect([exit, started.slice(-2)]).toEqual([130, ["SIGTERM st", "SIGTERM service"]]);
  });

  test("neither is a tool without a report, or a migration that fails", async () => {
    expect((await fuzz([], { toolExit: 2 })).exit).toBe(4);
    expect((await fuzz([], { migration: 1 })).started).toEqual(["python -m backend migrate"]);
  });
});
