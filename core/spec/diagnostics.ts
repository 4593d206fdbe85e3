import { defineDiagnostics } from "../diagnostics/define.ts";

/** What the shape of a spec can have wrong; text is `core/text`'s, meaning `core/model`'s. */
export const shapeFindings = defineDiagnostics({
  SVC0100: {
    severity: "error",
    title: "No services.yml",
    message: "there is no services.yml in this folder",
    help: "run svc in the folder of a project, or make one with: svc init",
    explain:
      "A project is a folder with a `services.yml`; every command but `init`, `explain`, `schema` and `version` reads it.",
    bad: { "services.yml": null },
    good: { "services.yml": "version: 3\nproject: { name: shop }\nplugins: {}\nservices: {}\n" },
  },
  SVC0103: {
    severity: "error",
    title: "A number or a bool where text is meant",
    message: "{written} is {held}; {place} needs text",
    help: "write it in quotes",
    explain:
      "YAML reads `3.10` as the number 3.1 and `true` as a bool. Where the language wants text, write it in quotes.",
    bad: { "services.yml": "version: 3\nproject: { name: shop, python: 3.12 }\nplugins: {}\nservices: {}\n" },
    good: {
      "services.yml": 'version: 3\nproject: { name: shop, python: "3.12" }\nplugins: {}\nservices: {}\n',
    },
  },
  SVC0107: {
    severity: "error",
    title: "A version of the language that svc does not know",
    message: "version {version} of the spec language is not known to this svc",
    help: "this svc reads versions 2 and 3; a newer one needs a newer svc",
    explain:
      "`version` in `services.yml` is the version of the language. It changes only when the meaning of something changes.",
    bad: { "services.yml": "version: 4\nproject: { name: shop }\nplugins: {}\nservices: {}\n" },
    good: { "services.yml": "version: 3\nproject: { name: shop }\nplugins: {}\nservices: {}\n" },
  },
  SVC0108: {
    severity: "error",
    title: "A construct of a later stage",
    message:
      "{construct} in {place} belongs to a later stage of the language ({stage}), which this svc does not build",
    help: "leave it out for now; what it would say can be written by hand in a slot",
    explain:
      "The language is built in stages. A construct that is not built yet is refused and never ignored, so that a spec cannot promise what the generated project does not do.",
    bad: "models:\n  Book:\n    fields: { title: string }\n    soft_delete: true\n",
    good: "models:\n  Book:\n    fields: { title: string }\n",
  },
  SVC0110: {
    severity: "error",
    title: "Unknown key",
    message: 'unknown key "{key}" in {place}',
    explain:
      "The language is closed: a key that it does not have is a mistake, not a comment. The help names the nearest key, or the plugin that would own it.",
    bad: "models:\n  Book:\n    fields:\n      title: { type: string, max_lenght: 10 }\n",
    good: "models:\n  Book:\n    fields:\n      title: { type: string, max_length: 10 }\n",
  },
  SVC0111: {
    severity: "error",
    title: "Missing key",
    message: '{place} needs the key "{key}"',
    help: 'add "{key}:"',
    explain: "A key without a default has to be written.",
    bad: "models:\n  Book:\n    description: Something to read.\n",
    good: "models:\n  Book:\n    fields: { title: string }\n",
  },
  SVC0112: {
    severity: "error",
    title: "Wrong kind of value",
    message: "{place} needs {expected}, but this is {found}",
    help: "write {expected} here",
    explain:
      "Each key takes one kind of value: text, a number, a list or a map. Shorthands are accepted only where the language lists them.",
    bad: "models:\n  Book:\n    fields: [title]\n",
    good: "models:\n  Book:\n    fields: { title: string }\n",
  },
  SVC0113: {
    severity: "error",
    title: "Not one of the values",
    message: "{place} takes one of {values}",
    explain: "The key has a closed list of values.",
    bad: "models:\n  Book:\n    fields:\n      author: { type: Book, optional: true, on_delete: nullify }\n",
    good:
      "models:\n  Book:\n    fields:\n      author: { type: Book, optional: true, inverse: works, on_delete: set_null }\n",
  },
  SVC0114: {
    severity: "error",
    title: "Outside of the limits of the language",
    message: "{place} takes {rule}",
    help: "stay within it: every text, number and list of a spec has a limit",
    explain: "Specs are bounded on purpose: what is read by people and generated from has limits.",
    bad: "models:\n  Book:\n    fields:\n      title: { type: string, max_length: -1 }\n",
    good: "models:\n  Book:\n    fields:\n      title: { type: string, max_length: 1 }\n",
  },
  SVC0115: {
    severity: "error",
    title: "A file that is not where the language looks",
    message: "{path} is read by nobody: {reason}",
    help: "{way}",
    explain:
      "Specs stand in `shared/spec/{models,errors}.yaml` (or folders of these names) and in `services/<service>/spec/<domain>.yaml`, where the service stands in `services.yml`.",
    bad: { "services/shop/spec/things.yaml": "domain: things\n" },
    good: { "services/backend/spec/things.yaml": "domain: things\n" },
  },
  SVC0116: {
    severity: "error",
    title: "Two homes for one kind of spec",
    message: "{file} and the folder {folder} both hold {kind}",
    help: "keep one of them",
    explain: "A kind of spec is one file, or a folder of files, so that a reader knows where to look.",
    bad: {
      "shared/spec/models.yaml": "models:\n  Book:\n    fields: { title: string }\n",
      "shared/spec/models/author.yaml": "models:\n  Author:\n    fields: { name: string }\n",
    },
    good: { "shared/spec/models.yaml": "models:\n  Book:\n    fields: { title: string }\n" },
  },
  SVC0117: {
    severity: "error",
    title: "A type that cannot be read",
    message: 'the type "{type}" of {place} cannot be read: {expected} was expected at {at}',
    help:
      'types are names, "list[T]", "dict[K, T]", "page[T]" and "T | null"; a field is optional with optional: true',
    explain: "A type is a name, a list, a dict, a page, or one of them with `| null`.",
    bad: 'models:\n  Book:\n    fields: { tags: "list[string" }\n',
    good: 'models:\n  Book:\n    fields: { tags: "list[string]" }\n',
  },
  SVC0118: {
    severity: "error",
    title: "A spec file without content",
    message: "{path} is empty",
    help: "write the keys of this kind of file, or delete it",
    explain: "An empty spec file says nothing; it is more likely to be lost than meant.",
    bad: { "services/backend/spec/things.yaml": "# nothing yet\n" },
    good: { "services/backend/spec/things.yaml": "domain: things\n" },
  },
  SVC0130: {
    severity: "error",
    title: "A former name that nothing could be found by",
    message: '"was" cannot stand in {place}: {why}',
    help: "let both stand for a while: the old one optional, and deprecated",
    explain:
      "`was` is for what svc or a migration finds under its old name: a table, a column, an operation, a service, a setting. What others send or have stored says its name itself. It gets another one in two steps: both stand side by side, the old one `optional: true` and `deprecated` with a date, and your slot reads whichever is there; when nobody says the old one any more, it goes.",
    bad: "types:\n  Address:\n    fields: { town: { type: string, was: city } }\n",
    good:
      "types:\n  Address:\n    fields:\n      town: { type: string, optional: true }\n      city: { type: string, optional: true, deprecated: { since: 2026-01-01, use: town } }\n",
  },
});
