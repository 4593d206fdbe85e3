// SIGTERM while requests come in: what was begun is answered, and nothing new is let in.
import { afterAll, expect, test } from "bun:test";
import { connect } from "node:net";
import type { GeneratedProject } from "../support/generated-project.ts";
import { atLeisure } from "../support/judge.ts";
import { Court, once } from "../support/judge-court.ts";
import { startService } from "../support/judge-service.ts";

const CALLERS = 12;
/** Each caller ends by itself, also if nothing stops the service. */
const MOST_CALLS = 2000;
const LOAD_MS = 1500;

const court = new Court();
afterAll(() => court.close());
const library = once(() => atLeisure(() => court.project({ starter: "library" })));

for (const database of ["SQLite", "PostgreSQL"] as const) {
  test.concurrent(`${database}: under load every row that was written was answered, and every answer is true`, async () => {
    const project = await library();
    await atLeisure(() => underLoad(project, database));
  });
}

async function underLoad(project: GeneratedProject, database: "SQLite" | "PostgreSQL"): Promise<void> {
  const url = database === "SQLite"
    ? `sqlite+aiosqlite:///${project.path("../shutdown.db")}`
    : await court.database();
  const started = await startService(project, "backend", url);
  const answered = new Set<string>();
  const strange: unknown[] = [];
  const callers = Array.from({ length: CALLERS }, async (_, caller) => {
    for (let call = 0; call < MOST_CALLS; call++) {
      const name = `${caller}-${call}`;
      // A refused or broken connection ends the caller; what it means is asked of the database afterwards.
      const answer = await create(started.base, name).catch(() => null);
      if (answer === null) return;
      if (answer.status === 201 && answer.name === name) answered.add(name);
      else strange.push(answer);
    }
  });
  await Bun.sleep(LOAD_MS);
  const code = await started.stop();
  await Promise.all(callers);
  const { lines, errors } = started.log();
  const loud = lines.filter(({ level }) => level !== "info" && level !== "debug");

  const again = await startService(project, "backend", url);
  const written = await namesOf(again.base);
  await again.stop();
  console.log(`${database}: ${answered.size} requests answered before SIGTERM took effect`);
  expect(answered.size).toBeGreaterThan(CALLERS);
  expect({ strange, code, errors, loud }).toEqual({ strange: [], code: 143, errors: "", loud: [] });
  expect([...written].filter((name) => !answered.has(name)), "written, and nobody was told").toEqual([]);
  expect([...answered].filter((name) => !written.has(name)), "told, and not written").toEqual([]);
}

test.concurrent("a request that is under way is finished while new ones are refused", async () => {
  const project = await library();
  await atLeisure(async () => {
    const started = await startService(
      project,
      "backend",
      `sqlite+aiosqlite:///${project.path("../drain.db")}`,
    );
    const body = JSON.stringify({ name: "Stanislaw Lem" });
    const socket = connect(Number(new URL(started.base).port), "127.0.0.1");
    let answer = "";
    socket.on("data", (chunk) => answer += chunk);
    const closed = new Promise((resolve) => socket.on("close", resolve));
    socket.write(
      "POST /authors HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n" +
        `content-length: ${body.length}\r\n\r\n${body.slice(0, 5)}`,
    );
    await Bun.sleep(300);
    const stopped = started.stop();
    await Bun.sleep(700);
    await expect(create(started.base, "late")).rejects.toThrow();
    socket.write(body.slice(5));
    await closed;
    expect(answer).toStartWith("HTTP/1.1 201 ");
    expect(await stopped).toBe(143);
  });
});

async function create(
  base: string,
  name: string,
): Promise<{ readonly status: number; readonly name: unknown }> {
  const answer = await fetch(`${base}/authors`, {
    method: "POST",
    headers: { "content-type": "application/json", connection: "close" },
    body: JSON.stringify({ name }),
    keepalive: false,
  });
  return { status: answer.status, name: (await answer.json() as { name?: unknown }).name };
}

async function namesOf(base: string): Promise<Set<string>> {
  const names = new Set<string>();
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const answer = await fetch(`${base}/authors?limit=100${query}`);
    const page = await answer.json() as { items: { name: string }[]; next_cursor: string | null };
    for (const { name } of page.items) names.add(name);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return names;
}
