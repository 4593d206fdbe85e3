/**
 * The examples of findings about specs, which `svc explain` and DIAGNOSTICS.md show: the bad one has its finding,
 * the good one neither has it nor is an error.
 * They are laid over a small project. U+FFFD in an example stands for a byte that is no UTF-8.
 */
import { describe, expect, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fullCatalogue } from "../../core/cli/full-catalogue.ts";
import type { DiagnosticTable } from "../../core/diagnostics/define.ts";
import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { type Example, exampleFiles } from "../../core/diagnostics/example.ts";
import { printDiagnostics } from "../../core/diagnostics/print.ts";
import { textFindings } from "../../core/diagnostics/yaml-problems.ts";
import { meaning } from "../../core/model/diagnostics.ts";
import { expressionFindings } from "../../core/model/expression-diagnostics.ts";
import { contribute, understand } from "../../core/pipeline.ts";
import { shapeFindings } from "../../core/spec/diagnostics.ts";
import { version2Findings } from "../../core/spec/version2/diagnostics.ts";
import { migrationFindings } from "../../plugins/backend/diagnostics.ts";
import { plugins } from "../../plugins/registry.ts";
import { allCases } from "../support/case.ts";

/** Findings of other tables depend on more than the spec: the disk, the lock, the arguments, migrations, other programs. */
const aboutSpecs: Readonly<Record<string, DiagnosticTable>> = {
  text: textFindings,
  shape: shapeFindings,
  meaning,
  expressions: expressionFindings,
  "version 2": version2Findings,
  ...Object.fromEntries(plugins.map(({ name, diagnostics }) => [name, ofSpecs(diagnostics ?? {})])),
};

function ofSpecs(table: DiagnosticTable): DiagnosticTable {
  return Object.fromEntries(
    Object.entries(table).filter(([code]) => !Object.hasOwn(migrationFindings, code)),
  );
}

const project = {
  "services.yml": "version: 3\nproject: { name: shop }\nplugins: { backend: {} }\nservices:\n" +
    "  backend: { type: python-fastapi, access: [database], exposes: [rest] }\n",
};

for (const [name, table] of Object.entries(aboutSpecs)) {
  describe(`examples of findings: ${name}`, () => {
    for (const [code, { entry }] of Object.entries(table)) {
      test(code, () => {
        expect(findingsOf(entry.bad).map((finding) => finding.code)).toContain(code);
        expect(printed(entry.good, code)).toBe("");
      });
    }
  });
}

test("every finding has two examples, and a help that goes on where its line begins", () => {
  const entries = fullCatalogue(plugins);
  const alike = entries.filter(({ bad, good }) => JSON.stringify(bad) === JSON.stringify(good));
  expect(alike.map(({ code }) => code)).toEqual([]);
  const capital = entries.filter(({ help }) => help !== undefined && /^[A-Z][a-z]/.test(help));
  expect(capital.map(({ code }) => code)).toEqual([]);
});

test("every finding about a spec is shown by a case of the corpus", () => {
  const shown = allCases().flatMap(({ folder }) =>
    ["plan.txt", "diagnostics.txt"].map((name) => join(folder, name))
  )
    .filter((path) => existsSync(path)).map((path) => readFileSync(path, "utf8")).join("");
  const codes = Object.values(aboutSpecs).flatMap((table) => Object.keys(table));
  expect(codes.filter((code) => !shown.includes(`[${code}]`))).toEqual([]);
});

test("every other finding is shown by a case, or a test names it", () => {
  const root = join(import.meta.dir, "..");
  const paths = ["cases/*/*/*.txt", "{unit,replay,toolchain,support}/**/*.ts"].flatMap((pattern) => [
    ...new Bun.Glob(pattern).scanSync(root),
  ]);
  const texts = paths.map((path) => readFileSync(join(root, path), "utf8"));
  const named = new Set(texts.flatMap((text) => text.match(/\b[A-Z]{2,8}\d{4}\b/g) ?? []));
  expect(fullCatalogue(plugins).map(({ code }) => code).filter((code) => !named.has(code))).toEqual([]);
});

function outcomeOf(example: Example) {
  const files = new Map<string, Uint8Array>(
    Object.entries(project).map(([path, text]) => [path, bytesOf(text)]),
  );
  for (const { path, content } of exampleFiles(example)) {
    if (content === null) files.delete(path);
    else files.set(path, bytesOf(content));
  }
  const { value, diagnostics } = understand(files, plugins);
  const contributed = value.project === null || value.project.objections.length > 0
    ? []
    : contribute(value.project).diagnostics;
  return { ...value, findings: [...diagnostics, ...contributed] };
}

function findingsOf(example: Example): readonly Diagnostic[] {
  return outcomeOf(example).findings;
}

/** The errors, and what has this code: good examples in version 2 are warned of what is not built. */
function printed(example: Example, code: string): string {
  const { findings, sources } = outcomeOf(example);
  const told = findings.filter((finding) => finding.severity === "error" || finding.code === code);
  return printDiagnostics(told, sources, { color: false });
}

function bytesOf(text: string): Uint8Array {
  const [first = "", ...rest] = text.split("\ufffd").map((part) => Buffer.from(part));
  return Buffer.concat([Buffer.from(first), ...rest.flatMap((part) => [Buffer.from([0xe9]), part])]);
}
