import { describe, expect, test } from "bun:test";
import {
  capacityOf,
  type Demands,
  matchingTextOfLength,
  matchingTexts,
  searches,
  textAt,
  textBeside,
} from "../../plugins/python/samples/matching-text.ts";

const within = (minLength: number, maxLength: number, accepts = (_: string) => true): Demands => ({
  minLength,
  maxLength,
  accepts,
});

describe("texts that a pattern finds", () => {
  for (
    const [pattern, demands] of [
      ["^[a-z]+$", within(1, 20)],
      ["^[A-Z]{2}[0-9]{4}$", within(6, 6)],
      ["^(?:red|green|blue)$", within(0, 10)],
      ["^\\d{3}-\\d{2}$", within(0, 10)],
      ["^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$", within(1, 63)],
      ["^a?@", within(1, 12)],
      ["^X?Y{2,}$", within(2, 5)],
      ["^[^ ]{4}$", within(4, 4)],
    ] as const
  ) {
    test(pattern, () => {
      const form = matchingTexts(pattern, demands)!;
      const count = Math.min(capacityOf(form), 98);
      const texts = Array.from({ length: count }, (_, number) => textAt(form, number));
      for (const text of texts) {
        expect([text, searches(pattern, text)]).toEqual([text, true]);
        expect(text.length).toBeGreaterThanOrEqual(demands.minLength);
        expect(text.length).toBeLessThanOrEqual(demands.maxLength);
      }
      expect(new Set(texts).size).toBe(count);
    });
  }

  test("what else is demanded holds for all of them", () => {
    const form = matchingTexts("^[a-zA-Z]+$", within(1, 9, (text) => text === text.toUpperCase()))!;
    expect(textAt(form, 17)).toMatch(/^[A-Z]+$/);
  });

  test("none where nothing fits, or the pattern is more than it can read", () => {
    expect(matchingTexts("^a{5}$", within(1, 4))).toBeNull();
    expect(matchingTexts("^(a)\\1(?=b)", within(1, 9))).toBeNull();
    expect(matchingTexts("(", within(1, 9))).toBeNull();
  });
});

test("a text of another length, for the test that lengths are looked at", () => {
  expect(matchingTextOfLength("^[a-z]*$", (length) => length > 30)?.length).toBeGreaterThan(30);
  expect(matchingTextOfLength("^[a-z]{3}$", (length) => length > 3)).toBeNull();
});

test("a text that the pattern does not find, and that is refused for nothing else", () => {
  const text = textBeside("^[a-z]+$", within(2, 5))!;
  expect(searches("^[a-z]+$", text)).toBe(false);
  expect(text.length).toBeGreaterThanOrEqual(2);
  expect(text.length).toBeLessThanOrEqual(5);
  expect(textBeside("", within(1, 5))).toBeNull();
});
