import { readFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../../scripts/free-port.ts";
import type { GeneratedProject } from "./generated-project.ts";
import { tail } from "./judge.ts";

export interface Process {
  /** Its log lines so far, and what it said on standard error. */
  log(): { readonly lines: readonly Record<string, unknown>[]; readonly errors: string };
  /** SIGTERM, and SIGKILL to what has not ended in time; the exit code. */
  stop(): Promise<number>;
}

export interface Started extends Process {
  readonly base: string;
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
  const env = { DATABASE_URL: databaseUrl, PORT: String(port) };
  if (project.migrated.includes(service)) {
    await project.tool("python", ["-W", "error", "-m", service, "migrate"], {
      env: { ...project.variables, ...env },
    });
  }
  const base = `http://127.0.0.1:${port}`;
  const isUp = async () => (await fetch(`${base}/health`).catch(() => null))?.ok ?? false;
  return { base, ...await launch(project, service, env, isUp) };
}

/** Start a service that nobody calls: it is there as soon as it says something. */
export function startPlain(project: GeneratedProject, service: string): Promise<Process> {
  return launch(project, service, {}, ({ log }) => Promise.resolve(log().lines.length > 0));
}

async function launch(
  project: GeneratedProject,
  service: string,
  variables: Readonly<Record<string, string>>,
  isUp: (process: Process) => Promise<boolean>,
): Promise<Process> {
  const said = join(project.folder, "..", `${service}-${crypto.randomUUID()}`);
  const child = Bun.spawn([join(project.venv, "bin/python"), "-W", "error", "-m", service], {
    cwd: project.folder,
    env: { ...project.env, ...project.variables, ...variables },
    stdin: "ignore",
    stdout: Bun.file(`${said}.log`),
    stderr: Bun.file(`${said}.err`),
  });
  const process: Process = {
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
    if (await isUp(process)) return process;
    await Bun.sleep(100);
  }
  await process.stop();
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
