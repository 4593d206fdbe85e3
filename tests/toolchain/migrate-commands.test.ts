// Two branches that both change the models, joined; and the commands that run migrations.
import { afterAll, expect, test } from "bun:test";
import { copyFileSync, readdirSync, writeFileSync } from "node:fs";
import { atLeisure } from "../support/judge.ts";
import { Court } from "../support/judge-court.ts";
import { pytest } from "../support/judge-cell.ts";
import { edit } from "../support/judge-suite.ts";

const court = new Court();
afterAll(() => court.close());

const models = "shared/spec/models.yaml";
const migrations = "services/backend/src/backend/migrations";
const title = "      title: {";

test("two branches each add a field; merge joins them, up and down run them", async () => {
  await atLeisure(async () => {
    const ours = await court.project({ starter: "library" });
    const theirs = await court.copy(ours);
    const subtitle = "      subtitle: { type: string, optional: true, unique: true }\n";
    const pages = "      pages: { type: int, backfill: 0 }\n";
    edit(ours, models, title, subtitle + title);
    await ours.svc("migrate", "new", "-m", "add subtitle");
    edit(theirs, models, title, pages + title);
    await theirs.svc("migrate", "new", "-m", "add pages");

    // What `git merge` leaves: both revisions, the models joined, and a conflict in the state.
    const added = readdirSync(theirs.path(`${migrations}/versions`)).filter((name) => name.includes("pages"));
    expect(added).toEqual(["0002_add_pages.py"]);
    copyFileSync(
      theirs.path(`${migrations}/versions/${added[0]}`),
      ours.path(`${migrations}/versions/${added[0]}`),
    );
    edit(ours, models, subtitle, subtitle + pages);
    const own = ours.text(`${migrations}/schema.json`);
    const other = theirs.text(`${migrations}/schema.json`);
    const line = (text: string, name: string) =>
      text.split("\n").find((found) => found.includes(`"name":"${name}"`))!;
    const [ownLine, otherLine] = [line(own, "subtitle"), line(other, "pages")];
    const conflict = ["<<<<<<< HEAD", ownLine, "=======", otherLine, ">>>>>>> theirs"].join("\n");
    writeFileSync(ours.path(`${migrations}/schema.json`), own.replace(ownLine, conflict));

    const refused = await ours.trySvc("check");
    expect([refused.code, refused.text]).toEqual([1, expect.stringContaining("svc migrate merge")]);
    expect(await ours.svc("migrate", "merge")).toContain("versions/0004_merge_");
    expect(await ours.svc("check")).toBe("Nothing to complain about.\n");

    expect(await ours.svc("migrate", "status")).toContain("pending  0002_add_pages");
    expect(await ours.svc("migrate", "up")).not.toContain("pending");
    const unknown = await ours.trySvc("migrate", "down", "--to", "0001_inital");
    expect([unknown.code, unknown.text]).toEqual([
      2,
      expect.stringContaining('did you mean "0001_initial"?'),
    ]);
    expect(await ours.svc("migrate", "down", "--to", "0001_initial")).toContain("applied  0001_initial");
    const told = JSON.parse(await ours.svc("migrate", "up", "--json"));
    expect(told.data.services).toEqual([
      {
        service: "backend",
        migrations: expect.arrayContaining([{ id: "0002_add_pages", state: "applied" }]),
      },
    ]);
    for (const url of [`sqlite+aiosqlite:///${ours.path("../joined.db")}`, await court.database()]) {
      const env = { ...ours.variables, DATABASE_URL: url };
      for (const step of [["upgrade", "head"], ["check"], ["downgrade", "base"]]) {
        await ours.tool("alembic", step, { folder: "services/backend", env });
      }
    }
    await ours.tool("ruff", ["format", "--check", "--no-cache", "."]);
    await ours.tool("ruff", ["check", "--no-cache", "."]);
    await ours.tool("mypy", []);
    await ours.tool("pytest", pytest);
  });
});
