import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { unifiedDiff } from "../../core/plan/diff.ts";
import { mergeTexts } from "../../core/plan/merge.ts";

const lines = (text: string) => text.split(" ").map((line) => `${line}\n`).join("");

const TABLE: readonly [string, string, string, string, string | number][] = [
  ["nothing changed", "a b c", "a b c", "a b c", "a b c"],
  ["only yours", "a b c", "x b c", "a b c", "x b c"],
  ["only theirs", "a b c", "a b c", "a b x", "a b x"],
  ["different places", "a b c d e", "x b c d e", "a b c d y", "x b c d y"],
  ["the same change", "a b c", "a x c", "a x c", "a x c"],
  ["the same line", "a b c", "a x c", "a y c", 2],
  ["touching lines", "a b c d", "a x c d", "a b y d", 2],
  ["both add at the end", "a", "a x", "a y", 2],
  ["yours deleted what theirs changed", "a b c", "a c", "a x c", 2],
  ["theirs deleted a part", "a b c d e f", "a b c d e x", "a e f", "a e x"],
];

describe("a merge", () => {
  for (const [name, base, yours, theirs, expected] of TABLE) {
    test(name, () => {
      const merged = mergeTexts(lines(base), lines(yours), lines(theirs));
      expect(merged).toEqual(
        typeof expected === "number"
          ? { kind: "conflict", line: expected }
          : { kind: "merged", text: lines(expected) },
      );
    });
  }

  test("a missing break at the end is a change like any other", () => {
    expect(mergeTexts("a\nb\nc\n", "a\nb\nc", "x\nb\nc\n")).toEqual({ kind: "merged", text: "x\nb\nc" });
    expect(mergeTexts("", "", "x\n")).toEqual({ kind: "merged", text: "x\n" });
  });

  test("line ends that git turned are no change", () => {
    expect(mergeTexts("a\nb\nc\n", "a\r\nb\r\nc\r\n", "x\nb\nc\n")).toEqual({
      kind: "merged",
      text: "x\r\nb\r\nc\r\n",
    });
    expect(mergeTexts("a\nb\nc\n", "a\r\nb\nc\n", "x\nb\nc\n").kind).toBe("conflict");
  });

  test("thousands of equal lines take no time", () => {
    const many = (first: string) => `${first}\n${"\n".repeat(20_000)}${first}\n`;
    const begun = performance.now();
    mergeTexts(many("a"), many("b"), `x\n${many("a")}`);
    unifiedDiff("a", many("a"), many("b"));
    expect(performance.now() - begun).toBeLessThan(2000);
  });

  const text = fc.array(fc.constantFrom("a", "b", "c", "", "d"), { maxLength: 12 }).map((each) =>
    each.join("\n")
  );

  test("with an unchanged side is the other side", () => {
    fc.assert(fc.property(text, text, (base, other) => {
      expect(mergeTexts(base, base, other)).toEqual({ kind: "merged", text: other });
      expect(mergeTexts(base, other, base)).toEqual({ kind: "merged", text: other });
      expect(mergeTexts(base, other, other)).toEqual({ kind: "merged", text: other });
    }));
  });

  test("is the same from both sides", () => {
    fc.assert(fc.property(text, text, text, (base, one, two) => {
      const [left, right] = [mergeTexts(base, one, two), mergeTexts(base, two, one)];
      expect(left.kind).toBe(right.kind);
      if (left.kind === "merged") expect<unknown>(left).toEqual(right);
    }));
  });
});
