import { Database } from "bun:sqlite";

const waitMs = 15 * 60_000;

/**
 * Run alone among all processes. SQLite's lock, because Bun has no flock and the kernel takes this one back from a
 * process that dies, so there is no stale lock to recognise.
 */
export async function withLock<T>(path: string, run: () => Promise<T>): Promise<T> {
  const database = new Database(path);
  try {
    await acquire(database, path);
    return await run();
  } finally {
    database.close();
  }
}

async function acquire(database: Database, path: string): Promise<void> {
  const deadline = performance.now() + waitMs;
  for (let first = true;; first = false) {
    try {
      database.run("BEGIN EXCLUSIVE");
      return;
    } catch (error) {
      if (!String(error).includes("locked") || performance.now() > deadline) throw error;
      if (first) console.error(`toolchain: another run installs; waiting for ${path}`);
      await Bun.sleep(200);
    }
  }
}
