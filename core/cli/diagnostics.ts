import { defineDiagnostics } from "../diagnostics/define.ts";

/** What the command line itself has to say. */
export const cliFindings = defineDiagnostics({
  SVC0700: {
    severity: "error",
    title: "Wrong usage",
    message: "{problem}",
    help: "svc help shows the commands; svc help COMMAND its options",
    explain: "The arguments do not fit the command. Nothing was done.",
    bad: { $: "svc generate --dry-rum" },
    good: { $: "svc generate --dry-run" },
  },
  SVC0701: {
    severity: "error",
    title: "A decision that was not given",
    message: "{problem}",
    help: "{way}",
    explain:
      "svc does not guess and, where nobody can answer, does not ask: the flag in the help gives the decision.",
    bad: { $: "svc init" },
    good: { $: "svc init shop --yes" },
  },
  SVC0702: {
    severity: "error",
    title: "A tool that is missing or failed",
    message: "{problem}",
    help: "{way}",
    explain:
      "Some commands run other programs: `setup`, `dev` and `test` need uv. svc takes it from PATH and never downloads it.",
    bad: { $: "PATH=/bin svc setup" },
    good: { $: "PATH=/bin:$HOME/.local/bin svc setup   # where uv is" },
  },
  SVC0703: {
    severity: "error",
    title: "A file that svc would write differently",
    message: "{path} is not what svc generates: it would be {what}",
    help: "run svc generate",
    explain:
      "The spec, the version of svc and the generated files belong together. `svc generate` brings the files up to date.",
    bad: {
      "services.yml": "version: 3\nproject: { name: bookshop }\nplugins: {}\nservices: {}\n",
      "pyproject.toml": '[project]\nname = "shop-workspace"\n',
    },
    good: {
      "services.yml": "version: 3\nproject: { name: bookshop }\nplugins: {}\nservices: {}\n",
      "pyproject.toml": '[project]\nname = "bookshop-workspace"\n',
    },
  },
  SVC0704: {
    severity: "warning",
    title: "A slot that is not filled",
    message: "{method} in {path} still raises NotImplementedError",
    help: "write its body; its docstring says what it may raise",
    explain:
      "A slot is one method that the spec declares and leaves to you. Until it is written, calls of the operation fail.",
    bad: {
      "services/backend/src/backend/controllers/books.py":
        "class BooksController(BooksControllerBase):\n    async def burn(self, book: Book) -> None:\n        raise NotImplementedError\n",
    },
    good: {
      "services/backend/src/backend/controllers/books.py":
        "class BooksController(BooksControllerBase):\n    async def burn(self, book: Book) -> None:\n        book.state = BookState.BURNT\n",
    },
  },
  SVC0705: {
    severity: "error",
    title: "A slot that is missing",
    message: "{path} has no method {method}",
    help: "paste it into the class:\n{stub}",
    explain:
      "The operation was added after its slot file was written. svc does not touch your files, so the method is yours to add; `svc generate --stubs` prints all that are missing.",
    bad: {
      "services/backend/src/backend/controllers/books.py":
        'class BooksController(BooksControllerBase):\n    """Nothing yet."""\n',
    },
    good: {
      "services/backend/src/backend/controllers/books.py":
        "class BooksController(BooksControllerBase):\n    async def burn(self, book: Book) -> None:\n        book.state = BookState.BURNT\n",
    },
  },
  SVC0706: {
    severity: "error",
    title: "Models that are ahead of their migrations",
    message: "the models of {service} are ahead of its migrations: {difference}",
    help: "svc migrate new",
    explain:
      "The database of a running service changes by migrations only. `svc migrate new` writes the one that is missing.",
    bad: {
      "shared/spec/models.yaml":
        "models:\n  Book:\n    fields:\n      title: string\n      subtitle: string | null\n",
      "services/backend/src/backend/migrations/schema.json":
        '"columns": [\n  {"name":"title","type":{"kind":"varchar","length":255},"nullable":false,"serverDefault":null}\n]\n',
    },
    good: {
      "shared/spec/models.yaml":
        "models:\n  Book:\n    fields:\n      title: string\n      subtitle: string | null\n",
      "services/backend/src/backend/migrations/schema.json":
        '"columns": [\n  {"name":"title","type":{"kind":"varchar","length":255},"nullable":false,"serverDefault":null},\n  {"name":"subtitle","type":{"kind":"varchar","length":255},"nullable":true,"serverDefault":null}\n]\n',
    },
  },
  SVC0707: {
    severity: "error",
    title: "A state of the migrations that cannot be read",
    message: "{path} {problem}",
    help: "take it back from git",
    explain:
      "Beside its migrations a service keeps `schema.json`, the tables that they lead to. The next migration is the difference between it and the models.",
    bad: {
      "services/backend/src/backend/migrations/schema.json": '{"schema": 1, "tables": [\n<<<<<<< main\n',
    },
    good: { "services/backend/src/backend/migrations/schema.json": '{"schema": 1, "tables": []}\n' },
  },
  SVC0708: {
    severity: "error",
    title: "A project that exists already",
    message: "this project says {key}: {found}, but {flag} says {given}",
    help: "leave the flag out, or change services.yml",
    explain:
      "`svc init` on a project that exists is `svc generate`: it changes nothing that services.yml says.",
    bad: { $: "svc init --name bookshop   # in a project whose services.yml says shop" },
    good: { $: "svc init" },
  },
  SVC0709: {
    severity: "error",
    title: "Nothing that svc knows of",
    message: "{what}",
    help: "{way}",
    explain: "What was asked for does not exist.",
    bad: { $: "svc explain SVC9999" },
    good: { $: "svc explain SVC0110" },
  },
  SVC0720: {
    severity: "error",
    title: "Two newest migrations",
    message: "the migrations of {service} end in {heads}",
    help: "svc migrate merge",
    explain:
      "Two branches both added a migration after the same one. Each may have run somewhere already, so neither is rewritten: a migration without a change of its own comes after both and joins them.",
    bad: {
      "services/backend/src/backend/migrations/versions/0002_add_subtitle.py":
        'revision = "0002_a"\ndown_revision = "0001"\n',
      "services/backend/src/backend/migrations/versions/0002_add_pages.py":
        'revision = "0002_b"\ndown_revision = "0001"\n',
    },
    good: {
      "services/backend/src/backend/migrations/versions/0002_add_subtitle.py":
        'revision = "0002_a"\ndown_revision = "0001"\n',
      "services/backend/src/backend/migrations/versions/0002_add_pages.py":
        'revision = "0002_b"\ndown_revision = "0001"\n',
      "services/backend/src/backend/migrations/versions/0003_merge.py":
        'revision = "0003"\ndown_revision = ("0002_a", "0002_b")\n',
    },
  },
  SVC0721: {
    severity: "error",
    title: "Nothing to agree to",
    message: "nothing at {place} needs --allow",
    explain:
      "`--allow` names one place of which svc said what would be lost, refused or locked there. One that means nothing may be an old one, or a typing error.",
    bad: { $: "svc migrate new --allow books.titel" },
    good: { $: "svc migrate new --allow books.title" },
  },
  SVC0722: {
    severity: "warning",
    title: "A deleted name that is not reserved",
    message: "{model} had {name}, and nothing keeps the name from being used for something else",
    help: "in the models file: reserved: { {model}: [{name}] }",
    explain:
      "Old clients, reports and copies of the data still know the name. Reserved, it cannot come to mean something else by accident.",
    bad: {
      "shared/spec/models.yaml": "models:\n  Book:\n    fields: { title: string }   # it had a shelf_mark\n",
    },
    good: {
      "shared/spec/models.yaml":
        "models:\n  Book:\n    fields: { title: string }\nreserved: { Book: [shelf_mark] }\n",
    },
  },
  SVC0740: {
    severity: "error",
    title: "A tool that did not judge",
    message: "{problem}",
    help: "{way}",
    explain:
      "`svc check --all` runs the tools of the project's own Python environment. One that is missing or breaks off has not judged, which is not the same as having nothing to say. The others run all the same.",
    bad: { $: "rm -r .venv && svc check --all" },
    good: { $: "svc setup && svc check --all" },
  },
  SVC0741: {
    severity: "error",
    title: "An error that the operation does not declare",
    message: "{method} raises {error}, and the operation does not declare {code}",
    help: "add {code} to the errors of the operation, or raise one of those",
    explain:
      "Callers learn from the spec which errors an operation answers with. One that it does not name is answered as a failure of the server (500) and logged as such. svc reads the `raise` statements of a slot, of the methods in its file that it calls, and of slots that it calls on other controllers of its service.",
    bad: {
      "services/backend/spec/books.yaml": 'operations:\n  burn: { rest: "POST /{book_id}/burn" }\n',
      "services/backend/src/backend/controllers/books.py":
        "class BooksController(BooksControllerBase):\n    async def burn(self, book: Book) -> None:\n        raise BookLentError(book_id=book.id)\n",
    },
    good: {
      "services/backend/spec/books.yaml":
        'operations:\n  burn: { rest: "POST /{book_id}/burn", errors: [BOOK_LENT] }\n',
      "services/backend/src/backend/controllers/books.py":
        "class BooksController(BooksControllerBase):\n    async def burn(self, book: Book) -> None:\n        raise BookLentError(book_id=book.id)\n",
    },
  },
  SVC0742: {
    severity: "error",
    title: "A plan that no longer holds",
    message: "{path} is not what would happen now: {difference} changed since",
    help: "look at the new plan: svc generate --plan-out {path}",
    explain:
      "A plan that was written with `--plan-out` is carried out only if spec, version of svc, lock and files still lead to exactly the same changes. Nothing was written.",
    bad: { $: "svc generate --plan-out plan.json\necho '# mine' >> Makefile\nsvc generate --plan plan.json" },
    good: { $: "svc generate --plan-out plan.json\nsvc generate --plan plan.json" },
  },
  SVC0743: {
    severity: "error",
    title: "A renamed service in its old folder",
    message: "service {service} was {former}, and its files stand in {folder} still",
    help: "git mv services/{former} services/{service}",
    explain:
      "A service has a folder and a Python package of its name. Both hold files of yours, so they are yours to move, and git knows of it. svc then goes on where it was: your files, migrations, merged scaffolds. The imports of the old package in your files are mended by `svc fix`. The next migration takes the database over: the SQLite file or the PostgreSQL schema of the old name is renamed, with all its rows, so `was` stays until every database has been migrated. Variables of the environment that begin with the name (`BACKEND_IMAGE`) are yours to rename.",
    bad: {
      "services.yml":
        "version: 3\nproject: { name: shop }\nplugins: { backend: {} }\nservices:\n  orders: { type: python-fastapi, was: backend }\n",
      "services/backend/spec/orders.yaml": "domain: orders\n",
    },
    good: {
      "services.yml":
        "version: 3\nproject: { name: shop }\nplugins: { backend: {} }\nservices:\n  orders: { type: python-fastapi, was: backend }\n",
      "services/orders/spec/orders.yaml": "domain: orders\n",
    },
  },
  SVC0744: {
    severity: "error",
    title: "An import of a renamed service",
    message: "{path} imports {former}, which is {service} now",
    help: "svc fix rewrites such imports",
    explain:
      "The Python package of a service has its name. Generated files know the new one; the files that you wrote are yours, so svc changes them only when you say so.",
    bad: {
      "services.yml":
        "version: 3\nproject: { name: shop }\nplugins: { backend: {} }\nservices:\n  orders: { type: python-fastapi, was: backend }\n",
      "services/orders/src/orders/totals.py": "from backend.generated.orm import Order\n",
    },
    good: {
      "services.yml":
        "version: 3\nproject: { name: shop }\nplugins: { backend: {} }\nservices:\n  orders: { type: python-fastapi, was: backend }\n",
      "services/orders/src/orders/totals.py": "from orders.generated.orm import Order\n",
    },
  },
  SVC0745: {
    severity: "error",
    title: "A slot file that Python cannot read",
    message: "{path} {problem}",
    help: "mend the file: the service does not start with it",
    explain:
      "svc runs none of your Python. What it reads of a slot file shows already that Python will refuse it. Other mistakes in the file are found by the tools of the project: `svc check --all`.",
    bad: {
      "services/backend/src/backend/controllers/books.py":
        "class BooksController(BooksControllerBase):\n    async def burn(self, book: Book) -> None:\n        print((book.id)\n",
    },
    good: {
      "services/backend/src/backend/controllers/books.py":
        "class BooksController(BooksControllerBase):\n    async def burn(self, book: Book) -> None:\n        print(book.id)\n",
    },
  },
  SVC0746: {
    severity: "warning",
    title: "An internal operation that nobody calls",
    message: "operation {operation} has no transport, and no file of yours calls it",
    help:
      "call it from a slot: await self.{operation}(…), or say how it is called from outside, for example: rest: POST",
    explain:
      "An operation without a transport is a slot for other slots of its service. In its own domain it is a method of the same class; elsewhere it is called on the controller of its domain: `await BooksController(self.unit, self.settings).burn(book)`. Two slot files that import each other are a circle, which Python cannot start: what both domains need goes into a third, which imports neither. svc looks for such a call in your Python files, but not in tests.",
    bad: { "services/backend/spec/books.yaml": "operations:\n  burn: { params: { book: Book } }\n" },
    good: {
      "services/backend/spec/books.yaml": "operations:\n  burn: { params: { book: Book } }\n",
      "services/backend/src/backend/controllers/shelves.py":
        "class ShelvesController(ShelvesControllerBase):\n    async def clear(self, shelf: Shelf) -> None:\n        for book in await self.books.on(shelf):\n            await BooksController(self.unit, self.settings).burn(book)\n",
    },
  },
  SVC0747: {
    severity: "error",
    title: "A file of yours whose base is gone",
    message: "{path} imports {module}, and svc no longer makes that",
    help: "delete {path}, after you moved what is still of use; or declare again what it was for",
    explain:
      "svc writes a slot file once, when the first slot of its domain is declared, and never touches it again. When the last slot goes, or the domain has another name, the generated base class goes and your file stays, because what is in it is yours.",
    bad: {
      "services/backend/spec/books.yaml": "domain: books\nmodel: Book\ncrud: [get]\n",
      "services/backend/src/backend/controllers/books.py":
        "from backend.generated.controllers.books import BooksControllerBase\n\n\nclass BooksController(BooksControllerBase):\n    ...\n",
    },
    good: { "services/backend/spec/books.yaml": "domain: books\nmodel: Book\ncrud: [get]\n" },
  },
});
