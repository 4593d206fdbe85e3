import { defineDiagnostics } from "../diagnostics/define.ts";
import { withBooks } from "./example-models.ts";

/** What operations and their lists can have wrong. */
export const operationFindings = defineDiagnostics({
  SVC0250: {
    severity: "error",
    title: "A placeholder without a param",
    message: '"{placeholder}" in the path of {place} has no param',
    explain:
      "Each `{name}` in a path is a param of the operation: declared under `params`, or `{book_id}` for a model Book.",
    bad: withBooks('operations:\n  find: { rest: "GET /{isbn}", output: BookRead }\n'),
    good: withBooks('operations:\n  find: { rest: "GET /{book_id}", output: BookRead }\n'),
  },
  SVC0251: {
    severity: "error",
    title: "An unknown unique field",
    message: '"{by}" is no unique field of {model}, so {place} cannot find a row by it',
    help: 'make the field unique, or leave "by" out',
    explain: "A row param is found by its key or by one unique field.",
    bad: withBooks(
      'operations:\n  find: { rest: "GET /{title}", params: { book: { of: Book, by: title } }, output: BookRead }\n',
    ),
    good: withBooks(
      'operations:\n  find: { rest: "GET /{title}", params: { book: { of: Book, by: title } }, output: BookRead }\n',
      "title: { type: string, unique: true }",
    ),
  },
  SVC0253: {
    severity: "error",
    title: "An operation declared twice",
    message: '{name} is derived by "crud" and declared under "operations"',
    help: 'override keys of the derived operation under "crud", or leave it out there',
    explain: "`crud` makes operations; the same name under `operations` would be a second one.",
    bad: withBooks("crud: [get]\noperations:\n  get_book: { output: BookRead }\n"),
    good: withBooks("crud: [get]\n"),
  },
  SVC0254: {
    severity: "error",
    title: "crud that cannot be derived",
    message: '"{name}" cannot be derived in {place}: {problem}',
    help: '"crud" derives list, get, create, update and delete of the model of the domain',
    explain: "Derived operations are about the rows of one model, which the domain names with `model:`.",
    bad: withBooks("crud: [read]\n"),
    good: withBooks("crud: [get]\n"),
  },
  SVC0255: {
    severity: "error",
    title: "A filter that does not fit its field",
    message: 'the filter "{operator}" of {field} does not go with {type}',
    explain:
      "eq, ne and in go with scalars, ge gt le lt with ordered ones, contains with text, has with lists.",
    bad: withBooks("crud: { list: { list: { filter: { title: [has] } } } }\n"),
    good: withBooks("crud: { list: { list: { filter: { title: [eq] } } } }\n"),
  },
  SVC0256: {
    severity: "error",
    title: "One name for two values of a call",
    message: '{place} has two values called "{name}"',
    help: "rename the param",
    explain:
      "The params of an operation and what its list adds travel side by side in the query, so each has a name of its own; `limit`, `cursor`, `offset`, `sort` and `q` belong to lists.",
    bad: withBooks(
      'operations:\n  newest: { rest: GET /newest, params: { cursor: string }, slot: true, list: {}, output: "page[BookRead]" }\n',
    ),
    good: withBooks(
      'operations:\n  newest: { rest: GET /newest, params: { day: date }, slot: true, list: {}, output: "page[BookRead]" }\n',
    ),
  },
  SVC0257: {
    severity: "error",
    title: "An input or output that cannot be used so",
    message: "{type} cannot be the {role} of {place}: {problem}",
    help:
      "inputs are variants for writing, records or inline fields; outputs are variants for reading, lists or pages of them, or values",
    explain: "Rows travel as variants: `BookCreate` in, `BookRead` out.",
    bad: withBooks("operations:\n  burn: { rest: POST /burn, input: BookRead }\n"),
    good: withBooks("operations:\n  burn: { rest: POST /burn, input: BookCreate }\n"),
  },
  SVC0258: {
    severity: "error",
    title: "An operation that nobody can call",
    message: "{place} has no transport and no slot",
    help: "say how it is called, for example: rest: GET",
    explain:
      "An operation without a transport is internal: the slots of its service call it, and its own slot answers. Where svc writes the body, as of a list, there is nothing to call: a slot has the repositories.",
    bad: withBooks(
      'operations:\n  new_books: { output: "page[BookRead]", list: { sort: [-created_at] } }\n',
    ),
    good: withBooks(
      'operations:\n  new_books: { rest: GET /new, output: "page[BookRead]", list: { sort: [-created_at] } }\n  burn: { params: { book: Book } }\n',
    ),
  },
  SVC0259: {
    severity: "error",
    title: "A list that is none",
    message: '{place} has the key "list", but {problem}',
    help: 'a list answers "page[BookRead]" or "list[BookRead]" and takes no input',
    explain:
      "`list` adds filters, search, order and pages to an operation that answers rows in pages or as a bare list.",
    bad: withBooks("operations:\n  newest: { rest: GET /newest, list: {}, output: BookRead }\n"),
    good: withBooks('operations:\n  newest: { rest: GET /newest, list: {}, output: "page[BookRead]" }\n'),
  },
});
