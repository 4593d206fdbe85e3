import { afterAll } from "bun:test";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Court } from "../support/judge-court.ts";
import { judgeProject } from "../support/judge-suite.ts";

const projects = join(import.meta.dir, "../projects");
const court = new Court();
afterAll(() => court.close());

judgeProject({ name: "library", recipe: { starter: "library" }, fuzzed: "postgresql" }, court);
judgeProject({ name: "none", recipe: { starter: "none" }, fuzzed: null }, court);
for (const name of readdirSync(projects).sort()) {
  const recipe = { specs: join(projects, name, "specs"), yours: join(projects, name, "yours") };
  judgeProject({ name, recipe, fuzzed: "sqlite", examples: 5 }, court);
}
