import { type Py, py, type StringType } from "../../mod.ts";
import { publishedPattern } from "./published-pattern.ts";
import { ref } from "./refs.ts";

/**
 * What stands beside `str` in `Annotated`.
 *
 * All rules are in the published schema as a pattern and lengths, so that a fuzzer or a form knows them. Rules are
 * checked after normalisation; what is published about case, and about blanks at the ends, is widened accordingly.
 */
export function textRules(type: StringType): readonly Py[] {
  const onlyTrims = type.normalize.length === 1 && type.normalize[0] === "trim";
  const trimmed = type.normalize.includes("trim") && type.maxLength !== null &&
    type.maxLength <= LONGEST_PATTERN;
  const trims = type.normalize.includes("trim") || type.normalize.includes("collapse");
  const { pattern, matches } = patternOf(type, trims && !trimmed);
  const constraints = [
    ...(onlyTrims ? [py.kw("strip_whitespace", py.bool(true))] : []),
    ...(type.minLength > 0 ? [py.kw("min_length", py.int(type.minLength))] : []),
    ...(type.maxLength === null ? [] : [py.kw("max_length", py.int(type.maxLength))]),
    py.kw("pattern", pattern),
  ];
  return [
    py.call(ref("pydantic", "StringConstraints"), constraints),
    ...matches.map((extra) => py.call(ref("shared.runtime.values", "Matches"), [py.str(extra)])),
    ...(type.normalize.length > 0 && !onlyTrims
      ? [py.call(ref("shared.runtime.values", "Normalize"), type.normalize.map(py.str))]
      : []),
    ...(trimmed ? [ref("shared.runtime.values", "TRIMMED")] : []),
  ];
}

/** The length of a trimmed text is published as a pattern; not every reader of schemas can hold a longer one. */
const LONGEST_PATTERN = 1000;

interface TextPattern {
  /** For the validator in Rust, which is fast and cannot be made slow. */
  readonly pattern: Py;
  /** What that validator cannot say: a second pattern, or one that looks around. */
  readonly matches: readonly string[];
}

function patternOf(type: StringType, trims: boolean): TextPattern {
  const cased = type.normalize.includes("lower") || type.normalize.includes("upper");
  const own = type.pattern === null ? null : publishedPattern(type.pattern, cased);
  if (type.format !== null) {
    const format = ref("shared.runtime.values", type.format.toUpperCase());
    return { pattern: format, matches: own === null ? [] : [own.pattern] };
  }
  if (own?.simple === true) return { pattern: py.str(own.pattern), matches: [] };
  return { pattern: plainPattern(type.minLength, trims), matches: own === null ? [] : [own.pattern] };
}

function plainPattern(minLength: number, trims: boolean): Py {
  return ref("shared.runtime.values", trims && minLength > 0 ? "VISIBLE_TEXT" : "TEXT");
}
