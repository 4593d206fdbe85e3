import { describe, expect, test } from "bun:test";
import type { Schema } from "../../core/model/schema.ts";
import { migrationChanges } from "../../plugins/backend/migration-changes.ts";
import { understandTexts } from "../support/version2-project.ts";

const SERVICES = "version: 3\nproject: { name: shop }\nplugins: { backend: {} }\nservices:\n" +
  "  backend: { type: python-fastapi, access: [database] }\n";
const EMPTY: Schema = { schema: 1, tables: [] };

function schemaOf(models: string): Schema {
  const { value, diagnostics } = understandTexts({
    "services.yml": SERVICES,
    "shared/spec/models.yaml": models,
  });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return [...value.project!.schemas.values()][0]!;
}

const book = (fields: string, more = "") => schemaOf(`models:\n  Book:\n    fields: { ${fields} }\n${more}`);

/** `changes` statements, or the findings. */
function between(before: Schema, after: Schema) {
  const { changes, findings } = migrationChanges(before, after, "services.backend");
  return findings.length > 0 ? findings.map(({ code, args }) => `${code} ${args.place}`) : changes.length;
}

test("nothing changes", () => {
  expect(between(book("it: int"), book("it: int"))).toBe(0);
});

test("the first revision makes everything", () => {
  expect(between(EMPTY, book("it: { type: int, index: true }"))).toBe(2);
});

describe("what svc writes", () => {
  const pairs: Readonly<Record<string, readonly [string, string]>> = {
    "a column that may be empty": ["it: int", "it: int, other: { type: int, optional: true }"],
    "a column with a default of the server": ["it: int", "it: int, other: { type: int, default: 1 }"],
    "a column with a default of the application": [
      "it: int",
      'it: int, other: { type: "list[int]", default: [1] }',
    ],
    "a longer text": ["it: { type: string, max_length: 5 }", "it: { type: string, max_length: 6 }"],
    "a text without a limit": ["it: string", "it: text"],
    "a wider number": ["it: { type: int, format: int4 }", "it: int"],
    "a column that may be empty now": ["it: int", "it: { type: int, optional: true }"],
    "another default": ["it: { type: int, default: 1 }", "it: { type: int, default: 2 }"],
    "one more value": ["it: { type: enum, values: [a, b] }", "it: { type: enum, values: [b, a, c] }"],
    "a wider bound": ["it: { type: int, ge: 0 }", "it: { type: int, ge: -1 }"],
    "a bound that includes its value": ["it: { type: int, lt: 5 }", "it: { type: int, le: 5 }"],
    "no bound": ["it: { type: int, ge: 0 }", "it: int"],
    "an index": ["it: int", "it: { type: int, index: true }"],
    "no index": ["it: { type: int, index: true }", "it: int"],
    "no uniqueness": ["it: { type: int, unique: true }", "it: int"],
  };
  for (const [what, [before, after]] of Object.entries(pairs)) {
    test(what, () => expect(between(book(before), book(after))).toBe(1));
  }

  test("a new reference, with its key and its index", () => {
    const after = book("it: int, next: { type: Book, optional: true }");
    expect(between(book("it: int"), after)).toBe(3);
  });
});

describe("what is left to a person", () => {
  const pairs: Readonly<Record<string, readonly [string, string, string]>> = {
    "a column that is gone": ["it: int, other: int", "it: int", "SVC0620 books.other"],
    "another type": ["it: int", "it: string", "SVC0620 books.it"],
    "a shorter text": ["it: text", "it: string", "SVC0620 books.it"],
    "a required column": ["it: { type: int, optional: true }", "it: int", "SVC0620 books.it"],
    "a new required column": ["it: int", "it: int, other: int", "SVC0621 books.other"],
    "a value less": [
      "it: { type: enum, values: [a, b, c] }",
      "it: { type: enum, values: [a, b] }",
      "SVC0620 books.it",
    ],
    "a narrower bound": ["it: { type: int, ge: 0 }", "it: { type: int, gt: 0 }", "SVC0620 books.it"],
    "a new bound": ["it: int", "it: { type: int, ge: 0 }", "SVC0620 books.it"],
    "uniqueness": ["it: int", "it: { type: int, unique: true }", "SVC0620 books.it"],
  };
  for (const [what, [before, after, finding]] of Object.entries(pairs)) {
    test(what, () => expect(between(book(before), book(after))).toEqual([finding]));
  }

  test("a table that is gone", () => {
    expect(between(book("it: int"), EMPTY)).toEqual(["SVC0620 books"]);
  });
});

test("tables of a circle get its keys when all of them are there", () => {
  const circle = schemaOf(
    "models:\n  A:\n    fields: { b: { type: B, optional: true } }\n  B:\n    fields: { a: A, next: { type: B, optional: true } }\n",
  );
  const { changes } = migrationChanges(EMPTY, circle, "services.backend");
  const kinds = changes.map(({ up }) => up[0]!.kind);
  // Two tables and their indexes, then one batch for each key of the circle; B's key to itself is made with B.
  expect(kinds.filter((kind) => kind === "batch")).toHaveLength(2);
  expect(kinds.slice(-2)).toEqual(["batch", "batch"]);
});
