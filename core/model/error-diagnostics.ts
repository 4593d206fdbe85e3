import { defineDiagnostics } from "../diagnostics/define.ts";
import { book, withBooks } from "./example-models.ts";

/** What the error catalogue can have wrong. */
export const errorFindings = defineDiagnostics({
  SVC0261: {
    severity: "error",
    title: "Unknown error code",
    message: 'unknown error "{code}" in {place}',
    explain:
      "Errors stand in `shared/spec/errors.yaml`, or follow from the models (`BOOK_NOT_FOUND`, `BOOK_ALREADY_EXISTS`, `BOOK_IN_USE`).",
    bad: withBooks("operations:\n  burn: { rest: POST /burn, errors: [TOO_HOT] }\n"),
    good: withBooks("operations:\n  burn: { rest: POST /burn, errors: [BOOK_IN_USE] }\n"),
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
    bad: withBooks("crud: { get: { errors: [BOOK_IN_USE] } }\n"),
    good: withBooks("crud: { get: { slot: true, errors: [BOOK_IN_USE] } }\n"),
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
});
