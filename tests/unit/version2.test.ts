import { describe, expect, test } from "bun:test";
import { exampleFiles } from "../../core/diagnostics/example.ts";
import type { Model } from "../../core/model/model.ts";
import type { Member } from "../../core/model/shape.ts";
import { version2Findings } from "../../core/spec/version2/diagnostics.ts";
import { understandTexts } from "../support/version2-project.ts";

const SERVICES = "version: 2\nservices:\n  - { name: backend, type: python-fastapi }\n";
const USER = "models:\n  User:\n    fields: { id: int, name: string }\n    variants: { Read: }\n";

type Texts = Readonly<Record<string, string>>;
const project = (texts: Texts): Texts => ({
  "services.yml": SERVICES,
  "shared/spec/models.yaml": USER,
  ...texts,
});
const users = (lines: string) => project({ "services/backend/spec/users.yaml": `operations:\n${lines}` });
const fields = (lines: string) =>
  project({ "shared/spec/models.yaml": `models:\n  User:\n    fields:\n${lines}` });

function codesOf(texts: Texts): readonly string[] {
  return understandTexts(texts).diagnostics.map(({ code, severity }) => `${severity[0]}${code.slice(3)}`);
}

function modelOf(texts: Texts, folder?: string): Model {
  const { value, diagnostics } = understandTexts(texts, folder);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return value.project!.model;
}

/** The type of the one field, without what every type has. */
function typeOf(type: string): unknown {
  return modelOf(fields(`      value: ${type}\n`)).models[0]!.fields[0]!.type;
}

describe("every finding of version 2", () => {
  for (const { entry } of Object.values(version2Findings)) {
    test(`${entry.code}: ${entry.title}`, () => {
      const codes = (texts: Texts) => understandTexts(texts).diagnostics.map(({ code }) => code);
      const textsOf = (example: typeof entry.bad): Texts =>
        Object.fromEntries(
          exampleFiles(example).flatMap(({ path, content }) => content === null ? [] : [[path, content]]),
        );
      expect(codes(textsOf(entry.bad))).toContain(entry.code);
      expect(codes(textsOf(entry.good))).not.toContain(entry.code);
    });
  }
});

describe("what the old tool took and nothing can be made of", () => {
  const refused = users(
    '  take: { input: "list[User]", rest: { method: POST, path: /take } }\n' +
      "  drop: { output: User, rest: { method: DELETE, path: /drop } }\n",
  );

  test("is read with a warning", () => {
    expect(codesOf(refused)).toEqual(["w0603", "w0157"]);
  });

  test("is an error where code is asked for", () => {
    const { objections } = understandTexts(refused).value.project!;
    expect(objections.map(({ code, severity }) => `${severity[0]}${code.slice(3)}`)).toEqual([
      "e0603",
      "e0157",
    ]);
  });
});

test("a placeholder that is no param is a text", () => {
  const path = '"/{team}/{id}"';
  const { operations } = modelOf(
    users(
      `  get_user: { output: User, params: [{ name: id, type: int }], rest: { method: GET, path: ${path} } }\n`,
    ),
  );
  expect(operations[0]!.params.map(({ name, type }) => [name, type.kind])).toEqual([["team", "string"], [
    "id",
    "int",
  ]]);
});

describe("types", () => {
  const int = { kind: "int", format: null };
  const string = {
    kind: "string",
    minLength: 0,
    maxLength: null,
    pattern: null,
    format: null,
    normalize: [],
  };
  const list = (of: unknown) => ({ kind: "list", of, minItems: 0, maxItems: null });
  const noLimits = { minItems: 0, maxItems: null };
  const read: readonly [string, unknown][] = [
    ["int", int],
    ["string", string],
    ["{ type: uuid }", { kind: "uuid" }],
    ["{ type: { type: datetime } }", { kind: "datetime" }],
    ["list[list[float]]", list(list({ kind: "float" }))],
    ['"dict[string, list[int]]"', { kind: "dict", key: string, value: list(int), ...noLimits }],
    ["{ type: { type: dict, key: { type: int }, value: { type: bool } } }", {
      kind: "dict",
      key: int,
      value: { kind: "bool" },
      ...noLimits,
    }],
    ["{ type: { type: optional, of: { type: int } }, ge: 1 }", { kind: "optional", of: { ...int, ge: 1 } }],
    ["{ type: { type: enum, values: [a, A] } }", { kind: "enum", enum: "enums.UserValue" }],
    ["{ type: int, gt: 1_000, le: 010000 }", { ...int, gt: 1000, le: 4096 }],
    ["{ type: string, min_length: 1, max_length: 9 }", { ...string, minLength: 1, maxLength: 9 }],
  ];
  for (const [written, type] of read) test(written, () => expect(typeOf(written)).toEqual(type as never));

  const refused: readonly [string, string][] = [
    ["text", "e0201"],
    ["User", "e0201"],
    ["string | null", "e0201"],
    ["List[int]", "e0201"],
    ["5", "e0112"],
    ["{ ge: 1 }", "e0111"],
    ["{ type: { type: list } }", "e0149"],
    ["{ type: { type: list, of: int } }", "e0149"],
    ["{ type: { type: dict, key: { type: list, of: { type: int } }, value: { type: int } } }", "e0149"],
    ["{ type: { type: enum } }", "e0213"],
    ["{ type: { type: enum, values: [_a, b] } }", "e0213"],
    [`{ type: "${"list[".repeat(90)}int${"]".repeat(90)}" }`, "e0149"],
  ];
  for (const [written, code] of refused) {
    test(`refused: ${written.slice(0, 60)}`, () =>
      expect(codesOf(fields(`      value: ${written}\n`))).toEqual([code]));
  }
});

describe("shapes", () => {
  const MODEL = `models:
  User:
    fields:
      id: { type: int, readonly: yes }
      name: string
      nick: { type: string, optional: true }
      admin: { type: bool, default: off }
      level: { type: int, optional: true, default: 0 }
    variants:
      Create:
      Update: { optional: [name, admin] }
      Card: { exclude: [level] }
`;
  const { models, shapes } = modelOf(project({ "shared/spec/models.yaml": MODEL }));
  const short = ({ name, type, required, default: value }: Member) =>
    `${name}${required ? "" : "?"}${type.kind === "optional" ? " | null" : ""}${
      value === undefined ? "" : ` = ${value}`
    }`;
  const membersOf = (name: string) => shapes.find((shape) => shape.name === name)?.members.map(short);

  test("a model has no table, no fields but its own, and the variants that it declares", () => {
    expect(models[0]).toMatchObject({ table: null, owner: null, unique: [], indexes: [] });
    expect(models[0]!.fields.map(({ name, implied }) => [name, implied])).toEqual(
      ["id", "name", "nick", "admin", "level"].map((name) => [name, null]),
    );
    expect(Object.keys(models[0]!.variants)).toEqual(["Create", "Update", "Card"]);
  });

  const expected: readonly [string, readonly string[]][] = [
    ["User", ["id", "name", "nick? | null", "admin? = false", "level? = 0"]],
    ["UserCreate", ["name", "nick? | null", "admin? = false", "level? = 0"]],
    ["UserUpdate", ["name? | null", "nick? | null", "admin? | null", "level? = 0"]],
    ["UserCard", ["id", "name", "nick? | null", "admin? = false"]],
  ];
  for (const [name, members] of expected) test(name, () => expect(membersOf(name)).toEqual([...members]));
});

describe("operations", () => {
  test("params have types of Python and of the spec, and come from the path", () => {
    const params =
      "[slug, { name: n, type: int, source: query, default: 3 }, { name: d, type: datetime, source: query, required: no }]";
    const { operations } = modelOf(
      users(`  get: { params: ${params}, rest: { method: GET, path: "/{slug}" } }\n`),
    );
    expect(
      operations[0]!.params.map((
        { name, type, optional, default: value, ext },
      ) => [name, type.kind, optional, value, ext.v2]),
    )
      .toEqual([
        ["slug", "string", false, undefined, { source: "path" }],
        ["n", "int", false, 3, { source: "query" }],
        ["d", "datetime", true, undefined, { source: "query" }],
      ]);
  });

  test("the status goes by the method, whatever the output", () => {
    const lines = ["GET", "POST", "PUT", "PATCH", "DELETE"]
      .map((method) => `  ${method.toLowerCase()}: { output: User, rest: { method: ${method} } }\n`);
    const { operations } = modelOf(users(lines.join("")));
    expect(
      Object.fromEntries(operations.map(({ name, ext }) => [name, (ext.rest as { status: number }).status])),
    ).toEqual({
      get: 200,
      post: 201,
      put: 200,
      patch: 200,
      delete: 204,
    });
  });

  test("what the old router took and the backend does not is a warning", () => {
    expect(codesOf(users('  get: { output: UserRead, rest: { method: GET, path: "/" } }\n'))).toEqual([
      "w0600",
    ]);
  });

  test("events are facts, and a channel is declared by its use", () => {
    const model = modelOf(users(
      "  on_user: { input: 'List[User]', output: UserRead, events: { subscribe: user.made, publish_on_success: user.seen, publish_on_error: user.lost } }\n",
    ));
    const id = "backend.users.on_user";
    expect(model.operations[0]!.ext.v2).toEqual({
      events: { subscribe: "user.made", publish_on_success: "user.seen", publish_on_error: "user.lost" },
      input: "list",
    });
    expect(model.events.map(({ name, facts }) => [name, facts])).toEqual([
      ["user.lost", { declared: false, message: null, emitted: [], failed: [id], handled: [] }],
      ["user.made", { declared: false, message: "models.User.base", emitted: [], failed: [], handled: [id] }],
      ["user.seen", {
        declared: false,
        message: "models.User.variants.Read",
        emitted: [id],
        failed: [],
        handled: [],
      }],
    ]);
  });

  const refused: readonly [string, readonly string[]][] = [
    ["a: {}", ["e0152"]],
    ["a: { rest: {} }", ["e0152"]],
    ["a: { access: admin }", ["w0142", "e0152"]],
    ["a: { rest: { method: get } }", ["e0113"]],
    ["a: { rest: { method: GET, route: x } }", ["e0110"]],
    ["a: { rest: { method: GET }, params: [{ type: int }] }", ["e0111"]],
    ["a: { rest: { method: GET }, params: [{ name: x, kind: int }] }", ["e0110"]],
    ["a: { rest: { method: GET }, output: Usr }", ["e0201"]],
    ['a: { rest: { method: GET }, output: "list[list[User]]" }', ["e0201"]],
  ];
  for (const [line, codes] of refused) {
    test(line, () => expect(codesOf(users(`  ${line}\n`))).toEqual([...codes]));
  }
});

describe("the project", () => {
  const names: readonly [string, Texts, string | undefined, string][] = [
    ["its folder", {}, "My_Shop 2", "my-shop-2"],
    [
      "the recorded answer",
      { ".copier-answers.yml": "_commit: 0.3.5\nproject_name: city_library\n" },
      "shop",
      "city-library",
    ],
    ["its folder if the record is broken", { ".copier-answers.yml": "project_name: [\n" }, "shop", "shop"],
    ["nothing", {}, "42", "project"],
  ];
  for (const [from, texts, folder, name] of names) {
    test(`is called by ${from}`, () => expect(modelOf(project(texts), folder).project.name).toBe(name));
  }

  test("plugins follow the types, and scaffold: false generates nothing", () => {
    const services =
      `${SERVICES}  - { name: mine, type: python-fastapi, scaffold: no, depends_on: { redis: service_healthy } }\n`;
    const model = modelOf(project({ "services.yml": `${services}  - { name: bot, type: python }\n` }));
    expect(model.plugins.map(({ name }) => name)).toContain("backend");
    expect(model.services.map(({ name, plugin }) => [name, plugin])).toEqual([["backend", "backend"], [
      "bot",
      null,
    ], ["mine", null]]);
    expect(model.services[2]!.ext.v2).toEqual({
      dev_template: true,
      scaffold: false,
      depends_on: { redis: "service_healthy" },
    });
  });

  test("anchors and merge keys load", () => {
    const { services } = modelOf({
      "services.yml":
        "version: 2\nservices:\n  - &a { name: one, type: python }\n  - { <<: *a, name: two }\n",
    });
    expect(services.map(({ name, type }) => [name, type])).toEqual([["one", "python"], ["two", "python"]]);
  });

  test("consumed operations are written as version 3 does", () => {
    const { services } = modelOf({
      ...users("  get: { output: User, rest: { method: GET } }\n"),
      "services/bot/spec/manifest.yaml":
        "consumes:\n  - { service: backend, domain: users }\n  - { service: backend, domain: users, operations: [get] }\n",
    });
    expect(services[1]!.ext.v2).toEqual({ consumes: ["backend.users.*", "backend.users.get"] });
  });

  test("all that is kept but not built is one warning", () => {
    const services =
      "version: 2\nservices:\n  - { name: backend, type: python-fastapi, profiles: [x], depends_on: { redis: y } }\n";
    const use = "  on_user: { input: User, events: { subscribe: made } }\n";
    const { diagnostics } = understandTexts({ ...users(use), "services.yml": services });
    expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ["SVC0141", "this svc reads and keeps, but does not build: depends_on, events, profiles"],
    ]);
  });

  test("version 3 is not taken for version 2", () => {
    expect(codesOf({ "services.yml": "project: { name: shop }\nplugins: {}\nservices: []\n" })).not.toContain(
      "w0143",
    );
    expect(codesOf({ "services.yml": "version: 3\nproject: { name: shop }\nplugins: {}\nservices: {}\n" }))
      .toEqual([]);
  });
});
