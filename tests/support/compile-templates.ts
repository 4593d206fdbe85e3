import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateTemplates } from "../../scripts/generate-templates.ts";

const root = join(import.meta.dir, "../..");

/** Compiles a folder of templates as `npm run generate` does, to a module outside the checkout; its path. */
export function compileTemplates(folder: string): string {
  const text = generateTemplates(folder);
  const path = join(mkdtempSync(join(tmpdir(), "svc-templates-")), "index.ts");
  writeFileSync(path, text.replaceAll(' from "../', ` from "${root}/`));
  return path;
}
