import type { FieldChange } from "../schema-change.ts";

export const renamedColumns: readonly FieldChange[] = [
  {
    what: "a field is renamed",
    before: "heading: string",
    after: "headline: { type: string, was: heading }",
    rows: [{ heading: "x" }],
    then: [{ headline: "x" }],
  },
  {
    what: "a bounded and unique field is renamed",
    before: "serial: { type: int, ge: 1, le: 900, unique: true }",
    after: "number: { type: int, ge: 1, le: 900, unique: true, was: serial }",
    rows: [{ serial: 5 }, { serial: 6 }],
    then: [{ number: 5 }, { number: 6 }],
  },
  {
    what: "an indexed enum is renamed",
    before: "genre: { type: enum, values: [prose, verse], index: true }",
    after: "kind: { type: enum, values: [prose, verse], index: true, was: [sort, genre] }",
    rows: [{ genre: "verse" }],
    then: [{ kind: "verse" }],
  },
  {
    what: "a reference is renamed",
    before: "parent: { type: Book, optional: true }",
    after: "origin: { type: Book, optional: true, was: parent }",
    rows: [{ parent_id: null }],
    then: [{ origin_id: null }],
  },
  {
    what: "a field is renamed and widened",
    before: "blurb: { type: string, max_length: 20 }",
    after: "abstract: { type: text, was: blurb }",
    rows: [{ blurb: "x" }],
    then: [{ abstract: "x" }],
  },
  {
    what: "a field called like a keyword",
    before: "order: { type: int, ge: 0 }",
    after: "group: { type: int, ge: 0, was: order }",
    rows: [{ order: 5 }],
    then: [{ group: 5 }],
  },
];
