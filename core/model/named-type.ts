import type { Deprecation, Id, Node } from "./node.ts";
import type { TypeRef } from "./type-ref.ts";

/** A named scalar (`Isbn`) or a union. Records are shapes. */
export interface NamedType extends Node {
  readonly name: string;
  readonly type: TypeRef;
  /** Service that alone sees it, or null: the whole project. */
  readonly service: Id | null;
  readonly deprecated?: Deprecation;
  /** Former names, if it has any. */
  readonly was?: readonly string[];
}

export interface Enum extends Node {
  readonly name: string;
  /** In declared order, which is the sort order. */
  readonly values: readonly EnumValue[];
  /** The field of an inline enum, or null. */
  readonly field: Id | null;
  readonly service: Id | null;
  readonly deprecated?: Deprecation;
  /** Former names, if it has any. */
  readonly was?: readonly string[];
}

export interface EnumValue {
  readonly value: string;
  readonly names: { readonly member: string };
  readonly description?: string;
  readonly deprecated?: Deprecation;
  /** Former names, if it has any. */
  readonly was?: readonly string[];
}
