// bun scripts/new-case.ts AREA/NAME [FROM]    makes a case of the golden corpus, over the project of the case FROM
//
// Write the files of the project in `in/`, what else there is to say in `case.yaml`, and then:
// UPDATE=1 bun test ./tests/replay/golden.test.ts -t "golden AREA/NAME"
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

const cases = join(import.meta.dir, "../tests/cases");
const [name = "", from = "base/minimal"] = process.argv.slice(2);
const problem = problemOf(name, from);
if (problem === null) {
  const folder = join(cases, name);
  mkdirSync(join(folder, "in/shared/spec"), { recursive: true });
  writeFileSync(join(folder, "case.yaml"), `from: ${from}\n`);
  writeFileSync(
    join(folder, "in/shared/spec/models.yaml"),
    "models:\n  Book:\n    fields:\n      title: string\n",
  );
  console.log(`${folder}\nUPDATE=1 bun test ./tests/replay/golden.test.ts -t "golden ${name}"`);
} else {
  console.error(`new-case: ${problem}`);
  process.exitCode = 2;
}

function problemOf(name: string, from: string): string | null {
  if (!/^[a-z0-9-]+\/[a-z0-9-]+$/.test(name)) return "bun scripts/new-case.ts AREA/NAME [FROM]";
  if (existsSync(join(cases, name))) return `tests/cases/${name} is there already`;
  return existsSync(join(cases, from)) ? null : `there is no case ${from}`;
}
