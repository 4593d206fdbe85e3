import { blankLines } from "./blank-lines.ts";
import type { Py } from "./code.ts";
import { columnWidth } from "./column-width.ts";
import { contentOf } from "./content.ts";
import { LINE_WIDTH, margin } from "./doc-printer.ts";
import { commentLines, docstringLines } from "./docstring.ts";
import { layoutStatement, type LocalName } from "./layout.ts";
import { type BodyLine, flatLine, PythonSink } from "./module-body.ts";
import { importBlock, namesOf } from "./module-imports.ts";
import { OriginLog, type Place, type Printed } from "./origins.ts";
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
export class TemplateError extends Error {
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
  const flat = local === null ? line.flat : flatLine(parts, local);
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
