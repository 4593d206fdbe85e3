import type { Json } from "../text/json.ts";
import type { Deprecation, Id, Node } from "./node.ts";
import type { TypeRef } from "./type-ref.ts";

export type ShapeRole = "record" | "create" | "update" | "read" | "input" | "output";

/** Members that travel together. `update` shapes are partial: an absent member is unchanged. */
export interface Shape extends Node {
  readonly name: string;
  readonly role: ShapeRole;
  /** Model that it is a variant of, or null. */
  readonly model: Id | null;
  /** Operation whose inline input or output it is, or null. */
  readonly operation: Id | null;
  readonly members: readonly Member[];
  /** Whether anything refers to it or declares it; the others are not generated. */
  readonly used: boolean;
  readonly service: Id | null;
  readonly deprecated?: Deprecation;
  /** Former names, if it has any: whole ones, `BookCard`. */
  readonly was?: readonly string[];
}

export interface Member {
  /** As it travels: `author_id`. */
  readonly name: string;
  /** As in the spec: `author`. */
  readonly field: string;
  readonly type: TypeRef;
  /** Whether it must be sent; in answers every member is. */
  readonly required: boolean;
  readonly default?: Json;
  readonly example?: Json;
  readonly description: string | null;
  /** Field of the model whose rules it shares, or null. */
  readonly mirrors: Id | null;
  /** Of a row that an input names: the unique field that it is found by, or null, and the error if there is none. */
  readonly row?: { readonly by: Id | null; readonly missing: Id };
  readonly deprecated?: Deprecation;
  /** Links that it sets. */
  readonly refs?: Id;
}
