import { beforeAll, describe, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCli } from "../../core/cli/run-cli.ts";
import { bunHost } from "../../core/host/bun.ts";
import type { Command } from "../../core/host/host.ts";
import { memoryHost } from "../../core/host/memory.ts";
import type { MemoryTree } from "../../core/host/memory-files.ts";
import { readCase } from "../support/case.ts";
import { runIn, worldOf } from "../support/run-case.ts";

/** What people type who do not know svc, or not where they are. */
describe("the first words", () => {
  for (const args of [[], ["--help"], ["-h"], ["help"], ["--json", "--help"]]) {
    test(`svc ${args.join(" ")}: the help`, async () => {
      const { exit, out, err } = await runIn({}, args);
      expect(exit).toBe(0);
      expect(out).toContain("migrate new");
      expect(err).toBe("");
    });
  }

  for (const args of [["help", "migrate"], ["migrate", "--help"]]) {
    test(`svc ${args.join(" ")}: the commands that begin so`, async () => {
      const { exit, out } = await runIn({}, args);
      expect(exit).toBe(0);
      expect(out).toMatch(/^svc migrate takes one more word:\n {2}migrate new /);
      expect(out).not.toContain("generate");
    });
  }

  test("a finding by its number", async () => {
    expect((await runIn({}, ["explain", "706"])).out).toMatch(/^SVC0706: /);
  });

  test("a value that is none of those", async () => {
    const { exit, err } = await runIn({}, ["schema", "model"]);
    expect(exit).toBe(2);
    expect(err).toContain(
      `kind is one of services, models, errors, domain, not "model"\nhelp: did you mean "models"?`,
    );
  });

  test("a word for a number", async () => {
    expect((await runIn({}, ["dev", "--port", "x"])).err).toContain(`--port takes a number, not "x"`);
  });
});

describe("another folder", () => {
  async function at(folder: string, args: readonly string[]): Promise<string> {
    const root = mkdtempSync(join(tmpdir(), "svc-lost-"));
    try {
      mkdirSync(join(root, "shop/shared/src"), { recursive: true });
      writeFileSync(join(root, "shop/services.yml"), "version: 3\n");
      writeFileSync(join(root, "file"), "");
      let err = "";
      const quiet = (path: string) => {
        const host = bunHost(path);
        return {
          ...host,
          output: { ...host.output, out: () => {}, err: (text: string) => void (err += text) },
        };
      };
      const hostAt = (path: string) => quiet(path.startsWith("/") ? path : join(root, folder, path));
      await runCli(args, { ...worldOf(quiet(join(root, folder))), hostAt });
      return err.replaceAll(root, "");
    } finally {
      rmSync(root, { recursive: true });
    }
  }

  test("inside a project the way out is the project", async () => {
    expect(await at("shop/shared/src", ["generate"])).toContain("works in its folder: svc -C /shop\n");
    expect(await at(".", ["generate"])).toContain("make one with: svc init");
  });

  test("-C takes a folder that is there", async () => {
    expect(await at(".", ["-C", "shp", "generate"])).toContain("there is no folder shp");
    expect(await at(".", ["-C", "file", "generate"])).toContain("there is no folder file");
    expect(await at("shop", ["-C", "shared/../..", "generate"])).toContain("make one with: svc init");
  });
});

describe("a project that is not ready", () => {
  let project: MemoryTree;
  beforeAll(async () => {
    const { tree } = await runIn(readCase("base/library").tree, ["generate"]);
    project = { ...tree, ".env": "APP_ENV=local\nDATABASE_URL=sqlite:///a.db\n" };
  });

  async function run(args: readonly string[], tree: MemoryTree, taken: readonly number[] = []) {
    const ran: Pick<Command, "program" | "args">[] = [];
    const host = memoryHost({ ...project, ...tree }, {
      processes: {
        find: (program) => `/bin/${program}`,
        canListen: (port) => Promise.resolve(!taken.includes(port)),
        run: ({ program, args }) => {
          ran.push({ program, args });
          return Promise.resolve({ code: 0, stdout: "", stderr: "" });
        },
      },
    });
    return { exit: await runCli(args, worldOf(host)), ...host.printed, ran };
  }

  const empty = { ".venv/lib/python3.12/site-packages/_virtualenv.py": "" };
  for (const args of [["test"], ["dev"], ["migrate", "up"], ["fuzz"], ["check", "--all"]]) {
    test(`svc ${args.join(" ")}: an environment whose installation was broken off`, async () => {
      const { out, err, ran } = await run(args, empty);
      expect(out + err).toContain("its installation was broken off\nhelp: svc setup");
      expect(ran).toEqual([]);
    });
  }

  const ready = { ".venv/lib/python3.12/site-packages/fastapi-1.dist-info/METADATA": "" };
  test("svc dev: a port that is taken is told before anything is done", async () => {
    const { exit, err, ran } = await run(["dev"], ready, [8000]);
    expect(exit).toBe(5);
    expect(err).toContain("port 8000, which backend would have, is taken\nhelp: ");
    expect(ran).toEqual([]);
  });

  test("what stands behind -- is for the tool, also where the service is left out", async () => {
    const { ran } = await run(["db", "shell", "--", "--json", ".tables"], ready);
    expect(ran).toEqual([{ program: "sqlite3", args: ["a.db", "--json", ".tables"] }]);
    expect((await run(["generate", "--", "x"], ready)).exit).toBe(2);
  });
});
