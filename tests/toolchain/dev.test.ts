// svc dev on a project with a service that is called and one that nobody calls: both start, and both stop in order.
import { afterAll, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../../scripts/free-port.ts";
import { Court } from "../support/judge-court.ts";
import { edit } from "../support/judge-suite.ts";

const svc = join(import.meta.dir, "../../dist/svc");
const startLimitMs = 60_000;
const INTERRUPTED = 130;

const court = new Court();
afterAll(() => court.close());

test("svc dev starts the services side by side, one of them alone, and stops what it started", async () => {
  const project = await court.project({ starter: "none" });
  edit(project, "services.yml", "services:\n", "services:\n  bot: { type: python, depends_on: [backend] }\n");
  await project.svc("generate");
  await project.svc("setup");

  const both = await running(
    [],
    async (said, base) => said.includes('"event":"started"') && await isReady(base),
  );
  expect(both.code).toBe(INTERRUPTED);
  expect(both.said).toContain(`backend: ${both.base}\n`);
  expect(both.said).toContain("bot: started\n");
  expect(both.said).toContain('"event":"stopped"');
  expect(await isReady(both.base)).toBe(false);

  const alone = await running(["bot"], (said) => said.includes('"event":"started"'));
  expect(alone.code).toBe(INTERRUPTED);
  expect(alone.said).toContain('"event":"stopped"');
  expect(alone.said).not.toContain("backend");

  /** Start, wait until it is up, interrupt it as Ctrl-C does, and see what it said. */
  async function running(
    args: readonly string[],
    isUp: (said: string, base: string) => boolean | Promise<boolean>,
  ) {
    const port = await freePort();
    const base = `http://127.0.0.1:${port}`;
    const log = project.path(`../dev-${port}.log`);
    const child = Bun.spawn([svc, "dev", ...args, "--port", String(port)], {
      cwd: project.folder,
      env: { ...project.env },
      stdin: "ignore",
      stdout: "ignore",
      stderr: Bun.file(log),
    });
    const deadline = Date.now() + startLimitMs;
    while (Date.now() < deadline && child.exitCode === null && !await isUp(readFileSync(log, "utf8"), base)) {
      await Bun.sleep(100);
    }
    child.kill("SIGINT");
    return { base, code: await child.exited, said: readFileSync(log, "utf8") };
  }
});

async function isReady(base: string): Promise<boolean> {
  return (await fetch(`${base}/ready`).catch(() => null))?.ok ?? false;
}
