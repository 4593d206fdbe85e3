import { blankLines } from "./blank-lines.ts";
import type { Py } from "./code.ts";
import { columnWidth } from "./column-width.ts";
import { contentOf } from "./content.ts";
import { LINE_WIDTH, margin } from "./doc-printer.ts";
import { commentLines, docstringLines } from "./docstring.ts";
import { layoutStatement, type LocalName } from "./layout.ts";
import { type BodyLine, flatLine, PythonSink } from "./module-body.ts";
import { importBlock, namesOf } from "./module-imports.ts";
import { OriginLog, type Place } from "./origins.ts";
import { py } from "./py.ts";
import type { Rendered } from "./render.ts";
import type { Template } from "./template.ts";

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
class TemplateError extends Error {
  constructor(template: string, line: number, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`templates/${template}.eta:${line}: ${reason}`, { cause });
  }
}

function printModule(body: readonly BodyLine[], template: string, options: ModuleOptions): Rendered {
  const start: Place = { node: null, line: 1 };
  const firstParty = new Set(options.firstParty ?? ["shared"]);
  const names = namesOf(body, firstParty);
  const top = [
    ...(options.header ?? []).flatMap((line) => commentLines(line, 0)),
    ...moduleDocstring(options.docstring),
  ];
  const imports = importBlock(names, firstParty);
  const text = new ModuleText(template);
  for (const line of top) text.print([line], start);
  if (imports.length > 0) text.begin(1);
  for (const { lines, place } of imports) text.print(lines, place);
  if (body.length > 0) text.begin(imports.length > 0 && startsWithDefinition(body) ? 2 : 1);
  const blanks = blankLines(body);
  for (const [index, line] of body.entries()) {
    text.skip(blanks[index]!);
    text.print(printLine(line, names?.local ?? null, template), line.place);
  }
  return text.finish();
}

/** The lines of a module, with the places that they come from. */
class ModuleText {
  readonly lines: string[] = [];
  readonly log: OriginLog;

  constructor(template: string) {
    this.log = new OriginLog(template);
  }

  /** A section, which is that far from the one before. */
  begin(blank: number): void {
    if (this.lines.length > 0) this.skip(blank);
  }

  skip(blank: number): void {
    for (let count = 0; count < blank; count++) this.lines.push("");
  }

  print(lines: readonly string[], place: Place): void {
    const first = this.lines.length + 1;
    for (const line of lines) this.lines.push(line);
    if (lines.length > 0 && lines[0] !== "") this.log.add(first, this.lines.length, place);
  }

  finish(): Rendered {
    return { text: this.lines.length === 0 ? "" : `${this.lines.join("\n")}\n`, origins: this.log.origins };
  }
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
  const flat = local === null ? line.flat : flatLine(parts, local);
  const whole = margin(indentation) + flat + comment;
  const counted = comment !== "" && PRAGMA.test(comment) ? margin(indentation) + flat : whole;
  if (!line.untidy && (parts.length === 0 || columnWidth(counted) <= LINE_WIDTH)) return [whole];
  if (flat.includes("\n")) return whole.split("\n");
  try {
    return layoutStatement(parts, indentation, local, comment);
  } catch (error) {
    throw new TemplateError(template, line.place.line, error);
  }
}

/** Comments that ruff does not count as part of a line. */
const PRAGMA = /^\s*#\s*(noqa|type:|pyright:|pylint:|flake8:|ruff:)/;
