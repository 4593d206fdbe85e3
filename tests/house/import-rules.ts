/** Later rows may use earlier ones, never the other way, and folders of one row do not know each other. */
const layers: readonly (readonly string[])[] = [
  ["text", "schema", "host"],
  ["diagnostics"],
  ["spec"],
  ["model"],
  ["template", "plugin"],
  ["sandbox", "plan"],
  ["apply"],
  // Files that stand in core itself: the pipeline, which composes all of the above.
  ["."],
  ["cli"],
];
const arrows = layers.map((row) => row.join(", ")).join(" ← ");

/** The one folder that may import a library, so that a second way to do its work cannot grow. */
const owners: Readonly<Record<string, string>> = {
  yaml: "core/text/",
  zod: "core/schema/",
  commander: "core/cli/",
  "node-diff3": "core/plan/",
  eta: "scripts/",
  "fast-check": "tests/",
};

/** What the runtime offers, by the folders that may use it. */
const builtins: readonly { readonly path: RegExp; readonly modules: RegExp }[] = [
  { path: /^(core\/host|scripts|tests)\//, modules: /^node:/ },
  { path: /^(core\/host\/bun\.ts$|scripts\/|tests\/)/, modules: /^bun(:(?!test)|$)/ },
  { path: /^tests\//, modules: /^bun:test$/ },
  { path: /^main\.ts$/, modules: /^node:process$/ },
  // Colours: styleText computes text and touches nothing.
  { path: /^core\/cli\//, modules: /^node:util$/ },
];

/** Why one file of ours must not import another; null if it may. */
export function importRule(from: string, to: string): string | null {
  if (!/\.(ts|json)$/.test(to)) return "an import names a .ts or .json file with its extension";
  if (to.startsWith("..")) return "an import stays in the repository";
  const product = !/^(scripts|tests)\//.test(from);
  if (!product) return null;
  if (/^(scripts|tests)\//.test(to)) return "what users get does not need our scripts and tests";
  if (from === "main.ts" || to.endsWith(".json")) return null;
  if (to === "main.ts") return "main.ts wires everything and is used by nothing";
  if (from.startsWith("core/")) return fromCore(from, to);
  if (from === "mod.ts") return fromMod(to);
  if (from.startsWith("plugins/")) return fromPlugin(from, to);
  if (from.startsWith("templates/")) return fromTemplates(to);
  return null;
}

/** Why a file must not import this npm package; null if it may. */
export function packageRule(from: string, specifier: string): string | null {
  const name = specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
  const owner = owners[name];
  if (owner === undefined) {
    return `${name} has no importing folder; give it one in tests/house/import-rules.ts`;
  }
  return from.startsWith(owner) ? null : `each library has one importing folder; that of ${name} is ${owner}`;
}

/** Why a file must not import this module of the runtime; null if it may. */
export function nodeRule(from: string, specifier: string): string | null {
  if (builtins.some(({ path, modules }) => path.test(from) && modules.test(specifier))) return null;
  return "the outside world is behind core/host; a pure phase has no use for the runtime's modules";
}

function fromCore(from: string, to: string): string | null {
  if (!to.startsWith("core/")) {
    return "core knows no plugin: what it knew of one, a plugin of somebody else could not do";
  }
  const [user, used] = [folderOf(from), folderOf(to)];
  if (layerOf(user) === -1) return `core has no folder \`${user}\` in its order: ${arrows}`;
  if (user === used || (layerOf(used) !== -1 && layerOf(used) < layerOf(user))) return null;
  return `dependencies in core point one way: ${arrows}`;
}

function fromMod(to: string): string | null {
  const folder = to.startsWith("core/") ? folderOf(to) : "";
  if (["text", "schema", "diagnostics", "spec", "model", "template", "plugin"].includes(folder)) return null;
  return "a plugin gets data and returns data: mod.ts offers nothing that has effects, and no plugin";
}

function fromPlugin(from: string, to: string): string | null {
  const own = from.split("/").slice(0, 2).join("/") + "/";
  if (to === "mod.ts" || to.startsWith(own) || to.startsWith("templates/")) return null;
  if (/^plugins\/[^/]+\/contract\.ts$/.test(to)) return null;
  if (from === "plugins/registry.ts" && /^plugins\/[^/]+\/plugin\.ts$/.test(to)) return null;
  return "built-in plugins have no private door: mod.ts, their own folder, templates, and contract.ts of others";
}

function fromTemplates(to: string): string | null {
  if (to === "mod.ts" || to.startsWith("templates/") || to.startsWith("plugins/")) return null;
  return "a template is a function of a view; it knows mod.ts and the views of its plugin";
}

/** `core/spec/load.ts` → `spec`; `core/pipeline.ts` → `.` */
function folderOf(path: string): string {
  const [, folder = "", file] = path.split("/");
  return file === undefined ? "." : folder;
}

function layerOf(folder: string): number {
  return layers.findIndex((row) => row.includes(folder));
}
