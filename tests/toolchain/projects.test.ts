// The matrix: every starter and every project of ours, pairwise with the databases and the Pythons of this machine.
import { afterAll } from "bun:test";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Court } from "../support/judge-court.ts";
import { judgeProject, type Suite } from "../support/judge-suite.ts";
import { cellsOf } from "../support/matrix.ts";
import { testToolchain } from "../support/toolchain.ts";

/** Of an idle machine with two cores. Who adds a project looks at what it costs. */
const BUDGET_S = 900;
const PYTHONS = ["3.11", "3.12", "3.13"];

const projects = join(import.meta.dir, "../projects");
const { pythons } = await testToolchain();
const court = new Court();

const suites: readonly Omit<Suite, "cells">[] = [
  { name: "library", recipe: { starter: "library" }, fuzzed: ["postgresql"] },
  { name: "none", recipe: { starter: "none" }, fuzzed: [] },
  ...readdirSync(projects).sort().map((name) => ({
    name,
    recipe: { specs: join(projects, name, "specs"), yours: join(projects, name, "yours") },
    fuzzed: fuzzedOn(name),
    examples: 5,
  })),
];

/** What has every construct is fuzzed on both databases. */
function fuzzedOn(name: string): Suite["fuzzed"] {
  if (name === "errands") return [];
  return name === "festival" ? ["sqlite", "postgresql"] : ["sqlite"];
}

const began = performance.now();
for (const [index, suite] of suites.entries()) {
  judgeProject({ ...suite, cells: cellsOf(index, pythons) }, court);
}

afterAll(async () => {
  const missing = PYTHONS.filter((version) => pythons.every((python) => python.version !== version));
  if (missing.length > 0) console.log(`matrix: this machine has no Python ${missing.join(", ")}`);
  const fuzzed = suites.filter((suite) => suite.fuzzed.length > 0).length;
  const spent = Math.round((performance.now() - began) / 1000);
  console.log(
    `matrix: ${suites.length} specs × 2 databases × ${pythons.length} Pythons, pairwise in ` +
      `${suites.length * pythons.length} cells, ${fuzzed} fuzzed: ${spent} s of a budget of ${BUDGET_S} s`,
  );
  await court.close();
});
