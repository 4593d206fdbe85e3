import { readFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../../scripts/free-port.ts";
import type { GeneratedProject } from "./generated-project.ts";
import { tail } from "./judge.ts";

export interface Started {
  readonly base: string;
  /** Its log lines so far, and what it said on standard error. */
  log(): { readonly lines: readonly Record<string, unknown>[]; readonly errors: string };
  /** SIGTERM, and SIGKILL to what has not ended in time; the exit code. */
  stop(): Promise<number>;
}

const startLimitMs = 60_000;
/** Longer than the 20 s that running requests get. */
const stopLimitMs = 30_000;

/** Migrate the database and start one service, with every Python warning an error. */
export async function startService(
  project: GeneratedProject,
  service: string,
  databaseUrl: string,
): Promise<Started> {
  const port = await freePort();
  const said = join(project.folder, "..", `${service}-${port}`);
  const env = { ...project.env, ...project.variables, DATABASE_URL: databaseUrl, PORT: String(port) };
  if (project.migrated.includes(service)) {
    await project.tool("python", ["-W", "error", "-m", service, "migrate"], { env });
  }
  const child = Bun.spawn([join(project.venv, "bin/python"), "-W", "error", "-m", service], {
    cwd: project.folder,
    env,
    stdin: "ignore",
    stdout: Bun.file(`${said}.log`),
    stderr: Bun.file(`${said}.err`),
  });
  const started: Started = {
    base: `http://127.0.0.1:${port}`,
    log: () => ({
      lines: readFileSync(`${said}.log`, "utf8").split("\n").filter((line) => line !== "").map(parse),
      errors: readFileSync(`${said}.err`, "utf8"),
    }),
    stop: async () => {
      child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), stopLimitMs);
      const code = await child.exited;
      clearTimeout(late);
      return code;
    },
  };
  const deadline = Date.now() + startLimitMs;
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const answer = await fetch(`${started.base}/health`).catch(() => null);
    if (answer?.ok) return started;
    await Bun.sleep(100);
  }
  await started.stop();
  const text = readFileSync(`${said}.log`, "utf8") + readFileSync(`${said}.err`, "utf8");
  throw new Error(`${service} does not start\n${tail(text)}`);
}

function parse(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return { level: "unreadable", event: line };
  }
}
