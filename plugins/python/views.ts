import type { Code, Id, Py } from "../../mod.ts";

/** A module of schemas: templates/python/schemas.eta. */
export interface SchemasView {
  readonly definitions: readonly Definition[];
}

export type Definition = EnumView | AliasView | ClassView;

export interface EnumView {
  readonly kind: "enum";
  readonly node: Id;
  readonly name: Py;
  readonly docstring: Py;
  readonly members: readonly { readonly name: Py; readonly value: Py }[];
}

export interface AliasView {
  readonly kind: "alias";
  readonly node: Id;
  readonly name: Py;
  readonly type: Py;
}

export interface ClassView {
  /** Whether the published schema says that it goes away. */
  readonly deprecated: boolean;
  readonly kind: "class";
  readonly node: Id;
  readonly name: Py;
  readonly base: Py;
  readonly docstring: Py;
  readonly members: readonly MemberView[];
}

export interface MemberView {
  readonly name: Py;
  readonly type: Py;
  /** What stands behind the `=`, or null. */
  readonly value: Py | null;
}

/** templates/python/errors.eta */
export interface ErrorsView {
  readonly errors: readonly ErrorView[];
}

export interface ErrorView {
  /** Codes that it had, or null. */
  readonly former: Py | null;
  /** What it was called in Python. */
  readonly formerClasses: readonly Py[];
  readonly node: Id;
  readonly name: Py;
  readonly docstring: Py;
  readonly code: Py;
  readonly status: Py;
  readonly title: Py;
  /** Member of the body that it is about, or null. */
  readonly member: Py | null;
  /** Details, by keyword. */
  readonly parameters: Py;
  readonly constructor: Py;
  /** What the base class is given: the sentence and, if there are any, the details. */
  readonly facts: Py;
}

/** templates/python/pyproject.eta */
export interface PyprojectView {
  readonly header: readonly Code<"toml">[];
  readonly name: Code<"toml">;
  readonly description: Code<"toml">;
  readonly dependencies: Code<"toml">;
  readonly extras: readonly { readonly name: Code<"toml">; readonly requirements: Code<"toml"> }[];
  readonly build: Code<"toml">;
  /** Distributions that no import statement names, or null. */
  readonly loadedByName: Code<"toml"> | null;
}
