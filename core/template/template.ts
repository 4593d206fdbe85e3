import type { Code, Language, PyRef } from "./code.ts";

/** A compiled template that accepts exactly one view. Made only by `scripts/generate-templates.ts`. */
export interface Template<View, L extends Language = "python"> {
  /** `backend/router` */
  readonly name: string;
  readonly language: L;
  /** The names that the import block of the template declares; `sink.ref` refers to them by index. */
  readonly imports: readonly PyRef[];
  readonly body: (sink: Sink<L>, it: View) => void;
}

/** What a compiled template writes to, piece by piece. */
export interface Sink<L extends Language> {
  /** The pieces that follow come from this line of the template. */
  line(number: number): void;
  /** Whole lines without a hole, of which this one is the first. */
  plain(number: number, text: string): void;
  /** Text of the template; `depth` is by how many brackets it leaves more open than it found. */
  text(text: string, depth?: number): void;
  /** A name of the import block. */
  ref(index: number): void;
  /** `tightness` says how tightly what stands around the hole binds. */
  code(code: Code<L>, tightness: number): void;
  comment(text: string): void;
  newline(): void;
  at(node: string): void;
  end(): void;
}

export function template<View, L extends Language>(
  name: string,
  language: L,
  imports: readonly PyRef[],
  body: (sink: Sink<L>, it: View) => void,
): Template<View, L> {
  return { name, language, imports, body };
}

/** What `plain` means, in the words of the others. */
export function printPlain<L extends Language>(sink: Sink<L>, first: number, text: string): void {
  let number = first;
  for (const line of text.split("\n")) {
    sink.line(number++);
    if (line !== "") sink.text(line);
    sink.newline();
  }
}
