import type { LineShape } from "./blank-lines.ts";
import { type Block, isBlock } from "./block.ts";
import { bound } from "./binding.ts";
import type { Py, PyRef } from "./code.ts";
import { contentOf } from "./content.ts";
import { useOf } from "./import-use.ts";
import type { LocalName } from "./layout.ts";
import { make, type Node } from "./node.ts";
import { flatWith } from "./node-text.ts";
import { type Place, PlaceStack } from "./origins.ts";
import type { Part } from "./python-tokens.ts";
import { printPlain, type Sink, type Template } from "./template.ts";

/** One logical line of the body: pieces of text and nodes, or a block. */
export interface BodyLine extends LineShape {
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

/** Takes what a template prints and makes logical lines of it. */
export class PythonSink<View> implements Sink<"python"> {
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

  plain(number: number, text: string): void {
    printPlain(this, number, text);
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
        flat: flatLine(code, null),
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

export function flatLine(parts: readonly Part[], local: LocalName): string {
  let text = "";
  for (const part of parts) {
    text += typeof part === "string" ? part : local === null ? part.flat : flatWith(part, local);
  }
  return text;
}
