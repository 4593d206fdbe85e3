/** The corpus of the old tool: files and fragments as its users had them, each with what the old loader said. */
export const ROOT = "tests/data/v2-specs";
export const SERVICES = "version: 2\nservices:\n  - { name: backend, type: python-fastapi }\n";

export interface Row {
  readonly file: string;
  readonly kind: string;
  readonly verdict: string;
}

export const rows: readonly Row[] = (await Bun.file(`${ROOT}/expected.tsv`).text()).trimEnd().split("\n")
  .slice(1)
  .map((line) => {
    const [file = "", kind = "", verdict = ""] = line.split("\t");
    return { file, kind, verdict };
  });

/** The project around a file or a fragment of one. */
export function around(kind: string, text: string): Readonly<Record<string, string>> {
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
