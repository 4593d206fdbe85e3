import { defineDiagnostics } from "../diagnostics/define.ts";
import { shapeFindings } from "../spec/diagnostics.ts";

const models = (lines: string) => `models:\n${lines}`;
const book = (fields: string, more = "") => models(`  Book:\n    fields: { ${fields} }\n${more}`);
const withBooks = (domain: string, fields = "title: string") => ({
  "shared/spec/models.yaml": book(fields),
  "services/backend/spec/books.yaml": `domain: books\nmodel: Book\n${domain}`,
});

/** What the names and values of a spec can have wrong. */
export const meaning = {
  SVC0108: shapeFindings.SVC0108,
  SVC0117: shapeFindings.SVC0117,
  ...defineDiagnostics({
    SVC0201: {
      severity: "error",
      title: "Unknown type",
      message: 'unknown type "{name}" in {place}',
      explain:
        "A type is a scalar of the language, or a model, record, named scalar or enum that the spec declares.",
      bad: book("title: strng"),
      good: book("title: string"),
    },
    SVC0202: {
      severity: "error",
      title: "A name that cannot be used",
      message: 'the name "{name}" {problem}',
      help: "choose another name",
      explain:
        "Names become names in Python, in the database and on the wire. Types are PascalCase, fields and operations snake_case, errors UPPER_SNAKE, the project kebab-case, all of at most 40 characters. Keywords and attributes of the base classes are taken.",
      bad: book("Title: string"),
      good: book("title: string"),
    },
    SVC0203: {
      severity: "error",
      title: "A reserved name",
      message: 'the name "{name}" of {place} is reserved: something else was called so',
      help: 'choose another name, or take this one out of "reserved"',
      explain:
        "`reserved` keeps the names of what was deleted: old clients, messages and code may still mean it by them.",
      bad: book("title: string", "reserved: { Book: [title] }\n"),
      good: book("title: string", "reserved: { Book: [shelf_mark] }\n"),
    },
    SVC0204: {
      severity: "error",
      title: "A former name that is taken",
      message: '{place} cannot have been "{name}": that is {holder}',
      help: 'correct "was", or take it away',
      explain:
        "`was` says which old name means this thing. Two things cannot have had it, and one that is still there keeps it.\n\nTo swap two names, rename one of them to a third first, and write a migration in between.",
      bad: book("title: string, name: { type: string, was: title }"),
      good: book("name: { type: string, was: title }"),
    },
    SVC0205: {
      severity: "error",
      title: "One name for two things",
      message: "{first} and {second} are both called {name}",
      help: "rename one of them",
      explain:
        "Models, records, enums and what is generated from them (`BookCreate`, `BookStatus`, `BookPage`) share one space of names.",
      bad: book("title: string", "types:\n  BookRead: { fields: { title: string } }\n"),
      good: book("title: string", "types:\n  Blurb: { fields: { title: string } }\n"),
    },
    SVC0206: {
      severity: "error",
      title: "A domain that is not called like its file",
      message: 'the file is {file}, but it says "domain: {domain}"',
      help: 'write "domain: {file}"',
      explain: "The stem of the file is the name of the domain; `domain:` repeats it for the reader.",
      bad: { "services/backend/spec/books.yaml": "domain: tomes\n" },
      good: { "services/backend/spec/books.yaml": "domain: books\n" },
    },
    SVC0207: {
      severity: "error",
      title: "An identifier that the database would cut",
      message: "the identifier {name} has more than 63 bytes",
      help: "shorten the names of the model or of its fields",
      explain: "PostgreSQL cuts identifiers after 63 bytes, in silence; two of them could become one.",
      bad: models(
        "  QuiteAnExtraordinarilyLongNameForAModel:\n    fields: { an_equally_long_name_of_a_field: string }\n" +
          "    unique: [[an_equally_long_name_of_a_field]]\n",
      ),
      good: book("title: string", "    unique: [[title]]\n"),
    },
    SVC0208: {
      severity: "error",
      title: "A reserved entry that means nothing",
      message: '"reserved" {problem}',
      explain:
        "`reserved` is a map from a model to the names of its deleted fields; under `operations` stand deleted operations as `domain.operation`.",
      bad: book("title: string", "reserved: { Boook: [shelf_mark] }\n"),
      good: book("title: string", "reserved: { Book: [shelf_mark], operations: [books.burn] }\n"),
    },
    SVC0209: {
      severity: "error",
      title: "A key of tables on a model without one",
      message: '"{key}" of {place} is about a table, and the model has none',
      help: 'take it away, or take "table: false" away',
      explain:
        "`table: false` makes a model a schema: it has variants, and no rows that could be unique, found or renamed.",
      bad: models("  Quote:\n    table: false\n    fields: { price: { type: int, unique: true } }\n"),
      good: models("  Quote:\n    table: false\n    fields: { price: int }\n"),
    },
    SVC0210: {
      severity: "error",
      title: "A type that cannot stand here",
      message: "{what} cannot be the type of {place}",
      help: "a page is only an output, lists and dicts hold no rows, the keys of a dict are text",
      explain:
        "Not every type fits every place: pages are answers, a reference to a row stands alone, a named type is a scalar or a record, and the keys of a dict are strings, ints, uuids, dates or values of an enum.",
      bad: book('tags: "dict[bool, string]"'),
      good: book('tags: "dict[string, string]"'),
    },
    SVC0211: {
      severity: "error",
      title: "A value that does not fit its type",
      message: "{value} as {place} {problem}",
      help: "write a value of the type, within its bounds",
      explain: "Defaults, examples and bounds are values of the type, and within its limits.",
      bad: book("pages: { type: int, ge: 1, default: 0 }"),
      good: book("pages: { type: int, ge: 1, default: 1 }"),
    },
    SVC0212: {
      severity: "error",
      title: "A decimal without precision",
      message: "{place} is a decimal and needs precision (digits in all) and scale (digits after the point)",
      help: "{ type: decimal, precision: 10, scale: 2 }",
      explain:
        "A decimal is exact, so the language has to know how many digits it has. The scale is not more than the precision.",
      bad: book("price: decimal"),
      good: book("price: { type: decimal, precision: 10, scale: 2 }"),
    },
    SVC0213: {
      severity: "error",
      title: "An enum that cannot be used",
      message: "the enum of {place} cannot be used: {problem}",
      help: "values are identifiers, at least two, each once",
      explain:
        "Values become names in Python and text in the database: identifiers of at most 64 characters.",
      bad: book("state: { type: enum, values: [open] }"),
      good: book("state: { type: enum, values: [open, closed] }"),
    },
    SVC0214: {
      severity: "error",
      title: "A pattern that not every reader understands",
      message: "the pattern {pattern} {problem}",
      help: "use what Python and ECMA 262 read alike",
      explain:
        "A pattern is published in the JSON Schema and checked by the service, so it has to mean the same to both.",
      bad: book('isbn: { type: string, pattern: "[0-9" }'),
      good: book('isbn: { type: string, pattern: "^[0-9]+$" }'),
    },
    SVC0215: {
      severity: "error",
      title: "An option that does not fit the type",
      message: '"{option}" of {place} does not go with {type}',
      explain: "Each type has its own options.",
      bad: book("title: { type: string, ge: 1 }"),
      good: book("title: { type: string, min_length: 1 }"),
    },
    SVC0216: {
      severity: "error",
      title: "Keys that contradict each other",
      message: "{first} and {second} of {place} contradict each other",
      help: "keep one of them, or correct the values",
      explain: "No value could satisfy both.",
      bad: book("title: { type: string, min_length: 5, max_length: 4 }"),
      good: book("title: { type: string, min_length: 4, max_length: 5 }"),
    },
    SVC0217: {
      severity: "error",
      title: "Unknown format",
      message: 'unknown format "{format}" of {place}',
      explain: "Strings know the formats email, url and slug; ints know int4 and int8.",
      bad: book("contact: { type: string, format: mail }"),
      good: book("contact: { type: string, format: email }"),
    },
    SVC0218: {
      severity: "error",
      title: "A field that nothing can write",
      message: "{place} is readonly and required, but nothing sets it",
      help: "give it a default, or make it optional",
      explain: "A readonly field is not in the inputs; without a default a new row could not be stored.",
      bad: book("title: string, pages: { type: int, readonly: true }"),
      good: book("title: string, pages: { type: int, readonly: true, default: 0 }"),
    },
    SVC0219: {
      severity: "error",
      title: "An id that cannot be made",
      message: "{place} cannot be the id: {problem}",
      help:
        "an id is { type: uuid, readonly: true } or { type: int, readonly: true }; write key: [code] for values that callers choose",
      explain:
        "Every row has an `id` without being told: a UUID that the application makes. `id: { type: int, readonly: true }` makes it a number that the database counts. Both are readonly, because nobody says them.",
      bad: book("id: { type: string, max_length: 8 }, title: string"),
      good: book("id: { type: int, readonly: true }, title: string"),
    },
    SVC0220: {
      severity: "error",
      title: "A key for references on something else",
      message: '"{key}" of {place} goes with a reference to a model only',
      help: "take it away, or make the type a model",
      explain: "`inverse` and `on_delete` say how a reference to another row behaves.",
      bad: book("title: { type: string, on_delete: cascade }"),
      good: models(
        "  Author:\n    fields: { name: string }\n  Book:\n    fields: { author: { type: Author, on_delete: cascade } }\n",
      ),
    },
    SVC0221: {
      severity: "error",
      title: "A name for the way back that is taken",
      message: '{place} calls its way back "{inverse}", which {model} has already',
      help: "choose another inverse",
      explain:
        "`inverse` becomes a member of the target, beside its fields and the inverses of other references.",
      bad: models(
        "  Author:\n    fields: { name: string }\n  Book:\n    fields: { author: { type: Author, inverse: name } }\n",
      ),
      good: models(
        "  Author:\n    fields: { name: string }\n  Book:\n    fields: { author: { type: Author, inverse: books } }\n",
      ),
    },
    SVC0222: {
      severity: "error",
      title: "set_null on a required reference",
      message: "{place} is required, so deleting the target cannot set it to null",
      help: "add optional: true, or use restrict or cascade",
      explain: "`on_delete: set_null` writes null into the column, which has to allow it.",
      bad: models(
        "  Author:\n    fields: { name: string }\n  Book:\n    fields: { author: { type: Author, on_delete: set_null } }\n",
      ),
      good: models(
        "  Author:\n    fields: { name: string }\n  Book:\n    fields: { author: { type: Author, on_delete: set_null, optional: true } }\n",
      ),
    },
    SVC0223: {
      severity: "error",
      title: "References that no first row could satisfy",
      message: "{cycle} refer to each other, and each reference is required",
      help: "make one of the references optional",
      explain: "A row of each would be needed before the first of any.",
      bad: models("  Author:\n    fields: { best: Book }\n  Book:\n    fields: { author: Author }\n"),
      good: models("  Author:\n    fields: { best: Book | null }\n  Book:\n    fields: { author: Author }\n"),
    },
    SVC0224: {
      severity: "error",
      title: "An unknown field",
      message: '{model} has no field "{name}" for {place}',
      explain:
        "Sets, variants, filters and sorts name fields of their model, as they are written in the spec (`author`, not `author_id`).",
      bad: book("title: string", "    unique: [[titel]]\n"),
      good: book("title: string", "    unique: [[title]]\n"),
    },
    SVC0225: {
      severity: "error",
      title: "A field that cannot be used so",
      message: "{field} cannot be used in {place}: {problem}",
      help: "choose another field",
      explain:
        "Sorts need stored, required, ordered fields; search needs text; indexes and sets need scalars.",
      bad: {
        ...withBooks(
          "crud: { list: { list: { sort: [price] } } }\n",
          "price: { type: float, optional: true }",
        ),
      },
      good: { ...withBooks("crud: { list: { list: { sort: [price] } } }\n", "price: float") },
    },
    SVC0226: {
      severity: "error",
      title: "Links that lead nowhere",
      message: "{place} cannot link: {problem}",
      help: "say to which model, like to: Author",
      explain: "`type: refs` links rows of two models of one service, in a table of pairs.",
      bad: book("title: string, authors: { type: refs }"),
      good: book("title: string, related: { type: refs, to: Book }"),
    },
    SVC0227: {
      severity: "error",
      title: "Values that find no row",
      message: "{place} cannot accept {name}, which is no unique and required field of {model}",
      help: 'accept a field with unique: true, or leave "accept" out and send ids',
      explain: "With `accept` the values of one field are sent instead of ids. Each has to lead to one row.",
      bad: book("title: string, related: { type: refs, to: Book, accept: title }"),
      good: book("title: { type: string, unique: true }, related: { type: refs, to: Book, accept: title }"),
    },
    SVC0229: {
      severity: "error",
      title: "A model that nothing can refer to",
      message: "{model} cannot stand in {place}: {problem}",
      help: "refer to another model, or use a variant of this one, like {model}Read",
      explain:
        "A reference, a row param and a domain are about rows, each of which is told by its id. A model with `table: false` has no rows, and rows of one with a `key` have no id.\n\nA row that others have to refer to can have both: an id, and a unique set over the fields of the key.",
      bad: models(
        "  Quote:\n    table: false\n    fields: { price: int }\n  Book:\n    fields: { quote: Quote }\n",
      ),
      good: models("  Quote:\n    fields: { price: int }\n  Book:\n    fields: { quote: Quote }\n"),
    },
    SVC0230: {
      severity: "error",
      title: "A variant that is not there",
      message: '{model} has no variant "{name}"',
      explain:
        "A variant extends another one of the same model: `Create`, `Update`, `Read`, or one that it declares.",
      bad: book("title: string", "    variants: { Full: { extends: Crad, only: [id] } }\n"),
      good: book("title: string", "    variants: { Full: { extends: Read } }\n"),
    },
    SVC0231: {
      severity: "error",
      title: "Variants that extend each other",
      message: "the variants {cycle} extend each other in a circle",
      help: "let one of them say its members itself",
      explain: "A variant has what it extends and what it adds; in a circle nobody says what there is.",
      bad: book("title: string", "    variants: { A: { extends: B }, B: { extends: A } }\n"),
      good: book("title: string", "    variants: { A: { only: [title] }, B: { extends: A } }\n"),
    },
    SVC0232: {
      severity: "error",
      title: "A required field that a Create variant leaves out",
      message: "{variant} leaves out {field}, which is required and has no default",
      help: "include it, or give it a default",
      explain: "A row could not be made from such an input.",
      bad: book("title: string, isbn: string", "    variants: { Create: { exclude: [isbn] } }\n"),
      good: book("title: string, isbn: string | null", "    variants: { Create: { exclude: [isbn] } }\n"),
    },
    SVC0233: {
      severity: "error",
      title: "A member of a variant that has no effect",
      message: '"{key}" of {variant} cannot name {field}: {problem}',
      help: "take it out of the list",
      explain:
        "An input never has fields that are `readonly`, and a change none that are `immutable`. `only` and " +
        "`exclude` stand together only where they change what a variant extends. Only inputs of a creation have " +
        "members to leave out: of a change all may be left out, and answers have all of theirs.",
      bad: book(
        "title: string, copies: { type: int, default: 0, readonly: true }",
        "    variants: { Quick: { for: create, only: [title, copies] } }\n",
      ),
      good: book(
        "title: string, copies: { type: int, default: 0, readonly: true }",
        "    variants: { Quick: { for: create, only: [title] } }\n",
      ),
    },
    SVC0250: {
      severity: "error",
      title: "A placeholder without a param",
      message: '"{placeholder}" in the path of {place} has no param',
      explain:
        "Each `{name}` in a path is a param of the operation: declared under `params`, or `{book_id}` for a model Book.",
      bad: { ...withBooks('operations:\n  find: { rest: "GET /{isbn}", output: BookRead }\n') },
      good: { ...withBooks('operations:\n  find: { rest: "GET /{book_id}", output: BookRead }\n') },
    },
    SVC0251: {
      severity: "error",
      title: "An unknown unique field",
      message: '"{by}" is no unique field of {model}, so {place} cannot find a row by it',
      help: 'make the field unique, or leave "by" out',
      explain: "A row param is found by its key or by one unique field.",
      bad: {
        ...withBooks(
          'operations:\n  find: { rest: "GET /{title}", params: { book: { of: Book, by: title } }, output: BookRead }\n',
        ),
      },
      good: {
        ...withBooks(
          'operations:\n  find: { rest: "GET /{title}", params: { book: { of: Book, by: title } }, output: BookRead }\n',
          "title: { type: string, unique: true }",
        ),
      },
    },
    SVC0253: {
      severity: "error",
      title: "An operation declared twice",
      message: '{name} is derived by "crud" and declared under "operations"',
      help: 'override keys of the derived operation under "crud", or leave it out there',
      explain: "`crud` makes operations; the same name under `operations` would be a second one.",
      bad: { ...withBooks("crud: [get]\noperations:\n  get_book: { output: BookRead }\n") },
      good: { ...withBooks("crud: [get]\n") },
    },
    SVC0254: {
      severity: "error",
      title: "crud that cannot be derived",
      message: '"{name}" cannot be derived in {place}: {problem}',
      help: '"crud" derives list, get, create, update and delete of the model of the domain',
      explain: "Derived operations are about the rows of one model, which the domain names with `model:`.",
      bad: { ...withBooks("crud: [read]\n") },
      good: { ...withBooks("crud: [get]\n") },
    },
    SVC0255: {
      severity: "error",
      title: "A filter that does not fit its field",
      message: 'the filter "{operator}" of {field} does not go with {type}',
      explain:
        "eq, ne and in go with scalars, ge gt le lt with ordered ones, contains with text, has with lists.",
      bad: { ...withBooks("crud: { list: { list: { filter: { title: [has] } } } }\n") },
      good: { ...withBooks("crud: { list: { list: { filter: { title: [eq] } } } }\n") },
    },
    SVC0256: {
      severity: "error",
      title: "One name for two values of a call",
      message: '{place} has two values called "{name}"',
      help: "rename the param",
      explain:
        "The params of an operation and what its list adds travel side by side in the query, so each has a name of its own; `limit`, `cursor`, `offset`, `sort` and `q` belong to lists.",
      bad: {
        ...withBooks(
          'operations:\n  newest: { rest: GET /newest, params: { cursor: string }, slot: true, list: {}, output: "page[BookRead]" }\n',
        ),
      },
      good: {
        ...withBooks(
          'operations:\n  newest: { rest: GET /newest, params: { day: date }, slot: true, list: {}, output: "page[BookRead]" }\n',
        ),
      },
    },
    SVC0257: {
      severity: "error",
      title: "An input or output that cannot be used so",
      message: "{type} cannot be the {role} of {place}: {problem}",
      help:
        "inputs are variants for writing, records or inline fields; outputs are variants for reading, lists or pages of them, or values",
      explain: "Rows travel as variants: `BookCreate` in, `BookRead` out.",
      bad: { ...withBooks("operations:\n  burn: { rest: POST /burn, input: BookRead }\n") },
      good: { ...withBooks("operations:\n  burn: { rest: POST /burn, input: BookCreate }\n") },
    },
    SVC0258: {
      severity: "error",
      title: "An operation that nobody can call",
      message: "{place} has no transport and no slot",
      help: "say how it is called, for example: rest: GET",
      explain:
        "An operation without a transport is internal: the slots of its service call it, and its own slot answers. Where svc writes the body, as of a list, there is nothing to call: a slot has the repositories.",
      bad: {
        ...withBooks(
          'operations:\n  new_books: { output: "page[BookRead]", list: { sort: [-created_at] } }\n',
        ),
      },
      good: {
        ...withBooks(
          'operations:\n  new_books: { rest: GET /new, output: "page[BookRead]", list: { sort: [-created_at] } }\n  burn: { params: { book: Book } }\n',
        ),
      },
    },
    SVC0259: {
      severity: "error",
      title: "A list that is none",
      message: '{place} has the key "list", but {problem}',
      help: 'a list answers "page[BookRead]" or "list[BookRead]" and takes no input',
      explain:
        "`list` adds filters, search, order and pages to an operation that answers rows in pages or as a bare list.",
      bad: { ...withBooks("operations:\n  newest: { rest: GET /newest, list: {}, output: BookRead }\n") },
      good: {
        ...withBooks('operations:\n  newest: { rest: GET /newest, list: {}, output: "page[BookRead]" }\n'),
      },
    },
    SVC0261: {
      severity: "error",
      title: "Unknown error code",
      message: 'unknown error "{code}" in {place}',
      explain:
        "Errors stand in `shared/spec/errors.yaml`, or follow from the models (`BOOK_NOT_FOUND`, `BOOK_ALREADY_EXISTS`, `BOOK_IN_USE`).",
      bad: { ...withBooks("operations:\n  burn: { rest: POST /burn, errors: [TOO_HOT] }\n") },
      good: { ...withBooks("operations:\n  burn: { rest: POST /burn, errors: [BOOK_IN_USE] }\n") },
    },
    SVC0262: {
      severity: "error",
      title: "A hole without a detail",
      message: 'the message of {code} has a hole "{hole}", but details has no such member',
      help: "add it to details, or take the hole away",
      explain:
        "The holes of a message are filled from the details, which the slot gives when it raises the error.",
      bad: {
        "shared/spec/errors.yaml": 'errors:\n  TOO_HOT: { status: 409, message: "{degrees} degrees" }\n',
      },
      good: {
        "shared/spec/errors.yaml":
          'errors:\n  TOO_HOT: { status: 409, message: "{degrees} degrees", details: { degrees: int } }\n',
      },
    },
    SVC0263: {
      severity: "error",
      title: "Errors that nobody can raise",
      message: '{place} has the key "errors", but no line of yours runs in it',
      help: 'take "errors" away, or add slot: true',
      explain:
        "`errors` lists what the slot of an operation may raise. What a derived operation answers is computed.",
      bad: { ...withBooks("crud: { get: { errors: [BOOK_IN_USE] } }\n") },
      good: { ...withBooks("crud: { get: { slot: true, errors: [BOOK_IN_USE] } }\n") },
    },
    SVC0264: {
      severity: "error",
      title: "An error that exists already",
      message: "{code} {reason}",
      help: "choose another code",
      explain: "Codes of the language and codes that follow from the models are declared by themselves.",
      bad: { ...withBooks(""), "shared/spec/errors.yaml": "errors:\n  BOOK_NOT_FOUND: 404 No such book\n" },
      good: { ...withBooks(""), "shared/spec/errors.yaml": "errors:\n  BOOK_LOST: 404 No such book\n" },
    },
    SVC0265: {
      severity: "error",
      title: "A short error that cannot be read",
      message: '"{text}" is no error: {code} needs a status and a message',
      help: "write it like: 409 This ISBN exists",
      explain: "The short form is a status from 400 to 599, a space, and the message.",
      bad: { "shared/spec/errors.yaml": "errors:\n  TOO_HOT: This is too hot\n" },
      good: { "shared/spec/errors.yaml": "errors:\n  TOO_HOT: 409 This is too hot\n" },
    },
    SVC0266: {
      severity: "error",
      title: "An error whose details nobody can give",
      message: "{code} cannot be the error of {place}: {problem}",
      help: "choose an error without such details",
      explain:
        "Generated code raises it, so its details have to be at hand there: of a unique set the fields of its row, of a row that is not there what it was looked for by.",
      bad: {
        "shared/spec/models.yaml": book("title: { type: string, unique: TAKEN }"),
        "shared/spec/errors.yaml":
          "errors:\n  TAKEN: { status: 409, message: Taken, details: { shelf: string } }\n",
      },
      good: {
        "shared/spec/models.yaml": book("title: { type: string, unique: TAKEN }"),
        "shared/spec/errors.yaml":
          "errors:\n  TAKEN: { status: 409, message: Taken, details: { title: string } }\n",
      },
    },
    SVC0289: {
      severity: "error",
      title: "A service that cannot be named here",
      message: '"{name}" cannot stand in {place}: {problem}',
      explain:
        "Services are named as they stand under `services`. `depends_on` is the order in which they start, so no two wait for each other.",
      bad: {
        "services.yml": "version: 3\nproject: { name: shop }\nplugins: { backend: {} }\nservices:\n" +
          "  backend: { type: python-fastapi, depends_on: [front] }\n  front: { type: python-fastapi, depends_on: [backend] }\n",
      },
      good: {
        "services.yml": "version: 3\nproject: { name: shop }\nplugins: { backend: {} }\nservices:\n" +
          "  backend: { type: python-fastapi, depends_on: [front] }\n  front: { type: python-fastapi }\n",
      },
    },
    SVC0267: {
      severity: "error",
      title: "An error of a member that no input has",
      message: "{code} is an error of {field}, but no operation that raises it takes one",
      explain:
        "`field` shows an error with the member of the input that it is about. So some operation that raises the error has an input with such a member.",
      bad: {
        ...withBooks("crud: [create]\n"),
        "shared/spec/models.yaml": book("title: { type: string, unique: TAKEN }"),
        "shared/spec/errors.yaml": "errors:\n  TAKEN: { status: 409, message: Taken, field: titel }\n",
      },
      good: {
        ...withBooks("crud: [create]\n"),
        "shared/spec/models.yaml": book("title: { type: string, unique: TAKEN }"),
        "shared/spec/errors.yaml": "errors:\n  TAKEN: { status: 409, message: Taken, field: title }\n",
      },
    },
    SVC0268: {
      severity: "error",
      title: "A built-in error that cannot be replaced so",
      message: "{code} cannot replace {replaced}: {problem}",
      help: "replace each code once, by an error without details",
      explain: "svc raises built-in errors itself; an error of the project is answered in the place of one.",
      bad: {
        "shared/spec/errors.yaml":
          "errors:\n  LOST: { status: 404, replaces: NOT_FOUND, details: { path: string } }\n",
      },
      good: { "shared/spec/errors.yaml": "errors:\n  LOST: { status: 404, replaces: NOT_FOUND }\n" },
    },
    SVC0290: {
      severity: "error",
      title: "A service type without a plugin",
      message: 'no active plugin generates services of type "{type}"',
      explain: "The type of a service belongs to a plugin, which has to be switched on under `plugins`.",
      bad: {
        "services.yml":
          "version: 3\nproject: { name: shop }\nplugins: {}\nservices:\n  backend: { type: python-fastapi }\n",
      },
      good: {
        "services.yml":
          "version: 3\nproject: { name: shop }\nplugins: { backend: {} }\nservices:\n  backend: { type: python-fastapi }\n",
      },
    },
    SVC0291: {
      severity: "error",
      title: "A transport that the service does not expose",
      message: "{place} is called over {transport}, which service {service} does not expose",
      help: "add exposes: [{transport}] to the service",
      explain:
        "What a service offers stands in `services.yml`, so that networks and clients follow from one place. What is not declared is refused.",
      bad: {
        ...withBooks("crud: [get]\n"),
        "services.yml":
          "version: 3\nproject: { name: shop }\nplugins: { backend: {} }\nservices:\n  backend: { type: python-fastapi, access: [database] }\n",
      },
      good: { ...withBooks("crud: [get]\n") },
    },
    SVC0292: {
      severity: "error",
      title: "An unclear owner of a table",
      message: "{problem}",
      help: 'give one service access: [database], or say with "owns" which models each service has',
      explain:
        "Tables and migrations belong to one service. With one service that has access to the database it is clear which; with several, `owns` says it.",
      bad: {
        "services.yml": "version: 3\nproject: { name: shop }\nplugins: { backend: {} }\nservices:\n" +
          "  backend: { type: python-fastapi, access: [database] }\n  other: { type: python-fastapi, access: [database] }\n",
        "shared/spec/models.yaml": book("title: string"),
      },
      good: {
        "services.yml": "version: 3\nproject: { name: shop }\nplugins: { backend: {} }\nservices:\n" +
          "  backend: { type: python-fastapi, access: [database], owns: [Book] }\n  other: { type: python-fastapi, access: [database] }\n",
        "shared/spec/models.yaml": book("title: string"),
      },
    },
    SVC0293: {
      severity: "error",
      title: "Rows of another service",
      message: "{place} reads or writes rows of {model}, whose table service {service} does not own",
      help: "move the operation to the service that owns the table",
      explain: "Only the owner touches a table.",
      bad: {
        "services.yml": "version: 3\nproject: { name: shop }\nplugins: { backend: {} }\nservices:\n" +
          "  backend: { type: python-fastapi, access: [database], exposes: [rest] }\n" +
          "  other: { type: python-fastapi, exposes: [rest] }\n",
        "shared/spec/models.yaml": book("title: string"),
        "services/other/spec/books.yaml": "domain: books\nmodel: Book\ncrud: [get]\n",
      },
      good: { ...withBooks("crud: [get]\n") },
    },
    SVC0294: {
      severity: "error",
      title: "A secret with a default",
      message: "the setting {name} is secret and has a default",
      help: "take the default away; svc setup makes or asks for a value",
      explain: "A default stands in the repository for everybody to read.",
      bad: {
        "services.yml":
          "version: 3\nproject: { name: shop }\nplugins: { backend: {} }\nservices:\n  backend: { type: python-fastapi }\n" +
          "settings:\n  api_key: { type: string, secret: true, default: abc }\n",
      },
      good: {
        "services.yml":
          "version: 3\nproject: { name: shop }\nplugins: { backend: {} }\nservices:\n  backend: { type: python-fastapi }\n" +
          "settings:\n  api_key: { type: string, secret: true }\n",
      },
    },
    SVC0295: {
      severity: "error",
      title: "A fact about the project that cannot be used",
      message: "{value} is no {what}",
      help: "{way}",
      explain:
        "The Python version chooses the image, the edition the style of the output, and the time zone the day of `today()`.",
      bad: {
        "services.yml": 'version: 3\nproject: { name: shop, python: "2.7" }\nplugins: {}\nservices: {}\n',
      },
      good: {
        "services.yml": 'version: 3\nproject: { name: shop, python: "3.12" }\nplugins: {}\nservices: {}\n',
      },
    },
    SVC0299: {
      severity: "error",
      title: "A way into the table of another service",
      message: '"{option}" of {place} means nothing: another service owns {model}',
      help: "leave it out; the reference keeps the id, and nothing else",
      explain:
        "Only the owner touches a table, so a reference to a row of another service is an id: no key follows it, nothing happens when the row is deleted, and there is no way back.",
      bad: {
        "services.yml": "version: 3\nproject: { name: shop }\nplugins: { backend: {} }\nservices:\n" +
          "  backend: { type: python-fastapi, access: [database], owns: [Author] }\n  other: { type: python-fastapi, access: [database], owns: [Book] }\n",
        "shared/spec/models.yaml":
          "models:\n  Author:\n    fields: { name: string }\n  Book:\n    fields: { author: { type: Author, inverse: books } }\n",
      },
      good: {
        "services.yml": "version: 3\nproject: { name: shop }\nplugins: { backend: {} }\nservices:\n" +
          "  backend: { type: python-fastapi, access: [database], owns: [Author] }\n  other: { type: python-fastapi, access: [database], owns: [Book] }\n",
        "shared/spec/models.yaml":
          "models:\n  Author:\n    fields: { name: string }\n  Book:\n    fields: { author: Author }\n",
      },
    },
  }),
};
