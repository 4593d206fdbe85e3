import type { Json } from "./json.ts";
import { yamlText } from "./yaml-text.ts";

/**
 * Data as YAML: block style, two spaces, keys in the given order, no folded lines. The same data gives the same
 * bytes, and readers of YAML 1.1 and of 1.2 read the same from them.
 */
export function writeYaml(value: Json, options: { readonly header?: readonly string[] } = {}): string {
  const header = (options.header ?? []).map((line) => `# ${line}`.trimEnd());
  return [...header, ...block(value)].join("\n") + "\n";
}

/** The lines of a value that begins a line. */
function block(value: Json): readonly string[] {
  if (isList(value) && value.length > 0) return value.flatMap(item);
  if (isMap(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([key, part]) => entry(yamlText(key), part));
  }
  return isLiteral(value) ? literal(value) : [inline(value)];
}

function entry(key: string, value: Json): readonly string[] {
  if (isBlock(value)) return [`${key}:`, ...indented(block(value))];
  if (isLiteral(value)) return prefixed(`${key}: `, literal(value));
  return [`${key}: ${inline(value)}`];
}

/** What begins in a list begins behind the dash; the rest is indented by as much. */
function item(value: Json): readonly string[] {
  if (isLiteral(value)) return prefixed("- ", literal(value));
  const [first, ...rest] = block(value);
  return [`- ${first!}`, ...indented(rest)];
}

function inline(value: Json): string {
  if (typeof value === "string") return yamlText(value);
  if (typeof value === "number") return numeral(value);
  if (isList(value)) return "[]";
  return isMap(value) ? "{}" : String(value);
}

/** YAML 1.1 reads a number with an exponent only if it has a dot. */
function numeral(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`${value} is not JSON`);
  if (Object.is(value, -0)) return "-0.0";
  return String(value).replace(/^(-?\d+)e/, "$1.0e");
}

/** Text of several lines that needs no escapes and whose lines end where they seem to. */
function isLiteral(value: Json): value is string {
  return typeof value === "string" && /^[^\s](?:.*\S)?\n/u.test(value) &&
    !/[ \t]\n|[ \t]$|\n\n$/.test(value) &&
    !UNPRINTABLE.test(value);
}

const UNPRINTABLE = /[^\n\P{Cc}]|[\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;

function literal(text: string): readonly string[] {
  const ends = text.endsWith("\n");
  const lines = (ends ? text.slice(0, -1) : text).split("\n");
  return [ends ? "|" : "|-", ...indented(lines)];
}

function prefixed(prefix: string, [first, ...rest]: readonly string[]): readonly string[] {
  return [prefix + first!, ...rest];
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === "" ? "" : `  ${line}`));
}

function isBlock(value: Json): boolean {
  return isList(value) ? value.length > 0 : isMap(value) && Object.keys(value).length > 0;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isMap(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !isList(value);
}
