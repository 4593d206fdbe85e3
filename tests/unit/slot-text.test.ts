import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { faultOf } from "../../core/cli/slot-text.ts";

describe("what Python cannot read", () => {
  const faults: Readonly<Record<string, string | null>> = {
    "x = (1, [2, {3}])": null,
    "x = ')' + \"(\" # (": null,
    '"""It\'s (open\n"""': null,
    "x = 'a\\\n(b'": null,
    'x = f"{a["("]}"': null,
    'x = f"{\n1}("': null,
    "x = (1": 'has a "(" that is not closed',
    "x = f(a[1)": 'has a ")" too many',
    "x = 1)": 'has a ")" too many',
    "x = 'a": "has a text that does not end",
    "x = 1\n<<<<<<< HEAD\nx = 2\n": "still has the marks of a merge",
  };
  for (const [text, problem] of Object.entries(faults)) {
    test(JSON.stringify(text), () => expect(faultOf(text)?.problem ?? null).toBe(problem));
  }
});

test("nothing is wrong with the Python that svc writes", () => {
  const files = ["templates/*/static/**/*.py", "tests/cases/*/*/out/**/*.py"].flatMap((pattern) => [
    ...new Bun.Glob(pattern).scanSync("."),
  ]);
  expect(files.length).toBeGreaterThan(100);
  const wrong = files.filter((path) => faultOf(readFileSync(path, "utf8")) !== null);
  // One case is about a file that git could not merge.
  expect(wrong.filter((path) => !path.includes("merge"))).toEqual([]);
});
