import type { DiagnosticTable } from "../diagnostics/define.ts";
import type { LanguageKey, LanguagePlugin } from "../spec/language.ts";
import type { Json } from "../text/json.ts";
import type { Entity } from "./entity.ts";
import type { Model } from "./model.ts";
import type { Derived, Domain, Operation } from "./operation.ts";

/** What resolving needs to know of a plugin. */
export interface ModelPlugin extends LanguagePlugin {
  /** Service types that it generates. */
  readonly serviceTypes: readonly string[];
  /** What cannot be said of a service of its types, and what to do instead. */
  readonly refuses: { readonly [part in ServicePart]?: string };
  readonly extends: readonly Extension[];
  readonly diagnostics: DiagnosticTable | null;
}

/** Keys of a service, the database that it has access to, and the specs in its folder. */
export type ServicePart = "exposes" | "database" | "owns" | "wiring" | "domains";

/** A finding of a plugin about the model; core gives it its span. */
export interface FindingContribution {
  readonly kind: "finding";
  readonly code: string;
  readonly args: { readonly [name: string]: string };
  /** Id of the node that it is about. */
  readonly node: string | null;
  /** What a user says to have it done all the same; absent where nothing helps. */
  readonly consent?: string;
}

/** A key that a plugin adds to the language. */
export interface Extension extends LanguageKey {
  /** Operations with this key can be called from outside: the service has to expose it. */
  readonly transport: boolean;
  /**
   * What an operation of `crud:` has under this key if nothing is written; undefined for nothing. `key` are the wire names
   * of what finds a row of the model in this domain.
   */
  derive(derived: Derived, entity: Entity, domain: { readonly key: readonly string[] }): Json | undefined;
  /** Whether what is written under the key makes the operation one that only reads. */
  reads(raw: Json): boolean;
  /**
   * Names of values that the transport delivers because of how the key is written: path placeholders. Of an operation
   * with those of its domain; of a domain the values that all its operations have.
   */
  placeholders(raw: Json, domain: Json | undefined): readonly string[];
  /** Pure. Called once the rest of the model is there; the value becomes `node.ext[key]`. */
  resolve(raw: Json | undefined, node: Operation | Domain, model: Model): Resolved;
}

export interface Resolved {
  /** Undefined: the node has nothing under this key. */
  readonly value: Json | undefined;
  readonly findings: readonly FindingContribution[];
}

export type ExtensionDefinition =
  & Pick<Extension, "at" | "key" | "schema" | "resolve">
  & Partial<Extension>;

export function defineExtension(definition: ExtensionDefinition): Extension {
  return {
    transport: false,
    derive: () => undefined,
    reads: () => false,
    placeholders: () => [],
    ...definition,
  };
}
