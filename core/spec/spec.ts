import type { NodePath, YamlNode } from "../text/node.ts";
import type { Source, Span } from "../text/source.ts";
import { keySpanAt, spanAt } from "../text/walk.ts";
import type { DomainFile } from "./domain-file.ts";
import type { ErrorsFile } from "./errors-file.ts";
import type { ModelsFile } from "./models-file.ts";
import type { ServicesFile } from "./services-file.ts";

/** What the YAML of a project says: the shape is checked, names are not resolved. */
export interface Spec {
  readonly language: 3;
  readonly services: SpecFile<ServicesFile>;
  readonly models: readonly SpecFile<ModelsFile>[];
  readonly errors: readonly SpecFile<ErrorsFile>[];
  readonly domains: readonly DomainSpec[];
}

export interface DomainSpec {
  readonly service: string;
  /** The stem of the file, which is the name of the domain. */
  readonly name: string;
  readonly file: SpecFile<DomainFile>;
}

/** One file: its value, and where every part of it stands. */
export interface SpecFile<T> {
  readonly source: Source;
  readonly node: YamlNode;
  readonly value: T;
}

/** Where the value at a path stands, or its nearest ancestor. */
export function valueSpan(file: SpecFile<unknown>, ...path: NodePath): Span {
  return spanAt(file.node, path) ?? file.node.span;
}

/** Where the key at a path stands: what a finding about a named thing points at. */
export function keySpan(file: SpecFile<unknown>, ...path: NodePath): Span {
  return keySpanAt(file.node, path) ?? file.node.span;
}
