/** Whatever stands in the files, svc answers with findings that have a place; whatever a text holds, it stays a text. */
import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { printDiagnostics } from "../../core/diagnostics/print.ts";
import { contribute, understand } from "../../core/pipeline.ts";
import { plugins } from "../../plugins/registry.ts";
import { readCase } from "../support/case.ts";
import { astShapes } from "../support/python-ast.ts";

const seed = 20251121;
const library = Object.fromEntries(
  Object.entries(readCase("base/library").tree).flatMap(([path, text]) =>
    typeof text === "string" && path.endsWith("ml") ? [[path, text]] : []
  ),
);
const paths = Object.keys(library);

/** Understand a project and print what is found: nothing of it may throw. */
function findingsOf(texts: Readonly<Record<string, string>>): readonly Diagnostic[] {
  const files = new Map(Object.entries(texts).map(([path, text]) => [path, new TextEncoder().encode(text)]));
  const { value, diagnostics } = understand(files, plugins);
  const more = value.project?.model.language === 3 ? contribute(value.project).diagnostics : [];
  const findings = [...diagnostics, ...more];
  printDiagnostics(findings, value.sources, { color: false });
  return findings;
}

/** Places lie in the files; only what is about the project as a whole has none. */
function misplaced(
  findings: readonly Diagnostic[],
  texts: Readonly<Record<string, string>>,
): readonly Diagnostic[] {
  return findings.filter(({ span, code }) => {
    if (span === undefined) return code !== "SVC0100";
    const text = texts[span.path];
    return text === undefined || span.start < 0 || span.end < span.start || span.end > text.length;
  });
}

const word = fc.constantFrom(
  ...[
    "models",
    "fields",
    "type",
    "string",
    "int",
    "Book",
    "title",
    "rest",
    "GET /x",
    "crud",
    "list",
    "get",
    "null",
    "~",
    "true",
  ],
  ...[
    "1",
    "-1",
    "1e999",
    "0x1F",
    "[",
    "]",
    "{",
    "}",
    ":",
    ": ",
    "- ",
    "\n",
    "\n  ",
    "\n    ",
    "|",
    ">",
    "'",
    '"',
    "\\",
    "#",
    " #",
  ],
  ...[
    "&a",
    "*a",
    "!!map",
    "<<",
    "---",
    "%",
    "@",
    "`",
    "\t",
    "\0",
    "\r",
    "\r\n",
    "\u2028",
    "\ufeff",
    "\u202e",
    "\ud800",
    "é",
    "__proto__",
  ],
);
const yamlish = fc.oneof(
  fc.array(word, { maxLength: 40 }).map((words) => words.join("")),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.json({ maxDepth: 4 }),
);

describe("any text", () => {
  test("in the place of a spec file is understood, or found wrong in a place", () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), yamlish, (path, text) => {
        const texts = { ...library, [path]: text };
        expect(misplaced(findingsOf(texts), texts)).toEqual([]);
      }),
      { seed, numRuns: 300 },
    );
  }, 60_000);

  test("in a valid spec too", () => {
    const edit = fc.record({
      path: fc.constantFrom(...paths),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat({ max: 12 }),
      put: fc.oneof(word, fc.string({ maxLength: 6 })),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        const texts: Record<string, string> = { ...library };
        for (const { path, at, length, put } of edits) {
          const text = texts[path]!;
          const start = Math.floor(at * text.length);
          texts[path] = text.slice(0, start) + put + text.slice(start + length);
        }
        expect(misplaced(findingsOf(texts), texts)).toEqual([]);
      }),
      { seed, numRuns: 300 },
    );
  }, 60_000);

  test("a value of another kind too", () => {
    const value = fc.constantFrom(
      "",
      "~",
      "7",
      "-1",
      "1.5",
      "true",
      "text",
      "[]",
      "{}",
      "[1, a]",
      "{ a: 1 }",
      '"\\0"',
      "[[a]]",
      "99999999999999999999",
    );
    const places = paths.flatMap((path) =>
      [...library[path]!.matchAll(/: (.+)$|: ([^,{}[\]]+)(?=[,}])/gm)].map((match) => ({
        path,
        start: match.index + 2,
        end: match.index + match[0].length,
      }))
    );
    fc.assert(
      fc.property(fc.constantFrom(...places), value, ({ path, start, end }, put) => {
        const text = library[path]!;
        const texts = { ...library, [path]: text.slice(0, start) + put + text.slice(end) };
        expect(misplaced(findingsOf(texts), texts)).toEqual([]);
      }),
      { seed, numRuns: 250 },
    );
  }, 60_000);
});

describe("texts of a spec", () => {
  const nasty = fc.constantFrom(
    ...[
      '"',
      "'",
      '"""',
      "'''",
      "\\",
      "\\\\",
      "\n",
      "\r",
      "\t",
      "{",
      "}",
      "{{",
      "}}",
      "${",
      "#",
      "%s",
      "<%",
      "%>",
      "\\N{DASH}",
      "\\u0041",
      "\\x41",
    ],
    ...[
      "\u2028",
      "\u0085",
      "\u202e",
      "\ufeff",
      "é",
      "👩‍👧",
      "): pass",
      "import os",
      "# noqa",
      "a",
      "word ",
      " ",
      "x".repeat(90),
    ],
  );
  const text = fc.array(nasty, { minLength: 1, maxLength: 10 }).map((parts) => parts.join("")).filter((
    value,
  ) => value.trim() !== "");

  test("come out as texts: the Python has the shape that a harmless text gives it", () => {
    const plain = pythonOf(specOf("A word."));
    const samples = fc.sample(text, { seed, numRuns: 12 });
    const hostile = samples.map((sample) => pythonOf(specOf(sample)));
    const [wanted = {}, ...shapes] = astShapes([plain, ...hostile]);
    for (const [position, shape] of shapes.entries()) {
      expect({ text: samples[position], shape }).toEqual({ text: samples[position], shape: wanted });
    }
  }, 60_000);

  /** A project with one text wherever a text is free. */
  function specOf(value: string): Readonly<Record<string, string>> {
    const quote = (text: string) =>
      JSON.stringify(text).replace(
        /[\u0085\u2028\ufeff]/g,
        (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
      );
    const quoted = quote(value);
    const line = quote(value.replace(/[\r\n]/g, " "));
    const free = JSON.stringify(value.replace(/[{}]/g, "").trim() || "word").replace(
      /[\u0085\u2028\ufeff]/g,
      " ",
    );
    return {
      "services.yml":
        `version: 3\nproject: { name: shop, title: ${line}, description: ${quoted} }\nplugins: { backend: {} }\n` +
        `services:\n  backend: { type: python-fastapi, access: [database], exposes: [rest], description: ${quoted} }\n` +
        `settings:\n  greeting: { type: string, max_length: 2000, default: ${quoted}, description: ${quoted} }\n`,
      "shared/spec/models.yaml": `models:\n  Book:\n    description: ${quoted}\n    fields:\n` +
        `      title: { type: string, max_length: 2000, default: ${quoted}, example: ${quoted}, description: ${quoted} }\n`,
      "shared/spec/errors.yaml":
        `errors:\n  TOO_HOT: { status: 409, title: ${free}, message: ${free}, description: ${quoted} }\n`,
      "services/backend/spec/books.yaml":
        `domain: books\nmodel: Book\ndescription: ${quoted}\ncrud: [list, get, create, update]\n` +
        `operations:\n  burn: { rest: POST /burn, description: ${quoted}, errors: [TOO_HOT], output: string }\n`,
    };
  }

  function pythonOf(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    const files = new Map(
      Object.entries(texts).map(([path, content]) => [path, new TextEncoder().encode(content)]),
    );
    const { value, diagnostics } = understand(files, plugins);
    expect(printDiagnostics(diagnostics, value.sources, { color: false })).toBe("");
    const { value: written, diagnostics: found } = contribute(value.project!);
    expect(printDiagnostics(found, value.sources, { color: false })).toBe("");
    return Object.fromEntries(
      written.filter(({ path }) => path.endsWith(".py")).map(({ path, text }) => [path, text]),
    );
  }
});
