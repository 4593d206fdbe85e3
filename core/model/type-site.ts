import type { TypeOptions } from "../spec/type-shapes.ts";
import { meaning as found } from "./diagnostics.ts";
import type { Id } from "./node.ts";
import { type Resolution, type Site, suggestion } from "./resolution.ts";

/** Where a type is written, and what may stand there. */
export interface TypeSite extends Site {
  /** Service that looks: it sees its own types. */
  readonly service: Id | null;
  /** An enum that is written inline gets this name and belongs to this field, if any. */
  readonly inlineEnum: { readonly name: string; readonly field: Id | null };
  /** Whether `page[…]` may stand here. */
  readonly output: boolean;
}

/** Report two keys that exclude each other; `key` is where the finding points. */
export function contradiction(
  scope: Resolution,
  site: Site,
  first: string,
  second: string,
  key: string = second,
): null {
  scope.report(found.SVC0216(scope.key(site, key), { first, second, place: site.place }));
  return null;
}

export function unknownFormat(
  scope: Resolution,
  site: Site,
  format: string,
  known: readonly string[],
): null {
  const help = suggestion(format, known, `formats are ${known.join(", ")}`);
  scope.report(found.SVC0217(scope.at(site, "format"), { format, place: site.place }, { help }));
  return null;
}

/** Report options that the type does not have; whether all of them fit. */
export function checkOptions(
  scope: Resolution,
  site: Site,
  options: TypeOptions,
  allowed: readonly (keyof TypeOptions)[],
  type: string,
): boolean {
  const wrong = TYPE_OPTIONS.filter((key) => options[key] !== undefined && !allowed.includes(key));
  for (const option of wrong) {
    scope.report(found.SVC0215(scope.key(site, option), { option, type, place: site.place }, {
      help: allowed.length === 0 ? `${type} takes no options` : `${type} takes ${allowed.join(", ")}`,
    }));
  }
  return wrong.length === 0;
}

/** All options that some type has. */
const TYPE_OPTIONS: readonly (keyof TypeOptions)[] = [
  "ge",
  "gt",
  "le",
  "lt",
  "format",
  "precision",
  "scale",
  "wire",
  "min_length",
  "max_length",
  "pattern",
  "normalize",
  "values",
  "min_items",
  "max_items",
  "schema",
];

/** A value that may be written as a type alone. */
export function withType<T extends { readonly type?: string | undefined }>(
  written: string | T,
): T | { readonly type: string } {
  return typeof written === "string" ? { type: written } : written;
}
