import type { Json } from "../text/json.ts";
import { formatDuration, parseDuration } from "./duration.ts";
import { foldType } from "./fold-type.ts";
import type { Id } from "./node.ts";
import type { Member } from "./shape.ts";
import type { Bounds, IntType, TypeRef } from "./type-ref.ts";

/** A literal of the spec as a value of its type, or what is wrong with it. */
export type Literal = { readonly value: Json } | { readonly problem: string };

/** What a literal can be compared with. */
export interface LiteralContext {
  enumValues(id: Id): readonly string[];
  namedType(id: Id): TypeRef;
  membersOf(shape: Id): readonly Member[];
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const DATETIME = /^(.{10})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const DECIMAL = /^-?(0|[1-9]\d*)(\.\d+)?$/;
const MAX_SAFE = Number.MAX_SAFE_INTEGER;
const MAX_INT4 = 2 ** 31 - 1;
/** Also of `int8`: the Model is JSON, and its readers would round what is greater. */
const limitOf = (int: IntType) => int.format === "int4" ? MAX_INT4 : MAX_SAFE;

/** Read a default, an example or a fill: right kind, within the bounds, in the form in which it travels. */
export function readLiteral(type: TypeRef, raw: unknown, context: LiteralContext): Literal {
  const wrong = (expected: string): Literal => ({ problem: `is not ${expected}` });
  const text = (pattern: RegExp, expected: string): Literal =>
    typeof raw === "string" && pattern.test(raw) ? { value: raw } : wrong(expected);
  return foldType<Literal>(type, {
    bool: () => typeof raw === "boolean" ? { value: raw } : wrong("true or false"),
    int: (int) => {
      const limit = limitOf(int);
      if (typeof raw === "bigint" || Math.abs(Number(raw)) > limit) {
        return { problem: `is outside of ±${limit}` };
      }
      if (typeof raw !== "number" || !Number.isInteger(raw)) return wrong("a whole number");
      return withinBounds(int, raw, raw);
    },
    float: (float) => {
      const value = typeof raw === "bigint" ? Number(raw) : raw;
      return typeof value === "number" && Number.isFinite(value)
        ? withinBounds(float, value, value)
        : wrong("a finite number");
    },
    decimal: (decimal) => {
      const written = readDecimal(raw);
      if (written === null) return wrong("a decimal");
      const [whole = "", fraction = ""] = written.replace("-", "").split(".");
      if (fraction.length > decimal.scale) {
        return { problem: `has more than ${decimal.scale} digits after the point` };
      }
      const digits = whole === "0" ? 0 : whole.length;
      if (digits > decimal.precision - decimal.scale) {
        return { problem: `has more than ${decimal.precision - decimal.scale} digits before the point` };
      }
      const scaled = decimal.scale === 0
        ? written
        : `${written.split(".")[0]}.${fraction.padEnd(decimal.scale, "0")}`;
      return withinBounds(decimal, Number(written), scaled);
    },
    string: (string) => {
      if (typeof raw !== "string") return wrong("text");
      if (raw.includes("\u0000")) return { problem: "holds a NUL" };
      const length = [...raw].length;
      if (length < string.minLength) return { problem: `is shorter than ${string.minLength}` };
      if (string.maxLength !== null && length > string.maxLength) {
        return { problem: `is longer than ${string.maxLength}` };
      }
      if (string.pattern !== null && !matches(string.pattern, raw)) {
        return { problem: `does not match ${string.pattern}` };
      }
      return { value: raw };
    },
    text: (long) => {
      if (typeof raw !== "string") return wrong("text");
      if (raw.includes("\u0000")) return { problem: "holds a NUL" };
      return long.maxLength !== null && [...raw].length > long.maxLength
        ? { problem: `is longer than ${long.maxLength}` }
        : { value: raw };
    },
    uuid: () => text(UUID, "a UUID in lower case"),
    date: () => typeof raw === "string" && isDate(raw) ? { value: raw } : wrong("a date like 2026-11-30"),
    datetime: () =>
      typeof raw === "string" && isDatetime(raw)
        ? { value: raw }
        : wrong("a point in time like 2026-11-30T12:00:00Z"),
    time: () => text(TIME, "a time of the day like 17:30:00"),
    duration: () => {
      const parts = typeof raw === "string" ? parseDuration(raw) : null;
      return parts === null
        ? wrong("a duration like P1DT2H30M, without months and years")
        : { value: formatDuration(parts) };
    },
    bytes: ({ maxLength }) => {
      if (typeof raw !== "string" || !BASE64.test(raw)) return wrong("base64");
      const length = raw.length / 4 * 3 - (raw.length - raw.replaceAll("=", "").length);
      return length > maxLength ? { problem: `is longer than ${maxLength} bytes` } : { value: raw };
    },
    any: () => {
      const value = asJson(raw);
      return value === undefined ? wrong("a value of JSON") : { value };
    },
    json: (json, fold) => fold(json.of),
    enum: (ref) => {
      const values = context.enumValues(ref.enum);
      return typeof raw === "string" && values.includes(raw)
        ? { value: raw }
        : wrong(`one of ${values.join(", ")}`);
    },
    named: (ref) => readLiteral(context.namedType(ref.type), raw, context),
    tag: ({ value }) => raw === value ? { value } : wrong(value),
    union: ({ tag, of }) => {
      const part = isMap(raw) ? of.find(({ value }) => value === raw[tag]) : undefined;
      return part === undefined
        ? wrong(`a record whose ${tag} is ${of.map(({ value }) => value).join(" or ")}`)
        : readMembers(context.membersOf(part.shape), raw, context);
    },
    shape: ({ shape }) => readMembers(context.membersOf(shape), raw, context),
    row: () => ({ problem: "stands for a row, which takes no literal" }),
    list: (list) => {
      if (!Array.isArray(raw)) return wrong("a list");
      if (raw.length < list.minItems) return { problem: `has fewer than ${list.minItems} items` };
      if (list.maxItems !== null && raw.length > list.maxItems) {
        return { problem: `has more than ${list.maxItems} items` };
      }
      const values: Json[] = [];
      for (const item of raw) {
        const read = readLiteral(list.of, item, context);
        if ("problem" in read) return { problem: `holds ${literalText(item)}, which ${read.problem}` };
        values.push(read.value);
      }
      return { value: values };
    },
    dict: (dict) => {
      if (!isMap(raw)) return wrong("a map");
      const entries = Object.entries(raw);
      if (entries.length < dict.minItems) return { problem: `has fewer than ${dict.minItems} entries` };
      if (dict.maxItems !== null && entries.length > dict.maxItems) {
        return { problem: `has more than ${dict.maxItems} entries` };
      }
      return readEntries(entries, (name) => {
        const key = readKey(dict.key, name, context);
        return "problem" in key ? `has the key "${name}", which ${key.problem}` : dict.value;
      }, context);
    },
    page: () => ({ problem: "stands for a page, which takes no literal" }),
    optional: (optional) => raw === null ? { value: null } : readLiteral(optional.of, raw, context),
  });
}

/** A literal as a finding shows it. JSON has no word for integers that a `number` would round, nor for infinity. */
export function literalText(raw: unknown): string {
  if (typeof raw === "bigint" || typeof raw === "number") return String(raw);
  if (Array.isArray(raw)) return `[${raw.map(literalText).join(",")}]`;
  if (!isMap(raw)) return JSON.stringify(raw) ?? "null";
  return `{${
    Object.entries(raw).map(([name, value]) => `${JSON.stringify(name)}:${literalText(value)}`).join(",")
  }}`;
}

/** A key stands there as text, whatever its type. */
function readKey(type: TypeRef, name: string, context: LiteralContext): Literal {
  const plain = type.kind === "named" ? context.namedType(type.type) : type;
  const number = /^-?(0|[1-9]\d*)$/.test(name) ? Number(name) : name;
  return readLiteral(plain, plain.kind === "int" ? number : name, context);
}

function readMembers(members: readonly Member[], raw: unknown, context: LiteralContext): Literal {
  if (!isMap(raw)) return { problem: "is not a map with the members of the record" };
  const missing = members.find((member) => member.required && !Object.hasOwn(raw, member.name));
  if (missing !== undefined) return { problem: `lacks "${missing.name}"` };
  return readEntries(Object.entries(raw), (name) => {
    const member = members.find((candidate) => candidate.name === name);
    return member === undefined ? `has "${name}", which is no member of the record` : member.type;
  }, context);
}

/** Read each entry as the type that its name asks for; a text in place of a type says what is wrong with the name. */
function readEntries(
  entries: readonly (readonly [name: string, raw: unknown])[],
  typeOf: (name: string) => TypeRef | string,
  context: LiteralContext,
): Literal {
  const values: Record<string, Json> = {};
  for (const [name, raw] of entries) {
    const type = typeOf(name);
    if (typeof type === "string") return { problem: type };
    const read = readLiteral(type, raw, context);
    if ("problem" in read) return { problem: `holds ${literalText(raw)}, which ${read.problem}` };
    values[name] = read.value;
  }
  return { value: values };
}

function isMap(raw: unknown): raw is Readonly<Record<string, unknown>> {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}

/** Numbers that JSON readers would round are no values of JSON here. */
function asJson(raw: unknown): Json | undefined {
  if (raw === null || typeof raw === "string" || typeof raw === "boolean") return raw;
  if (typeof raw === "number") return Number.isFinite(raw) ? raw : undefined;
  if (Array.isArray(raw)) {
    const items = raw.map(asJson).filter((item) => item !== undefined);
    return items.length === raw.length ? items : undefined;
  }
  if (!isMap(raw)) return undefined;
  const entries = Object.entries(raw).flatMap(([name, value]) => {
    const read = asJson(value);
    return read === undefined ? [] : [[name, read] as const];
  });
  return entries.length === Object.keys(raw).length ? Object.fromEntries(entries) : undefined;
}

/** Whether there is such a day. */
function isDate(text: string): boolean {
  const [, year, month, day] = (DATE.exec(text) ?? []).map(Number) as (number | undefined)[];
  if (year === undefined || month === undefined || day === undefined) return false;
  if (year < 1 || month < 1 || month > 12) return false;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day >= 1 && day <= days;
}

function isDatetime(text: string): boolean {
  const [, date] = DATETIME.exec(text) ?? [];
  return date !== undefined && isDate(date);
}

/** A decimal as it is written, without a needless sign or zeros in front; null if it is none. */
export function readDecimal(raw: unknown): string | null {
  const written = typeof raw === "string"
    ? raw
    : typeof raw === "number" || typeof raw === "bigint"
    ? String(raw)
    : "";
  return DECIMAL.test(written) ? written : null;
}

function withinBounds(bounds: Bounds<number | string>, value: number, result: Json): Literal {
  if (bounds.ge !== undefined && value < Number(bounds.ge)) return { problem: `is less than ${bounds.ge}` };
  if (bounds.gt !== undefined && value <= Number(bounds.gt)) {
    return { problem: `is not more than ${bounds.gt}` };
  }
  if (bounds.le !== undefined && value > Number(bounds.le)) return { problem: `is more than ${bounds.le}` };
  if (bounds.lt !== undefined && value >= Number(bounds.lt)) {
    return { problem: `is not less than ${bounds.lt}` };
  }
  return { value: result };
}

/** Patterns were checked when their type was read. */
function matches(pattern: string, text: string): boolean {
  return new RegExp(pattern, "u").test(text);
}
