/** Write the generated files of this repository; with `--check` only name what is stale, and fail. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { generateTemplates } from "./generate-templates.ts";

const ROOT = join(import.meta.dir, "..");

const check = process.argv.includes("--check");
let stale = 0;

// Templates come first: the page is made by code that imports them.
settle("templates/index.ts", generateTemplates(join(ROOT, "templates")));
settle("DIAGNOSTICS.md", await findingsPage());
process.exitCode = check && stale > 0 ? 1 : 0;

function settle(path: string, text: string): void {
  if (textOf(path) === text) return;
  stale++;
  if (!check) writeFileSync(join(ROOT, path), text);
  console.log(check ? `stale: ${path}; run npm run generate` : `wrote ${path}`);
}

async function findingsPage(): Promise<string> {
  const [{ fullCatalogue }, { diagnosticsPage }, { plugins }] = await Promise.all([
    import("../core/cli/full-catalogue.ts"),
    import("../core/diagnostics/page.ts"),
    import("../plugins/registry.ts"),
  ]);
  return diagnosticsPage(fullCatalogue(plugins));
}

function textOf(path: string): string | null {
  try {
    return readFileSync(join(ROOT, path), "utf8");
  } catch {
    return null;
  }
}
