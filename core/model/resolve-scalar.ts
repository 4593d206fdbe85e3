import type { TypeOptions } from "../spec/type-shapes.ts";
import { meaning as found } from "./diagnostics.ts";
import { readDecimal } from "./literal.ts";
import type { Resolution } from "./resolution.ts";
import { resolveEnum } from "./resolve-enum.ts";
import type { Bounds, StringType, TypeRef } from "./type-ref.ts";
import { contradiction, type TypeSite, unknownFormat } from "./type-site.ts";

/** Which options go with which scalar of the language. */
export const SCALARS = {
  bool: [],
  int: ["ge", "gt", "le", "lt", "format"],
  float: ["ge", "gt", "le", "lt"],
  decimal: ["precision", "scale", "ge", "gt", "le", "lt", "wire"],
  string: ["min_length", "max_length", "pattern", "format", "normalize"],
  text: ["max_length"],
  uuid: [],
  date: [],
  time: [],
  datetime: [],
  duration: [],
  bytes: ["max_length"],
  enum: ["values"],
} as const satisfies Readonly<Record<string, readonly (keyof TypeOptions)[]>>;
export type ScalarName = keyof typeof SCALARS;

/** Longest string without a limit of its own, in characters. */
const DEFAULT_STRING = 255;
/** Characters of the shortest text of a format: `a@b.co`, `http://a`, `a`. */
const SHORTEST = { email: 6, url: 8, slug: 1 } as const;
const DEFAULT_TEXT = 100_000;
const DEFAULT_BYTES = 1 << 20;

/** A scalar with its options; null after a finding. */
export function resolveScalar(
  scope: Resolution,
  name: ScalarName,
  given: TypeOptions,
  site: TypeSite,
): TypeRef | null {
  switch (name) {
    case "int": {
      if (given.format !== undefined && given.format !== "int4" && given.format !== "int8") {
        return unknownFormat(scope, site, given.format, ["int4", "int8"]);
      }
      const bounds = readBounds(
        scope,
        given,
        site,
        (raw) => Number.isSafeInteger(raw) ? Number(raw) : null,
        `a whole number within ±${Number.MAX_SAFE_INTEGER}`,
      );
      const [least, most] = [
        bounds?.ge ?? (bounds?.gt ?? -Infinity) + 1,
        bounds?.le ?? (bounds?.lt ?? Infinity) - 1,
      ];
      if (least > most) {
        return contradiction(
          scope,
          site,
          bounds?.ge === undefined ? "gt" : "ge",
          bounds?.le === undefined ? "lt" : "le",
        );
      }
      return bounds && { kind: "int", format: given.format ?? null, ...bounds };
    }
    case "float": {
      const bounds = readBounds(
        scope,
        given,
        site,
        (raw) => typeof raw === "number" && Number.isFinite(raw) ? raw : null,
        "a number",
      );
      return bounds && { kind: "float", ...bounds };
    }
    case "decimal": {
      const { precision, scale } = given;
      if (precision === undefined || scale === undefined || scale > precision) {
        scope.report(found.SVC0212(scope.at(site, "type"), { place: site.place }));
        return null;
      }
      const bounds = readBounds(scope, given, site, readDecimal, "a decimal");
      if (bounds === null) return null;
      // The least step between two values: exclusive bounds that leave no room are a contradiction.
      const step = 10 ** -scale;
      const low = bounds.gt === undefined ? Number(bounds.ge ?? -Infinity) : Number(bounds.gt) + step;
      const high = bounds.lt === undefined ? Number(bounds.le ?? Infinity) : Number(bounds.lt) - step;
      const largest = 10 ** (precision - scale) - step;
      if (low > high + step / 2) {
        return contradiction(
          scope,
          site,
          bounds.gt === undefined ? "ge" : "gt",
          bounds.lt === undefined ? "le" : "lt",
        );
      }
      if (low > largest) {
        return contradiction(scope, site, "precision", bounds.gt === undefined ? "ge" : "gt");
      }
      if (high < -largest) {
        return contradiction(scope, site, "precision", bounds.lt === undefined ? "le" : "lt");
      }
      return { kind: "decimal", precision, scale, wire: given.wire ?? "string", ...bounds };
    }
    case "string":
      return resolveString(scope, given, site);
    case "text":
      return { kind: "text", maxLength: given.max_length ?? DEFAULT_TEXT };
    case "bytes":
      return { kind: "bytes", maxLength: given.max_length ?? DEFAULT_BYTES };
    case "enum":
      return resolveEnum(scope, given.values, site);
    default:
      return { kind: name };
  }
}

function resolveString(scope: Resolution, given: TypeOptions, site: TypeSite): StringType | null {
  const minLength = given.min_length ?? 0;
  const maxLength = given.max_length ?? DEFAULT_STRING;
  if (minLength > maxLength) return contradiction(scope, site, "min_length", "max_length");
  const { format } = given;
  if (format !== undefined && format !== "email" && format !== "url" && format !== "slug") {
    return unknownFormat(scope, site, format, ["email", "url", "slug"]);
  }
  if (format !== undefined && maxLength < SHORTEST[format]) {
    return contradiction(scope, site, "format", "max_length");
  }
  const normalize = given.normalize ?? [];
  if (normalize.includes("lower") && normalize.includes("upper")) {
    return contradiction(scope, site, "lower", "upper", "normalize");
  }
  if (given.pattern !== undefined) {
    const problem = patternProblem(given.pattern);
    if (problem !== null) {
      scope.report(found.SVC0214(scope.at(site, "pattern"), { pattern: given.pattern, problem }));
      return null;
    }
    if (format !== undefined) return contradiction(scope, site, "pattern", "format");
  }
  return {
    kind: "string",
    minLength,
    maxLength,
    pattern: given.pattern ?? null,
    format: format ?? null,
    normalize,
  };
}

function readBounds<N extends number | string>(
  scope: Resolution,
  given: TypeOptions,
  site: TypeSite,
  read: (raw: unknown) => N | null,
  expected: string,
): Bounds<N> | null {
  const bounds: { -readonly [K in keyof Bounds<N>]: N } = {};
  for (const key of ["ge", "gt", "le", "lt"] as const) {
    if (given[key] === undefined) continue;
    const value = read(given[key]);
    if (value === null) {
      const holes = {
        value: String(given[key]),
        place: `${key} of ${site.place}`,
        problem: `is not ${expected}`,
      };
      scope.report(found.SVC0211(scope.at(site, key), holes));
      return null;
    }
    bounds[key] = value;
  }
  const [low, high] = [bounds.ge ?? bounds.gt, bounds.le ?? bounds.lt];
  if (bounds.ge !== undefined && bounds.gt !== undefined) return contradiction(scope, site, "ge", "gt");
  if (bounds.le !== undefined && bounds.lt !== undefined) return contradiction(scope, site, "le", "lt");
  const isExclusive = bounds.gt !== undefined || bounds.lt !== undefined;
  const isEmpty = low !== undefined && high !== undefined &&
    (Number(low) > Number(high) || (isExclusive && Number(low) === Number(high)));
  if (isEmpty) {
    return contradiction(
      scope,
      site,
      bounds.ge !== undefined ? "ge" : "gt",
      bounds.le !== undefined ? "le" : "lt",
    );
  }
  return bounds;
}

/** Patterns are searched by Python, by browsers and by fuzzers: only what all of them read alike. */
function patternProblem(pattern: string): string | null {
  try {
    new RegExp(pattern, "u");
  } catch {
    return "is no regular expression";
  }
  if (/\(\?(?!:)/.test(pattern)) return "uses a group that not every reader knows; (?:…) is fine";
  if (/\\[pPkuxcdDwWsSbB]/.test(pattern.replace(/\\[dwsb]/gi, ""))) {
    return "uses an escape that not every reader knows";
  }
  return null;
}
