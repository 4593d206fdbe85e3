/** A cell as JSON writes it. */
type Cell = string | number | boolean | null | readonly Cell[] | { readonly [key: string]: Cell };
export type Row = Readonly<Record<string, Cell>>;
/** Rows by table. A row that expects something may name fewer columns than there are. */
export type Rows = Readonly<Record<string, readonly Row[]>>;

/** A change of one project, and what becomes of the rows in it. */
export interface SchemaChange {
  readonly what: string;
  /** The models file before and after. */
  readonly specs: readonly [string, string];
  /** Rows that are there before the change; the same afterwards, if nothing else is said. */
  readonly rows: Rows;
  readonly then: Rows;
  /** After the change was taken back. */
  readonly back: Rows;
  /** After it was made once more. */
  readonly again: Rows;
  /** What the user has to agree to: `SVC0620 books.title`. */
  readonly risks: readonly string[];
}

/** A change of fields of one model, which can be combined with others. Both rows of the table have what `rows` says. */
export interface FieldChange {
  readonly what: string;
  readonly before: string;
  readonly after: string;
  /** More of the model, as YAML lines below its fields. */
  readonly more?: readonly [string, string];
  readonly rows?: readonly Row[];
  readonly then?: readonly Row[];
  readonly back?: readonly Row[];
  readonly again?: readonly Row[];
  readonly risks?: readonly string[];
}

/** Each has names of its own, so that any of them may change one table one after the other. */
export const fieldChanges: readonly FieldChange[] = [
  // Columns that come.
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
  {
    what: "a required duration goes",
    before: "lent: duration",
    after: "",
    rows: [{ lent: "PT5M" }],
    then: [{}],
    back: [{ lent: "PT0S" }],
    risks: ["SVC0620 books.lent"],
  },
  {
    what: "a duration becomes optional",
    before: "kept: duration",
    after: "kept: { type: duration, optional: true }",
    rows: [{ kept: "PT5M" }],
  },
  {
    what: "JSON goes",
    before: "extra: { type: json, optional: true }",
    after: "",
    rows: [{ extra: null }],
    then: [{}],
    risks: ["SVC0620 books.extra"],
  },

  // Columns that go, and those that were called otherwise.
  {
    what: "an optional field goes",
    before: "note: { type: string, optional: true }",
    after: "",
    rows: [{ note: "x" }],
    then: [{}],
    back: [{ note: null }],
    risks: ["SVC0620 books.note"],
  },
  {
    what: "a required field goes",
    before: "weight: { type: int, ge: 5 }",
    after: "",
    rows: [{ weight: 7 }],
    then: [{}],
    back: [{ weight: 5 }],
    risks: ["SVC0620 books.weight"],
  },
  {
    what: "a required enum goes",
    before: "shape: { type: enum, values: [round, flat] }",
    after: "",
    rows: [{ shape: "flat" }],
    then: [{}],
    back: [{ shape: "round" }],
    risks: ["SVC0620 books.shape"],
  },
  {
    what: "a required list goes",
    before: `awards: "list[string]"`,
    after: "",
    rows: [{ awards: ["a"] }],
    then: [{}],
    back: [{ awards: [] }],
    risks: ["SVC0620 books.awards"],
  },
  {
    what: "a required moment goes",
    before: "sold_at: datetime",
    after: "",
    rows: [{ sold_at: "2024-05-06T07:08:09Z" }],
    then: [{}],
    back: [{ sold_at: "1970-01-01T00:00:00Z" }],
    risks: ["SVC0620 books.sold_at"],
  },
  {
    what: "a field with a default goes",
    before: "stock: { type: int, default: 4 }",
    after: "",
    rows: [{ stock: 9 }],
    then: [{}],
    back: [{ stock: 4 }],
    risks: ["SVC0620 books.stock"],
  },
  {
    what: "a unique optional field goes",
    before: "barcode: { type: string, optional: true, unique: true }",
    after: "",
    rows: [{ barcode: null }],
    then: [{}],
    risks: ["SVC0620 books.barcode"],
  },
  {
    what: "a reference goes",
    before: "owner: { type: Book, optional: true }",
    after: "",
    rows: [{ owner_id: null }],
    then: [{}],
    risks: ["SVC0620 books.owner_id"],
  },
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

  // Whether there may be nothing.
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

  // Defaults.
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

  // Types.
  {
    what: "a longer text",
    before: "code: { type: string, max_length: 20 }",
    after: "code: { type: string, max_length: 90 }",
    rows: [{ code: "x" }],
  },
  { what: "a text without a limit", before: "story: string", after: "story: text", rows: [{ story: "x" }] },
  {
    what: "a shorter text",
    before: "alias: string",
    after: "alias: { type: string, max_length: 9 }",
    rows: [{ alias: "x" }],
    risks: ["SVC0622 books.alias"],
  },
  {
    what: "a limit for a text",
    before: "essay: text",
    after: "essay: { type: string, max_length: 9 }",
    rows: [{ essay: "x" }],
    risks: ["SVC0622 books.essay"],
  },
  {
    what: "a wider number",
    before: "views: { type: int, format: int4 }",
    after: "views: int",
    rows: [{ views: 7 }],
    risks: ["SVC0623 books.views"],
  },
  {
    what: "a narrower number",
    before: "likes: int",
    after: "likes: { type: int, format: int4 }",
    rows: [{ likes: 7 }],
    risks: ["SVC0622 books.likes"],
  },
  {
    what: "a number becomes text",
    before: "page: { type: int, ge: 1 }",
    after: "page: string",
    rows: [{ page: 7 }],
    then: [{ page: "7" }],
    risks: ["SVC0623 books.page"],
  },
  {
    what: "a text becomes a number",
    before: "year: string",
    after: "year: { type: int, ge: 0 }",
    rows: [{ year: "1984" }],
    then: [{ year: 1984 }],
    risks: ["SVC0622 books.year", "SVC0622 books.year"],
  },
  {
    what: "a text becomes a decimal with a default",
    before: "cost: string",
    after: `cost: { type: decimal, precision: 8, scale: 2, default: "0.50" }`,
    rows: [{ cost: "3.5" }],
    then: [{ cost: "3.50" }],
    back: [{ cost: "3.50" }],
    risks: ["SVC0622 books.cost"],
  },
  {
    what: "a text becomes a day",
    before: "born: string",
    after: "born: date",
    rows: [{ born: "1984-05-06" }],
    then: [{ born: "1984-05-06" }],
    risks: ["SVC0622 books.born"],
  },
  {
    what: "a text becomes a uuid",
    before: "ident: string",
    after: "ident: uuid",
    rows: [{ ident: "0199aaaa-0000-7000-8000-000000000001" }],
    risks: ["SVC0622 books.ident"],
  },
  {
    what: "a text becomes a moment",
    before: "sent: string",
    after: "sent: datetime",
    rows: [{ sent: "2024-05-06T07:08:09.000000Z" }],
    then: [{ sent: "2024-05-06T07:08:09Z" }],
    risks: ["SVC0622 books.sent"],
  },
  {
    what: "a text becomes true or false",
    before: "open: string",
    after: "open: bool",
    rows: [{ open: "true" }],
    then: [{ open: true }],
    risks: ["SVC0622 books.open"],
  },
  {
    what: "a number becomes a decimal",
    before: "height: int",
    after: "height: { type: decimal, precision: 20, scale: 2 }",
    rows: [{ height: 7 }],
    then: [{ height: "7.00" }],
    risks: ["SVC0623 books.height"],
  },
  {
    what: "a number becomes a float",
    before: "width: { type: int, default: 2 }",
    after: "width: { type: float, default: 2 }",
    rows: [{ width: 7 }],
    then: [{ width: 7 }],
    risks: ["SVC0623 books.width"],
  },
  {
    what: "a float becomes a number",
    before: "depth: float",
    after: "depth: int",
    rows: [{ depth: 7.6 }],
    then: [{ depth: 8 }],
    back: [{ depth: 8 }],
    risks: ["SVC0620 books.depth"],
  },
  {
    what: "true or false becomes a number",
    before: "flag: bool",
    after: "flag: int",
    rows: [{ flag: true }],
    then: [{ flag: 1 }],
    risks: ["SVC0623 books.flag"],
  },
  {
    what: "a number becomes true or false",
    before: "used: int",
    after: "used: bool",
    rows: [{ used: 0 }, { used: 5 }],
    then: [{ used: false }, { used: true }],
    back: [{ used: 0 }, { used: 1 }],
    risks: ["SVC0620 books.used"],
  },
  {
    what: "a decimal of more digits",
    before: `rent: { type: decimal, precision: 6, scale: 2, ge: 0.5 }`,
    after: `rent: { type: decimal, precision: 9, scale: 2, ge: 0.5 }`,
    rows: [{ rent: "1.25" }],
  },
  {
    what: "a decimal of a finer scale",
    before: `dose: { type: decimal, precision: 6, scale: 2, ge: 0.5, default: "0.75" }`,
    after: `dose: { type: decimal, precision: 9, scale: 4, ge: 0.5, default: "0.75" }`,
    rows: [{ dose: "1.25" }],
    then: [{ dose: "1.2500" }],
    risks: ["SVC0623 books.dose"],
  },
  {
    what: "a decimal of a coarser scale",
    before: "span: { type: decimal, precision: 9, scale: 4 }",
    after: "span: { type: decimal, precision: 9, scale: 2 }",
    rows: [{ span: "1.2550" }],
    then: [{ span: "1.26" }],
    back: [{ span: "1.2600" }],
    risks: ["SVC0620 books.span"],
  },
  {
    what: "a decimal that outgrows 64 bits",
    before: "debt: { type: decimal, precision: 12, scale: 2, ge: -5, index: true }",
    after: "debt: { type: decimal, precision: 25, scale: 2, ge: -5, index: true }",
    rows: [{ debt: "-1.25" }],
    risks: ["SVC0623 books.debt"],
  },
  {
    what: "a day becomes a moment",
    before: "met: date",
    after: "met: datetime",
    rows: [{ met: "2024-05-06" }],
    then: [{ met: "2024-05-06T00:00:00Z" }],
    risks: ["SVC0623 books.met"],
  },
  {
    what: "a moment becomes a day",
    before: "left: datetime",
    after: "left: date",
    rows: [{ left: "2024-05-06T23:08:09Z" }],
    then: [{ left: "2024-05-06" }],
    back: [{ left: "2024-05-06T00:00:00Z" }],
    risks: ["SVC0620 books.left"],
  },
  {
    what: "a moment becomes text",
    before: "made: datetime",
    after: "made: string",
    rows: [{ made: "2024-05-06T07:08:09Z" }],
    then: [{ made: "2024-05-06T07:08:09.000000Z" }],
    risks: ["SVC0623 books.made"],
  },
  {
    what: "a value becomes a list",
    before: "tag: { type: string, max_length: 30 }",
    after: `tag: "list[string]"`,
    rows: [{ tag: "x" }],
    then: [{ tag: ["x"] }],
    risks: ["SVC0623 books.tag"],
  },
  {
    what: "a list becomes a value",
    before: `hint: { type: "list[int]", optional: true }`,
    after: "hint: { type: int, optional: true }",
    rows: [{ hint: [3, 4] }, { hint: null }],
    then: [{ hint: 3 }, { hint: null }],
    back: [{ hint: [3] }, { hint: null }],
    risks: ["SVC0620 books.hint"],
  },
  {
    what: "a type that nothing leads to",
    before: "blob: { type: bool, optional: true }",
    after: "blob: { type: date, optional: true }",
    rows: [{ blob: true }],
    then: [{ blob: null }],
    back: [{ blob: null }],
    risks: ["SVC0620 books.blob"],
  },
  {
    what: "a unique text becomes a number",
    before: "key: { type: string, unique: true, index: true }",
    after: "key: { type: int, unique: true, index: true }",
    rows: [{ key: "5" }, { key: "6" }],
    then: [{ key: 5 }, { key: 6 }],
    risks: ["SVC0622 books.key"],
  },

  // Enums.
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

  // Rules and indexes.
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
