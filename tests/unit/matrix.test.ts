import { expect, test } from "bun:test";
import { cellsOf } from "../support/matrix.ts";

const pythons = ["3.11", "3.12", "3.13"].map((version) => ({ version, path: "" }));
const specs = [0, 1, 2, 3];

test("the cells are pairwise: each two of spec, database and Python meet", () => {
  const cells = specs.flatMap((spec) =>
    cellsOf(spec, pythons).map((cell) => ({ spec: String(spec), ...cell }))
  );
  const met = new Set(
    cells.flatMap(({ spec, database, python }) => [
      `${spec} ${database}`,
      `${spec} ${python}`,
      `${python} ${database}`,
    ]),
  );
  expect(cells.length).toBe(specs.length * 3);
  expect(met.size).toBe(specs.length * 2 + specs.length * 3 + 3 * 2);
});
