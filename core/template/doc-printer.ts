import { columnWidth } from "./column-width.ts";
import type { Doc, GroupId } from "./doc.ts";

export const LINE_WIDTH = 100;

/** Prints a document that begins at this column of indentation; the lines come with their indentation. */
export function printDoc(doc: Doc, indentation: number): readonly string[] {
  return new Printer(indentation).print(doc);
}

const MARGINS: readonly string[] = Array.from({ length: 25 }, (_, level) => " ".repeat(4 * level));

export function margin(indentation: number): string {
  return MARGINS[indentation / 4] ?? " ".repeat(indentation);
}

/** `after` closes what `bestFit` opened. */
type Element = Doc | { readonly kind: "after"; readonly id: GroupId };

/** One thing still to print, and how; a linked list, so that measuring can look ahead without copying. */
interface Pending {
  readonly element: Element;
  readonly flat: boolean;
  readonly indent: number;
  /** Measuring: whether a line end settles the question, or all lines must fit. */
  readonly allLines: boolean;
  readonly rest: Pending | null;
}

/** The same, of another element, and perhaps in another way. */
function inside(
  todo: Pending,
  element: Element,
  flat = todo.flat,
  indent = todo.indent,
  allLines = todo.allLines,
): Pending {
  return { element, flat, indent, allLines, rest: todo.rest };
}

/** Follows ruff's printer (which follows Rome's), state by state: its layouts depend on the order of its questions. */
class Printer {
  readonly lines: string[] = [];
  readonly broken = new Map<GroupId, boolean>();
  text = "";
  width = 0;
  measured = false;
  readonly base: number;

  constructor(indentation: number) {
    this.base = indentation;
    this.startLine(indentation);
  }

  print(doc: Doc): readonly string[] {
    let todo: Pending | null = { element: doc, flat: false, indent: this.base, allLines: false, rest: null };
    while (todo !== null) todo = this.step(todo);
    this.lines.push(this.text);
    return this.lines;
  }

  startLine(indentation: number): void {
    this.text = margin(indentation);
    this.width = indentation;
  }

  endLine(indentation: number): void {
    this.lines.push(this.text);
    this.startLine(indentation);
    this.measured = false;
  }

  step(todo: Pending): Pending | null {
    const { element, rest } = todo;
    if (typeof element === "string") {
      this.text += element;
      this.width += columnWidth(element);
      return rest;
    }
    if (!("kind" in element)) return pushAll(element, todo);
    switch (element.kind) {
      case "line":
        if (todo.flat) {
          this.text += element.flat;
          this.width += element.flat.length;
        } else this.endLine(todo.indent);
        return rest;
      case "group":
        return this.stepGroup(element, todo);
      case "indent":
        return inside(todo, element.content, todo.flat, todo.indent + 4);
      case "indentIfBroken":
        return inside(
          todo,
          element.content,
          todo.flat,
          todo.indent + (this.isBroken(element.id, todo) ? 4 : 0),
        );
      case "ifBroken":
        return this.isBroken(element.id, todo) ? inside(todo, element.content) : rest;
      case "ifFlat":
        return this.isBroken(element.id, todo) ? rest : inside(todo, element.content);
      case "fitsExpanded":
        if (!this.isBroken(element.id, todo)) this.measured = false;
        return inside(todo, element.content);
      case "bestFit":
        return this.stepBestFit(element, todo);
      case "after":
        if (!todo.flat) {
          this.endLine(todo.indent);
          this.text += ")";
          this.width += 1;
        }
        return rest;
      case "variants":
        return this.stepVariants(element, todo);
      case "parts":
        return this.stepParts(element.split, todo);
      case "whole":
        if (todo.flat || this.fits(inside(todo, element.text))) return inside(todo, element.text);
        return inside(todo, element.content());
    }
  }

  isBroken(id: GroupId | null, todo: Pending): boolean {
    return (id === null ? undefined : this.broken.get(id)) ?? !todo.flat;
  }

  stepGroup(element: Extract<Doc, { kind: "group" }>, todo: Pending): Pending {
    if (element.when !== null && !this.isBroken(element.when, todo)) return inside(todo, element.content);
    const flat = this.groupIsFlat(element, todo);
    if (element.id !== null) this.broken.set(element.id, !flat);
    return inside(todo, element.content, flat);
  }

  groupIsFlat(element: Extract<Doc, { kind: "group" | "bestFit" }>, todo: Pending): boolean {
    if (element.kind === "group" && mustExpand(element)) return false;
    if (todo.flat && this.measured) return true;
    this.measured = true;
    // An earlier measurement may have come by and left its guess.
    if (element.id !== null) this.broken.set(element.id, false);
    return this.fits(inside(todo, element.content, true));
  }

  stepBestFit(element: Extract<Doc, { kind: "bestFit" }>, todo: Pending): Pending {
    const { id, content } = element;
    const after = (flat: boolean): Pending => ({ ...todo, element: { kind: "after", id }, flat });
    let parenthesized = false;
    if (!this.groupIsFlat(element, todo)) {
      this.broken.set(id, true);
      const close = { ...after(false), allLines: true };
      const start = {
        ...todo,
        element: content,
        indent: todo.indent + 4,
        allLines: true,
        flat: false,
        rest: close,
      };
      parenthesized = columnWidth(this.text) + 1 <= LINE_WIDTH && this.fits(start, todo.indent + 4);
    }
    this.broken.set(id, parenthesized);
    if (!parenthesized) return { ...todo, element: content, flat: true, rest: after(true) };
    this.text += "(";
    this.endLine(todo.indent + 4);
    return { ...todo, element: content, flat: false, indent: todo.indent + 4, rest: after(false) };
  }

  stepVariants(element: Extract<Doc, { kind: "variants" }>, todo: Pending): Pending {
    const { variants } = element;
    const last = variants[variants.length - 1]!;
    if (todo.flat && this.measured) return inside(todo, variants[0]!);
    this.measured = true;
    for (const variant of variants.slice(0, -1)) {
      const attempt = inside(todo, variant, true, todo.indent, element.allLines);
      if (this.fits(attempt)) return inside(todo, variant, true);
    }
    return inside(todo, last, false);
  }

  stepParts(split: (width: number) => readonly string[], todo: Pending): Pending | null {
    for (const [index, literal] of split(LINE_WIDTH - todo.indent - 1).entries()) {
      if (index > 0) this.endLine(todo.indent);
      this.text += literal;
      this.width += columnWidth(literal);
    }
    return todo.rest;
  }

  /** Whether this and what follows fits to the next line end. `column` is where it would begin, if not here. */
  fits(start: Pending, column: number = this.width): boolean {
    let width = column;
    let todo: Pending | null = start;
    while (todo !== null) {
      const { element, rest }: Pending = todo;
      if (typeof element === "string") {
        width += columnWidth(element);
        if (width > LINE_WIDTH) return false;
        todo = rest;
      } else if (!("kind" in element)) {
        todo = pushAll(element, todo);
      } else {
        switch (element.kind) {
          case "line":
            if (todo.flat) {
              width += element.flat.length;
              if (width > LINE_WIDTH) return false;
            } else if (!todo.allLines) return true;
            else width = todo.indent;
            todo = rest;
            break;
          case "group": {
            if (element.when !== null && !this.isBroken(element.when, todo)) {
              todo = inside(todo, element.content);
              break;
            }
            const flat: boolean = mustExpand(element) ? false : todo.flat;
            if (element.id !== null) this.broken.set(element.id, !flat);
            todo = inside(todo, element.content, flat);
            break;
          }
          case "indent":
            todo = inside(todo, element.content, todo.flat, todo.indent + 4);
            break;
          case "indentIfBroken":
            todo = inside(
              todo,
              element.content,
              todo.flat,
              todo.indent + (this.isBroken(element.id, todo) ? 4 : 0),
            );
            break;
          case "ifBroken":
            todo = this.isBroken(element.id, todo) ? inside(todo, element.content) : rest;
            break;
          case "ifFlat":
            todo = this.isBroken(element.id, todo) ? rest : inside(todo, element.content);
            break;
          case "fitsExpanded":
            todo = this.isBroken(element.id, todo)
              ? inside(todo, element.content)
              : inside(todo, element.content, false, todo.indent, true);
            break;
          case "bestFit":
            this.broken.set(element.id, !todo.flat);
            todo = inside(todo, element.content);
            break;
          case "whole":
            todo = inside(todo, todo.flat ? element.text : element.content());
            break;
          case "after":
            // Only the parentheses that are being tried have an `after`: theirs stands on a line of its own.
            if (!todo.flat) width = todo.indent + 1;
            todo = rest;
            break;
          case "variants":
            todo = inside(
              todo,
              todo.flat ? element.variants[0]! : element.variants[element.variants.length - 1]!,
            );
            break;
          case "parts":
            if (!todo.allLines) return true;
            width = todo.indent;
            for (const literal of element.split(LINE_WIDTH - todo.indent - 1)) {
              width = todo.indent + columnWidth(literal);
            }
            todo = rest;
            break;
        }
      }
    }
    return true;
  }
}

function pushAll(elements: readonly Doc[], todo: Pending): Pending | null {
  const { flat, indent, allLines } = todo;
  let rest = todo.rest;
  for (let i = elements.length - 1; i >= 0; i--) {
    rest = { element: elements[i]!, flat, indent, allLines, rest };
  }
  return rest;
}

const expanding = new WeakMap<object, boolean>();

/** A group that is to be broken, or around one. */
function mustExpand(element: Extract<Doc, { kind: "group" }>): boolean {
  if (element.expand) return true;
  let known = expanding.get(element);
  if (known === undefined) {
    known = containsExpanded(element.content);
    expanding.set(element, known);
  }
  return known;
}

function containsExpanded(doc: Doc): boolean {
  if (typeof doc === "string") return false;
  if (!("kind" in doc)) return doc.some(containsExpanded);
  switch (doc.kind) {
    case "group":
      return mustExpand(doc);
    case "line":
    case "parts":
    case "variants":
    case "fitsExpanded":
    case "whole":
      return false;
    default:
      return containsExpanded(doc.content);
  }
}
