import { apply } from "../../core/apply/apply.ts";
import { recover } from "../../core/apply/recover.ts";
import { bunHost } from "../../core/host/bun.ts";
import { planOf, type Wanted } from "./small-pipeline.ts";

/**
 * About 300 files, of which every version keeps, changes, drops, adds and moves some:
 * `bun tests/support/kill-apply.ts FOLDER VERSION` says `begin` when it starts to write and `end` when it is done.
 */
export function versionOf(version: number): Wanted {
  const files: Record<string, readonly ["generated" | "scaffold" | "once", string]> = {};
  const line = (n: number, text: string | number) => `# file ${n}\n${`${text}\n`.repeat(20)}`;
  for (let n = 0; n < 60; n++) files[`same/${n % 7}/${n}.py`] = ["generated", line(n, "same")];
  for (let n = 0; n < 120; n++) files[`changed/${n % 11}/${n}.py`] = ["generated", line(n, version)];
  for (let n = 0; n < 60; n++) {
    files[`v${version}/${n % 5}/${n}.py`] = ["generated", line(n, `only in ${version}`)];
  }
  for (let n = 0; n < 40; n++) files[`moved/to${version}/${n}.py`] = ["generated", line(n, "moved")];
  for (let n = 0; n < 10; n++) {
    files[`docs/${n}.md`] = ["scaffold", `title ${n}\n\ntext\n\nversion ${version}\n`];
  }
  for (let n = 0; n < 10; n++) files[`slots/${n}.py`] = ["once", line(n, `stub ${version}`)];
  // A module that is a package in every other version.
  if (version % 2 === 0) files["swap/module.py"] = ["generated", "module\n"];
  else files["swap/module.py/part.py"] = ["generated", "part\n"];
  return files;
}

if (import.meta.main) {
  const [folder = "", version = ""] = process.argv.slice(2);
  const host = bunHost(folder);
  await recover(host);
  const { plan } = planOf(host, versionOf(Number(version)));
  host.output.out("begin\n");
  const { value, diagnostics } = await apply(host, plan);
  host.output.out("end\n");
  for (const { code, message } of diagnostics) host.output.err(`${code}: ${message}\n`);
  process.exitCode = value.kind === "refused" ? 1 : 0;
}
