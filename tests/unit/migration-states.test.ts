import { describe, expect, test } from "bun:test";
import { mergedState } from "../../core/cli/merge-states.ts";
import { parseSchema, printSchema } from "../../core/cli/schema-state.ts";
import { stateDifference } from "../../core/cli/state-difference.ts";
import type { Schema } from "../../core/model/schema.ts";
import { understandTexts } from "../support/version2-project.ts";

const SERVICES = "version: 3\nproject: { name: shop }\nplugins: { backend: {} }\nservices:\n" +
  "  backend: { type: python-fastapi, access: [database] }\n";

function schemaOf(models: string): Schema {
  const { value } = understandTexts({ "services.yml": SERVICES, "shared/spec/models.yaml": models });
  return [...value.project!.schemas.values()][0]!;
}

const book = (fields: string) => schemaOf(`models:\n  Book:\n    fields: { ${fields} }\n`);

describe("what one state lacks of another", () => {
  const pairs: Readonly<Record<string, readonly [Schema, Schema, string | null]>> = {
    "nothing, whatever the order of the fields": [book("a: int, b: int"), book("b: int, a: int"), null],
    "a column": [book("a: int"), book("a: int, b: int"), "column books.b is new"],
    "another column": [book("a: int"), book("a: string"), "column books.a is another"],
    "a name": [book("a: int"), book("b: { type: int, was: a }"), "column books.a is b now"],
    "less": [book("a: int, b: int"), book("a: int"), "column books.b is gone"],
    "an index": [
      book("a: int"),
      book("a: { type: int, index: true }"),
      "the rules of table books are others",
    ],
    "tables": [
      book("a: int"),
      schemaOf("models:\n  Tome:\n    fields: { a: int }\n"),
      "table tomes is new, table books is gone",
    ],
    "the name of a table": [
      book("a: int"),
      schemaOf("models:\n  Tome:\n    was: Book\n    fields: { a: int }\n"),
      "table books is tomes now",
    ],
    "much": [
      book("z: int"),
      book("a: int, b: int, c: int, d: int, e: int, z: int"),
      "column books.a is new, column books.b is new, column books.c is new, column books.d is new and 1 more",
    ],
  };
  for (const [what, [before, after, expected]] of Object.entries(pairs)) {
    test(what, () => expect(stateDifference(before, after)).toBe(expected));
  }
});

test("a printed state reads as it was, without hints", () => {
  const printed = printSchema(book("a: { type: int, was: b, backfill: 3 }"));
  expect(printed).not.toContain("was");
  expect(printSchema(parseSchema(printed)!)).toBe(printed);
});

describe("states that git could not join", () => {
  const base = printSchema(book("a: int")).split("\n");
  const at = base.findIndex((line) => line.includes('"name":"created_at"'));
  const line = (name: string) =>
    `        {"name":"${name}","type":{"kind":"int","size":8},"nullable":false,"serverDefault":null},`;
  const conflict = (ours: readonly string[], theirs: readonly string[], before?: readonly string[]) =>
    [
      ...base.slice(0, at),
      "<<<<<<< HEAD",
      ...ours,
      ...(before === undefined ? [] : ["||||||| 1a2b3c", ...before]),
      "=======",
      ...theirs,
      ">>>>>>> other",
      ...base.slice(at),
    ].join("\n");
  const columns = (schema: Schema | null) => schema?.tables[0]?.columns.map(({ name }) => name).sort();

  test("both added a column", () => {
    const text = conflict([line("b")], [line("c")]);
    const state = mergedState(text, book("a: int, b: int, c: int"));
    expect(columns(state)).toEqual(["a", "b", "c", "created_at", "id", "updated_at"]);
  });
  test("one deleted a column, the other added one", () => {
    const text = conflict([], [line("gone"), line("c")], [line("gone")]);
    expect(columns(mergedState(text, book("a: int, c: int")))).toEqual([
      "a",
      "c",
      "created_at",
      "id",
      "updated_at",
    ]);
  });
  test("both changed one column: the models have the last word", () => {
    const longer = line("b").replace('"nullable":false', '"nullable":true');
    const state = mergedState(
      conflict([line("b")], [longer]),
      book("a: int, b: { type: int, optional: true }"),
    );
    expect(state?.tables[0]?.columns.find(({ name }) => name === "b")?.nullable).toBe(true);
  });
  test("a file without conflicts, and one that is no state", () => {
    expect(mergedState(base.join("\n"), book("a: int"))).toBeNull();
    expect(mergedState("<<<<<<< HEAD\n{\n=======\n[\n>>>>>>> other\n", book("a: int"))).toBeNull();
  });
});
