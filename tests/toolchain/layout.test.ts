import { expect, test } from "bun:test";
import fc from "fast-check";
import process from "node:process";
import { py, renderModule } from "../../core/template/code.ts";
import { LINE_WIDTH } from "../../core/template/doc-printer.ts";
import { columnWidth } from "../../core/template/column-width.ts";
import { layoutStatement } from "../../core/template/layout.ts";
import { template } from "../../core/template/template.ts";
import {
  annotation,
  expression,
  identifier,
  nodeOf,
  type Sample,
  statement,
  text,
} from "../support/random-python.ts";
import { differentForPython, judge } from "../support/ruff-judge.ts";

const RUNS = 5;
const SAMPLES = 400;

/** The same in every run, so that a finding is of a change; `SVC_SEED=… bun test …/layout.test.ts` looks elsewhere. */
const seed = Number(process.env["SVC_SEED"] ?? 1);

/** The samples are too large to print; the seed brings them back, and what ruff said shows the place. */
function reporter<T>({ failed, seed, errorInstance }: fc.RunDetails<T>): void {
  if (failed) throw new Error(`with SVC_SEED=${seed}: ${errorInstance}`);
}

/** A file of one statement: laid out, and on one line as it was meant. */
function fileOf({ parts, body }: Sample, depth: number): { laidOut: string; flat: string } {
  const pieces = parts.map((part) => typeof part === "string" ? part : nodeOf(part));
  const margin = " ".repeat(4 * (depth + 1));
  const head = [
    "async def function():",
    ...Array.from({ length: depth }, (_, i) => `${" ".repeat(4 * (i + 1))}if x:`),
  ];
  if (depth > 0 && /^(@|async def|class)/.test(String(parts[0]))) head.push("");
  const tail = body === "none"
    ? []
    : body === "block"
    ? [`${margin}    pass`]
    : [`${margin}def g():`, `${margin}    pass`];
  const flat = pieces.map((piece) => typeof piece === "string" ? piece : piece.flat).join("");
  const file = (lines: readonly string[]) => [...head, ...lines, ...tail, ""].join("\n");
  return { laidOut: file(layoutStatement(pieces, margin.length, null)), flat: file([margin + flat]) };
}

/** Where only an expression of ours stands that has no place to break, ruff has several opinions. */
function fits(file: string): boolean {
  return file.split("\n").every((line) => columnWidth(line) <= LINE_WIDTH);
}

test("random statements are laid out as ruff lays them out, and mean what they meant", () => {
  const sample = fc.tuple(statement, fc.integer({ min: 0, max: 3 }));
  fc.assert(
    fc.property(fc.array(sample, { minLength: SAMPLES, maxLength: SAMPLES, size: "max" }), (samples) => {
      const files = samples.map(([it, depth]) => fileOf(it, depth));
      const fitting = files.filter(({ laidOut }) => fits(laidOut));
      expect(fitting.length / files.length).toBeGreaterThan(0.95);
      const named = new Map(fitting.map(({ laidOut }, index) => [`s${index}.py`, laidOut]));
      expect(judge(named, false).format).toBe("");
      expect(differentForPython(files.map(({ laidOut, flat }) => [laidOut, flat]))).toEqual([]);
    }),
    { seed, numRuns: RUNS, endOnFailure: true, reporter },
  );
}, 300_000);

interface ModuleView {
  readonly docstrings: readonly (readonly [text: string, body: string, error: string])[];
  readonly uses: readonly (readonly [module: string, name: string])[];
  readonly comment: string;
}

const MODULES = [
  "abc",
  "collections.abc",
  "pydantic",
  "sqlalchemy.orm",
  "backend.generated.orm",
  "shared.runtime.a10",
  "shared.runtime.a9",
];

const moduleTemplate = template<ModuleView, "python">("test/module", "python", [], (t, it) => {
  const write = (line: number, ...pieces: (string | ReturnType<typeof py.str>)[]) => {
    t.line(line);
    for (const piece of pieces) typeof piece === "string" ? t.text(piece) : t.code(piece, 0);
    t.newline();
  };
  write(1, py.comment(it.comment));
  write(2, "names = ", py.list(it.uses.map(([module, name]) => py.ref({ module, name }))));
  for (const [index, [summary, body, error]] of it.docstrings.entries()) {
    const docstring = py.docstring({
      summary,
      body,
      raises: error === "" ? [] : [{ name: "SomeError", text: error }],
    });
    write(3, `class C${index}:`);
    write(4, "    ", docstring);
    write(5, `    def f(self) -> None:`);
    write(6, "        ", docstring);
    write(7, "        ", py.comment(summary));
    write(8, `        return None`);
  }
});

test("modules of hostile text have clean docstrings, comments and imports", () => {
  const upper = fc.constantFrom("Abc", "CONSTANT", "lower", "T", "Zulu", "alpha_beta", "X1");
  const name = fc.tuple(upper, fc.integer({ min: 0, max: 12 })).map(([word, n]) => `${word}${n || ""}`);
  const view = fc.record({
    docstrings: fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 3 }),
    uses: fc.uniqueArray(fc.tuple(fc.constantFrom(...MODULES), name), {
      selector: (use) => use.join("."),
      maxLength: 20,
    }),
    comment: text,
  });
  fc.assert(
    fc.property(fc.array(view, { minLength: 100, maxLength: 100, size: "max" }), (views) => {
      const files = new Map(views.map((it, index) => {
        const options = { header: [it.comment], docstring: it.comment, firstParty: ["shared", "backend"] };
        return [`m${index}.py`, renderModule(moduleTemplate, it, options).text];
      }));
      expect(judge(files, true)).toEqual({ format: "", lint: "" });
    }),
    { seed, numRuns: 3, endOnFailure: true, reporter },
  );
}, 300_000);

test("expressions and types that are parsed from a template are the same", () => {
  fc.assert(
    fc.property(fc.tuple(expression, annotation, identifier), ([value, type, it]) => {
      const made = nodeOf(py.expr`${py.name(it)}(${value}, ${type})`);
      expect(made.flat).toBe(nodeOf(py.call(py.name(it), [value, type])).flat);
    }),
    { seed, numRuns: 1000 },
  );
});
