/**
 * The Model: what every plugin receives, built-in or sandboxed. Plain ordered JSON, everything resolved,
 * defaulted and named; ids instead of pointers, so it is versioned like an API (`model: 1`).
 *
 * An id is the address in the spec, never a position: `models.Book.fields.title`, `backend.books.finish_book`.
 * Top-level arrays are sorted by id, members stay in the order of the spec.
 */
import type { Json } from "../text/json.ts";
import type { Entity } from "./entity.ts";
import type { ErrorCode } from "./error-code.ts";
import type { Enum, NamedType } from "./named-type.ts";
import type { Node } from "./node.ts";
import type { Domain, Operation } from "./operation.ts";
import type { EnvEntry, Service, Setting } from "./service.ts";
import type { Shape } from "./shape.ts";

export interface Model {
  readonly model: 1;
  /** Version of the language that the project is written in. */
  readonly language: 2 | 3;
  /** Dates the output style, e.g. `2026-11`. */
  readonly edition: string;
  readonly project: Project;
  readonly plugins: readonly PluginUse[];
  readonly services: readonly Service[];
  /** Those of the whole project; each service may have more. */
  readonly settings: readonly Setting[];
  /** What the environments of several services hold, beside what settings and plugins ask for. */
  readonly env: readonly EnvEntry[];
  readonly types: readonly NamedType[];
  readonly enums: readonly Enum[];
  readonly models: readonly Entity[];
  /** Records, variants of models, inline inputs and outputs: all that has members and travels. */
  readonly shapes: readonly Shape[];
  readonly errors: readonly ErrorCode[];
  readonly domains: readonly Domain[];
  readonly operations: readonly Operation[];
  /** Facts of version 2 projects; nothing is generated from them yet. */
  readonly events: readonly EventFact[];
}

export interface Project extends Node {
  /** Kebab-case; image and distribution names are made from it. */
  readonly name: string;
  readonly title: string;
  /** Version of the default image, e.g. `3.12`. */
  readonly python: string;
  readonly timezone: string;
}

export interface PluginUse extends Node {
  readonly name: string;
  readonly options: Json;
}

export interface EventFact extends Node {
  readonly name: string;
  readonly facts: Json;
}
