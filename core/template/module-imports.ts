import { boundNames } from "./bound-names.ts";
import type { PyRef } from "./code.ts";
import { margin } from "./doc-printer.ts";
import { defaultName, type ImportUse, keyOfRef } from "./import-use.ts";
import type { LocalName } from "./layout.ts";
import type { BodyLine } from "./module-body.ts";
import { visitUses } from "./node.ts";
import type { Place, Printed } from "./origins.ts";
import { type Import, importSections, nameImports } from "./python-imports.ts";

/** The names of a module's imports, and where each is used. */
export interface Names {
  readonly imports: readonly Import[];
  /** Null if every import has its own name, so that texts made beforehand are right. */
  readonly local: LocalName;
  /** Of each import, by the very object that it has as `ref`. */
  readonly uses: ReadonlyMap<PyRef, UseSummary>;
}

interface UseSummary {
  readonly ref: PyRef;
  readonly root: string;
  /** The first place; its node is null if others are of another node. */
  place: Place;
  /** Only for the type checker. */
  quoted: boolean;
}

const TYPE_CHECKING: PyRef = { module: "typing", name: "TYPE_CHECKING" };

export function namesOf(body: readonly BodyLine[], firstParty: ReadonlySet<string>): Names | null {
  const uses = usesOf(body);
  if (uses.size === 0) return null;
  if ([...uses.values()].some(({ quoted }) => quoted)) {
    const key = keyOfRef(TYPE_CHECKING);
    const place = { node: null, line: 1 };
    uses.set(key, {
      ...uses.get(key) ?? { ref: TYPE_CHECKING, root: TYPE_CHECKING.name, place },
      quoted: false,
    });
  }
  const summaries = [...uses.values()];
  const refs = summaries.map(({ ref }) => ref);
  const roots = new Set(summaries.map(({ root }) => root));
  const imports = nameImports(refs, definedNames(body), boundNames(body, roots), firstParty);
  const renamed = imports.filter(({ ref, local }) => local !== defaultName(ref));
  const locals = new Map(renamed.map(({ ref, local }) => [keyOfRef(ref), local]));
  const local = renamed.length === 0 ? null : (ref: PyRef) => locals.get(keyOfRef(ref)) ?? defaultName(ref);
  return { imports, local, uses: new Map(summaries.map((summary) => [summary.ref, summary])) };
}

function usesOf(body: readonly BodyLine[]): Map<string, UseSummary> {
  const uses = new Map<string, UseSummary>();
  /** Most uses are one object again and again. */
  const known = new Map<ImportUse, UseSummary>();
  let place: Place = { node: null, line: 1 };
  const note = (use: ImportUse): void => {
    const seen = known.get(use);
    const summary = seen ?? uses.get(use.key) ?? { ref: use.ref, root: use.root, place, quoted: use.quoted };
    if (seen === undefined) {
      known.set(use, summary);
      uses.set(use.key, summary);
    }
    if (!use.quoted) summary.quoted = false;
    if (summary.place.node !== place.node) summary.place = { node: null, line: summary.place.line };
  };
  for (const line of body) {
    place = line.place;
    for (const part of line.parts) if (typeof part !== "string") visitUses(part, note);
  }
  return uses;
}

/** Names that the module gives at its top level: an import of the same name has to step aside. */
function definedNames(body: readonly BodyLine[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { flat, indentation } of body) {
    if (indentation > 0) continue;
    const name = /^(?:(?:async )?def |class |(?=[A-Za-z_]\w* ?[:=][^=]))([A-Za-z_]\w*)/.exec(flat)?.[1];
    if (name !== undefined) names.add(name);
  }
  return names;
}

/** The imports that the body used, each with the place of its first use. */
export function importBlock(names: Names | null, firstParty: ReadonlySet<string>): readonly Printed[] {
  if (names === null) return [];
  const usesOfImport = (item: Import): UseSummary => names.uses.get(item.ref)!;
  const print = (imports: readonly Import[], indentation: number): Printed[] =>
    importSections(imports, firstParty, indentation).flatMap((section, index) => [
      ...(index === 0 ? [] : [{ lines: [""], place: { node: null, line: 1 } }]),
      ...section.map(({ lines, imports }) => ({
        lines: lines.map((line) => margin(indentation) + line),
        place: commonPlace(imports.map((item) => usesOfImport(item).place)),
      })),
    ]);
  const direct = print(names.imports.filter((item) => !usesOfImport(item).quoted), 0);
  const checked = print(names.imports.filter((item) => usesOfImport(item).quoted), 4);
  if (checked.length === 0) return direct;
  const condition = names.local?.(TYPE_CHECKING) ?? TYPE_CHECKING.name;
  const head: Printed = { lines: ["", `if ${condition}:`], place: { node: null, line: 1 } };
  return [...direct, head, ...checked];
}

/** The node that all names of a statement share, or none; the template line of the first. */
function commonPlace(places: readonly Place[]): Place {
  const first = places[0]!;
  return places.every((place) => place.node === first.node) ? first : { node: null, line: first.line };
}
