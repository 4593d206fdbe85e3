// What a generated service answers to clients that are hostile, careless or unlucky, over a real socket and on a real
// PostgreSQL. What a request alone decides is also in the tests that every project gets.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { writeFileSync } from "node:fs";
import { connect } from "node:net";
import { Court } from "../support/judge-court.ts";
import { type Started, startService } from "../support/judge-service.ts";
import { type Gate, gateTo } from "../support/gate.ts";

const court = new Court();
let service: Started;
let database: string;
let gate: Gate;

beforeAll(async () => {
  const project = await court.project({ starter: "library" });
  const slots = "services/backend/src/backend/controllers/books.py";
  writeFileSync(project.path(slots), withUndeclaredError(project.text(slots)));
  database = await court.database();
  const url = new URL(database);
  gate = gateTo(Number(url.port));
  url.port = String(gate.port);
  service = await startService(project, "backend", url.href);
}, 600_000);

afterAll(async () => {
  await service?.stop();
  gate?.shut();
  await court.close();
});

/** An outcome that `finish_book` does not declare, for one book. */
function withUndeclaredError(slots: string): string {
  return slots
    .replace("import BookNotStartedError", "import AuthorNotFoundError, BookNotStartedError")
    .replace(
      "        if book.status is not",
      '        if book.title == "Dawn":\n            raise AuthorNotFoundError(author_id=book.author_id)\n$&',
    );
}

type Answer = { status: number; body: Record<string, unknown>; headers: Headers };

async function ask(method: string, path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`${service.base}${path}`, { method, ...init });
  const text = await response.text();
  return { status: response.status, body: text === "" ? {} : JSON.parse(text), headers: response.headers };
}

function post(path: string, body: unknown): Promise<Answer> {
  return raw("POST", path, typeof body === "string" ? body : JSON.stringify(body));
}

function raw(method: string, path: string, body: BodyInit, type = "application/json"): Promise<Answer> {
  return ask(method, path, { body, headers: { "content-type": type } });
}

async function author(): Promise<string> {
  const { status, body } = await post("/authors", { name: "Octavia E. Butler" });
  expect(status).toBe(201);
  return body["id"] as string;
}

/** Status and code of a problem, and its first finding. */
function told({ status, body, headers }: Answer): string {
  expect(headers.get("content-type")).toBe("application/problem+json");
  expect(body["request_id"]).toBe(headers.get("x-request-id"));
  const errors = body["errors"] as { pointer: string; type: string }[] | undefined;
  return [status, body["code"], ...errors?.slice(0, 1).map(({ pointer, type }) => `${pointer} ${type}`) ?? []]
    .join(" ");
}

test("what the contract allows of a text that is trimmed is accepted, and what its pattern denies is refused", async () => {
  const { body } = await ask("GET", "/openapi.json");
  const { components } = body as { components: { schemas: Record<string, Published> } };
  const { pattern, minLength, maxLength } = components.schemas["AuthorCreate"]!.properties["name"]!;
  const published = new RegExp(pattern, "u");
  const longest = "x".repeat(200);
  const names = ["x", longest, `${longest}x`, "\u2003a\n"];
  // Not all of these are blanks, whatever `\s` means to whom.
  const strange = ["", " ", "\x85", "\x1c", "\ufeff", "\u200b", "a\0"];
  for (const name of [...names, ...strange]) {
    const allowed = published.test(name) && name.length >= minLength && name.length <= maxLength;
    expect([name, await takes(name)]).toEqual([name, allowed]);
  }
  // Blanks around a text do not count, which a length cannot say.
  expect(await takes(` ${longest}\u3000`)).toBe(true);
});

async function takes(name: string): Promise<boolean> {
  return (await post("/authors", { name })).status === 201;
}

interface Published {
  readonly properties: Readonly<
    Record<string, { readonly pattern: string; readonly minLength: number; readonly maxLength: number }>
  >;
}

describe("requests that cannot be right", () => {
  const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
  const bodies: [what: string, body: BodyInit, answer: string][] = [
    ["no JSON", "{", "400 BODY_UNREADABLE"],
    ["bytes that are no UTF-8", new Uint8Array([0x22, 0xff, 0x22]), "400 BODY_UNREADABLE"],
    ["a lone surrogate", '{"name": "\\ud800"}', "422 REQUEST_INVALID /name string_unicode"],
    ["NUL", '{"name": "a\\u0000b"}', "422 REQUEST_INVALID /name string_pattern_mismatch"],
    ["JSON that is too deep", deep(100_000), "400 BODY_UNREADABLE"],
    ["a list for an object", "[]", "422 REQUEST_INVALID  model_attributes_type"],
    ["no body", "", "422 REQUEST_INVALID  missing"],
    ["an unknown member", '{"name": "x", "nam": 1}', "422 REQUEST_INVALID /nam extra_forbidden"],
    ["two megabytes", `{"name": "${"x".repeat(1 << 21)}"}`, "413 BODY_TOO_LARGE"],
  ];
  for (const [what, body, answer] of bodies) {
    test(what, async () => expect(told(await raw("POST", "/authors", body))).toBe(answer));
  }

  test("a form instead of JSON", async () => {
    const answer = await raw("POST", "/authors", "name=x", "application/x-www-form-urlencoded");
    expect([400, 415, 422]).toContain(answer.status);
    told(answer);
  });

  const paths: [what: string, method: string, path: string, answer: string][] = [
    ["a malformed id", "GET", "/books/1", "422 REQUEST_INVALID /book_id uuid_parsing"],
    [
      "an integer beyond eight bytes",
      "GET",
      `/books?limit=${2n ** 70n}`,
      "422 REQUEST_INVALID /limit less_than_equal",
    ],
    ["an unknown parameter", "GET", "/books?statuz=x", "422 REQUEST_INVALID /statuz extra_forbidden"],
    ["NUL in a parameter", "GET", "/authors?name=%00", "422 REQUEST_INVALID /name string_pattern_mismatch"],
    ["a forged cursor", "GET", "/books?cursor=AAAA", "422 REQUEST_INVALID /cursor cursor_invalid"],
    ["a path that is none", "GET", "/%00", "404 NOT_FOUND"],
    ["a method that is not served", "PUT", "/books", "405 METHOD_NOT_ALLOWED"],
  ];
  for (const [what, method, path, answer] of paths) {
    test(what, async () => expect(told(await ask(method, path))).toBe(answer));
  }

  test("of two members with one name the last counts, as everywhere", async () => {
    const { status, body } = await post("/authors", '{"name": "first", "name": "second"}');
    expect([status, body["name"]]).toEqual([201, "second"]);
  });
});

describe("requests at the same time", () => {
  test("one of many gets the unique value, the others a typed error", async () => {
    const author_id = await author();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post("/books", { title: "Kindred", author_id })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const refused = answers.filter(({ status }) => status !== 201).map(told);
    expect(new Set(refused)).toEqual(new Set(["409 BOOK_ALREADY_EXISTS"]));
  });

  test("a book comes before its author is gone, or is refused", async () => {
    for (let round = 0; round < 10; round++) {
      const author_id = await author();
      const [book, gone] = await Promise.all([
        post("/books", { title: `Dawn ${round}`, author_id }),
        ask("DELETE", `/authors/${author_id}`),
      ]);
      if (book.status === 201) expect(told(gone)).toBe("409 AUTHOR_IN_USE");
      else expect([told(book), gone.status]).toEqual(["404 AUTHOR_NOT_FOUND", 204]);
    }
  });

  test("changes of one row do not lose each other", async () => {
    const { body } = await post("/books", { title: "Fledgling", author_id: await author() });
    const path = `/books/${body["id"]}`;
    const changes = [{ price: "12.00" }, { tags: ["vampires"] }, { status: "reading" }, {
      title: "Fledgling!",
    }];
    const answers = await Promise.all(changes.map((change) => raw("PATCH", path, JSON.stringify(change))));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await ask("GET", path)).body).toMatchObject(Object.assign({}, ...changes));
  });
});

test("who is caught in a deadlock is told to come again, and nothing was changed", async () => {
  const [first, second] = [await author(), await author()];
  const book = (await post("/books", { title: "Dawn", author_id: first })).body["id"] as string;
  const move = () => raw("PATCH", `/books/${book}`, JSON.stringify({ author_id: second }));
  await using sql = new Bun.SQL(database.replace("+asyncpg", ""));
  const waiting = () => sql`SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'`;
  using other = await sql.reserve();
  await other`BEGIN`;
  await other`SELECT 1 FROM backend.authors WHERE id = ${second}::uuid FOR UPDATE`;
  const moved = move();
  while ((await waiting()).length === 0) await Bun.sleep(10);
  // The service waits for us, and now we for it; it waited first, so PostgreSQL stops it.
  await other`SELECT 1 FROM backend.books WHERE id = ${book}::uuid FOR UPDATE`;
  const overtaken = await moved;
  expect([told(overtaken), overtaken.headers.get("retry-after")]).toEqual(["503 UNAVAILABLE", "1"]);
  await other`ROLLBACK`;
  expect((await ask("GET", `/books/${book}`)).body["author_id"]).toBe(first);
  expect((await move()).status).toBe(200);
}, 30_000);

test("clients that send nothing more keep nobody waiting", async () => {
  const port = Number(new URL(service.base).port);
  const slow = Array.from({ length: 50 }, () => {
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => {});
    socket.write(
      "POST /authors HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{",
    );
    return socket;
  });
  try {
    expect((await ask("GET", "/books")).status).toBe(200);
    await author();
  } finally {
    for (const socket of slow) socket.destroy();
  }
  expect((await ask("GET", "/ready")).status).toBe(200);
});

test("a database that is gone is a 503 that says when to come again, and is used again once it is back", async () => {
  const author_id = await author();
  gate.shut();
  try {
    const reading = await ask("GET", "/books");
    const writing = await post("/books", { title: "Wild Seed", author_id });
    const ready = await ask("GET", "/ready");
    expect([told(reading), told(writing)]).toEqual(["503 UNAVAILABLE", "503 UNAVAILABLE"]);
    expect([reading.headers.get("retry-after"), writing.headers.get("retry-after")]).toEqual(["1", "1"]);
    expect([ready.status, (await ask("GET", "/health")).status]).toEqual([503, 200]);
  } finally {
    gate.open();
  }
  const again = await post("/books", { title: "Wild Seed", author_id });
  expect(again.status).toBe(201);
  expect((await ask("GET", "/ready")).status).toBe(200);
});

test("none of this was an error of the service", () => {
  const { lines, errors } = service.log();
  const broken = lines.filter(({ level, status_code: status }) =>
    level === "error" || level === "unreadable" || status === 500
  );
  expect({ broken, errors }).toEqual({ broken: [], errors: "" });
});

test("an error that the operation does not declare is a failure of the service, and the log has its name", async () => {
  const { body: book } = await post("/books", { title: "Dawn", author_id: await author() });
  const { body: other } = await post("/books", { title: "Imago", author_id: book["author_id"] });
  const undeclared = await ask("POST", `/books/${book["id"]}/finish`);
  expect(told(undeclared)).toBe("500 INTERNAL");
  expect(undeclared.body["detail"]).not.toContain("AUTHOR_NOT_FOUND");
  expect(told(await ask("POST", `/books/${other["id"]}/finish`))).toBe("409 BOOK_NOT_STARTED");
  const logged = service.log().lines.filter(({ level }) => level === "error");
  expect(logged).toHaveLength(1);
  expect(JSON.stringify(logged)).toContain("finish_book does not declare AUTHOR_NOT_FOUND");
});
