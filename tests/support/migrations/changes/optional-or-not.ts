import type { FieldChange } from "../schema-change.ts";

export const optionalOrNot: readonly FieldChange[] = [
  {
    what: "a field becomes optional",
    before: "language: string",
    after: "language: { type: string, optional: true }",
    rows: [{ language: "sr" }],
  },
  {
    what: "a field becomes required, with a backfill",
    before: "place: { type: string, optional: true }",
    after: "place: { type: string, backfill: nowhere }",
    rows: [{ place: null }, { place: "x" }],
    then: [{ place: "nowhere" }, { place: "x" }],
    back: [{ place: "nowhere" }, { place: "x" }],
    risks: ["SVC0623 books.place"],
  },
  {
    what: "a moment becomes required",
    before: "due_at: { type: datetime, optional: true }",
    after: `due_at: { type: datetime, backfill: "2024-05-06T07:08:09Z" }`,
    rows: [{ due_at: null }],
    then: [{ due_at: "2024-05-06T07:08:09Z" }],
    back: [{ due_at: "2024-05-06T07:08:09Z" }],
    risks: ["SVC0623 books.due_at"],
  },
  {
    what: "a field becomes required, and every row has it",
    before: "spine: { type: string, optional: true }",
    after: "spine: string",
    rows: [{ spine: "x" }],
    risks: ["SVC0622 books.spine"],
  },
  {
    what: "a duration becomes optional",
    before: "kept: duration",
    after: "kept: { type: duration, optional: true }",
    rows: [{ kept: "PT5M" }],
  },
];
