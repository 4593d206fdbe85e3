// What editors are told by `svc schema` and what svc itself says of a spec: a validator of JSON Schema, which knows nothing of svc,
// reads every spec of the golden cases and the projects.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { understand } from "../../core/pipeline.ts";
import { jsonSchemas } from "../../core/spec/json-schema.ts";
import { plugins } from "../../plugins/registry.ts";
import { starters } from "../../plugins/starters.ts";
import { pythonEnv } from "../../scripts/toolchain.ts";
import { allCases, edited, filesIn } from "../support/case.ts";
import { ran } from "../support/judge.ts";
import { testToolchain } from "../support/toolchain.ts";

const schemas = jsonSchemas(plugins);
type Kind = keyof typeof schemas;
const KINDS = Object.keys(schemas) as Kind[];

/** Findings that say that a file has another form than its kind; all others need more than one place to be seen. */
const FORM = new Set([
  "SVC0103",
  "SVC0107",
  "SVC0110",
  "SVC0111",
  "SVC0112",
  "SVC0113",
  "SVC0118",
  "SVC0130",
]);
/**
 * The form may be right: rules about texts and numbers, of which a part is no JSON Schema, and constructs of later stages, of which
 * some are words in an expression.
 */
const EITHER = new Set(["SVC0114", "SVC0108"]);
/** No YAML that svc takes: the judge may read it in another way, or not at all. */
const UNREADABLE = /^SVC01(01|02|04|05|06|09)$/;

interface Judged {
  readonly of: string;
  readonly kind: Kind;
  readonly text: string;
  /** Codes of its errors. */
  readonly codes: readonly string[];
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "svc-schemas-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

test("editors and svc call the same specs wrong", async () => {
  const all = [...allProjects()].flatMap(([name, files]) => specsOf(name, files));
  const specs = [...new Map(all.map((spec) => [`${spec.kind} ${spec.text}`, spec])).values()];
  const refused = await refusedOf(specs);
  const wrong = specs.filter(({ codes }) => codes.some((code) => FORM.has(code)));
  expect([specs.length > 200, wrong.length > 25]).toEqual([true, true]);
  expect(wrong.filter((spec) => !refused.has(spec)).map(({ of }) => of)).toEqual([]);
  const right = specs.filter(({ codes }) => codes.every((code) => !FORM.has(code) && !EITHER.has(code)));
  expect(right.filter((spec) => refused.has(spec)).map((spec) => [spec.of, refused.get(spec)])).toEqual([]);
}, 120_000);

/** Projects of the language of today: what editors know of version 2 is not ours. */
function* allProjects(): Iterable<readonly [name: string, files: ReadonlyMap<string, string>]> {
  yield ["starter", new Map(Object.entries(starters[0]!.files))];
  const folders = new Bun.Glob("*").scanSync({ cwd: join(import.meta.dir, "../projects"), onlyFiles: false });
  for (const name of folders) yield [name, texts(filesIn(join(import.meta.dir, "../projects", name)))];
  for (const { name, settings, tree } of allCases()) {
    // Its edits are about files that its first run makes; its specs are those of another case.
    if (name.startsWith("version2/") || settings.before !== undefined) continue;
    // The schema is that of all plugins, and this project does not have the plugin.
    if (name === "shape/unknown-key-of-a-plugin") continue;
    yield [name, texts(edited(tree, settings.edit))];
  }
}

function texts(tree: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(tree).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

function specsOf(name: string, files: ReadonlyMap<string, string>): readonly Judged[] {
  const specs = [...files].filter(([path]) => kindOf(path) !== null);
  const { diagnostics } = understand(
    new Map(specs.map(([path, text]) => [path, new TextEncoder().encode(text)])),
    plugins,
  );
  return specs.flatMap(([path, text]) => {
    const here = diagnostics.filter(({ span, severity }) => span?.path === path && severity === "error");
    const codes = here.map(({ code }) => code);
    return codes.some((code) => UNREADABLE.test(code))
      ? []
      : [{ of: `${name}: ${path}`, kind: kindOf(path)!, text, codes }];
  });
}

function kindOf(path: string): Kind | null {
  if (path === "services.yml") return "services";
  const shared = /^shared\/spec\/(models|errors)(\.yaml|\/[^/]+\.yaml)$/.exec(path);
  if (shared !== null) return shared[1] as Kind;
  return /^services\/[^/]+\/spec\/[^/]+\.yaml$/.test(path) ? "domain" : null;
}

/** Those that the judge finds something in, with the first thing that it says. */
async function refusedOf(specs: readonly Judged[]): Promise<ReadonlyMap<Judged, string>> {
  const toolchain = await testToolchain();
  const refused = new Map<Judged, string>();
  for (const kind of KINDS) {
    const own = new Map(
      specs.filter((spec) => spec.kind === kind).map((
        spec,
        index,
      ) => [join(folder, kind, `${index}.yaml`), spec]),
    );
    mkdirSync(join(folder, kind));
    for (const [path, { text }] of own) writeFileSync(path, text);
    const schema = join(folder, `${kind}.json`);
    writeFileSync(schema, JSON.stringify(schemas[kind]));
    const command = [toolchain.judges.checkJsonschema, "--schemafile", schema, "-o", "json", ...own.keys()];
    const { text } = await ran(command, { folder, env: pythonEnv(toolchain) });
    const { errors, parse_errors: unread } = JSON.parse(text) as {
      readonly errors: readonly {
        readonly filename: string;
        readonly message: string;
        readonly path: string;
      }[];
      readonly parse_errors: readonly unknown[];
    };
    expect(unread).toEqual([]);
    for (const { filename, path, message } of errors) refused.set(own.get(filename)!, `${path}: ${message}`);
  }
  return refused;
}
