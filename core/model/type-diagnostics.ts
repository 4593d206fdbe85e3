import { defineDiagnostics } from "../diagnostics/define.ts";
import { book } from "./example-models.ts";

/** What types and their values can have wrong. */
export const typeFindings = defineDiagnostics({
  SVC0201: {
    severity: "error",
    title: "Unknown type",
    message: 'unknown type "{name}" in {place}',
    explain:
      "A type is a scalar of the language, or a model, record, named scalar or enum that the spec declares.",
    bad: book("title: strng"),
    good: book("title: string"),
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
    explain: "Values become names in Python and text in the database: identifiers of at most 64 characters.",
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
});
