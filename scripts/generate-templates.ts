import { Eta } from "eta";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Compiles `templates/<plugin>/<name>.eta` to typed functions and embeds `templates/<plugin>/static/**` as text: the
 * one file `templates/index.ts`. Throws with file and line for whatever a template may not do.
 */
export function generateTemplates(root: string = TEMPLATES): Map<string, string> {
  const plugins = folders(root).map((plugin) => compilePlugin(root, plugin)).filter((plugin) =>
    plugin !== null
  );
  return new Map([["templates/index.ts", printIndex(plugins)]]);
}

const TEMPLATES = join(dirname(fileURLToPath(import.meta.url)), "..", "templates");

interface CompiledPlugin {
  readonly name: string;
  readonly templates: readonly CompiledTemplate[];
  readonly statics: readonly (readonly [path: string, text: string])[];
}

/** One template: what its first lines declare, and the body of its function. */
export interface CompiledTemplate {
  /** `backend/router` */
  readonly name: string;
  readonly view: string;
  readonly viewModule: string;
  readonly language: string;
  readonly imports: readonly string[];
  readonly body: readonly string[];
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

const HEAD =
  /^<%\/\* view: (\w+|Record<string, never>) from ([\w.\/-]+\.ts)(?:; (toml|yaml|markdown|make|ini|shell))? \*\/%>\n/;

/** Compiles the text of one template. */
export function compileTemplate(name: string, source: string): CompiledTemplate {
  const head = HEAD.exec(source);
  if (head === null) {
    fail(name, 1, "the first line is `<%/* view: View from plugins/x/views.ts */%>`, or `…; toml */%>`");
  }
  const [line, view, viewModule, language = "python"] = head;
  const rest = source.slice(line.length);
  const { imports, body, skipped } = language === "python"
    ? readImports(rest)
    : { imports: [], body: rest, skipped: 0 };
  const writer = new BodyWriter(name, language === "python", imports);
  writer.write(body, skipped + 2);
  return {
    name,
    view: view!,
    viewModule: viewModule!,
    language,
    imports: imports.map(printRef),
    body: writer.statements,
  };
}

function fail(name: string, line: number, reason: string): never {
  throw new Error(`templates/${name}.eta:${line}: ${reason}`);
}

interface Declared {
  readonly module: string;
  readonly name: string;
  readonly as: string | null;
}

const IMPORT = /^(?:from ([\w.]+) import ((?:\w+(?: as \w+)?(?:, )?)+)|import ([\w.]+)(?: as (\w+))?)\n/;

/** The import block at the top, and the body after it. */
function readImports(text: string): { imports: readonly Declared[]; body: string; skipped: number } {
  const imports: Declared[] = [];
  let body = text;
  let skipped = 0;
  while (true) {
    const match = IMPORT.exec(body);
    const blank = match === null ? /^\n/.exec(body) : null;
    const taken = match ?? blank;
    if (taken === null) return { imports, body, skipped };
    if (match !== null) imports.push(...declared(match));
    body = body.slice(taken[0].length);
    skipped++;
  }
}

function declared([, from, names, module, as]: RegExpExecArray): readonly Declared[] {
  if (from === undefined) return [{ module: module!, name: "", as: as ?? null }];
  return names!.split(", ").map((text) => {
    const [name, alias] = text.split(" as ");
    return { module: from, name: name!, as: alias ?? null };
  });
}

function localName({ module, name, as }: Declared): string {
  return as ?? (name === "" ? module : name);
}

function printRef({ module, name, as }: Declared): string {
  const alias = as === null ? "" : `, as: ${JSON.stringify(as)}`;
  return `{ module: ${JSON.stringify(module)}, name: ${JSON.stringify(name)}${alias} }`;
}

const eta = new Eta({ autoTrim: false, autoEscape: true, debug: true });

const CONTROL_LINE = /^[ \t]*(<%(?![=~])(?:(?!%>).)*-%>)$/;

/** Writes the statements of a template's function. */
class BodyWriter {
  readonly statements: string[] = [];
  readonly name: string;
  readonly isPython: boolean;
  readonly locals: ReadonlyMap<string, number>;
  line = 0;
  said = 0;
  /** What was written of the current line of the template, to see what stands around a hole. */
  before = "";
  inTriple: string | null = null;

  constructor(name: string, isPython: boolean, imports: readonly Declared[]) {
    this.name = name;
    this.isPython = isPython;
    this.locals = new Map(imports.map((item, index) => [localName(item), index]));
  }

  write(body: string, firstLine: number): void {
    const source = body.endsWith("\n") || body === "" ? body : `${body}\n`;
    const lines = source.split("\n");
    lines.forEach((line, index) => this.checkLine(line, firstLine + index));
    // A control tag is a line of its own, and vanishes with its indentation.
    const prepared = lines.map((line) => CONTROL_LINE.exec(line)?.[1] ?? line);
    prepared.forEach((line, index) => this.writeLine(line, firstLine + index, index === lines.length - 1));
  }

  checkLine(line: string, number: number): void {
    if (/\t/.test(line)) fail(this.name, number, "indent with spaces");
    if (/[ ]$/.test(line)) fail(this.name, number, "a space at the end of the line");
    if (line.includes("<%~")) fail(this.name, number, "`<%~` would print text without a check; make it Code");
    if (/<%[-_]/.test(line) || /_%>/.test(line)) {
      fail(this.name, number, "tags are `<% control -%>` and `<%= value %>`");
    }
    if (CONTROL_LINE.test(line)) return;
    for (const [tag] of line.matchAll(/<%.*?(%>|$)/g)) {
      if (!tag.startsWith("<%=")) {
        fail(this.name, number, `\`${tag}\` does not stand alone in its line, or does not end in \`-%>\``);
      }
      if (!tag.endsWith("%>") || tag.endsWith("-%>")) {
        fail(this.name, number, `\`${tag}\` does not end in \`%>\` on its line`);
      }
    }
  }

  writeLine(line: string, number: number, isLast: boolean): void {
    if (isLast && line === "") return;
    this.line = number;
    this.before = "";
    const pieces = eta.parse(line);
    const isControl = typeof pieces[0] === "object" && pieces[0].t === "e";
    pieces.forEach((piece, index) => {
      if (typeof piece === "string") this.writeText(unescape(piece));
      else if (piece.t === "e") this.writeControl(piece.val);
      else {this.writeHole(
          piece.val,
          this.isPython ? tightness(this.before, following(pieces[index + 1])) : 0,
        );}
    });
    if (!isControl) this.say("t.newline();");
  }

  say(statement: string): void {
    if (this.said !== this.line) this.statements.push(`t.line(${this.line});`);
    this.said = this.line;
    this.statements.push(statement);
  }

  writeControl(code: string): void {
    const block = /^(at\((.*)\)|end\(\));?$/s.exec(code.trim());
    if (block === null) {
      this.statements.push(code.trim());
      // Which line was said depends on the branch that was taken.
      this.said = 0;
    } else this.statements.push(block[2] === undefined ? "t.end();" : `t.at(${block[2]});`);
  }

  writeHole(code: string, tight: number): void {
    if (this.isPython && (this.inTriple !== null || isOpenString(this.before))) {
      fail(this.name, this.line, "a hole in a string or a comment: use py.fstr, py.docstring or py.comment");
    }
    this.say(`t.code(${code.trim()}, ${tight});`);
    this.before += HOLE;
  }

  writeText(text: string): void {
    if (text === "") return;
    if (!this.isPython) this.say(`t.text(${JSON.stringify(text)});`);
    else for (const statement of this.pythonText(text)) this.say(statement);
    this.before += text;
  }

  /** Names of the import block become references, a comment at the end is split off, brackets are counted. */
  pythonText(text: string): readonly string[] {
    const statements: string[] = [];
    let plain = "";
    let depth = 0;
    const flush = () => {
      if (plain !== "") {
        statements.push(`t.text(${JSON.stringify(plain)}${depth === 0 ? "" : `, ${depth}`});`);
      }
      plain = "";
      depth = 0;
    };
    let position = 0;
    while (position < text.length) {
      const token = this.nextToken(text, position);
      position += token.length;
      if (token.startsWith("#") && this.inTriple === null) {
        const spaces = /\s*$/.exec(plain)![0];
        const code = plain.slice(0, plain.length - spaces.length);
        const isOwnLine = code === "" && statements.length === 0;
        plain = isOwnLine ? plain : code;
        flush();
        statements.push(`t.comment(${JSON.stringify(isOwnLine ? token : spaces + token)});`);
      } else if (this.isReference(text, position - token.length, token)) {
        flush();
        statements.push(`t.ref(${this.locals.get(token)});`);
      } else {
        plain += token;
        if (token.length === 1 && "([{".includes(token)) depth++;
        if (token.length === 1 && ")]}".includes(token)) depth--;
      }
    }
    flush();
    return statements;
  }

  nextToken(text: string, position: number): string {
    const rest = text.slice(position);
    if (this.inTriple !== null) {
      const end = rest.indexOf(this.inTriple);
      if (end < 0) return rest;
      const token = rest.slice(0, end + 3);
      this.inTriple = null;
      return token;
    }
    const triple = /^[rbfu]{0,2}("""|''')/i.exec(rest);
    if (triple !== null) {
      const end = rest.indexOf(triple[1]!, triple[0].length);
      if (end >= 0) return rest.slice(0, end + 3);
      this.inTriple = triple[1]!;
      return rest;
    }
    const found =
      /^(?:#.*|[rbfu]{0,2}"(?:[^"\\]|\\.)*"|[rbfu]{0,2}'(?:[^'\\]|\\.)*'|[A-Za-z_]\w*|[^])/i.exec(rest)![0];
    // `import a.b` declares a name with dots.
    const dotted = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+/.exec(rest)?.[0] ?? "";
    return [...this.locals.keys()].filter((name) =>
      name.includes(".") && (dotted === name || dotted.startsWith(`${name}.`))
    )
      .sort((a, b) => b.length - a.length)[0] ?? found;
  }

  isReference(text: string, start: number, token: string): boolean {
    if (!this.locals.has(token) || this.inTriple !== null) return false;
    const head = this.before + text.slice(0, start);
    const tail = text.slice(start + token.length);
    if (/\.\s*$/.test(head) || /[\w\uE000]$/.test(head)) return false;
    // The name of a keyword argument or a parameter, and what a statement defines.
    if (/[(,]\s*$/.test(head) && /^\s*=(?!=)/.test(tail)) return false;
    return !/\b(def|class)\s+$/.test(head);
  }
}

/** Stands for a hole in the text around it. */
const HOLE = "\uE000";

function following(piece: unknown): string {
  return typeof piece === "string" ? unescape(piece) : piece === undefined ? "" : HOLE;
}

/** Eta prepares text for a JavaScript literal in single quotes. */
function unescape(text: string): string {
  return text.replace(/\\n/g, "\n").replace(/\\(['\\])/g, "$1");
}

/** Whether the text ends within a string or a comment. */
function isOpenString(text: string): boolean {
  const closed = text.replace(/"""[^]*?"""|'''[^]*?'''|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, "");
  return /["'#]/.test(closed);
}

/** How tightly the text around a hole binds: the numbers are those of `core/template/node.ts`. */
function tightness(before: string, after: string): number {
  const left = before.trimEnd();
  const right = after.trimStart();
  if (/^[.([]/.test(after) || left.endsWith(".")) return 16;
  if (/\bawait$/.test(left)) return 16;
  if (right.startsWith("**") || left.endsWith("**")) return 15;
  const level = Math.max(leftTightness(left), rightTightness(right));
  if (level > 0) return level;
  return isBetweenBrackets(left, right) ? -1 : 0;
}

const OPERATORS: readonly (readonly [string, number])[] = [
  ["//", 12],
  ["<<", 10],
  [">>", 10],
  ["*", 12],
  ["/", 12],
  ["%", 12],
  ["+", 11],
  ["-", 11],
  ["&", 9],
  ["^", 8],
  ["|", 7],
];

/** A star after a bracket or a comma unpacks, and a minus there is a sign. */
function leftTightness(left: string): number {
  if (/(==|!=|<=|>=|[<>]|\b(in|is|is not|not in))$/.test(left)) return /\bfor\b[^]*\bin$/.test(left) ? 0 : 7;
  const word = /\b(and|or|not|if|else)$/.exec(left)?.[1];
  if (word !== undefined) {
    return /^\s*(if|elif|else|while)$/.test(left) ? 0 : { and: 5, or: 4, not: 5, if: 3, else: 2 }[word]!;
  }
  const operator = OPERATORS.find(([text]) => left.endsWith(text));
  if (operator === undefined || /->$/.test(left)) return 0;
  if (/(^|[(\[{,=:])\s*[-+*]{1,2}$/.test(left)) return /[-+]$/.test(left) ? 13 : 7;
  return operator[1] + 1;
}

function rightTightness(right: string): number {
  if (/^(==|!=|<=|>=|[<>]|in\b|is\b|not in\b)/.test(right)) return 7;
  const word = /^(and|or|if|else)\b/.exec(right)?.[1];
  if (word !== undefined) return { and: 4, or: 3, if: 3, else: 3 }[word]!;
  if (/^(\+|-|\*|\/|\/\/|%|&|\^|\||<<|>>)=/.test(right)) return 0;
  return OPERATORS.find(([text]) => right.startsWith(text))?.[1] ?? 0;
}

function isBetweenBrackets(left: string, right: string): boolean {
  return (left === "" || /[(\[{,]$/.test(left)) && (right === "" || /^[)\]},:]/.test(right));
}

function printIndex(plugins: readonly CompiledPlugin[]): string {
  const templates = plugins.flatMap((plugin) => plugin.templates);
  const modules = [...new Set(templates.map(({ viewModule }) => viewModule))].sort();
  return [
    "// Generated by scripts/generate-templates.ts from templates/. Do not edit: change a template and run `npm run generate`.",
    ...(templates.length === 0 ? [] : ['import { template } from "../mod.ts";']),
    ...modules.map((module) => `import type * as ${namespace(module)} from "../${module}";`),
    ...plugins.map(printPlugin),
    "",
  ].join("\n");
}

/** `plugins/backend/views.ts` → `pluginsBackendViews`: two modules may name a view alike. */
function namespace(module: string): string {
  return camelCase(module.replace(/\.ts$/, "").replace(/[^A-Za-z0-9]+/g, "-"));
}

function printPlugin(plugin: CompiledPlugin): string {
  const members = plugin.templates.map((compiled) => {
    const { name, language, imports, body } = compiled;
    const view = /^\w+$/.test(compiled.view)
      ? `${namespace(compiled.viewModule)}.${compiled.view}`
      : compiled.view;
    const member = camelCase(name.slice(plugin.name.length + 1));
    return [
      `  ${member}: template<${view}, ${JSON.stringify(language)}>(${JSON.stringify(name)}, ${
        JSON.stringify(language)
      }, [`,
      ...imports.map((ref) => `    ${ref},`),
      `  ], (t, ${body.some((text) => /\bit\b/.test(text)) ? "it" : "_it"}) => {`,
      ...body.map((text) => `    ${text}`),
      "  }),",
    ].join("\n");
  });
  const statics = plugin.statics.map(([path, text]) =>
    `    ${JSON.stringify(path)}: ${JSON.stringify(text)},`
  );
  const files = statics.length === 0 ? [] : ["  static: {", ...statics, "  },"];
  return ["", `export const ${camelCase(plugin.name)} = {`, ...members, ...files, "} as const;"].join("\n");
}

function camelCase(name: string): string {
  return name.replace(/[-_]+(\w)/g, (_, letter: string) => letter.toUpperCase());
}
