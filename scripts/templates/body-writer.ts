import { Eta } from "eta";
import { fail } from "./fail.ts";
import { type Declared, localName } from "./import-block.ts";
import type { Statement } from "./print-body.ts";
import { tightness } from "./tightness.ts";

const eta = new Eta({ autoTrim: false, autoEscape: true, debug: true });

const CONTROL_LINE = /^[ \t]*(<%(?![=~])(?:(?!%>).)*-%>)$/;

/** Writes the statements of a template's function. */
export class BodyWriter {
  readonly statements: Statement[] = [];
  readonly #name: string;
  readonly #isPython: boolean;
  readonly #locals: ReadonlyMap<string, number>;
  #line = 0;
  #said = 0;
  /** What was written of the current line of the template, to see what stands around a hole. */
  #before = "";
  #inTriple: string | null = null;

  constructor(name: string, isPython: boolean, imports: readonly Declared[]) {
    this.#name = name;
    this.#isPython = isPython;
    this.#locals = new Map(imports.map((item, index) => [localName(item), index]));
  }

  write(body: string, firstLine: number): void {
    const source = body.endsWith("\n") || body === "" ? body : `${body}\n`;
    const lines = source.split("\n");
    lines.forEach((line, index) => this.#checkLine(line, firstLine + index));
    // A control tag is a line of its own, and vanishes with its indentation.
    const prepared = lines.map((line) => CONTROL_LINE.exec(line)?.[1] ?? line);
    prepared.forEach((line, index) => this.#writeLine(line, firstLine + index, index === lines.length - 1));
  }

  #checkLine(line: string, number: number): void {
    if (/\t/.test(line)) fail(this.#name, number, "indent with spaces");
    if (/[ ]$/.test(line)) fail(this.#name, number, "a space at the end of the line");
    if (line.includes("<%~")) {
      fail(this.#name, number, "`<%~` would print text without a check; make it Code");
    }
    if (/<%[-_]/.test(line) || /_%>/.test(line)) {
      fail(this.#name, number, "tags are `<% control -%>` and `<%= value %>`");
    }
    if (CONTROL_LINE.test(line)) return;
    for (const [tag] of line.matchAll(/<%.*?(%>|$)/g)) {
      if (!tag.startsWith("<%=")) {
        fail(this.#name, number, `\`${tag}\` does not stand alone in its line, or does not end in \`-%>\``);
      }
      if (!tag.endsWith("%>") || tag.endsWith("-%>")) {
        fail(this.#name, number, `\`${tag}\` does not end in \`%>\` on its line`);
      }
    }
  }

  #writeLine(line: string, number: number, isLast: boolean): void {
    if (isLast && line === "") return;
    this.#line = number;
    this.#before = "";
    const pieces = eta.parse(line);
    const isControl = typeof pieces[0] === "object" && pieces[0].t === "e";
    pieces.forEach((piece, index) => {
      if (typeof piece === "string") this.#writeText(unescape(piece));
      else if (piece.t === "e") this.#writeControl(piece.val);
      else this.#writeHole(piece.val, following(pieces[index + 1]));
    });
    if (!isControl) this.#say({ kind: "newline" });
  }

  #say(statement: Statement): void {
    if (this.#said !== this.#line) this.statements.push({ kind: "line", number: this.#line });
    this.#said = this.#line;
    this.statements.push(statement);
  }

  #writeControl(code: string): void {
    const block = /^(at\((.*)\)|end\(\));?$/s.exec(code.trim());
    if (block === null) {
      this.statements.push(source(code.trim()));
      // Which line was said depends on the branch that was taken.
      this.#said = 0;
    } else this.statements.push(source(block[2] === undefined ? "t.end();" : `t.at(${block[2]});`));
  }

  #writeHole(code: string, after: string): void {
    if (this.#isPython && (this.#inTriple !== null || isOpenString(this.#before))) {
      fail(
        this.#name,
        this.#line,
        "a hole in a string or a comment: use py.fstr, py.docstring or py.comment",
      );
    }
    const tight = this.#isPython ? tightness(this.#before, after) : 0;
    this.#say(source(`t.code(${code.trim()}, ${tight});`));
    this.#before += HOLE;
  }

  #writeText(text: string): void {
    if (text === "") return;
    if (!this.#isPython) this.#say({ kind: "text", text, depth: 0 });
    else for (const statement of this.#pythonText(text)) this.#say(statement);
    this.#before += text;
  }

  /** Names of the import block become references, a comment at the end is split off, brackets are counted. */
  #pythonText(text: string): readonly Statement[] {
    const statements: Statement[] = [];
    let plain = "";
    let depth = 0;
    const flush = () => {
      if (plain !== "") statements.push({ kind: "text", text: plain, depth });
      plain = "";
      depth = 0;
    };
    let position = 0;
    while (position < text.length) {
      const token = this.#nextToken(text, position);
      position += token.length;
      if (token.startsWith("#") && this.#inTriple === null) {
        const spaces = /\s*$/.exec(plain)![0];
        const code = plain.slice(0, plain.length - spaces.length);
        const isOwnLine = code === "" && statements.length === 0;
        plain = isOwnLine ? plain : code;
        flush();
        statements.push(source(`t.comment(${JSON.stringify(isOwnLine ? token : spaces + token)});`));
      } else if (this.#isReference(text, position - token.length, token)) {
        flush();
        statements.push(source(`t.ref(${this.#locals.get(token)});`));
      } else {
        plain += token;
        if (token.length === 1 && "([{".includes(token)) depth++;
        if (token.length === 1 && ")]}".includes(token)) depth--;
      }
    }
    flush();
    return statements;
  }

  #nextToken(text: string, position: number): string {
    const rest = text.slice(position);
    if (this.#inTriple !== null) {
      const end = rest.indexOf(this.#inTriple);
      if (end < 0) return rest;
      const token = rest.slice(0, end + 3);
      this.#inTriple = null;
      return token;
    }
    const triple = /^[rbfu]{0,2}("""|''')/i.exec(rest);
    if (triple !== null) {
      const end = rest.indexOf(triple[1]!, triple[0].length);
      if (end >= 0) return rest.slice(0, end + 3);
      this.#inTriple = triple[1]!;
      return rest;
    }
    const found =
      /^(?:#.*|[rbfu]{0,2}"(?:[^"\\]|\\.)*"|[rbfu]{0,2}'(?:[^'\\]|\\.)*'|[A-Za-z_]\w*|[^])/i.exec(rest)![0];
    // `import a.b` declares a name with dots.
    const dotted = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+/.exec(rest)?.[0] ?? "";
    return [...this.#locals.keys()].filter((name) =>
      name.includes(".") && (dotted === name || dotted.startsWith(`${name}.`))
    )
      .sort((a, b) => b.length - a.length)[0] ?? found;
  }

  #isReference(text: string, start: number, token: string): boolean {
    if (!this.#locals.has(token) || this.#inTriple !== null) return false;
    const head = this.#before + text.slice(0, start);
    const tail = text.slice(start + token.length);
    if (/\.\s*$/.test(head) || /[\w\uE000]$/.test(head)) return false;
    // The name of a keyword argument or a parameter, and what a statement defines.
    if (/[(,]\s*$/.test(head) && /^\s*=(?!=)/.test(tail)) return false;
    return !/\b(def|class)\s+$/.test(head);
  }
}

function source(text: string): Statement {
  return { kind: "source", source: text };
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
