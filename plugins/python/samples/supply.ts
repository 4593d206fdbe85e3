import { type Json, type Py, py, type TypeRef } from "../../../mod.ts";
import { capacityOf, textAt, type TextForm } from "./matching-text.ts";

/** What a test can send where a value of some type is expected, and what comes of it. */
export interface Supply {
  /** Valid value number n, in the form in which it is answered; different numbers, different values, if it varies. */
  readonly series: Series;
  /** A valid value that needs bringing into form: blanks around, digits left out, another time zone. */
  readonly untidy: Json;
  /** How a valid value is answered. */
  reads(value: Json): Json;
  /** How a default is answered: nothing brings it into form. */
  tells(value: Json): Json;
  /** Texts only: whether a text of ours is accepted. */
  accepts?(text: string): boolean;
  /** Values of a JSON body, each with the one rule that it breaks. */
  readonly refused: readonly Refused[];
  /** The same for a path or a query. */
  readonly refusedTexts: readonly Refused[];
}

export interface Refused {
  readonly value: Py;
  /** JSON pointer inside of the value, e.g. `/0`. */
  readonly pointer: string;
  /** `string_too_long` … */
  readonly rule: string;
  /** The value as it can stand in a URL, where it is that simple. */
  readonly raw?: string;
}

export type Series =
  | { readonly kind: "text"; readonly form: Extract<TextForm, { kind: "run" }> }
  /** `first`, `first + 1` … */
  | { readonly kind: "count"; readonly from: number }
  /** These, and from the start again. */
  | { readonly kind: "some"; readonly values: readonly Json[] };

/** What is known about a value besides its type. */
export interface Hint {
  /** Name of the member, from which texts are made. */
  readonly name: string;
  /** A value that is valid, whatever we understand of the type: its example or default. */
  readonly known?: Json | undefined;
}

export function valueAt(series: Series, number: number): Json {
  switch (series.kind) {
    case "text":
      return textAt(series.form, number);
    case "count":
      return series.from + number;
    case "some":
      return series.values[number % series.values.length] ?? null;
  }
}

/** How many different values there are. */
export function capacity(series: Series): number {
  if (series.kind === "count") return Infinity;
  return series.kind === "text" ? capacityOf(series.form) : series.values.length;
}

/** Up to `count` different values from low to high; one where the order is not known. */
export function ascending(series: Series, count: number): readonly Json[] {
  const values = Array.from(
    { length: Math.min(count, capacity(series)) },
    (_, place) => valueAt(series, place + 1),
  );
  const numbers = values.map((value) => typeof value === "boolean" || value === "" ? NaN : Number(value));
  if (numbers.every(Number.isFinite)) return values.toSorted((one, other) => Number(one) - Number(other));
  return series.kind === "text" && rises(values) ? values : values.slice(0, 1);
}

/** Whether JSON values are in order for whoever compares them as they are. */
export function rises(values: readonly Json[]): boolean {
  return values.slice(1).every((value, place) => {
    const before = values[place];
    return typeof value === typeof before && value !== null && before !== null && before !== undefined &&
      before < value;
  });
}

type Valid = Pick<Supply, "series" | "untidy" | "reads" | "tells">;

export function tidy(series: Series): Valid {
  return { series, untidy: valueAt(series, OWN), reads: asItIs, tells: asItIs };
}

export function some(values: readonly Json[]): Valid {
  return tidy({ kind: "some", values });
}

export function asItIs(value: Json): Json {
  return value;
}

export function refused(value: Py, rule: string, pointer = ""): Refused {
  return { value, pointer, rule };
}

export function refusedText(raw: string, rule: string): Refused {
  return { value: py.str(raw), pointer: "", rule, raw };
}

export function refusedNumber(value: number | bigint, rule: string): Refused {
  const isWhole = typeof value === "bigint" || Number.isSafeInteger(value);
  return { value: isWhole ? py.int(value) : py.float(value), pointer: "", rule, raw: String(value) };
}

/** How many numbers a series has to serve before it is taken: rows are numbered from 1, what tests say themselves is 90 and more. */
export const ENOUGH = 98;

export const OWN = 90;

/** A value of JSON, whatever its type is in the spec. */
export const anything: TypeRef = { kind: "any" };
