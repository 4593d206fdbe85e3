import { expect, test } from "bun:test";
import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { understandTexts } from "../support/version2-project.ts";

const older = {
  "services.yml": `version: 3
project: { name: shop }
plugins: { backend: {} }
services:
  - name: backend # the one
    type: python-fastapi
    access: [database]
    exposes: [rest]
  - { name: other, type: python-fastapi, exposes: [rest] }
`,
  "shared/spec/models.yaml": `models:
  Book:
    fields:
      title: { type: string }
      tags: { type: { type: list, of: { type: string } } }
      old: { type: { type: optional, of: { type: int } } }
      state:
        type:
          type: enum
          values: [a, b]
          default: a
      kind: { type: { type: enum, values: [c, d] }, default: c }
    variants:
      Read:
      Create: {}
`,
  "services/backend/spec/books.yaml": `domain: books
operations:
  find:
    params: [name, { name: size, type: int, source: query, required: false }]
    output: List[BookRead]
    rest: { method: GET, path: "/{name}" }
  found:
    params:
      - name: code
        type: str
      - { name: deep, type: bool, default: false }
    output: BookRead
    rest: { method: GET, path: "/x/{code}", status: 200 }
`,
};

test("version 3 reads the spellings of version 2, and its hints make the files those of version 3", () => {
  const before = understandTexts(older);
  expect([...new Set(before.diagnostics.map(({ code, severity }) => `${severity} ${code}`))]).toEqual([
    "hint SVC0158",
  ]);
  const mended = applied(older, before.diagnostics);
  const after = understandTexts(mended);
  expect(after.diagnostics).toEqual([]);
  expect(after.value.project!.model).toEqual(before.value.project!.model);
  expect(mended["services.yml"]).toContain("  backend: # the one\n");
});

test("what only looks like one of them is refused as before", () => {
  for (
    const [path, text] of [
      ["services.yml", "version: 3\nproject: { name: shop }\nplugins: {}\nservices: [backend]\n"],
      ["shared/spec/models.yaml", "models:\n  Book: { fields: { title: { type: { kind: list } } } }\n"],
      ["services/backend/spec/books.yaml", "domain: books\noperations:\n  a: { params: [{ type: int }] }\n"],
    ] as const
  ) {
    const severities = understandTexts({ ...older, [path]: text }).diagnostics.map(({ severity }) =>
      severity
    );
    expect([path, severities.includes("error")]).toEqual([path, true]);
  }
});

function applied(
  texts: Readonly<Record<string, string>>,
  findings: readonly Diagnostic[],
): Record<string, string> {
  const result: Record<string, string> = { ...texts };
  const edits = findings.flatMap((finding) => finding.edits ?? []).sort((a, b) =>
    b.span.start - a.span.start
  );
  for (const { span, text } of edits) {
    const old = result[span.path]!;
    result[span.path] = old.slice(0, span.start) + text + old.slice(span.end);
  }
  return result;
}
