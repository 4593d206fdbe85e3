import { defineDiagnostics } from "../../mod.ts";

const withBooks = (domain: string) => ({
  "shared/spec/models.yaml": "models:\n  Book:\n    fields: { title: string }\n",
  "services/backend/spec/books.yaml": `domain: books\nmodel: Book\n${domain}`,
});
const withDomain = (name: string) => ({
  [`services/backend/spec/${name}.yaml`]: `domain: ${name}\noperations:\n  ping: { rest: POST /ping }\n`,
});

/** What the keys and services of the backend can have wrong. */
export const backendFindings = defineDiagnostics({
  SVC0600: {
    severity: "error",
    title: "A route that cannot be read",
    message: "the route of {operation} cannot be read",
    help: "write a method and a path, for example: rest: POST /{book_id}/finish",
    explain:
      "`rest` is a method (GET, POST, PUT, PATCH or DELETE), a space, and a path below the prefix of the domain. A path has segments of letters, digits, `.`, `_`, `~` and `-`, or placeholders that are whole segments; each placeholder stands in it once.",
    bad: withBooks("operations:\n  burn: { rest: POST burn }\n"),
    good: withBooks("operations:\n  burn: { rest: POST /burn }\n"),
  },
  SVC0601: {
    severity: "error",
    title: "A prefix that is no path",
    message: "the prefix of domain {domain} is no path",
    help: "write it like: config: { rest: /books }",
    explain: "A prefix begins with a slash and does not end with one; the paths of the operations follow it.",
    bad: withBooks("config: { rest: books/ }\ncrud: [get]\n"),
    good: withBooks("config: { rest: /books }\ncrud: [get]\n"),
  },
  SVC0602: {
    severity: "error",
    title: "A body in a GET",
    message: "{operation} is a GET and has an input",
    help: "use POST, or make the members of the input params",
    explain:
      "Caches, proxies and browsers drop the body of a GET. What a GET is told stands in its path and its query.",
    bad: withBooks("operations:\n  find: { rest: GET /find, input: { title: string }, output: BookRead }\n"),
    good: withBooks(
      "operations:\n  find: { rest: GET /find, params: { title: string }, output: BookRead }\n",
    ),
  },
  SVC0603: {
    severity: "error",
    title: "A status without a body for an operation with an output",
    message: "{operation} has an output, but status {status} has no body",
    help: "use 200, or leave the output out",
    explain: "204 and 205 say that there is nothing to read.",
    bad: withBooks(
      'operations:\n  burn: { rest: { method: POST, path: "/{book_id}/burn", status: 204 }, output: BookRead }\n',
    ),
    good: withBooks(
      'operations:\n  burn: { rest: { method: POST, path: "/{book_id}/burn" }, output: BookRead }\n',
    ),
  },
  SVC0604: {
    severity: "error",
    title: "A param that cannot stand in a path",
    message: 'the param "{param}" of {operation} stands in the path, but it {problem}',
    help: "make it required, or take it out of the path: it is then in the query",
    explain: "Each placeholder of a path holds one value, always.",
    bad: withBooks(
      'operations:\n  find: { rest: "GET /by/{word}", params: { word: { type: string, optional: true } }, output: BookRead }\n',
    ),
    good: withBooks(
      'operations:\n  find: { rest: "GET /by/{word}", params: { word: string }, output: BookRead }\n',
    ),
  },
  SVC0605: {
    severity: "error",
    title: "Two operations at one path",
    message: "{first} and {second} are both {route}",
    help: "give one of them another path",
    explain: "Only the first would ever be called. Placeholders of different names make no difference.",
    bad: withBooks('operations:\n  a: { rest: "POST /x" }\n  b: { rest: "POST /x" }\n'),
    good: withBooks('operations:\n  a: { rest: "POST /x" }\n  b: { rest: "POST /y" }\n'),
  },
  SVC0606: {
    severity: "error",
    title: "A path that the service has for itself",
    message: "{operation} is at {path}, where every service has its own answer",
    help: "choose another path",
    explain:
      "`/health`, `/ready`, `/version`, `/docs` and `/openapi.json` tell people and machines about the service.",
    bad: withBooks('config: { rest: "" }\noperations:\n  look: { rest: GET /health, output: string }\n'),
    good: withBooks('config: { rest: "" }\noperations:\n  look: { rest: GET /look, output: string }\n'),
  },
  SVC0607: {
    severity: "error",
    title: "A param that nobody reads",
    message: 'nobody reads the param "{param}" of {operation}',
    help: "add slot: true and read it there, or take it away",
    explain:
      "A derived operation and a list without a slot read the row that they are about, and rows that their model refers to: these limit what is listed, loaded and made.",
    bad: withBooks("crud: { list: { params: { day: date } } }\n"),
    good: withBooks("crud: { list: { slot: true, params: { day: date } } }\n"),
  },
  SVC0609: {
    severity: "error",
    title: "A slot with a name that slots have for something else",
    message: 'the slot {operation} would hide "self.{attribute}"',
    help: "rename the operation",
    explain:
      "In a slot, `self.unit`, `self.now`, `self.settings` and the repositories by the plural of their model are at hand.",
    bad: withBooks("operations:\n  books: { rest: POST /all }\n"),
    good: withBooks("operations:\n  burn_books: { rest: POST /all }\n"),
  },
  SVC0612: {
    severity: "error",
    title: "A domain with the name of a generated module",
    message:
      "the domain {domain} has slots, and generated/controllers/{domain}.py is the class that all slots have",
    help: "rename the domain and its file",
    explain:
      "The slots of a domain have a module of its name, beside the module with what every slot has at hand.",
    bad: withDomain("base"),
    good: withDomain("basics"),
  },
  SVC0614: {
    severity: "error",
    title: "An alias that leads elsewhere",
    message: "an alias of {operation} has to be another path with the same placeholders",
    help: "write the whole path below the prefix of the domain, with every placeholder of the operation",
    explain:
      "An alias is another path to the same operation, so it delivers the same values. Aliases are served and not shown in the OpenAPI document.",
    bad: withBooks(
      'operations:\n  find: { rest: { method: GET, path: "/{book_id}", aliases: [/find] }, output: BookRead }\n',
    ),
    good: withBooks(
      'operations:\n  find: { rest: { method: GET, path: "/{book_id}", aliases: ["/find/{book_id}"] }, output: BookRead }\n',
    ),
  },
  SVC0615: {
    severity: "error",
    title: "Two names that travel as one",
    message: "{first} and {second} of {place} both travel as {wire}",
    help: "rename one of them",
    explain:
      "With `case: camel` an underscore goes, and the letter after it becomes a capital: `old_1` is `old1`.",
    bad: withCamel("old1"),
    good: withCamel("older"),
  },
  SVC0616: {
    severity: "error",
    title: "A wrap without a body",
    message: '"wrap" of operation {operation} nests nothing',
    help: "`one` is for an input or a single answer, `many` for a list, `total` for a page that counts",
    explain: "An operation has only the bodies that follow from its `input` and its `output`.",
    bad: withBooks("crud: { delete: { rest: { method: DELETE, path: '/{book_id}', wrap: book } } }\n"),
    good: withBooks("crud: { get: { rest: { method: GET, path: '/{book_id}', wrap: book } } }\n"),
  },
});

/** Examples are what a project becomes that had books with a title. */
const books = (fields: string) => `models:\n  Book:\n    fields: { ${fields} }\n`;

const places = (members: string) =>
  `types:\n  Place: { fields: ${members} }\nmodels:\n  Book:\n    fields: { title: string, at: Place }\n`;

/** What stands between the tables of a service and those that its models ask for. */
export const migrationFindings = defineDiagnostics({
  SVC0620: {
    severity: "error",
    title: "A change that loses what rows hold",
    message: "{place}: {problem}",
    help:
      'in steps: stop using it, release, and delete it with the next release; at once: svc migrate new --allow {place}; if it was renamed, say so with "was"',
    explain:
      "The way back makes the column or the table again, but not what was in it.\n\nIn steps that lose nothing while two versions of the service run side by side: expand (add the new beside the old, write both), migrate (copy what the old one holds), contract (delete the old one, when nobody reads it). `--allow` with the place in the message does it in one step.\n\n`was: OLD_NAME` turns a deletion and an addition into a renaming.",
    bad: books("subtitle: { type: string, optional: true }"),
    good: books("subtitle: { type: string, was: title }"),
  },
  SVC0621: {
    severity: "error",
    title: "A required column for rows that are there",
    message: "{place}: {problem}",
    help: "give the field a backfill or a default, or make it optional",
    explain:
      "Rows that exist when a required column is added need a value. `backfill` is the value for them alone, `default` that of new rows too.\n\nFor a reference no literal will do: add it as an optional field, let the service or a script fill it, and make it required with a later migration.",
    bad: books("title: string, pages: int"),
    good: books("title: string, pages: { type: int, backfill: 0 }"),
  },
  SVC0622: {
    severity: "error",
    title: "A rule that rows may break",
    message: "{place}: {problem}",
    help: "look for such rows first; if there are none: svc migrate new --allow {place}",
    explain:
      "Nothing is lost: the migration runs in a transaction, and stops at such a row with the database as it was. But a release stops with it.\n\nIn steps: expand (refuse such values in the service, with the rule not yet in the database), migrate (mend the rows), contract (add the rule). While the rule is checked nobody writes to the table.",
    bad: books("title: { type: string, unique: true }"),
    good: books("title: { type: string, index: true }"),
  },
  SVC0623: {
    severity: "error",
    title: "A change that writes every row",
    message: "{place}: {problem}",
    help: "fine for a small table: svc migrate new --allow {place}; for a big one add a new field beside it",
    explain:
      "While the rows are written nobody reads or writes the table, which takes a minute or so for ten million rows.\n\nIn steps: expand (add a second, optional field and write both), migrate (copy in portions), contract (read the second field, delete the first).",
    bad: books('title: "list[string]"'),
    good: books("title: text"),
  },
  SVC0624: {
    severity: "error",
    title: "A key that rows do not have",
    message: "{place}: {problem}, and rows that are there cannot be found by it",
    help:
      "add a second model with the new key, copy the rows into it, and delete the old one with a later release",
    explain:
      "A key tells rows apart, and other tables, links and callers hold its values. No statement gives rows another one that all of them would know.\n\nIn steps: expand (a second model with the new key, which the service writes too), migrate (copy the rows, with a migration or a script of your own), contract (delete the first model, when nobody reads it).",
    bad: books("id: { type: int, readonly: true }, title: string"),
    good: books("title: string, number: { type: int, optional: true }"),
  },
  SVC0625: {
    severity: "error",
    title: "Stored values that can no longer be read",
    message: "{place}: {problem}",
    help:
      "give a new member a default or make it optional; if there are no such rows, or you mend them: svc migrate new --allow {place}",
    explain:
      "Records, maps, unions and lists of them are stored as JSON. The database has no rules for what is in it, so nothing stops at a row of an older form: reading it fails, again and again.\n\nIn steps: expand (a member that is optional or has a default, a second field), migrate (write the values of the rows that are there, with a migration of your own), contract (require the member, delete the first field). svc compares with what the values were at the last migration (`schema.json` beside the migrations).",
    bad: places("{ x: int, y: int }"),
    good: places("{ x: int, y: { type: int, default: 0 } }"),
  },
});

/** A project with `case: camel`, and an operation with the param `old_1` and another one. */
function withCamel(param: string) {
  return {
    "services.yml":
      "version: 3\nproject: { name: shop }\nplugins: { backend: { case: camel } }\nservices:\n" +
      "  backend: { type: python-fastapi, exposes: [rest] }\n",
    "services/backend/spec/books.yaml":
      `domain: books\noperations:\n  find: { rest: GET /find, params: { old_1: int, ${param}: int }, output: int }\n`,
  };
}
