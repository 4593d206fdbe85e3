import { describe, expect, test } from "bun:test";
import { type Route, routeOf } from "../../plugins/backend/contract.ts";
import { distributionOf } from "../../plugins/python/service/user-requirements.ts";
import { parsePath } from "../../plugins/backend/rest-path.ts";
import { understandTexts } from "../support/version2-project.ts";

describe("paths", () => {
  for (const text of ["", "/a", "/a/{b_c}", "/A-1._~/{x}/y"]) {
    test(`${JSON.stringify(text)} is one`, () => expect(parsePath(text)).not.toBeNull());
  }
  for (
    const text of [
      "a",
      "/",
      "/a/",
      "//a",
      "/a b",
      "/{}",
      "/{A}",
      "/x{a}",
      "/{a}{b}",
      "/..",
      "/ä",
      "/%41",
      "/a?b",
    ]
  ) {
    test(`${JSON.stringify(text)} is none`, () => expect(parsePath(text)).toBeNull());
  }
});

describe("requirements", () => {
  const names: Readonly<Record<string, string | null>> = {
    stamina: "stamina",
    "Stamina_X>=1,<2": "stamina-x",
    "a.b[c,d] ~= 1.4 ; python_version < '4'": "a-b",
    "x @ https://example.org/x.whl": "x",
    "x (>=1)": "x",
    "a b": null,
    ">=1": null,
    "x >=1 <2": null,
  };
  for (const [text, name] of Object.entries(names)) test(text, () => expect(distributionOf(text)).toBe(name));
});

describe("routes", () => {
  const route = (options: string, domain: string, operation: string): Route => {
    const { value, diagnostics } = understandTexts({
      "services.yml": `version: 3\nproject: { name: shop }\nplugins: { backend: ${options} }\nservices:\n` +
        "  backend: { type: python-fastapi, access: [database], exposes: [rest] }\n",
      "shared/spec/models.yaml": "models:\n  Book:\n    fields: { title: string }\n",
      "services/backend/spec/old_books.yaml": `domain: old_books\nmodel: Book\n${domain}`,
    });
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    return routeOf(value.project!.model.operations.find(({ name }) => name === operation)!)!;
  };

  test("of crud, below the name of the domain", () => {
    const crud = "crud: [list, get, create, update, delete]\n";
    expect(route("{}", crud, "list_books")).toMatchObject({ method: "GET", path: "/old-books", status: 200 });
    expect(route("{}", crud, "create_book")).toMatchObject({
      method: "POST",
      path: "/old-books",
      status: 201,
    });
    expect(route("{}", crud, "delete_book")).toMatchObject({ path: "/old-books/{book_id}", status: 204 });
    expect(route("{}", crud, "update_book")).toEqual({
      method: "PATCH",
      path: "/old-books/{book_id}",
      segments: [{ kind: "text", text: "old-books" }, { kind: "param", name: "book_id" }],
      status: 200,
      aliases: [],
      pathParams: ["book_id"],
      queryParams: [],
      tags: ["old_books"],
      wrap: null,
    });
  });

  test("of a slash alone, which is the empty path", () => {
    const crud = "crud: { list: { rest: GET / } }\n";
    expect(route("{}", crud, "list_books")).toMatchObject({ method: "GET", path: "/old-books" });
  });

  test("with the prefix of the project and of the domain", () => {
    const domain = "config: { rest: { prefix: /b, tags: [x] } }\n" +
      "operations:\n  burn: { rest: POST /burn, params: { hard: bool } }\n";
    expect(route("{ prefix: /api }", domain, "burn")).toMatchObject({
      path: "/api/b/burn",
      status: 204,
      queryParams: ["hard"],
      tags: ["x"],
      wrap: null,
    });
  });

  test("at the root", () => {
    expect(
      route("{}", 'config: { rest: "" }\noperations:\n  look: { rest: POST, output: string }\n', "look").path,
    )
      .toBe("/");
  });
});
