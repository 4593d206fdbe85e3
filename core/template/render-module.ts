import { blankLines, type LineShape } from "./blank-lines.ts";
import { type Block, isBlock } from "./block.ts";
import { boundNames } from "./bound-names.ts";
import type { Py, PyRef } from "./code.ts";
import { columnWidth } from "./column-width.ts";
import { contentOf } from "./content.ts";
import { LINE_WIDTH, margin } from "./doc-printer.ts";
import { commentLines, docstringLines } from "./docstring.ts";
import { layoutStatement, type LocalName } from "./layout.ts";
import {
  bound,
  defaultName,
  flatWith,
  keyOfRef,
  make,
  type Node,
  type Use,
  useOf,
  visitUses,
} from "./node.ts";
import { OriginLog, type Place, PlaceStack } from "./origins.ts";
import { type Import, importSections, nameImports, rootOf } from "./python-imports.ts";
import type { Part } from "./python-tokens.ts";
import { py } from "./py.ts";
import type { Rendered } from "./render.ts";
import type { Sink, Template } from "./template.ts";

export interface ModuleOptions {
  /** Lines of comment at the top, without `#`. */
  readonly header?: readonly string[];
  /** Of the module. Left out if the template begins with one of its own. */
  readonly docstring?: Py | string;
  /** Top-level packages of the project: `shared`, the services. Their imports come last. */
  readonly firstParty?: Iterable<string>;
}

/** A Python module: header, docstring, the imports that its body uses, and the body as the template says. */
export function renderModule<View>(
  template: Template<View, "python">,
  view: View,
  options: ModuleOptions = {},
): Rendered {
  const sink = new PythonSink(template);
  try {
    template.body(sink, view);
    return printModule(sink.finish(), template.name, options);
  } catch (error) {
    if (error instanceof TemplateError) throw error;
    throw new TemplateError(template.name, sink.places.line, error);
  }
}

/** A mistake in a template or its view: a bug of the plugin, with the line where it showed. */
export class TemplateError extends Error {
  constructor(template: string, line: number, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`templates/${template}.eta:${line}: ${reason}`, { cause });
  }
}

/** One logical line of the body: pieces of text and nodes, or a block. */
interface BodyLine extends LineShape {
  readonly parts: readonly Part[];
  /** All parts on one line, with the names of imports as they are. */
  readonly flat: string;
  readonly block: Block | null;
  readonly comment: string;
  /** It went over several lines or holds no elements where some could be, so its flat text is not canonical. */
  readonly untidy: boolean;
  readonly place: Place;
}

/** Tightness of a hole between brackets, where elements may stand. */
const BETWEEN_BRACKETS = -1;

class PythonSink<View> implements Sink<"python"> {
  readonly lines: BodyLine[] = [];
  readonly places = new PlaceStack();
  readonly refs: readonly Node[];
  parts: Part[] = [];
  block: Block | null = null;
  trailing = "";
  depth = 0;
  blank = 0;
  untidy = false;
  place: Place = this.places.current;

  constructor(template: Template<View, "python">) {
    this.refs = importsOf(template);
  }

  line(number: number): void {
    this.places.moveTo(number);
    if (this.parts.length === 0) this.place = this.places.current;
  }

  text(text: string, depth = 0): void {
    this.parts.push(text);
    this.depth += depth;
  }

  ref(index: number): void {
    this.parts.push(this.refs[index]!);
  }

  code(code: Py, tightness: number): void {
    const content = contentOf(code, "python");
    if (typeof content === "string") throw new TypeError("this is not Python");
    if (isBlock(content)) {
      this.block = content;
      return;
    }
    if (content.flat === "") this.untidy = true;
    if (content.kind === "elements" && (tightness > BETWEEN_BRACKETS || this.depth === 0)) {
      throw new TypeError(`\`${content.flat}\` are elements: they stand between brackets only`);
    }
    this.parts.push(tightness > BETWEEN_BRACKETS ? bound(content, tightness) : content);
  }

  comment(text: string): void {
    this.trailing += text;
  }

  newline(): void {
    if (this.depth > 0) {
      this.untidy = true;
      this.parts.push(" ");
      return;
    }
    const { parts, block, trailing } = this;
    const first = parts[0];
    const indentation = typeof first === "string" ? indentationOf(first) : 0;
    const isEmpty = block === null && trailing === "" &&
      parts.every((part) => typeof part === "string" && part.trim() === "");
    if (isEmpty) this.blank++;
    else {
      if (block !== null && parts.some((part) => typeof part !== "string" || part.trim() !== "")) {
        throw new TypeError(`a ${block.kind} stands alone in its line`);
      }
      if (typeof first === "string") parts[0] = first.slice(indentation);
      const shape = block === null ? shapeOf(parts, trailing) : shapeOfBlock(block);
      const { untidy, place } = this;
      const code = block?.kind === "statement" ? block.parts : parts;
      this.lines.push({
        ...shape,
        indentation,
        blank: this.blank,
        parts: code,
        flat: flatText(code, null),
        block,
        comment: trailing,
        untidy,
        place,
      });
      this.blank = 0;
    }
    this.parts = [];
    this.block = null;
    this.trailing = "";
    this.untidy = false;
    this.place = this.places.current;
  }

  at(node: string): void {
    this.places.at(node);
  }

  end(): void {
    this.places.end();
  }

  finish(): readonly BodyLine[] {
    this.places.expectClosed();
    if (this.depth !== 0) throw new SyntaxError("a bracket is not closed");
    if (this.parts.length > 0 || this.block !== null) this.newline();
    return this.lines;
  }
}

/** The names of an import block are the same in every module that is made from the template. */
function importsOf(template: Template<never, "python">): readonly Node[] {
  const known = importNodes.get(template.imports) ??
    template.imports.map((ref) => make({ kind: "ref", use: useOf(ref, false) }));
  importNodes.set(template.imports, known);
  return known;
}

const importNodes = new WeakMap<readonly PyRef[], readonly Node[]>();

function indentationOf(text: string): number {
  let count = 0;
  while (text[count] === " ") count++;
  return count;
}

function kindOf(text: string): LineShape["kind"] {
  switch (text[0]) {
    case "@":
      return "decorator";
    case "a":
    case "d":
      return /^(async )?def /.test(text) ? "def" : "other";
    case "c":
      return text.startsWith("class ") ? "class" : "other";
    case "i":
      return text.startsWith("import ") ? "import" : "other";
    case "r":
    case '"':
      return /^r?"""/.test(text) ? "docstring" : "other";
    case "e":
    case "f":
      if (text.startsWith("from ")) return "import";
      return /^(else|elif|except|finally)\b/.test(text) ? "continuation" : "other";
    default:
      return "other";
  }
}

function shapeOf(parts: readonly Part[], comment: string): Pick<LineShape, "kind" | "opens"> {
  const [first, last] = [parts[0], parts[parts.length - 1]];
  if (parts.length === 0 || (comment !== "" && parts.length === 1 && first === "")) {
    return { kind: "comment", opens: false };
  }
  const kind = typeof first === "string" ? kindOf(first) : "other";
  return { kind, opens: typeof last === "string" && last.endsWith(":") };
}

function shapeOfBlock(block: Block): Pick<LineShape, "kind" | "opens"> {
  return block.kind === "statement" ? { kind: "def", opens: true } : { kind: block.kind, opens: false };
}

/** One line of output or several, from one place. */
interface Printed {
  readonly lines: readonly string[];
  readonly place: Place;
}

function printModule(body: readonly BodyLine[], template: string, options: ModuleOptions): Rendered {
  const start: Place = { node: null, line: 1 };
  const firstParty = new Set(options.firstParty ?? ["shared"]);
  const names = namesOf(body, firstParty);
  const top = [
    ...(options.header ?? []).flatMap((line) => commentLines(line, 0)).map((line) => ({
      lines: [line],
      place: start,
    })),
    ...moduleDocstring(options.docstring).map((line) => ({ lines: [line], place: start })),
  ];
  const imports = importBlock(names, firstParty);
  const blanks = blankLines(body);
  const main = body.map((line, index) => {
    const printed = printLine(line, names?.local ?? null, template);
    const skip = blanks[index]!;
    return { lines: skip === 0 ? printed : [...BLANKS[skip]!, ...printed], place: line.place, skip };
  });
  const gap = imports.length > 0 && body[0] !== undefined && startsWithDefinition(body) ? 2 : 1;
  return joined(template, [
    { blank: 0, printed: top },
    { blank: 1, printed: imports },
    { blank: gap, printed: main },
  ]);
}

const BLANKS = [[], [""], ["", ""]] as const;

interface Section {
  readonly blank: number;
  readonly printed: readonly (Printed & { readonly skip?: number })[];
}

function joined(template: string, sections: readonly Section[]): Rendered {
  const log = new OriginLog(template);
  const output: string[] = [];
  for (const { blank, printed } of sections) {
    if (printed.length > 0 && output.length > 0) output.push(...Array<string>(blank).fill(""));
    for (const { lines, place, skip = 0 } of printed) {
      const first = output.length + skip + 1;
      for (const line of lines) output.push(line);
      if (output.length >= first && lines[skip] !== "") log.add(first, output.length, place);
    }
  }
  return { text: output.length === 0 ? "" : `${output.join("\n")}\n`, origins: log.origins };
}

function startsWithDefinition(body: readonly BodyLine[]): boolean {
  const first = body.find((line) => line.kind !== "comment");
  return first?.kind === "def" || first?.kind === "class" || first?.kind === "decorator";
}

function moduleDocstring(docstring: Py | string | undefined): readonly string[] {
  if (docstring === undefined) return [];
  const content = contentOf(typeof docstring === "string" ? py.docstring(docstring) : docstring, "python");
  if (typeof content === "string" || content.kind !== "docstring") throw new TypeError("not a docstring");
  return docstringLines(content.docstring, 0);
}

function printLine(line: BodyLine, local: LocalName, template: string): readonly string[] {
  const { block, indentation, comment, parts } = line;
  if (block?.kind === "docstring") return docstringLines(block.docstring, indentation);
  if (block?.kind === "comment") return commentLines(block.text, indentation);
  const flat = local === null ? line.flat : flatText(parts, local);
  const width = indentation + columnWidth(flat) +
    (comment === "" || PRAGMA.test(comment) ? 0 : columnWidth(comment));
  if (!line.untidy && (width <= LINE_WIDTH || parts.length === 0)) {
    return [margin(indentation) + flat + comment];
  }
  if (flat.includes("\n")) return `${margin(indentation)}${flat}${comment}`.split("\n");
  try {
    return layoutStatement(parts, indentation, local, comment);
  } catch (error) {
    throw new TemplateError(template, line.place.line, error);
  }
}

/** Comments that ruff does not count as part of a line. */
const PRAGMA = /^\s*#\s*(noqa|type:|pyright:|pylint:|flake8:|ruff:)/;

function flatText(parts: readonly Part[], local: LocalName): string {
  let text = "";
  for (const part of parts) {
    text += typeof part === "string" ? part : local === null ? part.flat : flatWith(part, local);
  }
  return text;
}

/** The names of a module's imports, and where each is used. */
interface Names {
  readonly imports: readonly Import[];
  /** Null if every import has its own name, so that texts made beforehand are right. */
  readonly local: LocalName;
  readonly uses: ReadonlyMap<string, UseSummary>;
}

interface UseSummary {
  readonly ref: PyRef;
  /** The first place; its node is null if others are of another node. */
  place: Place;
  /** Only for the type checker. */
  quoted: boolean;
}

const TYPE_CHECKING: PyRef = { module: "typing", name: "TYPE_CHECKING" };

function namesOf(body: readonly BodyLine[], firstParty: ReadonlySet<string>): Names | null {
  const uses = usesOf(body);
  if (uses.size === 0) return null;
  if ([...uses.values()].some(({ quoted }) => quoted)) {
    const key = keyOfRef(TYPE_CHECKING);
    const place = { node: null, line: 1 };
    uses.set(key, { ...uses.get(key) ?? { ref: TYPE_CHECKING, place }, quoted: false });
  }
  const refs = [...uses.values()].map(({ ref }) => ref);
  const roots = new Set(refs.map((ref) => rootOf(defaultName(ref))));
  const imports = nameImports(refs, definedNames(body), boundNames(body, roots), firstParty);
  const renamed = imports.filter(({ ref, local }) => local !== defaultName(ref));
  const locals = new Map(renamed.map(({ ref, local }) => [keyOfRef(ref), local]));
  const local = renamed.length === 0 ? null : (ref: PyRef) => locals.get(keyOfRef(ref)) ?? defaultName(ref);
  return { imports, local, uses };
}

function usesOf(body: readonly BodyLine[]): Map<string, UseSummary> {
  const uses = new Map<string, UseSummary>();
  /** Most uses are one object again and again. */
  const known = new Map<Use, UseSummary>();
  let place: Place = { node: null, line: 1 };
  const note = (use: Use): void => {
    const seen = known.get(use);
    const summary = seen ?? uses.get(use.key) ?? { ref: use.ref, place, quoted: use.quoted };
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
function importBlock(names: Names | null, firstParty: ReadonlySet<string>): readonly Printed[] {
  if (names === null) return [];
  const usesOfImport = (item: Import): UseSummary => names.uses.get(keyOfRef(item.ref))!;
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
