/**
 * The project `festival` uses every construct that the language has at this stage, so that the outside judges see each
 * of them: whatever the JSON Schemas of the spec files allow, and the words inside of texts that no schema knows.
 */
import { expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SCALARS } from "../../core/model/resolve-scalar.ts";
import { jsonSchemas } from "../../core/spec/json-schema.ts";
import { parseYaml } from "../../core/text/parse-yaml.ts";
import { newSource } from "../../core/text/source.ts";
import { toValue } from "../../core/text/walk.ts";
import type { Json } from "../../mod.ts";
import { plugins } from "../../plugins/registry.ts";
import { allowed, used } from "../support/schema-coverage.ts";

const specs = join(import.meta.dir, "../projects/festival/specs");
const paths = readdirSync(specs, { recursive: true, encoding: "utf8" }).filter((path) =>
  /\.ya?ml$/.test(path)
);
const texts = new Map(paths.map((path) => [path, readFileSync(join(specs, path), "utf8")]));
const schemas = jsonSchemas(plugins);

/** Options of a type mean the same wherever a type may stand; once is enough. */
const OPTIONS = new Set<string>([...Object.values(SCALARS).flat(), "min_items", "max_items", "schema"]);

/** Places with the same meaning; to use a construct at one of them is enough. */
const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/^domain\.(types|enums)\b/, "models.$1"],
  [/^domain\.crud\.\*/, "domain.operations.*"],
  [/^domain\.(operations\.\*\.)?params\.\*/, "params.*"],
  [/^domain\.operations\.\*\.access/, "domain.access"],
  [/^errors\.errors\.\*\.details\.\*/, "models.types.*.fields.*"],
  [/^services\.services\.\*\.(settings|env)\.\*/, "services.$1.*"],
  [/^.*\boption /, "option "],
  [/^.*\.(default|example|backfill)( as |\[\]|\.\*)/, "literal$2"],
  [/^.*\.(was as |deprecated\.)/, "$1"],
];

/** Why something is not there. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  "domain.access as list": "asks for a caller, which is of a later stage",
  "domain.access as map": "asks for a caller, which is of a later stage",
  "services.plugins.backend.messages": "one rule is like the other; two are worded anew",
  "models.models.*.variants.* as null": "how version 2 wrote {}; svc gives a hint",
};

test("every key, word and way of writing is used", () => {
  const there = new Set<string>();
  const wanted = new Set<string>();
  for (const [kind, schema] of Object.entries(schemas)) {
    for (const construct of allowed(schema, name)) wanted.add(at(kind, construct));
  }
  for (const [path, text] of texts) {
    const kind = kindOf(path);
    for (const construct of used(schemas[kind], valueOf(path, text), name)) {
      there.add(at(kind, construct));
    }
  }
  const excused = (construct: string) =>
    Object.keys(EXCEPTIONS).some((start) => construct === start || construct.startsWith(`${start}.`));
  const missing = [...wanted].filter((construct) => !there.has(construct) && !excused(construct));
  expect(missing).toEqual([]);
});

test("every type, format and operator of a filter is used", () => {
  const all = [...texts.values()].join("\n");
  const types = [...Object.keys(SCALARS), "json", "list", "dict", "page", "refs"];
  const formats = ["email", "url", "slug", "int4", "int8"];
  const operators = ["eq", "ne", "in", "ge", "gt", "le", "lt", "has", "contains"];
  const words = [
    ...types.map((type) => new RegExp(`\\b${type}\\b(?!:)`)),
    ...formats.map((format) => new RegExp(`format: ${format}\\b`)),
    ...operators.map((operator) => new RegExp(`\\w: \\[(\\w+, )*${operator}\\b`)),
  ];
  expect(words.filter((word) => !word.test(all)).map(({ source }) => source)).toEqual([]);
});

test("services of every type that plugins make are used", () => {
  const written = valueOf("services.yml", texts.get("services.yml")!) as {
    readonly services: Readonly<Record<string, { readonly type: string }>>;
  };
  const types = new Set(Object.values(written.services).map(({ type }) => type));
  expect(plugins.flatMap(({ serviceTypes }) => serviceTypes).filter((type) => !types.has(type))).toEqual([]);
});

type Kind = keyof typeof schemas;

function kindOf(path: string): Kind {
  if (path === "services.yml") return "services";
  return path.startsWith("shared/spec/models")
    ? "models"
    : path.startsWith("shared/spec/errors")
    ? "errors"
    : "domain";
}

function name(place: string, key: string): string {
  if (OPTIONS.has(key)) return `option ${key}`;
  return place === "" ? key : `${place}.${key}`;
}

function at(kind: string, construct: string): string {
  return ALIKE.reduce((text, [place, alike]) => text.replace(place, alike), `${kind}.${construct}`);
}

function valueOf(path: string, text: string): Json {
  const { node, problems } = parseYaml(newSource(path, text), { anchors: false });
  expect([path, problems]).toEqual([path, []]);
  return toValue(node!) as Json;
}
