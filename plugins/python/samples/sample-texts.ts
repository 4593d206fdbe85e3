import { type Normalization, type Py, py, type StringType } from "../../../mod.ts";
import {
  capacityOf,
  matchingTextOfLength,
  matchingTexts,
  searches,
  textAt,
  textBeside,
  type TextForm,
} from "./matching-text.ts";
import {
  asItIs,
  ENOUGH,
  type Hint,
  OWN,
  type Refused,
  refused,
  refusedText,
  type Series,
  type Supply,
  valueAt,
} from "./supply.ts";

export function texts(type: StringType, hint: Hint): Supply | null {
  const maxLength = type.maxLength ?? LONGEST;
  const fits = (text: string) => {
    const tidied = normalized(text, type.normalize);
    return tidied.length >= type.minLength && tidied.length <= maxLength &&
      (type.pattern === null || searches(type.pattern, tidied));
  };
  const series = textSeries(type, maxLength, fits, hint);
  if (series === null) return null;
  const first = String(valueAt(series, OWN));
  const untidy = [` ${first}  "ü" {x} `, ` ${first} `, first]
    .map((text) => type.normalize.includes("lower") ? text.toUpperCase() : text)
    .map((text) => type.normalize.includes("upper") ? text.toLowerCase() : text)
    .find((text) =>
      fits(text) && (isPlain(type) || normalized(text, type.normalize) === first) && text.length <= maxLength
    );
  const beyond = refusedTexts(type, maxLength, fits, first);
  return {
    series,
    untidy: untidy ?? first,
    accepts: (text) =>
      fits(text) && normalized(text, type.normalize) === text &&
      (type.format === null || type.format === "slug" && /^[a-z0-9-]+$/.test(text)),
    reads: (value) => normalized(String(value), type.normalize),
    tells: asItIs,
    refused: [refused(py.int(5), "string_type"), ...beyond],
    // An empty value may be taken as none; servers cut addresses that are long.
    refusedTexts: beyond.filter(({ rule }) =>
      rule !== "string_too_short" && (rule !== "string_too_long" || maxLength <= LONGEST_IN_QUERY)
    ),
  };
}

export const plainText: StringType = {
  kind: "string",
  minLength: 0,
  maxLength: null,
  pattern: null,
  format: null,
  normalize: [],
};

/** Longest text that a test sends: well below the limit of a body. */
const LONGEST = 500_000;

const LONGEST_IN_QUERY = 2000;

function isPlain(type: StringType): boolean {
  return type.pattern === null && type.format === null;
}

function textSeries(
  type: StringType,
  maxLength: number,
  fits: (text: string) => boolean,
  { name, known }: Hint,
): Series | null {
  const accepts = (text: string) => fits(text) && normalized(text, type.normalize) === text;
  const found = type.pattern === null
    ? plainForm(type, maxLength, accepts, name)
    : matchingTexts(type.pattern, { minLength: type.minLength, maxLength, accepts });
  if (found?.kind === "run") return { kind: "text", form: found };
  const values = [
    ...new Set([...(found?.values ?? []), ...(typeof known === "string" && accepts(known) ? [known] : [])]),
  ];
  return values.length === 0 ? null : { kind: "some", values };
}

/** Texts without a pattern: words of the name and a number, in the shape of the format. */
function plainForm(
  type: StringType,
  maxLength: number,
  accepts: (text: string) => boolean,
  name: string,
): TextForm | null {
  const words = name.replaceAll("_", " ");
  const title = words.slice(0, 1).toUpperCase() + words.slice(1);
  const slug = name.replaceAll("_", "-");
  const run = (
    prefix: string,
    width: number,
    suffix: string,
    alphabet: "digits" | "lower" | "upper" = "digits",
  ) => ({
    kind: "run" as const,
    prefix,
    alphabet,
    width,
    suffix,
  });
  const filled = (text: string, width: number) =>
    text.repeat(Math.max(1, Math.ceil((type.minLength - width) / text.length)));
  const shapes = {
    email: [
      run(`${slug}-`, 0, "@example.com"),
      run("a", 0, "@example.com"),
      run("a", 0, "@a.io"),
      run("", 2, "@a.io"),
    ],
    url: [
      run(`https://example.com/${slug}-`, 0, ""),
      run(`https://example.com/${filled(`${slug}-`, 20)}`, 0, ""),
      run("https://example.com/", 0, ""),
      run("http://a.io/", 0, ""),
    ],
    slug: [run(`${slug}-`, 0, ""), run(filled(`${slug}-`, 1), 0, "")],
    none: [title, title.toLowerCase(), title.toUpperCase()].flatMap((text) => [
      run(`${text} `, 0, ""),
      run(filled(`${text} `, 1), 0, ""),
    ]),
  };
  const short = (["digits", "lower", "upper"] as const).flatMap((alphabet) =>
    [2, 3, type.minLength, 1].flatMap((width) =>
      width > 0 && width <= maxLength ? [run("", width, "", alphabet)] : []
    )
  );
  const candidates = [
    ...shapes[type.format ?? "none"],
    ...(type.format === null || type.format === "slug" ? short : []),
  ];
  const serves = (form: TextForm, upTo: number) =>
    capacityOf(form) > upTo &&
    Array.from({ length: upTo }, (_, place) => textAt(form, place + 1)).every(accepts);
  const free = candidates.find((form) => serves(form, ENOUGH)) ?? candidates.find((form) => serves(form, 9));
  return free ?? (accepts("") ? { kind: "some", values: [""] } : null);
}

function refusedTexts(
  type: StringType,
  maxLength: number,
  fits: (text: string) => boolean,
  valid: string,
): readonly Refused[] {
  const { minLength, pattern, format } = type;
  const longer = pattern === null ? null : matchingTextOfLength(pattern, (length) => length > maxLength);
  const shorter = pattern === null ? null : matchingTextOfLength(pattern, (length) => length < minLength);
  const beside = pattern === null
    ? { email: "no address", url: "no address", slug: "No Slug!", none: null }[format ?? "none"]
    : textBeside(pattern, {
      minLength,
      maxLength,
      accepts: (text) => normalized(text, type.normalize) === text && !fits(text),
    });
  const isLimited = type.maxLength !== null && maxLength < LONGEST;
  return [
    ...(isPlain(type) && minLength > 0 ? [refused(repeated(minLength - 1), "string_too_short")] : []),
    ...(isPlain(type) && minLength > 0 && type.normalize.includes("trim")
      ? [refused(py.expr`${py.str(" ")} * ${py.int(minLength + 2)}`, "string_too_short")]
      : []),
    ...(isPlain(type) && isLimited ? [refused(repeated(maxLength + 1), "string_too_long")] : []),
    ...(longer !== null && isLimited ? [refusedText(longer, "string_too_long")] : []),
    ...(shorter !== null ? [refusedText(shorter, "string_too_short")] : []),
    ...(valid.length >= 2 && isPlain(type)
      ? [refused(py.str(`${valid.slice(0, 1)}\u0000${valid.slice(2)}`), "string_pattern_mismatch")]
      : []),
    ...(beside !== null && beside.length >= minLength && beside.length <= maxLength
      ? [refusedText(beside, "string_pattern_mismatch")]
      : []),
  ];
}

function repeated(times: number): Py {
  return times < 2 ? py.str("x".repeat(times)) : py.expr`${py.str("x")} * ${py.int(times)}`;
}

/** As the runtime does it: before anything is validated. */
function normalized(text: string, rules: readonly Normalization[]): string {
  let result = text;
  if (rules.includes("nfc")) result = result.normalize("NFC");
  if (rules.includes("collapse")) result = result.replaceAll(/\s+/g, " ");
  if (rules.includes("trim") || rules.includes("collapse")) result = result.trim();
  if (rules.includes("lower")) result = result.toLowerCase();
  if (rules.includes("upper")) result = result.toUpperCase();
  return result;
}
