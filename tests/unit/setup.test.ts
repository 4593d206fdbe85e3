import { beforeAll, describe, expect, test } from "bun:test";
import { runCli } from "../../core/cli/run-cli.ts";
import { memoryHost } from "../../core/host/memory.ts";
import type { MemoryTree } from "../../core/host/memory-files.ts";
import { readCase } from "../support/case.ts";
import { runIn, worldOf } from "../support/run-case.ts";

let project: MemoryTree;
beforeAll(async () => {
  project = (await runIn(readCase("base/library").tree, ["generate"])).tree;
});

async function setup(tree: MemoryTree, env: Record<string, string> = {}, ...args: string[]) {
  const ran: string[] = [];
  const host = memoryHost(tree, {
    env,
    processes: {
      find: () => "/bin/uv",
      run: ({ args }) => {
        ran.push(args.join(" "));
        return Promise.resolve({ code: 0, stdout: "", stderr: "" });
      },
    },
  });
  const exit = await runCli(["setup", ...args], worldOf(host));
  return { exit, ran, effects: host.effects };
}

describe("svc setup", () => {
  test("makes an environment that can be moved, and writes nothing but .env", async () => {
    const { exit, ran, effects } = await setup(project);
    expect(exit).toBe(0);
    expect(ran).toEqual(["venv --relocatable --clear --quiet", "sync --all-packages"]);
    expect(effects).toEqual(["write .env"]);
  });

  test("keeps one that can be moved", async () => {
    const { ran, effects } = await setup({
      ...project,
      ".env": "APP_ENV=local\nCORS_ORIGINS=[]\nDATABASE_URL=x\nLOAN_DAYS=1\nMAX_LOANS=1\n",
      ".venv/pyvenv.cfg": "home = /usr/bin\nrelocatable = true\n",
    });
    expect(ran).toEqual(["sync --all-packages"]);
    expect(effects.filter((effect) => effect !== "write .env")).toEqual([]);
  });

  test("replaces one that cannot", async () => {
    const { ran } = await setup({ ...project, ".venv/pyvenv.cfg": "home = /usr/bin\n" });
    expect(ran[0]).toBe("venv --relocatable --clear --quiet");
  });

  test("does not hide the value of a variable that has its old name in .env", async () => {
    const settings =
      "settings:\n  max_rows: { was: [max_lines, limit], type: int, default: 5 }\n  colour: red\n";
    const services = `${project["services.yml"]}${settings}`;
    const { tree } = await runIn({ ...project, "services.yml": services }, ["generate"]);
    const host = memoryHost({ ...tree, ".env": "LIMIT=7\n" }, {
      processes: { find: () => "/bin/uv", run: () => Promise.resolve({ code: 0, stdout: "", stderr: "" }) },
    });
    await runCli(["setup"], worldOf(host));
    const written = String(host.files.tree()[".env"]);
    expect(written).toStartWith("LIMIT=7\n");
    expect(written).toContain("COLOUR=red\n");
    expect(written).not.toContain("MAX_ROWS");
  });

  test("leaves an environment elsewhere to those who put it there", async () => {
    const { ran } = await setup(project, { UV_PROJECT_ENVIRONMENT: "/venv" }, "--offline");
    expect(ran).toEqual(["sync --all-packages --offline"]);
  });
});
