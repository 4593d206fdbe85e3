import type { Deprecation, Id, Node } from "./node.ts";
import type { Member } from "./shape.ts";

export interface ErrorCode extends Node {
  readonly code: string;
  readonly status: number;
  /** `Book not started` */
  readonly title: string;
  /** Text and holes of the message, in order. */
  readonly message: readonly MessagePart[];
  readonly details: readonly Member[];
  /** Member of an input that the error is about, or null. */
  readonly field: string | null;
  /** Built-in code in whose place it is answered, or null. */
  readonly replaces: string | null;
  /** What the model implies, or null: written in the spec. */
  readonly implied:
    | { readonly kind: "not_found" | "already_exists" | "in_use"; readonly model: Id }
    | null;
  /** Python: `BookNotStartedError`. */
  readonly names: { readonly class: string };
  readonly deprecated?: Deprecation;
  /** Codes that it had, and what they are called in Python. */
  readonly was?: readonly { readonly code: string; readonly names: { readonly class: string } }[];
}

export type MessagePart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "hole"; readonly detail: string };
