import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { keySpan, type SpecFile, valueSpan } from "../spec/spec.ts";
import { nearest } from "../text/nearest.ts";
import type { NodePath } from "../text/node.ts";
import type { Span } from "../text/source.ts";
import { meaning as found } from "./diagnostics.ts";
import type { Entity } from "./entity.ts";
import type { ErrorCode } from "./error-code.ts";
import type { Enum, NamedType } from "./named-type.ts";
import { betterName, type NameKind, nameProblem } from "./names.ts";
import type { Id } from "./node.ts";
import type { Shape } from "./shape.ts";
import type { TypeRef } from "./type-ref.ts";

/** Where a declaration stands in a file, and what people call it. */
export interface Site {
  readonly file: SpecFile<unknown>;
  readonly path: NodePath;
  /** `field Book.title` */
  readonly place: string;
}

/** A name in the one space of types: what it stands for, and who may see it. */
export type Declared =
  | { readonly kind: "entity"; readonly name: string; readonly rowless: Rowless | null }
  | { readonly kind: "enum"; readonly node: Enum }
  | { readonly kind: "type"; readonly node: NamedType }
  | { readonly kind: "shape"; readonly node: Shape };

/** Why nothing can refer to the rows of a model, and what to write instead. */
export interface Rowless {
  readonly problem: string;
  readonly help: string;
}

/** What resolving builds up; every part of `model` writes its own maps and reads those before it. */
export class Resolution {
  readonly diagnostics: Diagnostic[] = [];
  /** Where each node stands. */
  readonly spans = new Map<Id, Span>();
  readonly enums = new Map<Id, Enum>();
  readonly types = new Map<Id, NamedType>();
  readonly entities = new Map<Id, Entity>();
  readonly shapes = new Map<Id, Shape>();
  readonly errors = new Map<Id, ErrorCode>();
  /** What is declared with a mistake and so left out: nobody is told that it is unknown as well. */
  readonly unusable = new Set<Id>();
  /** Inputs of nested creations → the variant that they leave members out of. */
  readonly narrowed = new Map<Id, Id>();
  #byUpper: ReadonlyMap<string, Entity> | null = null;
  #byKey: ReadonlyMap<string, Entity> | null = null;
  /** Type name → first declaration; a service's own as `service:Name`. */
  readonly #names = new Map<
    string,
    { readonly declared: Declared | null; readonly span: Span; readonly place: string }
  >();

  report(finding: Diagnostic): void {
    this.diagnostics.push(finding);
  }

  /** Note where a node stands: its key, as a finding about it would point there. */
  mark(id: Id, site: Site): void {
    this.spans.set(id, keySpan(site.file, ...site.path));
  }

  /** Note where the value of a plugin's key stands, so that a finding of the plugin can point at it. */
  markKey(id: Id, key: string, site: Site, ...more: NodePath): void {
    this.spans.set(keyOf(id, key), this.at(site, ...more, key));
  }

  /** Span of a value below a site. */
  at(site: Site, ...more: NodePath): Span {
    return valueSpan(site.file, ...site.path, ...more);
  }

  /** Span of the key below a site. */
  key(site: Site, ...more: NodePath): Span {
    return keySpan(site.file, ...site.path, ...more);
  }

  /** Check the form of a name; a bad one is reported, and used all the same. */
  checkName(kind: NameKind, name: string, site: Site): void {
    const problem = nameProblem(kind, name);
    if (problem === null) return;
    const better = betterName(kind, name);
    const help = better === null ? "choose another name" : `write "${better}"`;
    this.report(found.SVC0202(this.key(site), { name, problem }, { help }));
  }

  reportUnknownError(code: string, node: Id): void {
    if (this.unusable.has(`errors.${code}`)) return;
    const known = [...this.errors.values()].map((error) => error.code);
    const help = suggestion(code, known, "declare it in shared/spec/errors.yaml");
    this.report(found.SVC0261(this.spans.get(node), { code, place: "a rule of a model" }, { help }));
  }

  /** Take a name in the space of types, or report who has it. */
  declare(name: string, service: Id | null, declared: Declared | null, span: Span, place: string): boolean {
    const taken = this.#names.get(name) ??
      (service === null ? undefined : this.#names.get(`${service}:${name}`));
    if (taken !== undefined) {
      const second = place === taken.place ? `another ${place.replace(/^the /, "")}` : place;
      this.report(found.SVC0205(span, { name, first: taken.place, second }, {
        related: [{ span: taken.span, label: `${taken.place} takes the name` }],
      }));
      return false;
    }
    this.#names.set(service === null ? name : `${service}:${name}`, { declared, span, place });
    return true;
  }

  lookup(name: string, service: Id | null): Declared | null {
    const own = service === null ? undefined : this.#names.get(`${service}:${name}`);
    return (own ?? this.#names.get(name))?.declared ?? null;
  }

  /** The type of the id of a model's rows; only once all models are there. */
  idType(model: Id): TypeRef {
    const { fields, key } = this.entities.get(model)!;
    return fields.find(({ id }) => id === key[0])!.type;
  }

  /** The model whose rows a placeholder of this name is about, like `book_id`; only once all models are there. */
  entityByKey(key: string): Entity | null {
    this.#byKey ??= new Map(
      this.#withRows().filter(hasId).map((entity) => [entity.names.key, entity]),
    );
    return this.#byKey.get(key) ?? null;
  }

  /** The model whose implied errors begin with this word, like `BOOK`; only once all models are there. */
  entityByUpper(upper: string): Entity | null {
    this.#byUpper ??= new Map(
      this.#withRows().map((entity) => [entity.names.upper, entity]),
    );
    return this.#byUpper.get(upper) ?? null;
  }

  /** Of two models with one name, the first is meant. */
  #withRows(): readonly Entity[] {
    return [...this.entities.values()].reverse().filter(({ table }) => table !== null);
  }

  /** Where else a name is declared that this place does not see; for better findings. */
  knownNames(service: Id | null): string[] {
    return [...this.#names].flatMap(([key, { declared }]) => {
      if (declared === null) return [];
      const [owner, own] = key.includes(":") ? key.split(":") as [string, string] : [null, key];
      return owner === null || owner === service ? [own] : [];
    });
  }
}

/** Whether others can refer to its rows. */
export function hasId({ fields, key }: Entity): boolean {
  return fields.some(({ id, implied }) => implied === "id" && key.includes(id));
}

/** The name under which the span of a plugin's key of a node is kept. */
export function keyOf(id: Id, key: string): string {
  return `${id}#${key}`;
}

/** `did you mean "x"?` or, if nothing is near, what there is. */
export function suggestion(word: string, known: readonly string[], otherwise: string): string {
  const [near] = nearest(word, known);
  if (near !== undefined) return `did you mean "${near}"?`;
  return known.length > 0 && known.length <= 12 ? `known here: ${known.join(", ")}` : otherwise;
}

export function byId(a: { readonly id: Id }, b: { readonly id: Id }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
