import { defineDiagnostics } from "../diagnostics/define.ts";
import { book, models, withBooks } from "./example-models.ts";

/** What models can have wrong: fields, keys, references, sets and variants. */
export const modelFindings = defineDiagnostics({
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
    explain: "Sorts need stored, required, ordered fields; search needs text; indexes and sets need scalars.",
    bad: withBooks(
      "crud: { list: { list: { sort: [price] } } }\n",
      "price: { type: float, optional: true }",
    ),
    good: withBooks("crud: { list: { list: { sort: [price] } } }\n", "price: float"),
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
});
