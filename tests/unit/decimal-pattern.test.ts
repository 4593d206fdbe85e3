/** The pattern that generated projects publish for decimals: right for every range of small numbers, in both engines. */
import { expect, test } from "bun:test";
import { join } from "node:path";

const folder = join(import.meta.dir, "../../templates/python/static/runtime");

/** Of each range its bounds, its scale and its pattern; what Python's own engine finds wrong comes first. */
const script = `
import itertools, json, re, sys
sys.path.insert(0, ${JSON.stringify(folder)})
from decimal_pattern import decimal_pattern

def texts(units, scale):
    sign, digits = "-" if units < 0 else "", str(abs(units)).zfill(scale + 1)
    whole = sign + (f"{digits[:-scale]}.{digits[-scale:]}" if scale else digits)
    yield whole
    if "." in whole:
        yield whole.rstrip("0").rstrip(".")

bounds = [-1000, -321, -120, -100, -99, -21, -10, -9, -1, 0, 1, 5, 9, 10, 12, 99, 100, 105, 250, 999, 1000]
wrong, patterns = [], []
for scale, (low, high) in itertools.product((0, 1, 2), itertools.combinations_with_replacement(bounds, 2)):
    pattern = decimal_pattern(low, high, scale)
    patterns.append([low, high, scale, pattern])
    for units in range(-1100, 1101):
        for text in texts(units, scale):
            if (re.search(pattern, text) is not None) != (low <= units <= high):
                wrong.append([low, high, scale, text])
    for text in ("", "+1", "00", "01", "1.", ".5", "1e1", "1" + "." + "0" * (scale + 1), " 1", "1\\n0", "٣"):
        if re.search(pattern, text) is not None:
            wrong.append([low, high, scale, text])
print(json.dumps({"wrong": wrong[:5], "patterns": patterns}))
`;

test("Python finds exactly the numbers of the range, and ECMA 262 reads the same", () => {
  const { stdout, stderr } = Bun.spawnSync(["python3", "-I", "-c", script]);
  expect(stderr.toString()).toBe("");
  const { wrong, patterns } = JSON.parse(stdout.toString()) as {
    readonly wrong: readonly unknown[];
    readonly patterns: readonly (readonly [number, number, number, string])[];
  };
  expect(wrong).toEqual([]);
  for (const [low, high, scale, pattern] of patterns) {
    const expression = new RegExp(pattern, "u");
    for (let units = -1100; units <= 1100; units += 7) {
      const text = (units / 10 ** scale).toFixed(scale);
      if (expression.test(text) !== (low <= units && units <= high)) {
        throw new Error(`${pattern} and ${text}`);
      }
    }
  }
}, 60_000);
