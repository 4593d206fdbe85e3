import { describe, expect, test } from "bun:test";
import { catalogue } from "../../core/diagnostics/catalogue.ts";
import { defineDiagnostics, newDiagnostic } from "../../core/diagnostics/define.ts";
import { fillHoles, type Holes, holesOf } from "../../core/diagnostics/holes.ts";

const words = { title: "T", explain: "E", bad: "b: 1\n", good: "g: 1\n" };
const spelling = defineDiagnostics({
  SVC9001: {
    severity: "error",
    message: 'unknown key "{key}" in {place}',
    help: 'did you mean "{nearest}"?',
    ...words,
  },
  SVC9002: { severity: "warning", message: "nothing to say", ...words },
  SVC9003: { severity: "hint", message: "{n} of {total}", help: "write {n}", ...words },
});
const span = { path: "a.yaml", start: 1, end: 2 };

test("message and help are filled", () => {
  expect(spelling.SVC9001(span, { key: "a", place: "Book", nearest: "b" })).toEqual({
    code: "SVC9001",
    severity: "error",
    message: 'unknown key "a" in Book',
    span,
    help: 'did you mean "b"?',
  });
});
test("help without its value is left out", () => {
  expect(spelling.SVC9001(span, { key: "a", place: "Book", nearest: undefined })).not.toHaveProperty("help");
  expect(spelling.SVC9001(span, { key: "a", place: "Book", nearest: null })).not.toHaveProperty("help");
});
test("a help of its own takes the place of that of the table", () => {
  expect(spelling.SVC9001(span, { key: "a", place: "b" }, { help: "ask" }).help).toBe("ask");
  expect(spelling.SVC9001(span, { key: "a", place: "b" }, { help: null })).not.toHaveProperty("help");
});
test("a finding about the whole project has no place", () => {
  expect(spelling.SVC9002(undefined, {})).toEqual({
    code: "SVC9002",
    severity: "warning",
    message: "nothing to say",
  });
});
test("numbers fill holes", () => {
  expect(spelling.SVC9003(span, { n: 1, total: 2 })).toMatchObject({ message: "1 of 2", help: "write 1" });
});
test("label, related places and edits are kept", () => {
  const extras = { label: "here", related: [{ span, label: "there" }], edits: [{ span, text: "x" }] };
  expect(spelling.SVC9002(span, {}, extras)).toMatchObject(extras);
});
test("an entry known at run time makes the same finding", () => {
  const args = { key: "a", place: "b", nearest: "c" };
  expect(newDiagnostic(spelling.SVC9001.entry, span, args)).toEqual(spelling.SVC9001(span, args));
  expect(() => newDiagnostic(spelling.SVC9001.entry, span, { key: "a" })).toThrow("SVC9001");
});

describe("holes", () => {
  test("are letters between braces", () => {
    expect(holesOf("{a} { b } {} {c d} {{e} {f1} {a}")).toEqual(["a", "e"]);
  });
  test("are the types of the arguments", () => {
    type Same<A, B> = [A] extends [B] ? [B] extends [A] ? true : false : false;
    const holes: Same<Holes<"{a} { b } {} {c d} {{e} {f1} {a}">, "a" | "e"> = true;
    const none: Same<Holes<"inside { } quote it">, never> = true;
    type Arguments = Parameters<typeof spelling.SVC9003>[1];
    const missing: { n: number } extends Arguments ? true : false = false;
    expect([holes, none, missing]).toEqual([true, true, false]);
  });
  test("take hostile text as data", () => {
    expect(fillHoles("<{a}>", { a: "\u001b[31m\n\u202e{b}$&" })).toBe("<\\u{1b}[31m\\n\\u{202e}{b}$&>");
    expect(fillHoles("<{toString}>", {})).toBeNull();
  });
  test("are whole where they are paths or sentences, up to what nobody writes", () => {
    const path = `${"folder/".repeat(30)}a.py`;
    expect(fillHoles("{path} {what}", { path, what: `${path} is a spec` })).toBe(`${path} ${path} is a spec`);
    expect(fillHoles("{path}", { path: "a".repeat(2000) })).toHaveLength(1000);
  });

  test("are cut at 80 code points", () => {
    expect(fillHoles("{a}", { a: "😀".repeat(81) })).toBe("😀".repeat(79) + "…");
    expect(fillHoles("{a}", { a: "😀".repeat(80) })).toBe("😀".repeat(80));
  });
});

describe("a catalogue", () => {
  const other = defineDiagnostics({ SVC0001: { severity: "error", message: "m", ...words } });
  test("is sorted by code", () => {
    expect(catalogue(spelling, other).map(({ code }) => code)).toEqual([
      "SVC0001",
      "SVC9001",
      "SVC9002",
      "SVC9003",
    ]);
  });
  test("has every code once, also where two plugins share a table", () => {
    expect(catalogue(spelling, spelling)).toEqual(catalogue(spelling));
    const { SVC9001: { entry: { code: _, ...definition } } } = spelling;
    const other = defineDiagnostics({ SVC9001: definition });
    expect(() => catalogue(spelling, other)).toThrow("SVC9001 is defined twice");
  });
  test("has codes that look like codes", () => {
    const odd = defineDiagnostics({ oops: { severity: "error", message: "m", ...words } });
    expect(() => catalogue(odd)).toThrow("oops is no code of a finding");
  });
});
