import type { Origin } from "../text/origin.ts";

/** Where a line comes from: a node of the Model (null: it comes with the file) and a line of the template. */
export interface Place {
  readonly node: string | null;
  readonly line: number;
}

/** One line of output or several, from one place. */
export interface Printed {
  readonly lines: readonly string[];
  readonly place: Place;
}

/** Lines of output with their places; neighbours from one place become one origin. */
export class OriginLog {
  readonly origins: (Origin & { last: number })[] = [];
  readonly path: string;
  /** `templates/backend/router.eta:12`, by line. */
  readonly templates: string[] = [];

  constructor(template: string) {
    this.path = `templates/${template}.eta`;
  }

  add(first: number, last: number, place: Place): void {
    const template = this.templates[place.line] ??= `${this.path}:${place.line}`;
    const before = this.origins[this.origins.length - 1];
    if (before?.template === template && before.node === place.node && before.last === first - 1) {
      before.last = last;
    } else this.origins.push({ first, last, node: place.node, template });
  }
}

/** The blocks of `at` … `end` that are open, and the line of the template that is being written. */
export class PlaceStack {
  readonly nodes: string[] = [];
  line = 1;
  current: Place = { node: null, line: 1 };

  moveTo(line: number): void {
    this.line = line;
    this.update();
  }

  at(node: string): void {
    this.nodes.push(node);
    this.update();
  }

  end(): void {
    if (this.nodes.pop() === undefined) throw new Error("`end()` without `at(…)`");
    this.update();
  }

  expectClosed(): void {
    if (this.nodes.length > 0) throw new Error(`\`at(${this.nodes.join(", ")})\` without \`end()\``);
  }

  update(): void {
    this.current = { node: this.nodes[this.nodes.length - 1] ?? null, line: this.line };
  }
}
