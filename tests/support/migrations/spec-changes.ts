import type { Rows, SchemaChange } from "./schema-change.ts";

interface Written {
  readonly what: string;
  readonly before: string;
  readonly after: string;
  readonly rows: Rows;
  readonly then?: Rows;
  readonly back?: Rows;
  readonly again?: Rows;
  readonly risks?: readonly string[];
}

const ID = "0199aaaa-0000-7000-8000-00000000000";
const books = (fields: string, more = "") => `models:\n  Book:\n    fields: { ${fields} }\n${more}`;
const authors = "  Author:\n    fields: { name: string }\n";

const slips = (fields: string) =>
  `models:\n  Slip:\n    fields: { id: { type: int, readonly: true }, ${fields} }\n` +
  "  SlipNote:\n    fields: { id: { type: int, format: int4, readonly: true }, slip: Slip, text: string }\n";

const seats = (fields: string, key = "row, place") =>
  `models:\n  Seat:\n    key: [${key}]\n    fields: { place: { type: int, ge: 1 }, ${fields} }\n`;

/** Changes of whole models, which stand alone. */
const written: readonly Written[] = [
  {
    what: "a table comes",
    before: books("title: string"),
    after: books("title: string", authors),
    rows: { books: [{ title: "x" }] },
  },
  {
    what: "a table that others refer to comes, and they refer to it",
    before: books("title: string"),
    after: books("title: string, author: { type: Author, optional: true }", authors),
    rows: { books: [{ title: "x" }] },
    then: { books: [{ title: "x", author_id: null }] },
  },
  {
    what: "a table comes whose ids are counted, and another refers and links to it",
    before: books("title: string"),
    after: books(
      "title: string, slip: { type: Slip, optional: true }, slips: { type: refs, to: Slip }",
      "  Slip:\n    fields: { id: { type: int, readonly: true }, text: string, next: { type: Slip, optional: true } }\n",
    ),
    rows: { books: [{ title: "x" }] },
    then: { books: [{ title: "x", slip_id: null }], slips: [], book_slips: [] },
    back: { books: [{ title: "x" }] },
  },
  {
    what: "rows keep the ids that were counted",
    before: slips("text: string, pages: { type: int, optional: true }"),
    after: slips(
      "text: { type: string, unique: true }, pages: { type: decimal, precision: 6, scale: 1, ge: 1 }",
    ),
    rows: {
      slips: [{ id: 7, text: "x", pages: 3 }, { id: 40, text: "y", pages: 5 }],
      slip_notes: [{ id: 2, slip_id: 40, text: "z" }],
    },
    then: {
      slips: [{ id: 7, text: "x", pages: "3.0" }, { id: 40, text: "y", pages: "5.0" }],
      slip_notes: [{ id: 2, slip_id: 40, text: "z" }],
    },
    risks: ["SVC0622 slips.pages", "SVC0622 slips.pages", "SVC0622 slips.pages", "SVC0622 slips.text"],
  },
  {
    what: "tables with keys of their own come",
    before: books("title: string"),
    after: books(
      "title: string",
      "  Page:\n    key: [book, number]\n    fields: { text: string, number: int, book: { type: Book, inverse: pages } }\n" +
        "  Year:\n    key: [number]\n    fields: { number: int }\n" +
        "  Holiday:\n    key: [day]\n    timestamps: false\n    fields: { day: date, name: { type: string, unique: true } }\n",
    ),
    rows: { books: [{ title: "x" }] },
    then: { books: [{ title: "x" }], pages: [], holidays: [], years: [] },
    back: { books: [{ title: "x" }] },
  },
  {
    what: "a table with a key of its own is changed",
    before: seats("row: { type: string, max_length: 2 }, text: string, price: { type: int, optional: true }"),
    after: seats(
      "row: { type: string, max_length: 9 }, text: { type: string, unique: true }, price: { type: decimal, precision: 6, scale: 1 , optional: true }, free: { type: bool, default: true }",
    ),
    rows: {
      seats: [{ row: "A", place: 1, text: "x", price: 3 }, { row: "A", place: 2, text: "y", price: null }],
    },
    then: {
      seats: [
        { row: "A", place: 1, text: "x", price: "3.0", free: true },
        { row: "A", place: 2, text: "y", price: null, free: true },
      ],
    },
    risks: ["SVC0622 seats.price", "SVC0622 seats.text"],
  },
  {
    what: "a key has one field more",
    before: seats("row: { type: string, max_length: 2 }, hall: int", "row, place"),
    after: seats("row: { type: string, max_length: 2 }, hall: int", "hall, row, place"),
    rows: { seats: [{ row: "A", place: 1, hall: 5 }, { row: "B", place: 2, hall: 5 }] },
  },
  {
    what: "a key has one field less",
    before: seats("row: { type: string, max_length: 2 }, hall: int", "hall, row, place"),
    after: seats("row: { type: string, max_length: 2 }, hall: int", "row, place"),
    rows: { seats: [{ row: "A", place: 1, hall: 5 }, { row: "B", place: 2, hall: 5 }] },
    risks: ["SVC0622 seats.row,place"],
  },
  {
    what: "a field of a key gets another name",
    before: seats("row: { type: string, max_length: 2 }"),
    after: seats("line: { type: string, max_length: 2, was: row }", "line, place"),
    rows: { seats: [{ row: "A", place: 1 }] },
    then: { seats: [{ line: "A", place: 1 }] },
  },
  {
    what: "tables in a circle come",
    before: books("title: string"),
    after: books(
      "title: string",
      "  Editor:\n    fields: { best: { type: Essay, optional: true } }\n  Essay:\n    fields: { editor: Editor, next: { type: Essay, optional: true } }\n",
    ),
    rows: { books: [{ title: "x" }] },
  },
  {
    what: "tables in a circle go",
    before: books(
      "title: string",
      "  Editor:\n    fields: { best: { type: Essay, optional: true } }\n  Essay:\n    fields: { editor: Editor, text: text, next: { type: Essay, optional: true } }\n",
    ),
    after: books("title: string"),
    rows: {
      books: [{ title: "x" }],
      editors: [{ id: `${ID}1` }],
      essays: [{ editor_id: `${ID}1`, text: "x" }],
    },
    then: { books: [{ title: "x" }] },
    back: { books: [{ title: "x" }], editors: [], essays: [] },
    risks: ["SVC0620 editors", "SVC0620 essays"],
  },
  {
    what: "a table that others refer to goes",
    before: books("title: string, author: { type: Author, optional: true }", authors),
    after: books("title: string"),
    rows: { authors: [{ id: `${ID}1`, name: "a" }], books: [{ title: "x", author_id: `${ID}1` }] },
    then: { books: [{ title: "x" }] },
    back: { authors: [], books: [{ title: "x", author_id: null }] },
    risks: ["SVC0620 authors", "SVC0620 books.author_id"],
  },
  {
    what: "a model with rules is renamed, and others refer to it",
    before: books(
      "title: string, author: { type: Author, on_delete: cascade }",
      "  Author:\n    fields: { name: { type: string, unique: true }, born: { type: int, ge: 0, index: true }, idol: { type: Author, optional: true } }\n",
    ),
    after: books(
      "title: string, author: { type: Writer, on_delete: cascade }",
      "  Writer:\n    was: Author\n    fields: { name: { type: string, unique: true }, born: { type: int, ge: 0, index: true }, idol: { type: Writer, optional: true } }\n",
    ),
    rows: {
      authors: [{ id: `${ID}1`, name: "a", born: 1 }, {
        id: `${ID}2`,
        name: "b",
        born: 2,
        idol_id: `${ID}1`,
      }],
      books: [{ title: "x", author_id: `${ID}2` }],
    },
    then: {
      books: [{ title: "x", author_id: `${ID}2` }],
      writers: [{ id: `${ID}1`, name: "a", born: 1 }, {
        id: `${ID}2`,
        name: "b",
        born: 2,
        idol_id: `${ID}1`,
      }],
    },
  },
  {
    what: "a model and its fields are renamed and change",
    before: books(
      "title: { type: string, max_length: 9 }, pages: { type: int, ge: 1 }, kind: { type: enum, values: [a, b] }",
    ),
    after:
      "models:\n  Volume:\n    was: Book\n    fields: { name: { type: string, max_length: 90, was: title, index: true }, leaves: { type: int, ge: 0, was: pages }, sort: { type: enum, values: [{ name: x, was: a }, b], was: kind } }\n",
    rows: { books: [{ title: "t", pages: 3, kind: "a" }] },
    then: { volumes: [{ name: "t", leaves: 3, sort: "x" }] },
  },
  {
    what: "a table is renamed",
    before: books("title: { type: string, unique: true }", "    index: [[title, created_at]]\n"),
    after: books(
      "title: { type: string, unique: true }",
      "    table: { name: tbl_volume, was: books }\n    index: [[title, created_at]]\n",
    ),
    rows: { books: [{ title: "x" }] },
    then: { tbl_volume: [{ title: "x" }] },
  },
  {
    what: "rows note their times from now on",
    before: books("title: string", "    timestamps: false\n"),
    after: books("title: string"),
    rows: { books: [{ title: "x" }, { title: "y" }] },
    risks: ["SVC0623 books.created_at", "SVC0623 books.updated_at"],
  },
  {
    what: "a check comes",
    before: books("n: int, low: int, high: int"),
    after: books("n: int, low: int, high: int", "    check: [{ that: .low <= .high, else: RANGE }]\n"),
    rows: { books: [{ n: 1, low: 1, high: 2 }] },
    risks: ["SVC0622 books.low,high"],
  },
  {
    what: "fields that a check, a partial unique set and a partial index read are renamed",
    before: books(
      "n: int, low: { type: int, optional: true }, high: int, state: { type: enum, values: [open, shut] }",
      '    check: [{ that: .low <= .high or .low == null, else: RANGE }]\n    unique: [{ fields: [low], where: .state == "open" }]\n    index: [{ fields: [high], where: .low != null }]\n',
    ),
    after: books(
      "n: int, least: { type: int, optional: true, was: low }, most: { type: int, was: high }, phase: { type: enum, values: [open, shut], was: state }",
      '    check: [{ that: .least <= .most or .least == null, else: RANGE }]\n    unique: [{ fields: [least], where: .phase == "open" }]\n    index: [{ fields: [most], where: .least != null }]\n',
    ),
    rows: { books: [{ n: 1, low: 1, high: 2, state: "open" }, { n: 2, low: 1, high: 2, state: "shut" }] },
    then: { books: [{ n: 1, least: 1, most: 2, phase: "open" }, { n: 2, least: 1, most: 2, phase: "shut" }] },
  },
  {
    what: "a check goes, and its field with it",
    before: books("n: int, low: int, high: int", "    check: [{ that: .low <= .high, else: RANGE }]\n"),
    after: books("n: int, high: int"),
    rows: { books: [{ n: 1, low: 0, high: 2 }] },
    then: { books: [{ n: 1, high: 2 }] },
    risks: ["SVC0620 books.low"],
  },
  {
    what: "a partial unique set comes, and its rule changes",
    before: books("n: int, state: { type: enum, values: [open, shut] }"),
    after: books(
      "n: int, state: { type: enum, values: [open, shut] }",
      '    unique: [{ fields: [n], where: .state == "open" }]\n',
    ),
    rows: { books: [{ n: 1, state: "shut" }, { n: 1, state: "shut" }] },
    risks: ["SVC0622 books.n"],
  },
  {
    what: "a partial index and one of another kind come",
    before: books('n: int, tags: "list[string]"'),
    after: books(
      'n: int, tags: "list[string]"',
      "    index: [{ fields: [n], where: .n > 3 }, { fields: [tags], kind: gin }]\n",
    ),
    rows: { books: [{ n: 1, tags: ["x"] }] },
  },
  {
    what: "an index of trigrams comes, over two texts",
    before: books("title: string, blurb: text"),
    after: books(
      "title: string, blurb: text",
      "    index: [{ fields: [title, blurb], kind: trigram }]\n",
    ),
    rows: { books: [{ title: "Dune", blurb: "Sand." }] },
  },
  {
    what: "an index of trigrams goes, and its model gets another one",
    before: books("title: string", "    index: [{ fields: [title], kind: trigram }]\n"),
    after: books(
      "title: string, blurb: { type: text, optional: true }",
      "    index: [{ fields: [blurb], kind: trigram }]\n",
    ),
    rows: { books: [{ title: "Dune" }] },
    then: { books: [{ title: "Dune", blurb: null }] },
    back: { books: [{ title: "Dune" }] },
  },
  {
    what: "links, and the models at both ends, are renamed",
    before: books(
      "title: string, authors: { type: refs, to: Author }",
      authors,
    ),
    after:
      "models:\n  Volume:\n    was: Book\n    fields: { title: string, writers: { type: refs, to: Writer, was: authors } }\n  Writer:\n    was: Author\n    fields: { name: string }\n",
    rows: {
      authors: [{ id: `${ID}1`, name: "a" }],
      books: [{ id: `${ID}2`, title: "x" }],
      book_authors: [{ book_id: `${ID}2`, author_id: `${ID}1` }],
    },
    then: {
      writers: [{ id: `${ID}1`, name: "a" }],
      volumes: [{ id: `${ID}2`, title: "x" }],
      volume_writers: [{ volume_id: `${ID}2`, writer_id: `${ID}1` }],
    },
  },
  {
    what: "an enum of two models has a value renamed",
    before: `enums: { State: [open, shut] }\n${
      books(
        "state: { type: State, default: open }",
        "  Shop:\n    fields: { n: int, state: { type: State, optional: true } }\n",
      )
    }`,
    after: `enums: { State: [{ name: ready, was: open }, shut] }\n${
      books(
        "state: { type: State, default: ready }",
        "  Shop:\n    fields: { n: int, state: { type: State, optional: true } }\n",
      )
    }`,
    rows: {
      books: [{ state: "open" }],
      shops: [{ n: 1, state: null }, { n: 2, state: "open" }, { n: 3, state: "shut" }],
    },
    then: {
      books: [{ state: "ready" }],
      shops: [{ n: 1, state: null }, { n: 2, state: "ready" }, { n: 3, state: "shut" }],
    },
  },
  {
    what: "an enum value in lists is renamed",
    before: `enums: { Topic: [art, war] }\n${
      books('n: int, topics: "list[Topic]", past: { type: "list[Topic]", optional: true }')
    }`,
    after: `enums: { Topic: [{ name: peace, was: war }, art] }\n${
      books('n: int, topics: "list[Topic]", past: { type: "list[Topic]", optional: true }')
    }`,
    rows: {
      books: [{ n: 1, topics: ["war", "art", "war"], past: null }, { n: 2, topics: [], past: ["war"] }],
    },
    then: {
      books: [{ n: 1, topics: ["peace", "art", "peace"], past: null }, { n: 2, topics: [], past: ["peace"] }],
    },
  },
  {
    what: "an enum value in lists goes",
    before: `enums: { Topic: [art, war, sea] }\n${books('topics: "list[Topic]"')}`,
    after: `enums: { Topic: [art, war] }\n${books('topics: "list[Topic]"')}`,
    rows: { books: [{ topics: ["war", "art"] }] },
    risks: ["SVC0620 books.topics"],
  },
  {
    what: "a reference becomes required",
    before: books("author: { type: Author, optional: true }", authors),
    after: books("author: Author", authors),
    rows: { authors: [{ id: `${ID}1`, name: "a" }], books: [{ author_id: `${ID}1` }] },
    risks: ["SVC0622 books.author_id"],
  },
  {
    what: "a uuid becomes a reference",
    before: books("author: uuid", authors),
    after: books("writer: { type: Author, was: author }", authors),
    rows: { authors: [{ id: `${ID}1`, name: "a" }], books: [{ author: `${ID}1` }] },
    then: { authors: [{ name: "a" }], books: [{ writer_id: `${ID}1` }] },
    risks: ["SVC0622 books.writer_id"],
  },
  {
    what: "a reference becomes a uuid",
    before: books("author: Author", authors),
    after: books("writer: { type: uuid, was: author }", authors),
    rows: { authors: [{ id: `${ID}1`, name: "a" }], books: [{ author_id: `${ID}1` }] },
    then: { authors: [{ name: "a" }], books: [{ writer: `${ID}1` }] },
  },
  {
    what: "another table is referred to",
    before: books(
      "author: { type: Author, optional: true }",
      `${authors}  Editor:\n    fields: { name: string }\n`,
    ),
    after: books(
      "author: { type: Editor, optional: true }",
      `${authors}  Editor:\n    fields: { name: string }\n`,
    ),
    rows: { books: [{ author_id: null }] },
    risks: ["SVC0622 books.author_id"],
  },
  {
    what: "a record comes with a table, and its field goes",
    before: `types: { Place: { fields: { city: string } } }\n${
      books("title: string, place: { type: Place, optional: true }")
    }`,
    after: books("title: string"),
    rows: { books: [{ title: "x", place: { city: "a" } }] },
    then: { books: [{ title: "x" }] },
    back: { books: [{ title: "x", place: null }] },
    risks: ["SVC0620 books.place"],
  },
];

export const specChanges: readonly SchemaChange[] = written.map((change) => ({
  what: change.what,
  specs: [change.before, change.after],
  rows: change.rows,
  then: change.then ?? change.rows,
  back: change.back ?? change.rows,
  again: change.again ?? change.then ?? change.rows,
  risks: change.risks ?? [],
}));
