import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { diagnosticJson } from "../../core/diagnostics/json.ts";
import { sortDiagnostics } from "../../core/diagnostics/order.ts";
import { printDiagnostics } from "../../core/diagnostics/print.ts";
import { newSource, type Source, type Span } from "../../core/text/source.ts";

const models = newSource(
  "shared/spec/models.yaml",
  "models:\n  Book:\n    fields:\n      title: { type: string, max_lenght: 200 }\n      pages: int\n" +
    "      author: Athor\n",
);
const errors = newSource("shared/spec/errors.yaml", "errors:\n  TAKEN: 409 taken\n");
const sources = new Map([models, errors].map((source) => [source.path, source]));

/** The place of a text in a source. */
function at(source: Source, text: string, end = text): Span {
  const start = source.text.indexOf(text);
  return { path: source.path, start, end: source.text.indexOf(end, start) + end.length };
}

const base: Diagnostic = { code: "SVC0110", severity: "error", message: "unknown key" };
const shows = (name: string, finding: Partial<Diagnostic>, expected: string, known = sources) =>
  test(
    name,
    () => expect(printDiagnostics([{ ...base, ...finding }], known, { color: false })).toBe(expected),
  );
const showsLine = (name: string, text: string, start: number, end: number, line: string, marks: string) =>
  test(name, () => {
    const source = newSource("a", text);
    const span = { path: "a", start, end };
    const printed = printDiagnostics([{ ...base, span }], new Map([["a", source]]), { color: false });
    expect(printed.split("\n").slice(3, 5)).toEqual([`1 | ${line}`, `  | ${marks}`]);
  });

describe("a finding", () => {
  shows(
    "with place, help and a fix",
    {
      span: at(models, "max_lenght"),
      help: 'did you mean "max_length"?',
      edits: [{ span: at(models, "max_lenght"), text: "max_length" }],
    },
    `error[SVC0110]: unknown key
 --> shared/spec/models.yaml:4:30
  |
4 |       title: { type: string, max_lenght: 200 }
  |                              ^^^^^^^^^^
  |
help: did you mean "max_length"?
  |
4 -       title: { type: string, max_lenght: 200 }
4 +       title: { type: string, max_length: 200 }

1 error
`,
  );
  shows("about the project", { severity: "warning" }, "warning[SVC0110]: unknown key\n\n1 warning\n");
  shows(
    "in a file that could not be read",
    { span: { path: "gone.yaml", start: 0, end: 0 } },
    "error[SVC0110]: unknown key\n --> gone.yaml\n\n1 error\n",
  );
  shows(
    "in an empty file",
    { span: { path: "a", start: 0, end: 0 } },
    "error[SVC0110]: unknown key\n --> a:1:1\n\n1 error\n",
    new Map([["a", newSource("a", "")]]),
  );
  shows(
    "with other places in the same file and in another",
    {
      span: at(models, "Athor"),
      label: "no such model",
      related: [
        { span: at(models, "max_lenght"), label: "a line apart" },
        { span: at(models, "Book"), label: "far away" },
        { span: at(errors, "TAKEN"), label: "elsewhere" },
      ],
    },
    `error[SVC0110]: unknown key
 --> shared/spec/models.yaml:6:15
  |
2 |   Book:
  |   ---- far away
3 |     fields:
4 |       title: { type: string, max_lenght: 200 }
  |                              ---------- a line apart
5 |       pages: int
6 |       author: Athor
  |               ^^^^^ no such model
  |
 ::: shared/spec/errors.yaml:2:3
  |
2 |   TAKEN: 409 taken
  |   ----- elsewhere
  |

1 error
`,
  );
  shows(
    "with a help of several lines",
    { help: "write\n\n  a: 1" },
    "error[SVC0110]: unknown key\nhelp: write\n\n        a: 1\n\n1 error\n",
  );
  shows(
    "whose fix adds and removes lines",
    {
      help: "move it",
      edits: [
        {
          span: { ...at(models, "      pages"), end: at(models, "      pages").start },
          text: "      isbn: string\n",
        },
        { span: at(models, "      author", "Athor\n"), text: "" },
        { span: { path: errors.path, start: 0, end: 0 }, text: "# new\n" },
      ],
    },
    `error[SVC0110]: unknown key
help: move it
 ::: shared/spec/models.yaml
  |
5 +       isbn: string
6 -       author: Athor
 ::: shared/spec/errors.yaml
  |
1 + # new

1 error
`,
  );
});

test("lines far apart are joined, and numbers are aligned", () => {
  const source = newSource("a", "first: 1\n".padEnd(20, "\n") + "last: 2\n");
  const related = [{ span: at(source, "first"), label: "" }];
  const printed = printDiagnostics(
    [{ ...base, span: at(source, "last"), related }],
    new Map([["a", source]]),
    {
      color: false,
    },
  );
  expect(printed).toBe(`error[SVC0110]: unknown key
  --> a:13:1
   |
 1 | first: 1
   | -----
...
13 | last: 2
   | ^^^^
   |

1 error
`);
});

test("findings are counted by severity", () => {
  const severities = ["error", "hint", "error", "warning", "hint"] as const;
  const printed = printDiagnostics(severities.map((severity) => ({ ...base, severity })), sources, {
    color: false,
  });
  expect(printed.split("\n").at(-2)).toBe("2 errors, 1 warning, 2 hints");
  expect(printed.split("\n\n")).toHaveLength(6);
  expect(printDiagnostics([], sources, { color: false })).toBe("");
});

test("colour is there only if asked for", () => {
  const finding = { ...base, span: at(models, "Book"), help: "x" };
  const printed = printDiagnostics([finding], sources, { color: true });
  expect(printed).toStartWith("\u001b[1;31merror[SVC0110]\u001b[0m\u001b[1m: unknown key\u001b[0m\n");
  // deno-lint-ignore no-control-regex
  const plain = printed.replace(/\u001b\[[0-9;]*m/g, "");
  expect(plain).toBe(printDiagnostics([finding], sources, { color: false }));
});

describe("carets stand under the text", () => {
  showsLine("after wide characters", "日本: 語x", 4, 5, "日本: 語x", "      ^^");
  showsLine("after an emoji", "😀: x", 4, 5, "😀: x", "    ^");
  showsLine("after combining marks", "e\u0301: x", 4, 5, "e\u0301: x", "   ^");
  showsLine("after tabs", "\ta\t: x", 1, 2, "    a    : x", "    ^");
  showsLine("on control characters", "a\u001b[2Jb", 1, 2, "a\\u{1b}[2Jb", " ^^^^^^");
  showsLine("at the end of a line", "a: \nb: 1", 3, 3, "a:", "   ^");
  showsLine("at a span of two lines", "ab: [\n  1]", 4, 10, "ab: [", "    ^");
  showsLine(
    "in a long line",
    "x".repeat(300) + "here" + "y".repeat(300),
    300,
    304,
    `…${"x".repeat(40)}here${"y".repeat(76)}…`,
    `${" ".repeat(41)}^^^^`,
  );
  showsLine("on more than a line can show", "x".repeat(300), 0, 300, `${"x".repeat(120)}…`, "^".repeat(120));
});

test("nothing that a file holds acts on a terminal", () => {
  const hostile = fc.string({
    unit: fc.oneof(
      fc.constantFrom("\u001b", "\r", "\n", "\t", "\u202e", "\u009b", "x"),
      fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
    ),
  });
  fc.assert(fc.property(hostile, fc.nat(50), fc.nat(50), (text, start, length) => {
    const span = { path: text, start, end: start + length };
    const finding = {
      ...base,
      message: text,
      span,
      label: text,
      related: [{ span, label: text }],
      help: text,
      edits: [{ span, text }],
    };
    const printed = printDiagnostics([finding], new Map([[text, newSource(text, text)]]), { color: false });
    expect(printed).not.toMatch(/[^\n\P{Cc}]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  }));
});

test("JSON counts lines and columns from 1, in code points", () => {
  const source = newSource("a", "😀a: 1\nb: 2\n");
  const finding: Diagnostic = {
    ...base,
    span: at(source, "a", "b"),
    related: [{ span: { path: "gone", start: 1, end: 2 }, label: "there" }],
    help: "h",
    edits: [{ span: at(source, "b"), text: "c" }],
  };
  const range = { start: { line: 1, column: 2 }, end: { line: 2, column: 2 } };
  expect(diagnosticJson(finding, new Map([["a", source]]))).toEqual({
    code: "SVC0110",
    severity: "error",
    message: "unknown key",
    file: "a",
    range,
    related: [{ file: "gone", range: null, label: "there" }],
    help: "h",
    fix: {
      edits: [{
        file: "a",
        range: { start: { line: 2, column: 1 }, end: { line: 2, column: 2 } },
        text: "c",
      }],
    },
  });
  expect(diagnosticJson(base, new Map())).toEqual({
    ...base,
    file: null,
    range: null,
    related: [],
    help: null,
    fix: null,
  });
});

test("findings are sorted by place and told once", () => {
  const finding = (path: string, start: number, code: string): Diagnostic => ({
    ...base,
    code,
    span: { path, start, end: start + 1 },
  });
  const sorted = [
    base,
    finding("a", 2, "SVC0002"),
    finding("a", 10, "SVC0001"),
    finding("a", 10, "SVC0003"),
    finding("b", 1, "SVC0001"),
  ];
  expect(sortDiagnostics([...sorted].reverse())).toEqual(sorted);
  expect(sortDiagnostics([...sorted, ...sorted])).toEqual(sorted);
});
