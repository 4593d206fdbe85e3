// Conditions mean the same wherever they are asked: in Python, in a CHECK and in a WHERE of both databases, and where the
// generator of tests thinks about them.
import { afterAll, expect, test } from "bun:test";
import fc from "fast-check";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { holds } from "../../plugins/backend/tests/holds.ts";
import type { Entity, Json, Model } from "../../mod.ts";
import { judge } from "../support/judge.ts";
import { Court, once } from "../support/judge-court.ts";
import { conditions, fields, rows } from "../support/random-conditions.ts";

const CONDITIONS = 150;
const CHECKS = 50;
const ROWS = 60;
/** Other ones each time; a failure names the seed. */
const seed = Number(process.env["SVC_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const texts = [...new Set(fc.sample(conditions, { seed, numRuns: CONDITIONS }))];
const values = fc.sample(rows, { seed, numRuns: ROWS });
const driver = join(import.meta.dir, "../support/try_conditions.py");

const folder = mkdtempSync(join(tmpdir(), "svc-conditions-"));
const court = new Court();
afterAll(async () => {
  await court.close();
  rmSync(folder, { recursive: true });
});
const project = once(() => {
  writeSpecs();
  return court.project({ specs: join(folder, "specs"), yours: join(folder, "yours") });
});

interface Answer {
  readonly differences: readonly Json[];
  readonly conditions: number;
  readonly checks: number;
  readonly compared: number;
  readonly true: number;
  readonly expected: readonly Readonly<Record<string, boolean>>[];
}

const described = once(async (): Promise<Model> =>
  JSON.parse(await (await project()).svc("describe", "--json")).data
);

/** The checks of the models Rule0, Rule1 … as their class, their name, and the partial set that says the same. */
function checksOf({ models }: Model): readonly (readonly string[])[] {
  const row = models.find(({ name }) => name === "Row")!;
  return models.filter(({ name }) => name.startsWith("Rule")).map(({ name, checks: [check] }) => {
    const condition = JSON.stringify(check!.condition).replaceAll(`models.${name}.`, "models.Row.");
    const same = row.unique.find(({ where }) => JSON.stringify(where) === condition)!;
    return [name, check!.constraint, same.constraint];
  });
}

async function tried(url: string): Promise<Answer> {
  const { folder: where, env, venv } = await project();
  const given = join(folder, "asked.json");
  writeFileSync(given, JSON.stringify({ rows: values, checks: checksOf(await described()) }));
  return JSON.parse(await judge([join(venv, "bin/python"), driver, url, given], { folder: where, env }));
}

test("Python, SQLite and the generator of tests agree", async () => {
  const answer = await tried("sqlite+aiosqlite:///:memory:");
  console.log(
    `seed ${seed}: ${answer.conditions} conditions, ${answer.checks} of them as checks, ${answer.compared} answers, ` +
      `${answer.true} of them true`,
  );
  expect({ seed, differences: answer.differences }).toEqual({ seed, differences: [] });
  const row = (await described()).models.find(({ name }) => name === "Row")!;
  const other = values.flatMap((each, place) =>
    row.unique.filter(({ where, constraint }) =>
      holds(where!, byField(row, each)) !== answer.expected[place]![constraint]
    ).map(({ constraint }) => [place, constraint])
  );
  expect({ seed, other }).toEqual({ seed, other: [] });
});

test("Python and PostgreSQL agree", async () => {
  const answer = await tried(await court.database());
  expect({ seed, differences: answer.differences }).toEqual({ seed, differences: [] });
});

function byField({ fields: all }: Entity, row: Readonly<Record<string, unknown>>) {
  return new Map(all.map((field) => [field.id, (row[field.member] ?? null) as Json]));
}

/** One model with a partial unique set for each condition, and a model for each of some checks. */
function writeSpecs(): void {
  const quoted = texts.map((text) => JSON.stringify(text));
  const checked = quoted.slice(0, CHECKS).map((that, at) =>
    `  Rule${at}:\n    fields:${fields}    check: [{ that: ${that}, else: BROKEN }]\n`
  );
  const partial = quoted.map((where) => `      - { fields: [code], where: ${where} }\n`).join("");
  const files = {
    "services.yml": "version: 3\nproject: { name: conditions }\nplugins: { backend: {} }\nservices:\n" +
      "  backend: { type: python-fastapi, access: [database], exposes: [rest] }\n",
    "shared/spec/errors.yaml": "errors:\n  BROKEN: 422 So it is not\n",
    "shared/spec/models.yaml":
      "enums:\n  State: [held, open, lost]\nmodels:\n  Place:\n    fields: { name: string }\n" +
      `  Row:\n    fields:\n      code: string${fields}    unique:\n${partial}${checked.join("")}`,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, "specs", path)), { recursive: true });
    writeFileSync(join(folder, "specs", path), text);
  }
  mkdirSync(join(folder, "yours"));
}
