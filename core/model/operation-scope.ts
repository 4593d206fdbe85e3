import type { DomainFile, OperationSpec } from "../spec/domain-file.ts";
import type { Json } from "../text/json.ts";
import type { Entity } from "./entity.ts";
import type { Extension } from "./extension.ts";
import type { Id } from "./node.ts";
import type { Derived } from "./operation.ts";
import type { Resolution, Site } from "./resolution.ts";
import { resolveType } from "./resolve-types.ts";
import type { Service } from "./service.ts";
import type { TypeRef } from "./type-ref.ts";

/** One domain file while it is resolved. */
export interface DomainScope {
  readonly scope: Resolution;
  readonly id: Id;
  readonly name: string;
  readonly spec: DomainFile;
  /** The file as a whole. */
  readonly root: Site;
  readonly service: Service;
  /** The model that the domain is about. */
  readonly entity: Entity | null;
  readonly extensions: readonly Extension[];
  /** What stands under `config`, by key of the plugin. */
  readonly config: Readonly<Record<string, Json>>;
  /** Whether the project derives one list of a model, so that it has the plain name. */
  readonly isOnlyList: (model: Id) => boolean;
}

/** One operation while it is resolved. */
export interface OperationScope {
  readonly domain: DomainScope;
  readonly scope: Resolution;
  readonly id: Id;
  readonly name: string;
  readonly derived: Derived | null;
  readonly written: OperationSpec;
  readonly site: Site;
  /** Values under the keys of plugins, written or derived. */
  readonly keys: Readonly<Record<string, Json>>;
  /** How it is called from outside; none: only slots call it. */
  readonly transports: readonly Extension[];
}

/** The model of a derived operation: a domain without one derives nothing. */
export function entityOf({ domain }: OperationScope): Entity {
  return domain.entity!;
}

/** Whether only slots call it: they pass rows, where others send what finds them. */
export function isInternal({ transports }: OperationScope): boolean {
  return transports.length === 0;
}

/** The extensions that add a key to operations. */
export function atOperation({ extensions }: DomainScope): Extension[] {
  return extensions.filter((extension) => extension.at === "operation");
}

/** The type that a text under a key of an operation names. */
export function typeAt(
  { domain, scope, site }: OperationScope,
  text: string,
  key: "input" | "output",
  place: string,
): TypeRef | null {
  return resolveType(scope, text, {}, {
    ...site,
    path: [...site.path, key],
    place,
    service: domain.service.id,
    inlineEnum: { name: "", field: null },
    output: key === "output",
  });
}
