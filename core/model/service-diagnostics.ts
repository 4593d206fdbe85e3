import { defineDiagnostics } from "../diagnostics/define.ts";
import { book, withBooks } from "./example-models.ts";

/** What `services.yml` can have wrong. */
export const serviceFindings = defineDiagnostics({
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
    good: withBooks("crud: [get]\n"),
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
    good: withBooks("crud: [get]\n"),
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
});
