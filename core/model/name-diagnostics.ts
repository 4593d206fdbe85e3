import { defineDiagnostics } from "../diagnostics/define.ts";
import { book, models } from "./example-models.ts";

/** What the names of a spec can have wrong. */
export const nameFindings = defineDiagnostics({
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
});
