import type { FieldChange } from "../schema-change.ts";

export const columnsThatCome: readonly FieldChange[] = [
  {
    what: "an optional field",
    before: "",
    after: "subtitle: { type: string, optional: true }",
    then: [{ subtitle: null }],
  },
  {
    what: "a field with a default",
    before: "",
    after: "copies: { type: int, default: 3 }",
    then: [{ copies: 3 }],
  },
  {
    what: "a default text with quotes",
    before: "",
    after: `motto: { type: string, default: "it's \\"so\\": 100%" }`,
    then: [{ motto: `it's "so": 100%` }],
  },
  {
    what: "a default decimal",
    before: "",
    after: `fee: { type: decimal, precision: 6, scale: 2, default: "1.50" }`,
    then: [{ fee: "1.50" }],
  },
  {
    what: "a default that is true",
    before: "",
    after: "listed: { type: bool, default: true }",
    then: [{ listed: true }],
  },
  {
    what: "a default day",
    before: "",
    after: `since: { type: date, default: "2024-02-29" }`,
    then: [{ since: "2024-02-29" }],
  },
  {
    what: "a default list",
    before: "",
    after: `hues: { type: "list[string]", default: [red, "o'k"] }`,
    then: [{ hues: ["red", "o'k"] }],
  },
  {
    what: "a default empty list",
    before: "",
    after: `shades: { type: "list[int]", default: [] }`,
    then: [{ shades: [] }],
  },
  {
    what: "a backfill for a required field",
    before: "",
    after: "floor: { type: int, backfill: 2 }",
    then: [{ floor: 2 }],
  },
  {
    what: "a backfill unlike the default",
    before: "",
    after: "room: { type: string, default: new, backfill: old }",
    then: [{ room: "old" }],
  },
  {
    what: "backfills out of other columns",
    before: "line: string, spare: string | null, bulk: { type: decimal, precision: 6, scale: 2 }, tally: int",
    after:
      "line: string, spare: string | null, bulk: { type: decimal, precision: 6, scale: 2 }, tally: int, " +
      "copied: { type: text, backfill: .line }, either: { type: string, backfill: .spare.or(.line) }, " +
      `named: { type: string, backfill: '.spare.or("it is none")' }, ` +
      "load: { type: decimal, precision: 6, scale: 2, backfill: .bulk }, " +
      "many: { type: bool, backfill: .tally > 3 and .spare == null }, again: { type: text, backfill: .copied }",
    rows: [
      { line: "a", spare: null, bulk: "12.50", tally: 4 },
      { line: "b", spare: "c", bulk: "0.05", tally: 9 },
    ],
    then: [
      {
        line: "a",
        spare: null,
        bulk: "12.50",
        tally: 4,
        copied: "a",
        either: "a",
        named: "it is none",
        load: "12.50",
        many: true,
        again: "a",
      },
      {
        line: "b",
        spare: "c",
        bulk: "0.05",
        tally: 9,
        copied: "b",
        either: "c",
        named: "c",
        load: "0.05",
        many: false,
        again: "b",
      },
    ],
    risks: ["copied", "either", "named", "load", "many", "again"].map((name) => `SVC0623 books.${name}`),
  },
  {
    what: "an optional field becomes required out of another",
    before:
      "pen: { type: decimal, precision: 6, scale: 2, optional: true }, hand: { type: decimal, precision: 6, scale: 2 }",
    after:
      "pen: { type: decimal, precision: 6, scale: 2, backfill: .hand }, hand: { type: decimal, precision: 6, scale: 2 }",
    rows: [{ pen: null, hand: "7.25" }, { pen: "1.50", hand: "3.00" }],
    then: [{ pen: "7.25", hand: "7.25" }, { pen: "1.50", hand: "3.00" }],
    back: [{ pen: "7.25", hand: "7.25" }, { pen: "1.50", hand: "3.00" }],
    risks: ["SVC0623 books.pen"],
  },
  {
    what: "a backfill of a float",
    before: "",
    after: "ratio: { type: float, backfill: 0.5 }",
    then: [{ ratio: 0.5 }],
  },
  {
    what: "a backfill of a bounded decimal",
    before: "",
    after: `tax: { type: decimal, precision: 5, scale: 3, gt: 0, backfill: "0.125" }`,
    then: [{ tax: "0.125" }],
  },
  {
    what: "a backfill of a large decimal",
    before: "",
    after: `mass: { type: decimal, precision: 25, scale: 5, backfill: "12345678901234567890.12345" }`,
    then: [{ mass: "12345678901234567890.12345" }],
  },
  {
    what: "a backfill of a uuid",
    before: "",
    after: "token: { type: uuid, backfill: 0199aaaa-0000-7000-8000-000000000001 }",
    then: [{ token: "0199aaaa-0000-7000-8000-000000000001" }],
  },
  {
    what: "a backfill of a moment",
    before: "",
    after: `seen_at: { type: datetime, backfill: "2024-05-06T07:08:09Z" }`,
    then: [{ seen_at: "2024-05-06T07:08:09Z" }],
  },
  {
    what: "a new enum with a default",
    before: "",
    after: "grade: { type: enum, values: [low, high], default: low }",
    then: [{ grade: "low" }],
  },
  {
    what: "a new enum with a backfill",
    before: "",
    after: "phase: { type: enum, values: [past, future], backfill: past }",
    then: [{ phase: "past" }],
  },
  {
    what: "an optional field with an index",
    before: "",
    after: "mark: { type: string, optional: true, index: true }",
    then: [{ mark: null }],
  },
  {
    what: "an optional unique field",
    before: "",
    after: "isbn: { type: string, optional: true, unique: true }",
    then: [{ isbn: null }],
  },
  {
    what: "an optional reference",
    before: "",
    after: "next: { type: Book, optional: true }",
    then: [{ next_id: null }],
  },
  {
    what: "an optional reference that is set to null",
    before: "",
    after: "prior: { type: Book, optional: true, on_delete: set_null }",
    then: [{ prior_id: null }],
  },
  {
    what: "a backfill of a time",
    before: "",
    after: `opens: { type: time, backfill: "08:30:00" }`,
    then: [{ opens: "08:30:00" }],
  },
  {
    what: "a default time",
    before: "",
    after: `closes: { type: time, default: "17:00:00" }`,
    then: [{ closes: "17:00:00" }],
  },
  {
    what: "a backfill of a duration",
    before: "",
    after: `lent_for: { type: duration, backfill: PT1H30M }`,
    then: [{ lent_for: "PT1H30M" }],
    risks: ["SVC0623 books.lent_for"],
  },
  {
    what: "a backfill of bytes",
    before: "",
    after: `thumb: { type: bytes, backfill: aGk= }`,
    then: [{ thumb: "hi" }],
    risks: ["SVC0623 books.thumb"],
  },
  {
    what: "a backfill of JSON",
    before: "",
    after: `facts: { type: json, default: { a: [1, null, "o'k 5% :x"] } }`,
    then: [{ facts: { a: [1, null, "o'k 5% :x"] } }],
  },
];
