import type { FieldChange } from "../schema-change.ts";

export const rules: readonly FieldChange[] = [
  {
    what: "a bound comes",
    before: "rank: int",
    after: "rank: { type: int, ge: 1 }",
    rows: [{ rank: 1 }],
    risks: ["SVC0622 books.rank"],
  },
  {
    what: "a bound widens",
    before: "size: { type: int, ge: 1 }",
    after: "size: { type: int, ge: -1 }",
    rows: [{ size: 1 }],
  },
  {
    what: "a bound narrows",
    before: "rate: { type: float, gt: 0, lt: 9 }",
    after: "rate: { type: float, gt: 0.5, lt: 9 }",
    rows: [{ rate: 1.5 }],
    risks: ["SVC0622 books.rate"],
  },
  {
    what: "a bound goes",
    before: "mass_g: { type: int, ge: 1 }",
    after: "mass_g: int",
    rows: [{ mass_g: 1 }],
  },
  {
    what: "an index comes",
    before: "shelf: string",
    after: "shelf: { type: string, index: true }",
    rows: [{ shelf: "x" }],
  },
  {
    what: "an index goes",
    before: "aisle: { type: string, index: true }",
    after: "aisle: string",
    rows: [{ aisle: "x" }],
  },
  {
    what: "uniqueness comes",
    before: "slug: string",
    after: "slug: { type: string, unique: true }",
    rows: [{ slug: "x" }, { slug: "y" }],
    risks: ["SVC0622 books.slug"],
  },
  {
    what: "uniqueness goes",
    before: "ean: { type: string, unique: true }",
    after: "ean: string",
    rows: [{ ean: "x" }, { ean: "y" }],
  },
  {
    what: "uniqueness of two",
    before: "row: int, seat: int",
    after: "row: int, seat: int",
    more: ["", "unique: [[row, seat]]"],
    rows: [{ row: 1, seat: 1 }, { row: 1, seat: 2 }],
    risks: ["SVC0622 books.row,seat"],
  },
  {
    what: "an index of two",
    before: "city: string, street: string",
    after: "city: string, street: string",
    more: ["", "index: [[city, street]]"],
    rows: [{ city: "x", street: "y" }],
  },
  {
    what: "another on_delete",
    before: "elder: { type: Book, optional: true }",
    after: "elder: { type: Book, optional: true, on_delete: cascade }",
    rows: [{ elder_id: null }],
  },
];
