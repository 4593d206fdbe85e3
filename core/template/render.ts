import type { Origin } from "../text/origin.ts";
import type { Code, Language } from "./code.ts";
import { contentOf } from "./content.ts";
import { OriginLog, type Place, PlaceStack } from "./origins.ts";
import { printPlain, type Sink, type Template } from "./template.ts";

export interface Rendered {
  readonly text: string;
  readonly origins: readonly Origin[];
}

/** The text of a template of any language but Python, which `renderModule` prints. */
export function render<View, L extends Exclude<Language, "python">>(
  template: Template<View, L>,
  view: View,
): Rendered {
  const sink = new TextSink<L>(template.language);
  template.body(sink, view);
  return sink.finish(template.name);
}

/** Lines are printed as they come; a hole of several lines keeps the indentation of its line. */
class TextSink<L extends Language> implements Sink<L> {
  readonly lines: string[] = [];
  readonly placesOfLines: Place[] = [];
  readonly places = new PlaceStack();
  readonly language: L;
  current = "";

  constructor(language: L) {
    this.language = language;
  }

  line(number: number): void {
    this.places.moveTo(number);
  }

  plain(number: number, text: string): void {
    printPlain(this, number, text);
  }

  text(text: string): void {
    this.current += text;
  }

  code(code: Code<L>): void {
    const [first = "", ...rest] = String(contentOf(code, this.language)).split("\n");
    const margin = /^ */.exec(this.current)![0];
    this.current += first;
    for (const line of rest) {
      this.newline();
      this.current = line === "" ? "" : margin + line;
    }
  }

  ref(): void {
    throw new Error("only Python has imports");
  }

  comment(text: string): void {
    this.current += text;
  }

  newline(): void {
    this.lines.push(this.current);
    this.placesOfLines.push(this.places.current);
    this.current = "";
  }

  at(node: string): void {
    this.places.at(node);
  }

  end(): void {
    this.places.end();
  }

  finish(name: string): Rendered {
    this.places.expectClosed();
    if (this.current !== "") this.newline();
    const log = new OriginLog(name);
    this.placesOfLines.forEach((place, index) => log.add(index + 1, index + 1, place));
    return { text: this.lines.map((line) => `${line}\n`).join(""), origins: log.origins };
  }
}
