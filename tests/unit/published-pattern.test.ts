import { expect, test } from "bun:test";
import { publishedPattern } from "../../plugins/python/published-pattern.ts";

const found = (pattern: string, text: string, cased = false) =>
  new RegExp(publishedPattern(pattern, cased).pattern, "u").test(text);

const samples = [
  "",
  "a",
  "A",
  "ab",
  "abc",
  "5",
  "٣",
  "x5y",
  "_",
  " ",
  "\t",
  "\u00a0",
  "é",
  "-",
  "a\nb",
  "\r",
  "a.b",
  "日",
];

for (
  const pattern of [
    "^a+$",
    "b",
    "^[a-c]{1,3}$",
    "^(?:a|b)*$",
    "a|^5",
    "^.$",
    "\\.",
    "^[^a]$",
    "^$",
    "x(5)y",
    "^a{2,}|b$",
  ]
) {
  test(`${pattern} finds what it found`, () => {
    for (const text of samples) {
      // JavaScript reads the spec's own pattern like this, apart from NUL.
      expect([text, found(pattern, text)]).toEqual([text, new RegExp(pattern, "u").test(text)]);
    }
  });
}

test("shorthands mean ASCII, also where an engine would take all of Unicode", () => {
  for (
    const [pattern, yes, no] of [["^\\d$", "5", "٣"], ["^\\w$", "_", "é"], ["^\\s$", "\t", "\u00a0"]] as const
  ) {
    expect([pattern, found(pattern, yes), found(pattern, no)]).toEqual([pattern, true, false]);
    const { pattern: published } = publishedPattern(pattern, false);
    expect(published).not.toMatch(/\\[dws]/);
  }
});

test("nothing lets a NUL through", () => {
  for (const pattern of ["b", "^.*$", "^[^a]+$", "^\\D+$", "^\\W$", "^\\S+$", "a|b", "^a", "a$"]) {
    for (const text of ["\0", "b\0", "\0b", "a\0b", "b\0a"]) {
      expect([pattern, text, found(pattern, text)]).toEqual([pattern, text, false]);
    }
  }
});

test("what is brought to one case first is found in both", () => {
  for (const text of ["AB", "ab", "Ab"]) {
    expect([text, found("^ab$", text, true), found("^[a-b]+$", text, true)]).toEqual([text, true, true]);
  }
  expect(found("^ab$", "AB")).toBe(false);
});

test("a validator without backtracking is told what it cannot hold", () => {
  expect(publishedPattern("^a{2,9}$", false).simple).toBe(true);
  expect(publishedPattern("^(?:[a-z]{50}){50}$", false).simple).toBe(false);
});
