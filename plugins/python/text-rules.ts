import { type Py, py, type StringType } from "../../mod.ts";
import { publishedPattern } from "./published-pattern.ts";
import { ref } from "./refs.ts";

/**
 * What stands beside `str` in `Annotated`.
 *
 * All rules are in the published schema as one pattern and two lengths, so that a fuzzer or a form knows them. Rules
 * are checked after normalisation. What the pattern says about case and blanks is widened accordingly; what is
 * published as a length is not, though blanks around a text do not count: a form can use a length, and is not misled.
 */
export function textRules(type: StringType): readonly Py[] {
  const onlyTrims = type.normalize.length === 1 && type.normalize[0] === "trim";
  const trims = type.normalize.includes("trim") || type.normalize.includes("collapse");
  const { pattern, matches } = patternOf(type, trims);
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
  ];
}

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

/** Longer repetitions of a Unicode class would cost the validator megabytes; they are not worth that. */
const MOST_REPEATED = 100;

function plainPattern(minLength: number, trims: boolean): Py {
  if (!trims || minLength === 0) return ref("shared.runtime.values", "TEXT");
  if (minLength === 1 || minLength > MOST_REPEATED) return ref("shared.runtime.values", "VISIBLE_TEXT");
  return py.call(ref("shared.runtime.values", "visible_text"), [py.int(minLength)]);
}
