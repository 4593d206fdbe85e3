/** Projects as the old template made them: their specs as they are, their Python judged like any other. */
import { afterAll, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Court } from "../support/judge-court.ts";
import { pytest } from "../support/judge-cell.ts";
import { runIn } from "../support/run-case.ts";
import { around, ROOT, rows } from "../support/version2-corpus.ts";

const court = new Court();
afterAll(() => court.close());

const rendered = join(ROOT, "rendered");
for (const name of ["backend", "backend+tg_bot+notifications+frontend"]) {
  test(`${name}: ruff, mypy, deptry, pytest`, async () => {
    const project = await court.project({ specs: join(rendered, name) });
    await project.tool("ruff", ["format", "--check", "--no-cache", "."]);
    await project.tool("ruff", ["check", "--no-cache", "."]);
    await project.tool("mypy", ["--cache-dir", project.path("../mypy")]);
    for (const folder of ["shared", "services/backend"]) await project.tool("deptry", ["src"], { folder });
    await project.tool("pytest", pytest);
  });
}

test("every accepted file of the corpus: ruff", async () => {
  const root = mkdtempSync(join(tmpdir(), "svc-version2-"));
  const refused: string[] = [];
  for (const [number, { file, kind, verdict }] of rows.entries()) {
    if (!verdict.startsWith("accept") || file.startsWith("rendered/")) continue;
    const ran = await runIn(around(kind, await Bun.file(`${ROOT}/${file}`).text()), ["generate"]);
    if (ran.exit !== 0) refused.push(file);
    else writeTree(join(root, String(number)), ran.tree);
  }
  // Its operation answers a body with status 204, which no framework sends.
  expect(refused).toEqual(["docs/10.template__services__backend__AGENTS.yaml"]);
  const project = await court.project({ starter: "none" });
  await project.tool("ruff", ["format", "--check", "--no-cache", root]);
  await project.tool("ruff", ["check", "--no-cache", root]);
});

function writeTree(folder: string, tree: Awaited<ReturnType<typeof runIn>>["tree"]): void {
  for (const [path, content] of Object.entries(tree)) {
    if (typeof content !== "string" || path.endsWith("/")) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}
