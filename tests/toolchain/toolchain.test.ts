import { afterAll, beforeAll, expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Postgres, startPostgres } from "../../scripts/postgres.ts";
import { pythonEnv, type Toolchain } from "../../scripts/toolchain.ts";
import { testToolchain } from "../support/toolchain.ts";

let toolchain: Toolchain;
let postgres: Postgres;

beforeAll(async () => {
  toolchain = await testToolchain();
  postgres = await startPostgres(toolchain);
});
afterAll(() => postgres.stop());

test("uv and the judges answer in the environment that children get", () => {
  const { uv, judges } = toolchain;
  for (const tool of [uv, judges.openapiSpecValidator, judges.checkJsonschema, judges.yamllint]) {
    const child = Bun.spawnSync([tool, "--version"], { env: pythonEnv(toolchain) });
    expect([tool, child.exitCode]).toEqual([tool, 0]);
  }
});

test("uv finds every Python that we found", () => {
  expect(toolchain.pythons.length).toBeGreaterThan(0);
  for (const { version } of toolchain.pythons) {
    const child = Bun.spawnSync([toolchain.uv, "python", "find", version], { env: pythonEnv(toolchain) });
    expect([version, existsSync(child.stdout.toString().trim())]).toEqual([version, true]);
  }
});

test("PostgreSQL makes databases and is reached by TCP", async () => {
  await postgres.createDatabase("judged");
  const { hostname, port, pathname, username } = new URL(postgres.url("judged"));
  expect([hostname, port, pathname]).toEqual(["127.0.0.1", String(postgres.port), "/judged"]);
  const psql = join(toolchain.postgres!.bin, "psql");
  const where = ["-h", hostname, "-p", port, "-U", username, "-d", "judged"];
  const child = Bun.spawnSync([psql, ...where, "-Atc", "select current_database()"]);
  expect(child.stdout.toString()).toBe("judged\n");
});
