import { describe, expect, test } from "bun:test";
import { catalogue } from "../../core/diagnostics/catalogue.ts";
import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { exampleFiles } from "../../core/diagnostics/example.ts";
import { explainText } from "../../core/diagnostics/explain.ts";
import { diagnosticsPage } from "../../core/diagnostics/page.ts";
import {
  explainDecodeProblem,
  explainYamlProblem,
  textFindings,
} from "../../core/diagnostics/yaml-problems.ts";
import { decodeSource } from "../../core/text/decode.ts";
import { parseYaml } from "../../core/text/parse-yaml.ts";
import { newSource } from "../../core/text/source.ts";

function findingsOf(text: string): readonly Diagnostic[] {
  const source = newSource("a.yaml", text);
  return parseYaml(source, { anchors: false }).problems.map((problem) => explainYamlProblem(problem, source));
}

const says = (text: string, ...expected: string[]) =>
  test(JSON.stringify(text), () => {
    expect(findingsOf(text).map(({ code, message, help }) => `${code} ${message}: ${help}`)).toEqual(
      expected,
    );
  });

describe("every problem has words", () => {
  says("a:\n\tb: 1\n", "SVC0101 a tab cannot be indentation in YAML: indent with spaces");
  says(
    "a: b: c\n",
    'SVC0101 there is a second ":" on this line: put the text in quotes, or begin a new line',
  );
  says(
    'a: { that: b in ("x", "y"), else: B }\n',
    'SVC0102 this expression ends at ",": inside { } quote it: "b in (\\"x\\", \\"y\\")"',
  );
  says("a: 1\nb: 2\na: 3\n", 'SVC0104 key "a" is written twice, first in line 1: keep one of them');
  says(
    "a: !open && paid\n",
    'SVC0105 the tag !open cannot be used here: put the whole text in quotes; in an expression write "not" in place of "!"',
  );
  says(
    "a: 1\n---\nb: 2\n",
    'SVC0106 a spec file cannot have a second document: remove the "---", or make two files',
  );
  says(
    "? [a]\n: b\n",
    "SVC0106 a spec file cannot have a list or a map as a key: quote the key if it is a text",
  );
});

test("a cut expression brings its fix", () => {
  const [finding] = findingsOf("a: { type: list[int] }\n");
  expect(finding?.edits).toEqual([{ span: { path: "a.yaml", start: 11, end: 20 }, text: '"list[int]"' }]);
});

test("a file that is no text has a finding at its beginning", () => {
  const { problem } = decodeSource("a.yaml", new Uint8Array([0x0a, 0xe9]));
  expect(explainDecodeProblem(problem!)).toMatchObject({
    code: "SVC0109",
    message: "a.yaml cannot be read: line 2 is not UTF-8",
    help: "save it as UTF-8",
    span: { path: "a.yaml", start: 0, end: 0 },
  });
});

describe("examples show what they are for", () => {
  for (const { code, bad, good } of catalogue(textFindings)) {
    const codes = (content: string | null) => findingsOf(content ?? "").map((finding) => finding.code);
    test(`${code}, good`, () =>
      expect(exampleFiles(good).flatMap(({ content }) => codes(content))).toEqual([]));
    // Its bytes cannot be written down in a source of ours.
    if (code === "SVC0109") continue;
    test(`${code}, bad`, () => {
      expect([...new Set(exampleFiles(bad).flatMap(({ content }) => codes(content)))]).toEqual([code]);
    });
  }
});

const entry = {
  code: "SVC9001",
  severity: "error",
  title: "A title",
  message: "a message with `{what}`",
  explain: `${"word ".repeat(20)}

Second
paragraph.`,
  bad: { "services.yml": null, "a.yaml": "a:\n\n  b: 1\n" },
  good: "a: 1\n",
} as const;

test("explainText prints title, reason and examples", () => {
  expect(explainText(entry)).toBe(`SVC9001: A title (error)

word word word word word word word word word word word word word word word word
word word word word

Second paragraph.

Bad: there is no services.yml

Bad, a.yaml:

    a:

      b: 1

Good, shared/spec/models.yaml:

    a: 1
`);
});

test("the page has the same", () => {
  expect(diagnosticsPage([entry])).toBe(`# Diagnostics

Every finding of svc, by code. \`svc explain CODE\` prints the same text. This file is generated from the tables in the source.

| code | title | severity |
|---|---|---|
| [SVC9001](#svc9001) | A title | error |

## SVC9001

**A title** (error): \`\` a message with \`{what}\` \`\`

${"word ".repeat(20).trim()}

Second paragraph.

Bad: there is no \`services.yml\`.

Bad, \`a.yaml\`:

\`\`\`yaml
a:

  b: 1
\`\`\`

Good, \`shared/spec/models.yaml\`:

\`\`\`yaml
a: 1
\`\`\`
`);
});
