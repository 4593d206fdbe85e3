// A PostgreSQL cluster that lives as long as the process that started it, however that process ends.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { freePort } from "./free-port.ts";
import { type Guard, guarded } from "./guard.ts";
import type { Toolchain } from "./toolchain.ts";

export interface Postgres {
  readonly port: number;
  /** `postgresql+asyncpg://…`, as the generated services want it. */
  url(database: string): string;
  /** An empty database, in 0.1 s: one cluster per run, one database per test. */
  createDatabase(name: string): Promise<void>;
  /** Stop the server and delete its folder. A second call does nothing. */
  stop(): Promise<void>;
}

const user = "svc";
/** For every single step; each takes less than a second on an idle machine. */
const stepLimitMs = 60_000;

export async function startPostgres(toolchain: Toolchain): Promise<Postgres> {
  if (toolchain.postgres === null) {
    throw new Error("postgres: the toolchain group `services` was not asked for");
  }
  const { bin } = toolchain.postgres;
  const folder = mkdtempSync(join(tmpdir(), "svc-pg-"));
  const data = join(folder, "data");
  const servant = asServant();
  const guard = watch(folder, [...servant, join(bin, "pg_ctl"), "-D", data]);
  try {
    if (servant.length > 0) await run(["chown", "nobody", folder]);
    await run([...servant, join(bin, "initdb"), "-D", data, ...initOptions]);
    const port = await start([...servant, join(bin, "pg_ctl"), "-D", data], folder);
    const socket = ["-h", folder, "-p", String(port), "-U", user];
    return {
      port,
      url: (database) => `postgresql+asyncpg://${user}:${user}@127.0.0.1:${port}/${database}`,
      createDatabase: (name) => run([join(bin, "createdb"), ...socket, name]),
      stop: () => guard.release(),
    };
  } catch (error) {
    await guard.release();
    throw error;
  }
}

const initOptions = ["-U", user, "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"];

/** PostgreSQL refuses to run as root. */
function asServant(): string[] {
  if (process.getuid?.() !== 0) return [];
  return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"];
}

/** Between finding a free port and listening on it somebody else may take it, hence three attempts. */
async function start(pgCtl: readonly string[], folder: string): Promise<number> {
  for (let attempt = 1;; attempt++) {
    const port = await freePort();
    const server = [
      `-p ${port}`,
      "-c listen_addresses=127.0.0.1",
      `-c unix_socket_directories=${folder}`,
      // It is thrown away: nothing has to survive a crash.
      "-c fsync=off -c synchronous_commit=off -c full_page_writes=off",
    ].join(" ");
    try {
      await run([...pgCtl, "-w", "-t", "30", "-l", join(folder, "log"), "-o", server, "start"]);
      return port;
    } catch (error) {
      if (attempt === 3) throw new Error(`${error}\n${await Bun.file(join(folder, "log")).text()}`);
    }
  }
}

/** Once we are gone, the server is stopped and its folder deleted. */
function watch(folder: string, pgCtl: readonly string[]): Guard {
  const script = `folder=$1; shift
    cat >/dev/null
    "$@" -m immediate -w -t 30 stop >/dev/null 2>&1
    rm -rf "$folder"`;
  return guarded(script, ["svc-postgres-guard", folder, ...pgCtl]);
}

async function run(command: readonly string[]): Promise<void> {
  const child = Bun.spawn([...command], {
    // Not ours: as `nobody` the servant may not be allowed to look at it, and PostgreSQL's tools complain then.
    cwd: "/",
    stdin: "ignore",
    stdout: "ignore",
    stderr: "pipe",
    timeout: stepLimitMs,
  });
  const [code, said] = await Promise.all([child.exited, child.stderr.text()]);
  if (code !== 0) throw new Error(`postgres: \`${command.join(" ")}\` failed: ${said.trim()}`);
}
