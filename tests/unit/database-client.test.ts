import { describe, expect, test } from "bun:test";
import { clientFor } from "../../core/cli/database-client.ts";
import { parseEnv } from "../../core/cli/env-file.ts";

const site = { variable: "DATABASE_URL", schema: "backend" };

describe("the client of a database", () => {
  test("SQLite: a file of the project, or an absolute one", () => {
    expect(clientFor("sqlite+aiosqlite:///data/{service}.db", site)).toEqual({
      program: "sqlite3",
      args: ["data/backend.db"],
      env: {},
    });
    expect(clientFor("sqlite:////var/a.db?mode=ro", site)?.args).toEqual(["/var/a.db"]);
    expect(clientFor("sqlite+aiosqlite://", site)).toBeNull();
  });

  test("PostgreSQL: the password is no argument, the schema is searched", () => {
    expect(clientFor("postgresql+asyncpg://me:p%40ss@db:5433/shop?ssl=require", site)).toEqual({
      program: "psql",
      args: ["postgresql://me@db:5433/shop"],
      env: { PGOPTIONS: "-c search_path=backend", PGPASSWORD: "p@ss" },
    });
    expect(clientFor("postgresql+asyncpg://me@/shop?host=/run/pg", site)?.args).toEqual([
      "postgresql://me@localhost/shop?host=%2Frun%2Fpg",
    ]);
  });

  test("others: none", () => {
    expect(clientFor("mysql://db/shop", site)).toBeNull();
    expect(clientFor("", site)).toBeNull();
  });
});

test("a file of variables", () => {
  const text = "# note\nA=1\nexport B = x\nB=\"two words\" # why\nC='a#b'\nD=a#b # why\nE=\nA=2\r\n" +
    'F=" x\\n\\"y\\" \\$z \\\\n "\n';
  expect(Object.fromEntries(parseEnv(text))).toEqual({
    A: "2",
    B: "two words",
    C: "a#b",
    D: "a#b",
    E: "",
    F: ' x\n"y" $z \\n ',
  });
});
