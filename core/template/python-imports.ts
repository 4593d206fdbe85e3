import type { BoundNames } from "./bound-names.ts";
import { columnWidth } from "./column-width.ts";
import type { PyRef } from "./code.ts";
import { LINE_WIDTH } from "./doc-printer.ts";
import { defaultName } from "./import-use.ts";
import { BUILTINS } from "./python-builtins.ts";
import { STDLIB } from "./python-stdlib.ts";
import { compareText } from "../text/compare.ts";

/** A reference of a module, and the name it got in it. */
export interface Import {
  readonly ref: PyRef;
  readonly local: string;
}

/** One import statement, and what it brings in. */
export interface ImportStatement {
  readonly lines: readonly string[];
  readonly imports: readonly Import[];
}

/**
 * A name for each reference that is unique in the module: its own, or where that means something else already (another
 * import, a definition, a param, a builtin) one that begins with the last parts of its module's name. Names of the
 * project's own modules are names of its users, so they are given first; after that by module.
 */
export function nameImports(
  refs: readonly PyRef[],
  defined: ReadonlySet<string>,
  bound: BoundNames,
  firstParty: ReadonlySet<string>,
): readonly Import[] {
  const taken = new Set(defined);
  const rank = ({ module }: PyRef) => firstParty.has(rootOf(module)) ? 0 : 1;
  const sorted = [...refs].sort((a, b) =>
    rank(a) - rank(b) || compareText(a.module, b.module) || compareText(a.name, b.name)
  );
  return sorted.map((ref) => {
    const local = firstFree(ref, taken, bound);
    // `import a.b` takes the name `a`, which all such imports share.
    if (!local.includes(".")) taken.add(local);
    return { ref, local };
  });
}

function firstFree(ref: PyRef, taken: ReadonlySet<string>, bound: BoundNames): string {
  const own = rootOf(defaultName(ref));
  const isBuiltin = BUILTINS.has(own) && ref.as === undefined;
  if (!taken.has(own) && !bound.clashing.has(own) && !isBuiltin) return defaultName(ref);
  for (const name of aliases(ref)) if (!taken.has(name) && !bound.all.has(name)) return name;
  throw new Error("there is always one more alias");
}

function rootOf(dotted: string): string {
  const dot = dotted.indexOf(".");
  return dot < 0 ? dotted : dotted.slice(0, dot);
}

/** Longer and longer: `OrmBook`, `GeneratedOrmBook`; the case of the name is kept (ruff's N811 to N817 look at it). */
function* aliases({ module, name }: PyRef): Generator<string> {
  const parts = module.split(".");
  const word = name === "" ? "module" : name;
  for (let count = 1; count <= parts.length; count++) yield prefixed(parts.slice(-count), word);
  for (let number = 2;; number++) yield `${prefixed(parts, word)}${/^[A-Z]/.test(word) ? "" : "_"}${number}`;
}

function prefixed(parts: readonly string[], name: string): string {
  const words = parts.flatMap((part) => part.split("_")).filter((word) => word !== "");
  switch (memberRank(name)) {
    case 0:
      return `${words.join("_").toUpperCase()}_${name}`;
    case 1:
      return words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join("") + name;
    default:
      return `${words.join("_")}_${name}`;
  }
}

/** The import statements in sections, as ruff's rule I001 sorts them. */
export function importSections(
  imports: readonly Import[],
  firstParty: ReadonlySet<string>,
  indentation: number,
): readonly (readonly ImportStatement[])[] {
  const sections = new Map<number, Import[]>();
  for (const item of imports) {
    const rank = sectionRank(rootOf(item.ref.module), firstParty);
    const section = sections.get(rank);
    if (section === undefined) sections.set(rank, [item]);
    else section.push(item);
  }
  return [...sections].sort(([a], [b]) => a - b).map(([, items]) => statements(items, indentation));
}

function sectionRank(root: string, firstParty: ReadonlySet<string>): number {
  if (root === "__future__") return 0;
  if (firstParty.has(root)) return 3;
  return STDLIB.has(root) ? 1 : 2;
}

/** `import x` before `from x import y`; a name with an alias has a statement of its own. */
function statements(imports: readonly Import[], indentation: number): readonly ImportStatement[] {
  const modules = imports.filter(({ ref }) => ref.name === "").sort((a, b) =>
    natural(a.ref.module, b.ref.module)
  );
  const groups = new Map<string, Import[]>();
  for (const item of imports) {
    if (item.ref.name === "") continue;
    const key = isAliased(item) ? `${item.ref.module} ${item.ref.name} ${item.local}` : item.ref.module;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  const froms = [...groups.values()].map((items) => items.sort((a, b) => compareMembers(a, b)));
  froms.sort(([a], [b]) => natural(a!.ref.module, b!.ref.module) || compareMembers(a!, b!));
  return [
    ...modules.map((item) => ({
      lines: [`import ${item.ref.module}${alias(item, item.ref.module)}`],
      imports: [item],
    })),
    ...froms.map((items) => ({ lines: fromLines(items, indentation), imports: items })),
  ];
}

function isAliased(item: Import): boolean {
  return item.local !== (item.ref.name === "" ? item.ref.module : item.ref.name);
}

function alias(item: Import, name: string): string {
  return item.local === name ? "" : ` as ${item.local}`;
}

function fromLines(items: readonly Import[], indentation: number): readonly string[] {
  const names = items.map((item) => `${item.ref.name}${alias(item, item.ref.name)}`);
  const head = `from ${items[0]!.ref.module} import`;
  const whole = `${head} ${names.join(", ")}`;
  if (indentation + columnWidth(whole) <= LINE_WIDTH) return [whole];
  return [`${head} (`, ...names.map((name) => `    ${name},`), ")"];
}

/** Constants, classes, the rest; within each by the alphabet, whatever the case; a name before its own alias. */
function compareMembers(a: Import, b: Import): number {
  const [left, right] = [a.ref.name, b.ref.name];
  const aliasOf = ({ ref, local }: Import) => local === ref.name ? "" : local;
  return memberRank(left) - memberRank(right) || natural(left, right) || compareText(aliasOf(a), aliasOf(b));
}

function memberRank(name: string): number {
  if (name.length > 1 && !/[a-z]/.test(name) && /[A-Z]/.test(name)) return 0;
  return /^[A-Z]/.test(name) ? 1 : 2;
}

function natural(a: string, b: string): number {
  return a === b ? 0 : compareNatural(a.toLowerCase(), b.toLowerCase()) || compareNatural(a, b);
}

/** Runs of digits count as numbers. */
function compareNatural(a: string, b: string): number {
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (isDigit(a, i) && isDigit(b, j)) {
      const [left, right] = [endOfDigits(a, i), endOfDigits(b, j)];
      const order = Number(a.slice(i, left)) - Number(b.slice(j, right));
      if (order !== 0) return order;
      [i, j] = [left, right];
    } else {
      const order = a.charCodeAt(i++) - b.charCodeAt(j++);
      if (order !== 0) return order;
    }
  }
  return Number(i < a.length) - Number(j < b.length);
}

function isDigit(text: string, position: number): boolean {
  const code = text.charCodeAt(position);
  return code >= 0x30 && code <= 0x39;
}

function endOfDigits(text: string, start: number): number {
  let end = start;
  while (end < text.length && isDigit(text, end)) end++;
  return end;
}
