import { type DecimalType, py } from "../../../mod.ts";
import {
  asItIs,
  capacity,
  ENOUGH,
  OWN,
  refused,
  refusedNumber,
  refusedText,
  type Series,
  type Supply,
  tidy,
  valueAt,
} from "./supply.ts";

export function decimals(type: DecimalType): Supply | null {
  const { scale, precision } = type;
  const limit = 10n ** BigInt(precision) - 1n;
  const low =
    [type.ge, type.gt].flatMap((bound, strict) =>
      bound === undefined ? [] : [unitsAbove(bound, scale, strict === 1)]
    )[0] ?? -limit;
  const high =
    [type.le, type.lt].flatMap((bound, strict) =>
      bound === undefined ? [] : [-unitsAbove(negative(bound), scale, strict === 1)]
    )[0] ?? limit;
  const [least, most] = [low < -limit ? -limit : low, high > limit ? limit : high];
  if (least > most) return null;
  const within = (text: string) => {
    const units = unitsAbove(text, scale, false);
    return units >= least && units <= most;
  };
  const series = decimalSeries(scale, within) ?? {
    kind: "some" as const,
    values: Array.from({ length: 10 }, (_, place) => least + BigInt(place))
      .filter((units) => units <= most)
      .map((units) => decimalText(units, scale)),
  };
  if (type.wire === "number") return decimalNumbers(type, series);
  const round = [12n, 1n, 0n].map((whole) =>
    whole * 10n ** BigInt(scale) + (scale > 1 ? 5n * 10n ** BigInt(scale - 1) : 0n)
  )
    .find((units) => scale > 1 && units >= least && units <= most);
  const digits = precision - scale;
  const beyond = [
    ...brokenDecimals(type).map(({ value, rule }) => refusedText(value, rule)),
    refused(py.str(`${valueAt(series, 1)}${scale === 0 ? "." : ""}1`), "decimal_text"),
    refused(py.str("9".repeat(digits + 1)), tooLarge(type)),
  ];
  return {
    series,
    untidy: round === undefined ? valueAt(series, OWN) : decimalText(round, scale).replace(/0+$/, ""),
    reads: (value) => decimalText(unitsAbove(String(value), scale, false), scale),
    tells: asItIs,
    refused: [refused(py.float(1.5), "decimal_text"), refusedText("x", "decimal_text"), ...beyond],
    refusedTexts: [refusedText("x", "decimal_text"), ...beyond],
  };
}

function decimalSeries(scale: number, within: (text: string) => boolean): Series | null {
  const zeros = scale === 0 ? "" : `.${"0".repeat(scale)}`;
  const run = (prefix: string, width: number, suffix: string): Series => ({
    kind: "text",
    form: { kind: "run", prefix, alphabet: "digits", width, suffix },
  });
  const candidates = [
    run("", 0, zeros),
    run("1", 3, zeros),
    ...(scale > 1 ? [run("0.", scale, ""), run("-0.", scale, "")] : []),
    run("-", 0, zeros),
  ];
  const serves = (series: Series) =>
    capacity(series) > ENOUGH && [1, ENOUGH].every((each) => within(String(valueAt(series, each))));
  return candidates.find(serves) ?? null;
}

/** Decimals that travel as JSON numbers. */
function decimalNumbers(type: DecimalType, series: Series): Supply {
  const values = Array.from(
    { length: Math.min(12, capacity(series)) },
    (_, place) => Number(valueAt(series, place + 1)),
  );
  const counts = series.kind === "text" && series.form.prefix === "" && series.form.width === 0;
  const beyond = brokenDecimals(type).map(({ value, rule }) => refusedNumber(Number(value), rule));
  return {
    ...tidy(counts ? { kind: "count", from: 0 } : { kind: "some", values }),
    tells: Number,
    refused: [refusedText("x", "float_type"), ...beyond],
    refusedTexts: [refusedText("x", "float_type"), ...beyond],
  };
}

/** What a value with too many digits breaks: the bound that the spec names, if it names one. */
function tooLarge({ le, lt }: DecimalType): string {
  return le !== undefined ? "less_than_equal" : lt !== undefined ? "less_than" : "decimal_whole_digits";
}

/** Values just outside of the bounds that are well written otherwise. */
function brokenDecimals({ precision, scale, ...bounds }: DecimalType): { value: string; rule: string }[] {
  const limit = 10n ** BigInt(precision) - 1n;
  const just = (bound: string | undefined, below: boolean, rule: string) => {
    if (bound === undefined) return [];
    const units = below ? -unitsAbove(negative(bound), scale, true) : unitsAbove(bound, scale, true);
    return units < -limit || units > limit ? [] : [{ value: decimalText(units, scale), rule }];
  };
  const exactly = (bound: string | undefined, rule: string) =>
    bound === undefined ||
      decimalText(unitsAbove(bound, scale, false), scale) !==
        decimalText(-unitsAbove(negative(bound), scale, false), scale)
      ? []
      : [{ value: decimalText(unitsAbove(bound, scale, false), scale), rule }];
  return [
    ...just(bounds.ge, true, "greater_than_equal"),
    ...exactly(bounds.gt, "greater_than"),
    ...just(bounds.le, false, "less_than_equal"),
    ...exactly(bounds.lt, "less_than"),
  ];
}

/** The least count of units of 10^-scale that is at least this decimal, or above it. */
function unitsAbove(text: string, scale: number, strictly: boolean): bigint {
  const [whole = "0", fraction = ""] = text.replace("-", "").split(".");
  const sign = text.startsWith("-") ? -1n : 1n;
  const kept = sign * BigInt(whole + fraction.slice(0, scale).padEnd(scale, "0"));
  const rest = /[1-9]/.test(fraction.slice(scale));
  if (rest) return sign > 0n ? kept + 1n : kept;
  return strictly ? kept + 1n : kept;
}

function negative(text: string): string {
  return text.startsWith("-") ? text.slice(1) : `-${text}`;
}

function decimalText(units: bigint, scale: number): string {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, "0");
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return units < 0n ? `-${text}` : text;
}
