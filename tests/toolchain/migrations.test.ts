/**
 * Schema changes on real databases: each of the corpus alone, and random ones one after the other. After every step
 * Alembic finds no difference, and the rows that were there before are still right; on the way back as well.
 */
import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GeneratedProject } from "../support/generated-project.ts";
import { atLeisure, judge, ran } from "../support/judge.ts";
import { Court, once } from "../support/judge-court.ts";
import { combined } from "../support/migrations/combined.ts";
import { fieldChanges } from "../support/migrations/field-changes.ts";
import { specChanges } from "../support/migrations/spec-changes.ts";
import { type Complaint, isExplained } from "../support/migrations/squawk.ts";
import { type Walk, writeWalk } from "../support/migrations/walk.ts";
import { randomFrom } from "../support/random.ts";

const SEQUENCES = 10;
const LENGTH = 8;
const SEED = 4;
const driver = join(import.meta.dir, "../support/migrations/drive.py");
const folder = mkdtempSync(join(tmpdir(), "svc-migrations-"));
const court = new Court();
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await court.close();
});

const written = [
  ...fieldChanges.map((change) => ({ ...combined([change]), what: change.what, risks: change.risks ?? [] })),
  ...specChanges.map(({ what, specs, rows, then, back, again, risks }) => ({
    what,
    risks,
    steps: [{ spec: specs[0], rows }, { spec: specs[1], rows: then }],
    back: [back],
    again,
  })),
];
const alone = once(() =>
  Promise.resolve(written.map((change, position) => ({
    ...change,
    ...writeWalk(folder, `alone_${position}`, change.steps, change.back, change.again),
  })))
);
/** Any project's: its environment has what generated code needs, and its `shared` the support code. */
const project = once(() => atLeisure(() => court.project({ starter: "library" })));

test.concurrent("every change asks for exactly the consent that it needs", async () => {
  const asked = (await alone()).map(({ what, risks }) => ({ what, risks: [...risks].sort() }));
  const found = (await alone()).map(({ what, steps: _, ...walk }) => ({
    what,
    risks: [...walk.asked[0]!].sort(),
  }));
  expect(found).toEqual(asked);
});

test.concurrent("each change of the corpus, on both databases, up and down and up", async () => {
  const walks = (await alone()).map(({ walk }) => walk);
  const problems = await walked("alone", walks);
  expect(problems.map(({ name, ...problem }) => ({ what: written[Number(name.slice(6))]!.what, ...problem })))
    .toEqual([]);
  console.log(`${walks.length} schema changes, each alone on SQLite and PostgreSQL`);
});

test.concurrent("random sequences of changes, on both databases, up and down and up", async () => {
  const random = randomFrom(SEED);
  const sequences = Array.from({ length: SEQUENCES }, (_, position) => {
    const order = fieldChanges.map((change) => ({ change, rank: random() })).sort((a, b) => a.rank - b.rank);
    const { steps, back, again } = combined(order.slice(0, LENGTH).map(({ change }) => change));
    return writeWalk(folder, `sequence_${position}`, steps, back, again).walk;
  });
  expect(await walked("sequences", sequences)).toEqual([]);
  console.log(`${SEQUENCES} sequences of ${LENGTH} schema changes, on SQLite and PostgreSQL`);
});

test.concurrent("a migration that lacks something is found", async () => {
  const { steps, back, again } = combined([fieldChanges.find(({ what }) => what === "a bound widens")!]);
  const { walk } = writeWalk(folder, "broken", steps, back, again);
  const last = readdirSync(walk.versions).sort().find((name) => name.startsWith("0002"))!;
  const path = join(walk.versions, last);
  writeFileSync(path, readFileSync(path, "utf8").replace(/ {4}with op.batch[^]*?\n\n\n/, "\n\n"));
  const [problem] = await walked("broken", [walk]);
  expect(Object.keys(problem?.problems ?? {}).sort()).toEqual(["postgresql", "sqlite"]);
});

test.concurrent("squawk has nothing to say that is not explained", async () => {
  const changes = await alone();
  await walked("squawk", changes.map(({ walk }) => walk), ["--sql"]);
  const { judges } = await court.toolchain;
  const files = changes.map(({ walk }) => join(folder, "squawk", `${walk.name}.sql`));
  const { text } = await ran([judges.squawk, "--reporter", "json", ...files], await project());
  const complaints = JSON.parse(text) as Complaint[];
  const unexplained = complaints.flatMap((complaint) => {
    const position = files.indexOf(complaint.file);
    const { what, risks } = changes[position]!;
    if (isExplained(complaint, risks, readFileSync(complaint.file, "utf8"))) return [];
    return [{ what, rule: complaint.rule_name, message: complaint.message }];
  });
  expect(complaints.length).toBeGreaterThan(0);
  expect(unexplained).toEqual([]);
});

interface Told {
  readonly name: string;
  readonly problems: Readonly<Record<string, string>>;
}

/** Let one Python process walk, and take what it could not do. */
async function walked(
  name: string,
  walks: readonly Walk[],
  options: readonly string[] = [],
): Promise<readonly Told[]> {
  const ready: GeneratedProject = await project();
  const url = await court.database();
  return await atLeisure(async () => {
    const cases = join(folder, `${name}.json`);
    writeFileSync(cases, JSON.stringify(walks));
    const python = join(ready.venv, "bin/python");
    const text = await judge([python, driver, cases, url, join(folder, name), ...options], ready);
    const told = text.split("\n").filter((line) => line.startsWith("{")).map((line) =>
      JSON.parse(line) as Told
    );
    expect(told.length).toBe(walks.length);
    return told.filter(({ problems }) => Object.keys(problems).length > 0);
  });
}
