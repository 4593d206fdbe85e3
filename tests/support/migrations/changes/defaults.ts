import type { FieldChange } from "../schema-change.ts";

export const defaults: readonly FieldChange[] = [
  {
    what: "a default comes",
    before: "score: int",
    after: "score: { type: int, default: 1 }",
    rows: [{ score: 9 }],
  },
  {
    what: "a default changes",
    before: "level: { type: int, default: 1 }",
    after: "level: { type: int, default: 2 }",
    rows: [{ level: 9 }],
  },
  {
    what: "a default goes",
    before: "tier: { type: string, default: a }",
    after: "tier: string",
    rows: [{ tier: "x" }],
  },
  {
    what: "a default decimal changes",
    before: `toll: { type: decimal, precision: 6, scale: 2, default: "1.50" }`,
    after: `toll: { type: decimal, precision: 6, scale: 2, default: "2.25" }`,
    rows: [{ toll: "9.99" }],
  },
];
