import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { compileTemplate } from "./templates/compile-template.ts";
import { type CompiledPlugin, printIndex } from "./templates/print-index.ts";

/**
 * The text of `templates/index.ts`: each `<plugin>/<name>.eta` of the folder as a typed function, and the files of
 * `<plugin>/static/` as text. Throws with file and line for whatever a template may not do.
 */
export function generateTemplates(root: string): string {
  return printIndex(
    folders(root).map((plugin) => compilePlugin(root, plugin)).filter((plugin) => plugin !== null),
  );
}

function compilePlugin(root: string, plugin: string): CompiledPlugin | null {
  const folder = join(root, plugin);
  const names = readdirSync(folder).filter((name) => name.endsWith(".eta")).sort();
  const templates = names.map((file) => {
    const name = file.slice(0, -".eta".length);
    return compileTemplate(`${plugin}/${name}`, readFileSync(join(folder, file), "utf8"));
  });
  const statics = filesUnder(join(folder, "static")).map((path) =>
    [path, readFileSync(join(folder, "static", path), "utf8")] as const
  );
  return templates.length + statics.length === 0 ? null : { name: plugin, templates, statics };
}

function folders(root: string): readonly string[] {
  return readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) =>
    name
  ).sort();
}

function filesUnder(folder: string, prefix = ""): readonly string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== "__pycache__" && !name.startsWith("."))
    .flatMap((entry) =>
      entry.isDirectory()
        ? filesUnder(join(folder, entry.name), `${prefix}${entry.name}/`)
        : [prefix + entry.name]
    )
    .sort();
}
