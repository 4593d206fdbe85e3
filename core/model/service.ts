import type { Json } from "../text/json.ts";
import type { Deprecation, Id, Node } from "./node.ts";
import type { TypeRef } from "./type-ref.ts";

export interface Service extends Node {
  readonly name: string;
  /** `python-fastapi` … */
  readonly type: string;
  /** Plugin that generates services of this type, or null: nothing is generated for it. */
  readonly plugin: string | null;
  readonly access: readonly ("database" | "internet")[];
  readonly exposes: readonly string[];
  /** Models whose tables and migrations are this service's. */
  readonly owns: readonly Id[];
  /** Python dependencies of the user, PEP 508. */
  readonly dependencies: readonly string[];
  /** Services that have to be there before it. */
  readonly dependsOn: readonly Id[];
  /** Its own, beside those of the project. */
  readonly settings: readonly Setting[];
  /** What else its environment holds, beside what settings and plugins ask for. */
  readonly env: readonly EnvEntry[];
  /** Whether a function of the user changes its application last. */
  readonly wiring: boolean;
  readonly domains: readonly Id[];
  readonly names: ServiceNames;
  /** What it was called: its folder, its package and its database may still be called so. */
  readonly was?: readonly string[];
  readonly deprecated?: Deprecation;
}

/** A variable of the environment contract, as it was written. */
export interface EnvEntry extends Node {
  readonly key: string;
  readonly source: "user_secret" | "generated_secret" | "allocation" | "derived" | "literal";
  readonly environments: readonly Environment[];
  /** Names of services. */
  readonly consumers: readonly string[];
  readonly required: boolean;
  /** Of a literal. */
  readonly value: string | null;
  /** What a derived or allocated value is about. */
  readonly service: string | null;
  readonly resource: string | null;
}

export interface ServiceNames {
  /** Import package, e.g. `tg_bot`. */
  readonly package: string;
  /** Distribution, e.g. `library-tg-bot`. */
  readonly distribution: string;
  /** Prefix of environment variables, e.g. `TG_BOT`. */
  readonly env: string;
  /** Host and image, e.g. `tg-bot`. */
  readonly host: string;
}

export interface Setting extends Node {
  readonly name: string;
  /** Environment variable, e.g. `MAX_LOANS`. */
  readonly env: string;
  readonly type: TypeRef;
  /** Absent: it must be set. */
  readonly default?: Json;
  readonly secret: boolean;
  /** Environments in which it must be set although it is optional elsewhere. */
  readonly requiredIn: readonly Environment[];
  /** What it was called: such a variable is read where the one of today is not set. */
  readonly was?: readonly string[];
  readonly deprecated?: Deprecation;
}

export type Environment = "local" | "test" | "production";
