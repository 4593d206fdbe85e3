import fc from "fast-check";

/** Fields of the model that random conditions read: each once always there, and once not. */
export const fields = `
      flag: bool
      count: { type: int, format: int4 }
      ratio: float
      price: { type: decimal, precision: 8, scale: 2 }
      huge: { type: decimal, precision: 30, scale: 2 }
      name: string
      day: date
      moment: datetime
      state: State
      home: Place
      o_flag: bool | null
      o_count: int | null
      o_ratio: float | null
      o_price: { type: decimal, precision: 8, scale: 2, optional: true }
      o_huge: { type: decimal, precision: 30, scale: 2, optional: true }
      o_name: string | null
      o_day: date | null
      o_moment: datetime | null
      o_state: State | null
      o_home: Place | null
`;

/** Few values, so that they meet. */
const VALUES = {
  flag: [true, false],
  count: [-2, 0, 1, 3],
  ratio: [-2.25, 0, 0.5, 1],
  price: ["-1.50", "0.00", "0.10", "12.34"],
  huge: ["-1.50", "0.00", "12345678901234567890.12"],
  name: ["", "a", "A", "ä b", "it's"],
  day: ["1999-12-31", "2026-03-01", "2026-03-02"],
  moment: ["2026-03-01T00:00:00Z", "2026-03-01T00:00:00.000001Z", "2027-01-01T12:00:00+02:00"],
  state: ["held", "open", "lost"],
  home: ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"],
} as const;
type Kind = keyof typeof VALUES;
const KINDS = Object.keys(VALUES) as Kind[];
const COLUMNS = KINDS.map((kind) => kind === "home" ? "home_id" : kind);

const anyField = (kind: Kind) => fc.constantFrom(`.${kind}`, `.o_${kind}`);
const LITERALS: { readonly [K in Kind]?: readonly string[] } = {
  count: ["-2", "0", "1", "2"],
  ratio: ["-2.25", "0", "1"],
  price: ["0", "-1.5", "0.10", "12.34"],
  huge: ["0", "-1.50", "12345678901234567890.12"],
  name: ['""', '"a"', '"ä b"', `"it's"`],
  state: ['"held"', '"open"', '"lost"'],
};
const ORDERED: readonly Kind[] = ["count", "ratio", "price", "huge", "day", "moment"];

const compared = fc.constantFrom(...KINDS.filter((kind) => kind !== "flag")).chain((kind) => {
  const literals = LITERALS[kind];
  const other = literals === undefined
    ? anyField(kind)
    : fc.oneof(anyField(kind), fc.constantFrom(...literals));
  const equalities = fc.constantFrom("==", "!=");
  const orders = fc.constantFrom("==", "!=", "<", "<=", ">", ">=");
  const pairs = fc.tuple(anyField(kind), ORDERED.includes(kind) ? orders : equalities, other);
  const enums = fc.tuple(anyField("state"), orders, fc.constantFrom(...LITERALS.state!));
  return fc.oneof(pairs, kind === "state" ? enums : pairs).map((words) => words.join(" "));
});
const mirrored = fc.tuple(
  fc.constantFrom(...LITERALS.count!),
  fc.constantFrom("<", ">=", "=="),
  anyField("count"),
)
  .map((words) => words.join(" "));
const mixed = fc.tuple(anyField("count"), fc.constantFrom("<", "<=", ">", ">="), anyField("ratio"))
  .map((words) => words.join(" "));
const within = fc.constantFrom("count", "price", "name", "state" as const).chain((kind) =>
  fc.tuple(
    anyField(kind as Kind),
    fc.constantFrom("in", "not in"),
    fc.uniqueArray(fc.constantFrom(...LITERALS[kind as Kind]!), { minLength: 1, maxLength: 3 }),
  ).map(([field, word, items]) => `${field} ${word} (${items.join(", ")})`)
);
const bools = fc.oneof(
  anyField("flag"),
  fc.tuple(anyField("flag"), fc.constantFrom("== true", "== false", "!= true", "!= false")).map((words) =>
    words.join(" ")
  ),
);
const absent = fc.tuple(fc.constantFrom(...KINDS), fc.constantFrom("==", "!="))
  .map(([kind, word]) => `.o_${kind} ${word} null`);

/** A condition over the fields, well typed. */
export const conditions: fc.Arbitrary<string> = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    fc.oneof(compared, compared, mirrored, mixed, within, bools, absent),
    fc.tuple(tie("condition"), fc.constantFrom("and", "or"), tie("condition")).map(([l, o, r]) =>
      `(${l} ${o} ${r})`
    ),
    tie("condition").map((inner) => `not (${inner})`),
  ),
})).condition;

/** Values of a row by column, half of those that may be absent being so. */
export const rows: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc.record(Object.fromEntries([
  ...KINDS.map((kind, at) => [COLUMNS[at]!, fc.constantFrom(...VALUES[kind])]),
  ...KINDS.map((kind, at) => [`o_${COLUMNS[at]}`, fc.option(fc.constantFrom(...VALUES[kind]), { freq: 1 })]),
]));
