import {
  type BytesType,
  type DecimalType,
  type Filter,
  foldType,
  type Id,
  type IntType,
  type ListType,
  type Member,
  type Py,
  py,
  type StringType,
  type TypeRef,
} from "../../mod.ts";
import { aliasRef, enumRef, named, namedTypeRef, type PlacedIndex, ref, shapeRef } from "./refs.ts";
import { builtinName, dateName, NOTHING_TAKEN, type Taken } from "./taken.ts";
import { textRules } from "./text-rules.ts";

/**
 * What a type is written for:
 * - `input`: a value in a JSON body. All rules hold, and a number in quotes is no number;
 * - `query`: the same value in a path, a query or the environment, where everything arrives as text;
 * - `output`: what is answered. No rules: they would be work per row and could only turn old data into a 500;
 * - `row`: the attribute of a row, and what a slot is given.
 */
export type Use = "input" | "query" | "output" | "row";

/** How a type is written in Python. */
export function annotation(index: PlacedIndex, type: TypeRef, use: Use, taken: Taken = NOTHING_TAKEN): Py {
  const checked = use === "input" || use === "query";
  const builtin = (name: "bool" | "int" | "float" | "str" | "bytes" | "list" | "dict") =>
    builtinName(name, taken);
  return foldType<Py>(type, {
    bool: () => checked ? fromText(use, ref("pydantic", "StrictBool"), []) : builtin("bool"),
    int: (int) => checked ? intType(int, use, taken) : builtin("int"),
    float: (float) =>
      checked
        ? fromText(use, builtin("float"), [
          field([
            py.kw("strict", py.bool(true)),
            ...boundArgs(float, py.float),
            py.kw("allow_inf_nan", py.bool(false)),
          ]),
        ])
        : builtin("float"),
    decimal: (decimal) => decimalType(decimal, use),
    string: (string) => checked ? annotated(builtin("str"), textRules(string)) : builtin("str"),
    text: ({ maxLength }) =>
      checked ? annotated(builtin("str"), textRules({ ...PLAIN, maxLength })) : builtin("str"),
    uuid: () => ref("uuid", "UUID"),
    date: () => checked ? ref("shared.runtime.values", "StrictDate") : dateName("date", taken),
    time: () => use === "row" ? dateName("time", taken) : ref("shared.runtime.values", "LocalTime"),
    datetime: () => checked ? ref("shared.runtime.values", "StrictDatetime") : dateName("datetime", taken),
    duration: () =>
      use === "row" ? dateName("timedelta", taken) : ref("shared.runtime.durations", "IsoDuration"),
    bytes: (bytes) => use === "row" ? builtin("bytes") : bytesType(bytes, use, builtin("bytes")),
    any: () => checked ? ref("shared.runtime.json_values", "StorableJson") : ref("pydantic", "JsonValue"),
    json: ({ of }, fold) => fold(of),
    enum: (node) => named(index, enumRef(index, node.enum)),
    named: (node, fold) => {
      const target = index.type(node.type).type;
      if (!checked) return fold(target);
      return fromText(use, named(index, namedTypeRef(index, node.type)), [], isNumber(target));
    },
    tag: ({ value }) => py.subscript(ref("typing", "Literal"), [py.str(value)]),
    shape: (node) => named(index, shapeRef(index, node.shape)),
    union: ({ type }) => named(index, namedTypeRef(index, type)),
    row: ({ model }, fold) => fold(index.idOf(model).type),
    list: (list, fold) => {
      const items = py.subscript(builtin("list"), [fold(list.of)]);
      return checked ? annotated(items, itemRules(list)) : items;
    },
    dict: (dict, fold) => {
      // Whatever it is, a key is written as text.
      const key = annotation(index, dict.key, use === "input" ? "query" : use, taken);
      const entries = py.subscript(builtin("dict"), [key, fold(dict.value)]);
      if (!checked) return entries;
      return annotated(entries, [...itemRules(dict), keyRule(withoutName(index, dict.key))]);
    },
    page: ({ of }, fold) => py.subscript(ref("shared.runtime.schema", "Page"), [fold(of)]),
    optional: ({ of }, fold) => py.union(fold(of), py.none),
  });
}

/** The type of a field, by its alias where it has one, and with `None` where the field is optional. */
export function fieldAnnotation(index: PlacedIndex, id: Id, use: Use, taken: Taken = NOTHING_TAKEN): Py {
  const { type, optional } = index.field(id);
  const present = withoutNull(type);
  const bare = aliased(index, id, present, use, taken);
  return optional || present !== type ? py.union(bare, py.none) : bare;
}

/** The type of a member, by the alias of the field that it mirrors. */
export function memberAnnotation(
  index: PlacedIndex,
  member: Member,
  use: Use,
  taken: Taken = NOTHING_TAKEN,
): Py {
  const present = withoutNull(member.type);
  const by = member.row?.by ?? null;
  const bare = by !== null
    ? fieldAnnotation(index, by, use, taken)
    : member.mirrors === null
    ? annotation(index, present, use, taken)
    : aliased(index, member.mirrors, present, use, taken);
  return present === member.type ? bare : py.union(bare, py.none);
}

/** The type of the value of a filter; it may be left out, but the word `null` is no value. */
export function filterAnnotation(index: PlacedIndex, filter: Filter, taken: Taken = NOTHING_TAKEN): Py {
  return optionalInQuery(queryValue(index, filter, withoutNull(filter.type), taken));
}

/**
 * A query parameter that may be left out. Its schema does not mention null: in a query that would be the word, and
 * fuzzers would send it.
 */
export function optionalInQuery(type: Py): Py {
  return annotated(py.union(type, py.none), [ref("shared.runtime.values", "MAY_BE_ABSENT")]);
}

export function withoutNull(type: TypeRef): TypeRef {
  return type.kind === "optional" ? withoutNull(type.of) : type;
}

function queryValue(index: PlacedIndex, filter: Filter, type: TypeRef, taken: Taken): Py {
  const own = withoutNull(index.field(filter.field).type);
  if (type.kind === "list" && isSame(type.of, own)) {
    const item = aliased(index, filter.field, own, "query", taken);
    return annotated(py.subscript(builtinName("list", taken), [item]), itemRules(type));
  }
  return isSame(type, own)
    ? aliased(index, filter.field, own, "query", taken)
    : annotation(index, type, "query", taken);
}

function aliased(index: PlacedIndex, id: Id, type: TypeRef, use: Use, taken: Taken): Py {
  const alias = use === "input" || use === "query" ? aliasRef(index, id) : null;
  if (alias === null || !isSame(type, withoutNull(index.field(id).type))) {
    return annotation(index, type, use, taken);
  }
  return fromText(use, named(index, alias), [], isNumber(type));
}

function withoutName(index: PlacedIndex, type: TypeRef): TypeRef {
  return type.kind === "named" ? index.type(type.type).type : type;
}

/** How keys are published. What they are is checked by their type. */
function keyRule(type: TypeRef): Py {
  const keys = (name: string) => ref("shared.runtime.maps", name);
  if (type.kind !== "int") return keys("TEXT_KEYS");
  const { least, greatest } = rangeOf(type);
  return py.call(keys("whole_keys"), [py.int(least), py.int(greatest)]);
}

/** Types are plain ordered JSON, made by one resolver. */
function isSame(one: TypeRef, other: TypeRef): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Whether text has to be read before it is a value of this type. Items of lists are read one by one. */
function isNumber(type: TypeRef): boolean {
  return foldType<boolean>(type, {
    bool: () => true,
    int: () => true,
    float: () => true,
    decimal: ({ wire }) => wire === "number",
    string: () => false,
    text: () => false,
    uuid: () => false,
    date: () => false,
    time: () => false,
    datetime: () => false,
    duration: () => false,
    bytes: () => false,
    any: () => false,
    json: ({ of }, fold) => fold(of),
    enum: () => false,
    named: () => false,
    tag: () => false,
    shape: () => false,
    union: () => false,
    row: () => false,
    list: () => false,
    dict: () => false,
    page: () => false,
    optional: ({ of }, fold) => fold(of),
  });
}

function fromText(use: Use, type: Py, rules: readonly Py[], reads = true): Py {
  const all = use === "query" && reads ? [...rules, ref("shared.runtime.values", "FROM_TEXT")] : rules;
  return all.length === 0 ? type : annotated(type, all);
}

function decimalType(decimal: DecimalType, use: Use): Py {
  const value = ref("decimal", "Decimal");
  if (use === "row") return value;
  if (use === "output") return annotated(value, decimalWriter(decimal));
  const rule = ref("shared.runtime.decimals", decimal.wire === "string" ? "DecimalText" : "DecimalNumber");
  const size = [
    py.kw("precision", py.int(decimal.precision)),
    py.kw("scale", py.int(decimal.scale)),
    ...boundArgs(decimal, py.str),
  ];
  return fromText(use, value, [py.call(rule, size)], decimal.wire === "number");
}

/** Python writes small decimals with many places in powers of ten, unless it is told how. */
export const PLAIN_SCALE = 6;

function decimalWriter({ wire, scale }: DecimalType): readonly Py[] {
  if (wire === "number") return [ref("shared.runtime.decimals", "AS_NUMBER")];
  return scale > PLAIN_SCALE ? [ref("shared.runtime.decimals", "AS_TEXT")] : [];
}

/** How an integer of each format is taken where no bounds are said, and what the greatest is. */
const INTEGERS = {
  int4: { alias: "Int4", greatest: 2 ** 31 - 1 },
  int8: { alias: "Int8", greatest: 2n ** 63n - 1n },
  safe: { alias: "SafeInt", greatest: Number.MAX_SAFE_INTEGER },
} as const;

/** JSON readers keep integers exact up to 2⁵³−1; `int4` and `int8` are what their columns hold. */
function intType(type: IntType, use: Use, taken: Taken): Py {
  const isBounded = [type.ge, type.gt, type.le, type.lt].some((bound) => bound !== undefined);
  if (!isBounded) {
    return fromText(use, ref("shared.runtime.values", INTEGERS[type.format ?? "safe"].alias), []);
  }
  const published = type.format === "int8" ? [ref("shared.runtime.values", "EIGHT_BYTES")] : [];
  return fromText(use, builtinName("int", taken), [
    intField(type),
    ref("shared.runtime.values", "WHOLE"),
    ...published,
  ]);
}

/** All integers of a type, from the least to the greatest. */
function rangeOf({ format, ge, gt, le, lt }: IntType) {
  const { greatest } = INTEGERS[format ?? "safe"];
  const lowest = format === null ? -greatest : -BigInt(greatest) - 1n;
  return {
    least: ge ?? (gt === undefined ? lowest : gt + 1),
    greatest: le ?? (lt === undefined ? greatest : lt - 1),
  };
}

function intField(type: IntType): Py {
  const { least, greatest } = rangeOf({ kind: "int", format: type.format });
  return field([
    py.kw("strict", py.bool(true)),
    ...boundArgs<number | bigint>({
      ...(type.ge === undefined && type.gt === undefined ? { ge: least } : {}),
      ...(type.le === undefined && type.lt === undefined ? { le: greatest } : {}),
      ...type,
    }, py.int),
  ]);
}

/** Base64 for readers of JSON; how long it may be is a rule for those who write. */
function bytesType({ maxLength }: BytesType, use: Use, bytes: Py): Py {
  const limit = use === "output" ? [] : [py.kw("max_length", py.int(maxLength))];
  return annotated(bytes, [py.call(ref("shared.runtime.binary", "Base64"), limit)]);
}

function itemRules({ minItems, maxItems }: Pick<ListType, "minItems" | "maxItems">): readonly Py[] {
  const limits = [
    ...(minItems > 0 ? [py.kw("min_length", py.int(minItems))] : []),
    ...(maxItems === null ? [] : [py.kw("max_length", py.int(maxItems))]),
  ];
  return limits.length === 0 ? [] : [field(limits)];
}

interface Limits<N> {
  readonly ge?: N;
  readonly gt?: N;
  readonly le?: N;
  readonly lt?: N;
}

function boundArgs<N>({ ge, gt, le, lt }: Limits<N>, literal: (value: N) => Py): readonly Py[] {
  return [
    ...(ge === undefined ? [] : [py.kw("ge", literal(ge))]),
    ...(gt === undefined ? [] : [py.kw("gt", literal(gt))]),
    ...(le === undefined ? [] : [py.kw("le", literal(le))]),
    ...(lt === undefined ? [] : [py.kw("lt", literal(lt))]),
  ];
}

const PLAIN: StringType = {
  kind: "string",
  minLength: 0,
  maxLength: null,
  pattern: null,
  format: null,
  normalize: [],
};

function field(args: readonly Py[]): Py {
  return py.call(ref("pydantic", "Field"), args);
}

export function annotated(type: Py, rules: readonly Py[]): Py {
  return rules.length === 0 ? type : py.subscript(ref("typing", "Annotated"), [type, ...rules]);
}
