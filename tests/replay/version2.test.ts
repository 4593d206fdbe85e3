/**
 * Every file of the old tool's own corpus, in a small project around it: what the old loader took is taken, what it
 * refused is refused where the mistake is, and nothing is ever a crash.
 */
import { describe, expect, test } from "bun:test";
import { hasErrors } from "../../core/diagnostics/diagnostic.ts";
import { printDiagnostics } from "../../core/diagnostics/print.ts";
import { understandTexts } from "../support/version2-project.ts";

const ROOT = "tests/data/v2-specs";
const SERVICES = "version: 2\nservices:\n  - { name: backend, type: python-fastapi }\n";

interface Row {
  readonly file: string;
  readonly kind: string;
  readonly verdict: string;
}

const rows: readonly Row[] = (await Bun.file(`${ROOT}/expected.tsv`).text()).trimEnd().split("\n").slice(1)
  .map((line) => {
    const [file = "", kind = "", verdict = ""] = line.split("\t");
    return { file, kind, verdict };
  });

describe("the corpus of version 2", () => {
  test("is whole", async () => {
    const files = await Array.fromAsync(new Bun.Glob("**/*.y*ml").scan(ROOT));
    const registries = files.filter((file) => file.startsWith("rendered/") && file.endsWith("/services.yml"));
    expect(rows.map(({ file }) => file).concat(registries).sort()).toEqual(files.sort());
  });

  for (const { file, kind, verdict } of rows) {
    test(`${file}: ${verdict.slice(0, 60)}`, async () => {
      const text = await Bun.file(`${ROOT}/${file}`).text();
      const files = around(kind, text);
      if (verdict === "not-judged") {
        // No spec at all; in the place of one it must still not be a crash.
        understandTexts({ "services.yml": SERVICES, "shared/spec/models.yaml": text });
        return;
      }
      const { value, diagnostics } = understandTexts(files);
      if (verdict.startsWith("accept")) {
        expect(
          printDiagnostics(diagnostics.filter(({ severity }) => severity === "error"), value.sources, {
            color: false,
          }),
        )
          .toBe("");
        expect(value.project?.model.language).toBe(2);
      } else {
        const errors = diagnostics.filter(({ severity }) => severity === "error");
        expect(errors.length).toBeGreaterThan(0);
        for (const { span } of errors) expect(span).toBeDefined();
      }
    });
  }
});

describe("projects as the old template made them", () => {
  const modules = new Set(
    rows.filter(({ file }) => file.startsWith("rendered/")).map(({ file }) => file.split("/")[1]!),
  );
  for (const name of modules) {
    test(name, async () => {
      const folder = `${ROOT}/rendered/${name}`;
      const paths = (await Array.fromAsync(new Bun.Glob("**/*.y*ml").scan(folder)))
        .filter((path) => /^services\.yml$|\/spec\//.test(path));
      const texts = await Promise.all(
        paths.map(async (path) => [path, await Bun.file(`${folder}/${path}`).text()] as const),
      );
      const { value, diagnostics } = understandTexts(Object.fromEntries(texts));
      expect(hasErrors(diagnostics)).toBe(false);
      expect(diagnostics.map(({ code }) => code)).toEqual(["SVC0141"]);
      const { model } = value.project!;
      expect(model.services.map((service) => service.name)).toContain("backend");
      expect(model.operations.map(({ id }) => id)).toContain("backend.users.create_user");
      expect(model.models.map(({ name, table }) => [name, table])).toEqual([["CommandReceived", null], [
        "User",
        null,
      ]]);
      expect(model.events.map((event) => event.name)).toEqual(["command_received", "user_registered"]);
    });
  }
});

/** The project around a file or a fragment of one. */
function around(kind: string, text: string): Readonly<Record<string, string>> {
  const models = (lines: string) => ({
    "services.yml": SERVICES,
    "shared/spec/models.yaml": `models:\n${lines}`,
  });
  switch (kind) {
    case "registry":
      return { "services.yml": text };
    case "models":
      return { "services.yml": SERVICES, "shared/spec/models.yaml": text };
    case "model":
      return models(`  Thing:\n${indent(text, 4)}`);
    case "field":
      return models(`  Thing:\n    fields:\n      thing:\n${indent(text, 8)}`);
    case "enumtype":
    case "parse_type_spec":
      return models(`  Thing:\n    fields:\n      thing:\n        type:\n${indent(text, 10)}`);
    case "eventsconfig":
      return {
        ...models("  Thing: { fields: { id: int } }\n  CustomPayload: { fields: { id: int } }\n"),
        "services/backend/spec/things.yaml":
          `domain: things\noperations:\n  handle:\n    input: Thing\n    output: Thing\n    events:\n${
            indent(text, 6)
          }`,
      };
    case "events":
      return {
        "services.yml": SERVICES,
        "shared/spec/models.yaml": namedModels(text),
        "shared/spec/events.yaml": text,
      };
    case "domain":
      return {
        "services.yml": SERVICES,
        "shared/spec/models.yaml": namedModels(text),
        [`services/backend/spec/${/^domain: (\w+)/m.exec(text)?.[1] ?? "things"}.yaml`]: text,
      };
    case "manifest":
      return {
        "services.yml": `${SERVICES}  - { name: tg_bot, type: python }\n`,
        "shared/spec/models.yaml": "models:\n  User: { fields: { id: int } }\n",
        "services/backend/spec/users.yaml":
          "operations:\n  create_user: { rest: { method: POST } }\n  get_user: { rest: { method: GET } }\n",
        "services/tg_bot/spec/manifest.yaml": text,
      };
    default:
      return { "services.yml": SERVICES, "shared/spec/models.yaml": text };
  }
}

function indent(text: string, by: number): string {
  return text.trimEnd().split("\n").map((line) => `${" ".repeat(by)}${line}\n`).join("");
}

/** Models for the names that a domain or events file mentions. */
function namedModels(text: string): string {
  const names = [...text.matchAll(/\b(?:input|output|message): (?:list\[)?(\w+)/g)].map(([, name]) => name!);
  const lines = [...new Set([...names, "Spare"])].map((name) => `  ${name}: { fields: { id: int } }\n`);
  return `models:\n${lines.join("")}`;
}
