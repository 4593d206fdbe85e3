import type { FieldChange } from "../schema-change.ts";

export const enums: readonly FieldChange[] = [
  {
    what: "an enum value more",
    before: "state: { type: enum, values: [open, shut] }",
    after: "state: { type: enum, values: [open, lost, shut] }",
    rows: [{ state: "shut" }],
  },
  {
    what: "an enum value less",
    before: "mood: { type: enum, values: [good, bad, mixed] }",
    after: "mood: { type: enum, values: [good, bad] }",
    rows: [{ mood: "bad" }],
    risks: ["SVC0622 books.mood"],
  },
  {
    what: "an enum value is renamed",
    before: "stage: { type: enum, values: [draft, done], default: draft }",
    after: "stage: { type: enum, values: [{ name: planned, was: draft }, done], default: planned }",
    rows: [{ stage: "draft" }, { stage: "done" }],
    then: [{ stage: "planned" }, { stage: "done" }],
  },
  {
    what: "two enum values become one",
    before: "cover: { type: enum, values: [soft, paper, hard] }",
    after: "cover: { type: enum, values: [soft, { name: hard, was: paper }] }",
    rows: [{ cover: "paper" }, { cover: "hard" }],
    then: [{ cover: "hard" }, { cover: "hard" }],
    back: [{ cover: "hard" }, { cover: "hard" }],
  },
  {
    what: "text becomes an enum",
    before: "side: string",
    after: "side: { type: enum, values: [left, right] }",
    rows: [{ side: "left" }],
    risks: ["SVC0622 books.side", "SVC0622 books.side"],
  },
];
