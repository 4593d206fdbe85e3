import { describe, expect, test } from "bun:test";
import { databaseSchema, longNames } from "../../core/model/database-schema.ts";
import type { Schema, Table } from "../../core/model/schema.ts";
import { understandTexts } from "../support/version2-project.ts";

const SERVICES = "version: 3\nproject: { name: shop }\nplugins: { backend: {} }\nservices:\n" +
  "  backend: { type: python-fastapi, access: [database], exposes: [rest] }\n";

function schemaOf(models: string, books = ""): Schema {
  const { value, diagnostics } = understandTexts({
    "services.yml": SERVICES,
    "shared/spec/models.yaml": models,
    ...(books === "" ? {} : { "services/backend/spec/books.yaml": `domain: books\nmodel: Book\n${books}` }),
  });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const { model } = value.project!;
  return databaseSchema(model, model.services[0]!);
}

const book = (fields: string, more = "") => `models:\n  Book:\n    fields: { ${fields} }\n${more}`;
const table = (schema: Schema, name = "books"): Table => schema.tables.find((one) => one.name === name)!;
const column = (field: string, more = "") => table(schemaOf(book(`it: ${field}`, more))).columns[1]!;

describe("types of columns", () => {
  const types: Readonly<Record<string, unknown>> = {
    bool: { kind: "bool" },
    int: { kind: "int", size: 8 },
    "{ type: int, format: int4 }": { kind: "int", size: 4 },
    float: { kind: "float" },
    "{ type: decimal, precision: 10, scale: 2 }": { kind: "decimal", precision: 10, scale: 2 },
    string: { kind: "varchar", length: 255 },
    "{ type: string, max_length: 7 }": { kind: "varchar", length: 7 },
    text: { kind: "text" },
    uuid: { kind: "uuid" },
    date: { kind: "date" },
    datetime: { kind: "timestamp" },
    "{ type: enum, values: [a, b] }": { kind: "varchar", length: 64 },
    '"list[int]"': { kind: "list", of: { kind: "int", size: 8 } },
    '"list[string]"': { kind: "list", of: { kind: "text" } },
    Point: { kind: "json" },
    Sku: { kind: "varchar", length: 9 },
  };
  const more = "types:\n  Point: { fields: { x: int } }\n  Sku: { type: string, max_length: 9 }\n";
  for (const [field, type] of Object.entries(types)) {
    test(field, () => expect(column(field, more).type).toEqual(type as never));
  }
});

describe("what a row gets that does not say", () => {
  test("a scalar, by the server", () => {
    expect(column("{ type: int, default: 3 }")).toMatchObject({ serverDefault: 3, fill: 3 });
    expect(column('{ type: date, default: "2020-01-02" }')).toMatchObject({ serverDefault: "2020-01-02" });
  });

  test("an id without the dashes that SQLite does not store", () => {
    const id = "0190163d-8694-739b-aea5-966c26f8ad91";
    expect(column(`{ type: uuid, default: ${id} }`).serverDefault).toBe(id.replaceAll("-", ""));
  });

  test("a list and a point in time, by the application alone", () => {
    expect(column('{ type: "list[int]", default: [1] }')).toMatchObject({ serverDefault: null, fill: [1] });
    expect(column('{ type: datetime, default: "2020-01-02T00:00:00Z" }').serverDefault).toBeNull();
  });

  test("nothing, where nothing is said", () => {
    expect(column("int")).not.toHaveProperty("fill");
    expect(column("{ type: int, optional: true }").nullable).toBe(true);
  });
});

describe("checks", () => {
  const names = (field: string) => table(schemaOf(book(`it: ${field}`))).checks.map(({ name }) => name);

  test("have a name that says what they say", () => {
    expect(names("{ type: int, ge: 0, lt: 10 }")).toHaveLength(2);
    expect(names("{ type: int, ge: 0 }")).not.toEqual(names("{ type: int, ge: 1 }"));
    expect(names("{ type: int, ge: 0 }")).not.toEqual(names("{ type: int, gt: 0 }"));
    expect(names("{ type: enum, values: [a, b] }")).not.toEqual(names("{ type: enum, values: [a, b, c] }"));
    for (const name of names("{ type: float, ge: 0.5, le: 1 }")) {
      expect(name).toMatch(/^ck_books_it_[0-9a-f]{6}$/);
    }
  });

  test("know the scale of a decimal and keep its text", () => {
    const field = 'it: { type: decimal, precision: 5, scale: 2, ge: "0.50" }';
    expect(table(schemaOf(book(field))).checks[0]!.rule).toEqual({
      kind: "compare",
      column: "it",
      operator: ">=",
      value: "0.50",
      scale: 2,
    });
  });

  test("are of named types, too", () => {
    const { checks } = table(schemaOf(book("it: Age", "types: { Age: { type: int, ge: 18 } }\n")));
    expect(checks.map(({ rule }) => rule)).toMatchObject([{ operator: ">=", value: "18" }]);
  });
});

describe("indexes", () => {
  const library = (more: string) =>
    `models:\n  Author:\n    fields: { name: string }\n  Book:\n    fields: { author: Author, title: string }\n${more}`;
  const indexes = (models: string, books = "") =>
    table(schemaOf(models, books)).indexes.map(({ name, columns }) => [name, ...columns]);

  test("of a reference", () => {
    expect(indexes(library(""))).toEqual([["ix_books_author_id", "author_id"]]);
  });

  test("of a reference that another index begins with: none", () => {
    expect(indexes(library("    unique: [[author, title]]\n"))).toEqual([]);
    expect(indexes(library("    index: [[author, title]]\n"))).toEqual([
      ["ix_books_author_id_title", "author_id", "title"],
    ]);
  });

  test("of each order of a list, with the id that breaks ties", () => {
    const list = "crud: { list: { list: { sort: [title, -created_at, id] } } }\n";
    expect(indexes(library("    unique: [[author, title]]\n"), list)).toEqual([
      ["ix_books_title_id", "title", "id"],
      ["ix_books_created_at_id", "created_at", "id"],
    ]);
  });
});

test("tables, keys and columns are in an order of their own", () => {
  const schema = schemaOf(
    "models:\n  B:\n    fields: { a: { type: A, optional: true, on_delete: set_null }, x: int }\n  A:\n    fields: { y: int }\n",
  );
  expect(schema.tables.map(({ name }) => name)).toEqual(["as", "bs"]);
  expect(table(schema, "bs").columns.map(({ name }) => name)).toEqual([
    "id",
    "a_id",
    "x",
    "created_at",
    "updated_at",
  ]);
  expect(table(schema, "bs").foreignKeys).toEqual([{
    name: "fk_bs_a_id_as",
    columns: ["a_id"],
    target: { table: "as", columns: ["id"] },
    onDelete: "set_null",
  }]);
  expect(table(schema, "as").primaryKey).toEqual({ name: "pk_as", columns: ["id"] });
});

test("names that PostgreSQL would cut are found, by bytes", () => {
  const name = "x".repeat(64);
  const schema: Schema = {
    schema: 1,
    tables: [{
      name: "ä".repeat(32),
      columns: [],
      primaryKey: { name, columns: [] },
      unique: [{ name: "short", columns: [] }],
      checks: [],
      foreignKeys: [],
      indexes: [{ name: "y".repeat(63), columns: [] }],
    }],
  };
  expect(longNames(schema).map((long) => long.name)).toEqual(["ä".repeat(32), name]);
});
