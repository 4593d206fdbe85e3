import { describe, expect, test } from "bun:test";
import type { Schema } from "../../core/model/schema.ts";
import { migrationFindings } from "../../plugins/backend/diagnostics.ts";
import { migrationChanges } from "../../plugins/backend/migration-changes.ts";
import backend from "../../plugins/backend/plugin.ts";
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

const book = (fields: string) => schemaOf(`models:\n  Book:\n    fields: { ${fields} }\n`);

/** How many changes there are, or what has to be agreed to. */
function between(before: Schema, after: Schema) {
  const { changes, online, risks } = migrationChanges(before, after);
  const asked = risks.map(({ code, table, columns }) => `${code} ${[table, ...columns ?? []].join(".")}`);
  return asked.length > 0 ? asked : [changes.length, online.length];
}

test("nothing changes", () => {
  expect(between(book("it: int"), book("it: int"))).toEqual([0, 0]);
});

test("the first revision makes everything", () => {
  expect(between(EMPTY, book("it: { type: int, index: true }"))).toEqual([2, 0]);
});

describe("what needs nobody's consent: statements in the transaction, and beside other work", () => {
  const pairs: Readonly<Record<string, readonly [string, string, readonly [number, number]]>> = {
    "a column that may be empty": ["it: int", "it: int, other: { type: int, optional: true }", [1, 0]],
    "an enum": ["it: { type: enum, values: [a, b] }", "it: { type: enum, values: [b, a, c] }", [2, 1]],
    "an index": ["it: int", "it: { type: int, index: true }", [0, 1]],
    "no index": ["it: { type: int, index: true }", "it: int", [1, 0]],
    "another name": ["it: int", "that: { type: int, was: it }", [1, 0]],
    "another name, with a rule and an index": [
      "it: { type: int, ge: 0, index: true }",
      "that: { type: int, ge: 0, index: true, was: it }",
      [3, 0],
    ],
    "a former name that is long gone": ["it: int", "it: { type: int, was: that }", [0, 0]],
  };
  for (const [what, [before, after, counts]] of Object.entries(pairs)) {
    test(what, () => expect(between(book(before), book(after))).toEqual([...counts]));
  }
});

test("a former name means the old thing only while nothing else has it", () => {
  const before = book("it: int, that: int");
  expect(between(before, book("that: { type: int, was: it }"))).toEqual(["SVC0620 books.it"]);
});

test("a table that is gone", () => {
  expect(between(book("it: int"), EMPTY)).toEqual(["SVC0620 books"]);
});

test("tables of a circle get its keys when all of them are there", () => {
  const circle = schemaOf(
    "models:\n  A:\n    fields: { b: { type: B, optional: true } }\n  B:\n    fields: { a: A, next: { type: B, optional: true } }\n",
  );
  const { changes } = migrationChanges(EMPTY, circle);
  const kinds = changes.map(({ up }) => up[0]!.kind);
  // Two tables and their indexes, then one batch for each key of the circle; B's key to itself is made with B.
  expect(kinds.filter((kind) => kind === "batch")).toHaveLength(2);
  expect(kinds.slice(-2)).toEqual(["batch", "batch"]);
});

const places = (types: string, at = "Place") =>
  schemaOf(`types:\n${types}models:\n  Book:\n    fields: { title: string, at: "${at}" }\n`);
const place = (members: string, at?: string) => places(`  Place: { fields: { ${members} } }\n`, at);

describe("examples of findings, for a project that had books with a title, and a place where the example has one", () => {
  for (const [code, { entry }] of Object.entries(migrationFindings)) {
    test(code, () => {
      const found = (example: typeof entry.bad) => {
        const text = example as string;
        const before = text.includes("Place") ? place("x: int") : book("title: string");
        const plan = migrationChanges(before, schemaOf(text));
        return plan.risks.map((risk) => String(risk.code));
      };
      expect(found(entry.bad)).toEqual([code]);
      expect(found(entry.good)).not.toContain(code);
    });
  }
});

describe("values that are stored as JSON", () => {
  const changes: Readonly<Record<string, readonly [Schema, Schema, string | null]>> = {
    "an optional member": [place("x: int"), place("x: int, y: int | null"), null],
    "a member with a default": [place("x: int"), place("x: int, y: { type: int, default: 1 }"), null],
    "a required member": [
      place("x: int"),
      place("x: int, y: int"),
      "y is required now, and values that are there lack it",
    ],
    "no member": [place("x: int, y: int"), place("x: int"), "y is gone, and values that have it are refused"],
    "a member that is something else": [place("x: int"), place("x: date"), "x was int and is date now"],
    "a member that may not be null": [
      place("x: int | null"),
      place("x: { type: int, default: 0 }"),
      "x may not be null any more",
    ],
    "wider rules": [place("x: { type: int, ge: 1, format: int4 }"), place("x: { type: int, gt: -1 }"), null],
    "the same rule in other words": [
      place("x: { type: int, ge: 1 }"),
      place("x: { type: int, gt: 0 }"),
      null,
    ],
    "narrower rules": [
      place("x: { type: string, max_length: 9 }"),
      place("x: { type: string, max_length: 8 }"),
      "the rules of x are narrower",
    ],
    "a list of it": [place("x: int"), place("x: int", "list[Place]"), "it was a record and is a list now"],
    "anything": [place("x: int"), place("x: int", "json"), null],
    "no longer anything": [
      place("x: int", "json"),
      place("x: int"),
      "it was anything and is a record now",
    ],
    "a map of others": [
      place("x: int", "dict[string, Place]"),
      place("x: string", "dict[string, Place]"),
      "[].x was int and is text now",
    ],
    "a value of an enum": [
      place("k: { type: enum, values: [a, b] }"),
      place("k: { type: enum, values: [b, c] }"),
      "k can no longer be a",
    ],
    "a part of a union": [
      places(
        "  Place: { union: [A, B], tag: kind }\n  A: { fields: { a: int } }\n  B: { fields: { b: int } }\n",
      ),
      places(
        "  Place: { union: [A, C], tag: kind }\n  A: { fields: { a: int } }\n  C: { fields: { c: int } }\n",
      ),
      "it can no longer be b",
    ],
    "another part of a union": [
      places(
        "  Place: { union: [A, B], tag: kind }\n  A: { fields: { a: int } }\n  B: { fields: { b: int } }\n",
      ),
      places(
        "  Place: { union: [A, B, C], tag: kind }\n  A: { fields: { a: int } }\n  B: { fields: { b: int } }\n  C: { fields: { c: int } }\n",
      ),
      null,
    ],
  };
  for (const [what, [before, after, problem]] of Object.entries(changes)) {
    test(what, () => {
      const { changes, risks } = migrationChanges(before, after);
      expect(changes).toEqual([]);
      expect(risks.map(({ code, problem }) => `${code} ${problem}`)).toEqual(
        problem === null ? [] : [`SVC0625 ${problem}`],
      );
    });
  }
});

describe("a file is named after whole words of its message", () => {
  const named = (message: string, after = "it: int, that: int") => {
    const model = understandTexts({
      "services.yml": SERVICES,
      "shared/spec/models.yaml": `models:\n  Book:\n    fields: { ${after} }\n`,
    }).value.project!;
    const wanted = [...model.schemas.values()][0]!;
    const request = {
      model: model.model,
      service: "services.backend",
      before: book("it: int"),
      after: wanted,
    };
    return [...backend.revise({ ...request, number: 7, follows: ["0006_a"], message })].flatMap((file) =>
      file.kind === "file" ? [file.path.split("/").at(-1)] : []
    );
  };
  const names: Readonly<Record<string, string>> = {
    "registrations confirmation deadline": "0007_registrations_confirmation.py",
    "Donaudampfschifffahrtsgesellschaft": "0007_donaudampfschifffahrtsgesel.py",
    "a b c d e f": "0007_a_b_c_d_e.py",
    "…": "0007_change.py",
  };
  for (const [message, name] of Object.entries(names)) {
    test(message, () => expect(named(message)).toEqual([name]));
  }
  test("also that of what is built beside other work", () => {
    expect(named("registrations confirmation deadline", "it: { type: int, index: true }, that: int")).toEqual(
      [
        "0007_registrations_confirmation.py",
        "0008_registrations_online.py",
      ],
    );
  });
});

describe("a revision says what it is", () => {
  const text = (follows: string) => `revision = "0002_a"\ndown_revision: str | None = ${follows}\nx = 1\n`;
  test("a first one", () => {
    expect(backend.readRevision("0002_a.py", text("None"))).toEqual({ id: "0002_a", number: 2, follows: [] });
  });
  test("one that joins", () => {
    const joined = backend.readRevision("12ab_x.py", text('("0001_b", "0001_c")'));
    expect(joined).toEqual({ id: "0002_a", number: 0, follows: ["0001_b", "0001_c"] });
  });
  test("another file", () => {
    expect([backend.readRevision("a.py", "x = 1\n"), backend.readRevision("a.txt", text("None"))]).toEqual([
      null,
      null,
    ]);
  });
});
