import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { MemoryTree } from "../../core/host/memory-files.ts";
import { z } from "../../core/schema/schema.ts";
import { parseYaml } from "../../core/text/parse-yaml.ts";
import { newSource } from "../../core/text/source.ts";
import { toValue } from "../../core/text/walk.ts";

const CASES = join(import.meta.dir, "../cases");

/** What a file cannot hold in a repository, or cannot hold safely: links, bytes, line ends, great sizes. */
const rawFile = z.union([
  z.strictObject({ link: z.string() }),
  z.strictObject({ hex: z.string().regex(/^([0-9a-f]{2} ?)*$/) }),
  z.strictObject({ text: z.string() }),
  z.strictObject({ repeat: z.string(), times: z.int() }),
]);

const edit = z.union([
  z.strictObject({ file: z.string(), find: z.string(), put: z.string() }),
  z.strictObject({ file: z.string(), append: z.string() }),
  z.strictObject({ file: z.string(), write: z.string() }),
  z.strictObject({ file: z.string(), hex: z.string() }),
  z.strictObject({ file: z.string(), delete: z.literal(true) }),
  /** All files of a folder whose names depend on what is in them. */
  z.strictObject({ folder: z.string(), delete: z.literal(true) }),
  z.strictObject({ folder: z.string(), to: z.string() }),
]);

const settings = z.strictObject({
  /** What the case is about, where its name does not say it. */
  about: z.string().optional(),
  /** `area/case` whose project lies under this one. */
  from: z.string().optional(),
  /** Files beside those of `in/`. */
  files: z.record(z.string(), rawFile).default({}),
  /** A run that has to succeed before the edits: the project that there was. */
  before: z.array(z.string()).optional(),
  edit: z.array(edit).default([]),
  args: z.array(z.string()).default(["generate"]),
  /** If absent: 2 with an error in `diagnostics.txt`, else 0. */
  exit: z.int().optional(),
  /** False: what is printed counts files that the case is not about. */
  plan: z.boolean().default(true),
  /** Patterns of the files that stand in `out/`, byte for byte. */
  keep: z.array(z.string()).default([]),
});

export interface Case {
  /** `spec/unknown-key` */
  readonly name: string;
  readonly folder: string;
  readonly settings: z.infer<typeof settings>;
  /** The project before anything is run. */
  readonly tree: MemoryTree;
}

/** All cases, in order of their names. */
export function allCases(): readonly Case[] {
  return foldersIn(CASES).flatMap((area) =>
    foldersIn(join(CASES, area)).map((name) => readCase(`${area}/${name}`))
  );
}

export function readCase(name: string): Case {
  const folder = join(CASES, name);
  const own = settingsOf(folder);
  const under = own.from === undefined ? {} : readCase(own.from).tree;
  const made = Object.entries(own.files).map(([path, file]) => [path, contentOf(file)] as const);
  return {
    name,
    folder,
    settings: own,
    tree: { ...under, ...filesIn(join(folder, "in")), ...Object.fromEntries(made) },
  };
}

function settingsOf(folder: string): Case["settings"] {
  const path = join(folder, "case.yaml");
  if (!existsSync(path)) return settings.parse({});
  const { node, problems } = parseYaml(newSource(path, readFileSync(path, "utf8")), { anchors: false });
  if (problems.length > 0) throw new Error(`${path}: ${JSON.stringify(problems)}`);
  const parsed = settings.safeParse(toValue(node));
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function contentOf(file: z.infer<typeof rawFile>): MemoryTree[string] {
  if ("link" in file) return file;
  if ("text" in file) return file.text;
  if ("repeat" in file) return file.repeat.repeat(file.times);
  return Uint8Array.from(Buffer.from(file.hex.replaceAll(" ", ""), "hex"));
}

/** The tree after the edits of the case. */
export function edited(tree: MemoryTree, edits: Case["settings"]["edit"]): MemoryTree {
  const files: Record<string, MemoryTree[string]> = { ...tree };
  for (const each of edits) {
    if ("folder" in each) {
      const inside = Object.keys(files).filter((path) => path.startsWith(`${each.folder}/`));
      for (const path of inside) {
        if ("to" in each) files[each.to + path.slice(each.folder.length)] = files[path]!;
        delete files[path];
      }
      continue;
    }
    const text = files[each.file];
    if ("write" in each) files[each.file] = each.write;
    else if ("hex" in each) files[each.file] = contentOf(each);
    else if (typeof text !== "string") throw new Error(`there is no text ${each.file} to edit`);
    else if ("delete" in each) delete files[each.file];
    else if ("append" in each) files[each.file] = text + each.append;
    else if (text.split(each.find).length !== 2) {
      throw new Error(`${JSON.stringify(each.find)} does not stand in ${each.file}, or not once`);
    } else files[each.file] = text.replace(each.find, () => each.put);
  }
  return files;
}

/** Every file below a folder: relative path → text, or bytes where they are no UTF-8. */
export function filesIn(folder: string): Record<string, string | Uint8Array> {
  if (!existsSync(folder)) return {};
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

function foldersIn(folder: string): readonly string[] {
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return names.filter((name) => statSync(join(folder, name)).isDirectory());
}
