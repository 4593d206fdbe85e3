/** Write the generated files of this repository; with `--check` only compare, print what differs and fail. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { generateTemplates } from "./generate-templates.ts";

const ROOT = join(import.meta.dir, "..");

if (import.meta.main) {
  const check = process.argv.includes("--check");
  const stale = [...await generated()].filter(([path, text]) => textOf(path) !== text);
  if (!check) { for (const [path, text] of stale) writeFileSync(join(ROOT, path), text); }
  for (const [path] of stale) console.log(check ? `stale: ${path}; run npm run generate` : `wrote ${path}`);
  process.exitCode = check && stale.length > 0 ? 1 : 0;
}

/** Path → text. Templates come first: what follows is made by code that imports them. */
async function generated(): Promise<Map<string, string>> {
  const files = generateTemplates();
  const templates = files.get("templates/index.ts");
  if (
    templates !== undefined && textOf("templates/index.ts") !== templates && !process.argv.includes("--check")
  ) {
    writeFileSync(join(ROOT, "templates/index.ts"), templates);
  }
  const [{ fullCatalogue }, { diagnosticsPage }, { plugins }] = await Promise.all([
    import("../core/cli/full-catalogue.ts"),
    import("../core/diagnostics/page.ts"),
    import("../plugins/registry.ts"),
  ]);
  files.set("DIAGNOSTICS.md", diagnosticsPage(fullCatalogue(plugins)));
  return files;
}

function textOf(path: string): string | null {
  try {
    return readFileSync(join(ROOT, path), "utf8");
  } catch {
    return null;
  }
}
