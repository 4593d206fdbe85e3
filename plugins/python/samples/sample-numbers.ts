import { type Bounds, type FloatType, type IntType, py } from "../../../mod.ts";
import { ENOUGH, refused, refusedNumber, refusedText, type Series, type Supply, tidy } from "./supply.ts";

export function integers(type: IntType): Supply | null {
  const limit = type.format === "int4" ? 2 ** 31 - 1 : Number.MAX_SAFE_INTEGER;
  const greatest = type.format === "int8" ? 2n ** 63n - 1n : BigInt(limit);
  const low = Math.max(type.ge ?? -Infinity, type.gt === undefined ? -Infinity : type.gt + 1, -limit);
  const high = Math.min(type.le ?? Infinity, type.lt === undefined ? Infinity : type.lt - 1, limit);
  if (low > high) return null;
  const beyond = [
    ...brokenBounds(type, 1).map(({ value, rule }) => refusedNumber(value, rule)),
    ...(type.le === undefined && type.lt === undefined
      ? [refusedNumber(greatest + 1n, "less_than_equal")]
      : []),
  ];
  return {
    ...tidy(countFrom(low, high, 0) ?? { kind: "some", values: steps(low, high, 1) }),
    refused: [refusedText("x", "int_type"), refused(py.float(1.5), "int_type"), ...beyond],
    refusedTexts: [refusedText("x", "int_type"), ...beyond],
  };
}

export function floats(type: FloatType): Supply | null {
  const low = type.ge ?? type.gt ?? -Infinity;
  const high = type.le ?? type.lt ?? Infinity;
  const within = (value: number) =>
    (type.gt === undefined ? value >= low : value > low) &&
    (type.lt === undefined ? value <= high : value < high);
  const from = Number.isFinite(low) ? low : Number.isFinite(high) ? high - 16 : 0;
  const to = Number.isFinite(high) ? high : from + 16;
  const parts = Array.from({ length: 15 }, (_, place) => from + (to - from) * (place + 1) / 16);
  const values = [...new Set([...parts, low, high])].filter((value) =>
    Number.isFinite(value) && within(value)
  );
  const series = countFrom(low, high, 0.5) ?? { kind: "some" as const, values };
  if (series.kind === "some" && series.values.length === 0) return null;
  const beyond = brokenBounds(type, 0.5).map(({ value, rule }) => refusedNumber(value, rule));
  return {
    ...tidy(series),
    refused: [refusedText("x", "float_type"), ...beyond],
    refusedTexts: [refusedText("x", "float_type"), ...beyond],
  };
}

/** Counting on from a round number, if there is room for it. */
function countFrom(low: number, high: number, fraction: number): Series | null {
  for (const from of [0, low, 10, 100, 1000, high - 2 * ENOUGH]) {
    const first = Math.ceil(from) + fraction;
    if (first + 1 > low && first + ENOUGH < high) return { kind: "count", from: first };
  }
  return null;
}

function steps(low: number, high: number, step: number): number[] {
  return Array.from(
    { length: Math.min(12, Math.floor((high - low) / step) + 1) },
    (_, place) => low + place * step,
  );
}

function brokenBounds(bounds: Bounds<number>, step: number): { value: number; rule: string }[] {
  return [
    ...(bounds.ge === undefined ? [] : [{ value: bounds.ge - step, rule: "greater_than_equal" }]),
    ...(bounds.gt === undefined ? [] : [{ value: bounds.gt, rule: "greater_than" }]),
    ...(bounds.le === undefined ? [] : [{ value: bounds.le + step, rule: "less_than_equal" }]),
    ...(bounds.lt === undefined ? [] : [{ value: bounds.lt, rule: "less_than" }]),
  ];
}
