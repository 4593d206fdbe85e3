import { defineDiagnostics } from "../../diagnostics/define.ts";

const SERVICES = "version: 2\nservices:\n  - { name: backend, type: python-fastapi }\n";
const models = (text: string) => ({ "services.yml": SERVICES, "shared/spec/models.yaml": text });
const USER = "models:\n  User:\n    fields: { name: string }\n";
const withUser = (files: Readonly<Record<string, string>>) => ({ ...models(USER), ...files });
const users = (lines: string) =>
  withUser({ "services/backend/spec/users.yaml": `domain: users\noperations:\n${lines}` });
const GET = '  get_user: { output: User, rest: { method: GET, path: "/{id}" } }\n';
const manifest = (lines: string) =>
  withUser({
    "services.yml": `${SERVICES}  - { name: tg_bot, type: python }\n`,
    "services/backend/spec/users.yaml": `domain: users\noperations:\n${GET}`,
    "services/tg_bot/spec/manifest.yaml": `consumes:\n  - ${lines}\n`,
  });

/** What is told about a project that is written in version 2 of the language. */
export const version2Findings = defineDiagnostics({
  SVC0141: {
    severity: "warning",
    title: "Constructs that are kept but not built",
    message: "this svc reads and keeps, but does not build: {constructs}",
    help: "nothing has to be done; svc describe shows them as facts",
    explain:
      "Events, consumed operations and what a service says for the compose files belong to later stages. They are checked as before and stand in the Model under `ext.v2` and `events`; nothing acts on them.",
    bad: users("  on_user: { input: User, events: { subscribe: user.created } }\n"),
    good: users(GET),
  },
  SVC0142: {
    severity: "warning",
    title: "A key that version 2 ignores",
    message: 'unknown key "{key}" in {place} is ignored',
    help: "take it away",
    explain:
      "Version 2 read past keys that it did not know, so a typing error did nothing. svc reads past them too, and says so.",
    bad: models("models:\n  User:\n    fields: { name: { type: string, max_lenght: 20 } }\n"),
    good: models("models:\n  User:\n    fields: { name: { type: string, max_length: 20 } }\n"),
  },
  SVC0143: {
    severity: "warning",
    title: "A list of services without a version",
    message: "services.yml has a list of services and no version; it is read as version 2",
    help: "write version: 2 in front of it",
    explain:
      "The old tool never looked at `version`. A list of services exists in version 2 only; `version: 2` says so to the next reader.",
    bad: {
      "services.yml": "services:\n  - { name: backend, type: python-fastapi }\n",
      "shared/spec/models.yaml": USER,
    },
    good: models(USER),
  },
  SVC0144: {
    severity: "warning",
    title: "A domain that is not called like its file",
    message: 'the file is {file}, so its "domain: {domain}" is ignored',
    help: 'write "domain: {file}"',
    explain: "In version 2 the stem of the file is the name of the domain, whatever the file says.",
    bad: withUser({ "services/backend/spec/users.yaml": `domain: people\noperations:\n${GET}` }),
    good: users(GET),
  },
  SVC0145: {
    severity: "warning",
    title: "A service that version 2 ignores",
    message: "this entry of services is ignored: {reason}",
    help: "write { name: …, type: … }, or take it away",
    explain: "A service has a name and a type, each once. Version 2 read past entries that lack one.",
    bad: { ...models(USER), "services.yml": `${SERVICES}  - { name: tg_bot }\n` },
    good: { ...models(USER), "services.yml": `${SERVICES}  - { name: tg_bot, type: python }\n` },
  },
  SVC0146: {
    severity: "warning",
    title: "A file that version 2 ignores",
    message: "{path} is ignored: {reason}",
    help: "move it, fill it or delete it",
    explain:
      "Version 2 reads `shared/spec/models.yaml`, `shared/spec/events.yaml` and `services/<service>/spec/*.yaml`; an empty file says nothing.",
    bad: withUser({ "shared/spec/errors.yaml": "errors: {}\n" }),
    good: models(USER),
  },
  SVC0147: {
    severity: "warning",
    title: "A name twice in a list",
    message: "{name} stands twice in {place}; the first counts",
    help: "keep one of them",
    explain: "The things in this list are told apart by their names.",
    bad: users('  get_user: { output: User, params: [id, id], rest: { method: GET, path: "/{id}" } }\n'),
    good: users('  get_user: { output: User, params: [id], rest: { method: GET, path: "/{id}" } }\n'),
  },
  SVC0148: {
    severity: "error",
    title: "Nothing where at least one is needed",
    message: "{place} needs at least one {what}",
    help: "write one, or delete what is empty",
    explain: "A models file declares models, and a model has fields.",
    bad: models("models:\n  User:\n    fields: {}\n"),
    good: models(USER),
  },
  SVC0149: {
    severity: "error",
    title: "A type that cannot be read",
    message: "the type of {place} cannot be read: {problem}",
    help: "write a name, list[X], dict[K, V] or a map with type",
    explain:
      "A type of version 2 is `int string bool float datetime uuid`, `list[X]`, `dict[K, V]`, or a map: `{ type: list, of: { type: int } }`, `{ type: dict, key, value }`, `{ type: optional, of }`, `{ type: enum, values }`. Inside a map types are maps too.",
    bad: models("models:\n  User:\n    fields: { tags: { type: { type: list } } }\n"),
    good: models("models:\n  User:\n    fields: { tags: { type: { type: list, of: { type: string } } } }\n"),
  },
  SVC0150: {
    severity: "warning",
    title: "An option that does nothing with its type",
    message: '"{option}" of {place} does nothing with {type}',
    help: "take it away",
    explain: "Version 2 took bounds for any type. Where a bound has no meaning it was never checked.",
    bad: models("models:\n  User:\n    fields: { name: { type: string, ge: 1 } }\n"),
    good: models("models:\n  User:\n    fields: { name: { type: string, min_length: 1 } }\n"),
  },
  SVC0151: {
    severity: "warning",
    title: "A default that is no value of its type",
    message: "{value} as the default of {place} {problem}",
    help: "write a value of the type, within its bounds",
    explain: "Version 2 never compared a default with its type. It is kept as it is written.",
    bad: models("models:\n  User:\n    fields: { age: { type: int, default: none } }\n"),
    good: models("models:\n  User:\n    fields: { age: { type: int, default: 0 } }\n"),
  },
  SVC0152: {
    severity: "error",
    title: "An operation without a transport",
    message: '{place} has neither "rest" nor "events"',
    help: "say how it is called, for example: rest: { method: POST }",
    explain: "An operation has at least one transport: `rest`, `events` or both.",
    bad: users("  get_user: { output: User }\n"),
    good: users(GET),
  },
  SVC0153: {
    severity: "error",
    title: "Events without a direction",
    message: '"events" of {place} needs "subscribe" or "publish_on_success"',
    help: 'add one of them, or take "events" away',
    explain:
      "An operation subscribes to a channel, publishes to one, or both; an error channel alone is not enough.",
    bad: users("  on_user: { input: User, events: { publish_on_error: user.failed } }\n"),
    good: users("  on_user: { input: User, events: { subscribe: user.created } }\n"),
  },
  SVC0154: {
    severity: "error",
    title: "An event without a message",
    message: "{place} has events.{direction}, so it needs {key}",
    help: "add {key}: the name of a model",
    explain: "What is received is the input of the operation, what is published its output.",
    bad: users("  on_user: { events: { subscribe: user.created } }\n"),
    good: users("  on_user: { input: User, events: { subscribe: user.created } }\n"),
  },
  SVC0155: {
    severity: "warning",
    title: "A type that svc does not know",
    message: "{place} names {type}, which is no type of this project; its values are not checked",
    help: "write a type of the language or the name of a model",
    explain:
      "Version 2 copied the types of params and the names of message models into Python without looking at them.",
    bad: users(
      '  get_user: { output: User, params: [{ name: id, type: UserId }], rest: { method: GET, path: "/{id}" } }\n',
    ),
    good: users(
      '  get_user: { output: User, params: [{ name: id, type: int }], rest: { method: GET, path: "/{id}" } }\n',
    ),
  },
  SVC0156: {
    severity: "warning",
    title: "One name for two shapes",
    message: "{name} is both {first} and {second}; the later counts",
    help: "rename one of them",
    explain: "A variant is called by its model and its own name. A model of the same name took its place.",
    bad: models(
      "models:\n  User:\n    fields: { name: string }\n    variants: { Read: {} }\n  UserRead:\n    fields: { name: string }\n",
    ),
    good: models("models:\n  User:\n    fields: { name: string }\n    variants: { Read: {} }\n"),
  },
  SVC0157: {
    severity: "error",
    title: "A list as the input of an operation",
    message: "{place} takes a list, which svc reads but does not build",
    help: "give it a model with one field that is the list",
    explain:
      "A body that is a bare array can never get another member, so version 3 has none, and the Python of version 3 is what svc writes. The project is read and described; it is only when code is asked for that this is in the way.",
    bad: users('  import_users: { input: "list[User]", rest: { method: POST } }\n'),
    good: users("  import_users: { input: User, rest: { method: POST } }\n"),
  },
  SVC0158: {
    severity: "hint",
    title: "A spelling of version 2",
    message: "{what} is how version 2 wrote it",
    help: "write it as: {way}",
    explain:
      "Version 3 reads the spellings of version 2 that mean the same. New specs, and everything that svc prints, have one way to say a thing.",
    bad: {
      "services.yml":
        "version: 3\nproject: { name: shop }\nplugins: { backend: {} }\nservices:\n  - name: backend\n    type: python-fastapi\n",
    },
    good: {
      "services.yml":
        "version: 3\nproject: { name: shop }\nplugins: { backend: {} }\nservices:\n  backend:\n    type: python-fastapi\n",
    },
  },
  SVC0296: {
    severity: "error",
    title: "Consumed operations that nobody offers",
    message: "{service} consumes {what}, which does not exist",
    explain:
      "`manifest.yaml` names a service, one of its domains, and operations of that domain (none: all of them).",
    bad: manifest("{ service: backend, domain: people }"),
    good: manifest("{ service: backend, domain: users }"),
  },
  SVC0297: {
    severity: "warning",
    title: "A service that services.yml does not have",
    message: "services.yml has no service {service}, but its specs are read",
    help: "add { name: {service}, type: … } to services, or delete the folder",
    explain:
      "Version 2 read the specs in every folder of `services/`, listed or not. Nothing says of which type such a service is.",
    bad: withUser({ "services/shop/spec/users.yaml": `domain: users\noperations:\n${GET}` }),
    good: users(GET),
  },
  SVC0298: {
    severity: "warning",
    title: "A type of service that the old template does not have",
    message: 'service {service} has the type "{type}", for which there is nothing to generate',
    help: "types of version 2 are python-fastapi, python-faststream, python, node and default",
    explain:
      "The type says what is generated for a service. Without one that is known the folder is all yours.",
    bad: { ...models(USER), "services.yml": `${SERVICES}  - { name: shop, type: ruby }\n` },
    good: { ...models(USER), "services.yml": `${SERVICES}  - { name: shop, type: default }\n` },
  },
});
