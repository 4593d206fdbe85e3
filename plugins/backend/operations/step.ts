import { type Py, py } from "../../../mod.ts";
import { localName } from "../names.ts";

/** A statement of an operation. */
export type Step =
  | { readonly kind: "assign"; readonly name: Py; readonly value: Py }
  | { readonly kind: "do"; readonly value: Py }
  | { readonly kind: "return"; readonly value: Py }
  | { readonly kind: "raiseIf"; readonly test: Py; readonly error: Py }
  | { readonly kind: "returnIf"; readonly test: Py };

/** Names of one function, each of which means one thing. */
export class Locals {
  readonly #taken: Set<string>;

  constructor(parameters: readonly string[]) {
    this.#taken = new Set([...parameters, "unit"]);
  }

  name(wanted: string): Py {
    const free = localName(wanted, this.#taken);
    this.#taken.add(free);
    return py.name(free);
  }
}
