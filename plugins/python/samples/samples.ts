import {
  type DictType,
  foldType,
  type Json,
  type ListType,
  type Member,
  type Model,
  type ModelIndex,
  type Py,
  py,
  type Shape,
  type TypeRef,
  type UnionType,
} from "../../../mod.ts";
import { literal } from "../literal.ts";
import { byteSupply } from "./sample-bytes.ts";
import { decimals } from "./sample-decimals.ts";
import { dates, datetimes, durations, times } from "./sample-moments.ts";
import { floats, integers } from "./sample-numbers.ts";
import { plainText, texts } from "./sample-texts.ts";
import {
  anything,
  asItIs,
  capacity,
  type Hint,
  refused,
  refusedText,
  some,
  type Supply,
  valueAt,
} from "./supply.ts";

/** Values of a type, or null if none can be told: a pattern beyond us, or rules that exclude each other. */
export function supplyOf(index: ModelIndex, type: TypeRef, hint: Hint): Supply | null {
  const known = supplies.get(index.model) ?? new Map<string, Supply | null>();
  supplies.set(index.model, known);
  const key = `${textOf(type)} ${JSON.stringify([hint.name, hint.known])}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= MANY) known.clear();
  const supply = newSupply(index, type, hint);
  known.set(key, supply);
  return supply;
}

/** Every test of an operation asks again, and fields of one name and type are common. */
const supplies = new WeakMap<Model, Map<string, Supply | null>>();

/** Types of the Model are asked about again and again, and never change. */
function textOf(type: TypeRef): string {
  const known = typeTexts.get(type);
  if (known !== undefined) return known;
  const text = JSON.stringify(type);
  typeTexts.set(type, text);
  return text;
}

const typeTexts = new WeakMap<TypeRef, string>();

/** Those of one domain and more, in a few megabytes. */
const MANY = 1000;

function newSupply(index: ModelIndex, type: TypeRef, hint: Hint): Supply | null {
  return foldType<Supply | null>(type, {
    bool: () => ({
      ...some([true, false]),
      refused: [refusedText("x", "bool_type"), refused(py.int(1), "bool_type")],
      refusedTexts: [refusedText("x", "bool_type")],
    }),
    int: integers,
    float: floats,
    decimal: decimals,
    string: (string) => texts(string, hint),
    text: ({ maxLength }) => texts({ ...plainText, maxLength }, hint),
    uuid: () => uuids,
    date: () => dates,
    time: () => times,
    datetime: () => datetimes,
    duration: () => durations,
    bytes: byteSupply,
    any: () => values,
    json: ({ of }) => supplyOf(index, of, hint),
    enum: ({ enum: id }) => {
      const wrong = refusedText("?", "enum");
      return {
        ...some(index.enum(id).values.map(({ value }) => value)),
        refused: [wrong],
        refusedTexts: [wrong],
      };
    },
    named: ({ type: id }) => supplyOf(index, index.type(id).type, hint),
    tag: ({ value }) => ({
      ...some([value]),
      refused: [refusedText("?", "literal_error")],
      refusedTexts: [],
    }),
    shape: ({ shape }) => objects(index, index.shape(shape)),
    union: (union) => unions(index, union),
    row: ({ model }) => supplyOf(index, index.idOf(model).type, hint),
    list: (list) => lists(index, list, hint),
    dict: (dict) => maps(index, dict, hint),
    page: () => null,
    optional: ({ of }) => supplyOf(index, of, hint),
  });
}

/** Values of a member of a shape. */
export function supplyOfMember(index: ModelIndex, member: Member): Supply | null {
  const field = member.mirrors === null ? null : index.field(member.mirrors);
  const known = field?.example ?? member.default ?? field?.default ?? undefined;
  return supplyOf(index, member.type, { name: member.field, known: known === null ? undefined : known });
}

const uuids: Supply = {
  series: {
    kind: "text",
    form: { kind: "run", prefix: "00000000-0000-4000-8000-", alphabet: "digits", width: 12, suffix: "" },
  },
  untidy: "ABCDEF00-0000-4000-8000-000000000001",
  reads: (value) => String(value).toLowerCase(),
  tells: asItIs,
  refused: [refusedText("x", "uuid_parsing")],
  refusedTexts: [refusedText("x", "uuid_parsing")],
};

const values: Supply = {
  ...some([{ number: 1 }, ["one", true, null], "text", 4.5]),
  refused: [refusedText("a\u0000b", "json_text")],
  refusedTexts: [],
};

function lists(index: ModelIndex, type: ListType, hint: Hint): Supply | null {
  const items = supplyOf(index, type.of, { name: hint.name });
  if (items === null) return type.minItems === 0 ? { ...some([[]]), refused: [], refusedTexts: [] } : null;
  const maxItems = type.maxItems ?? Infinity;
  const length = Math.min(Math.max(1, type.minItems), maxItems);
  const listOf = (number: number): Json[] =>
    Array.from({ length }, (_, place) => valueAt(items.series, number * length + place));
  const item = literal(index, valueAt(items.series, 1), anything);
  const wrongItem = items.refused[0];
  return {
    series: { kind: "some", values: Array.from({ length: 4 }, (_, place) => listOf(place)) },
    untidy: [items.untidy, ...listOf(1)].slice(0, Math.min(Math.max(2, type.minItems), maxItems)),
    reads: (value) => Array.isArray(value) ? value.map((each: Json) => items.reads(each)) : value,
    tells: (value) => Array.isArray(value) ? value.map((each: Json) => items.tells(each)) : value,
    refused: [
      refusedText("x", "list_type"),
      ...(wrongItem === undefined || maxItems === 0
        ? []
        : [refused(listWith(index, wrongItem.value, listOf(1)), wrongItem.rule, `/0${wrongItem.pointer}`)]),
      ...(type.minItems > 0 ? [refused(py.expr`[${item}] * ${py.int(type.minItems - 1)}`, "too_short")] : []),
      ...(maxItems <= 2000 ? [refused(py.expr`[${item}] * ${py.int(maxItems + 1)}`, "too_long")] : []),
    ],
    refusedTexts: wrongItem === undefined
      ? []
      : items.refusedTexts.slice(0, 1).map((text) => ({ ...text, pointer: "/0" })),
  };
}

function listWith(index: ModelIndex, first: Py, valid: readonly Json[]): Py {
  return py.expr`[${py.args([first, ...valid.slice(1).map((item) => literal(index, item, anything))])}]`;
}

function maps(index: ModelIndex, type: DictType, hint: Hint): Supply | null {
  const keys = supplyOf(index, type.key, { name: hint.name });
  const items = supplyOf(index, type.value, { name: hint.name });
  const length = Math.min(Math.max(1, type.minItems), type.maxItems ?? Infinity);
  if (keys === null || items === null || capacity(keys.series) < length) {
    return type.minItems === 0 ? { ...some([{}]), refused: [], refusedTexts: [] } : null;
  }
  const mapOf = (number: number): Readonly<Record<string, Json>> =>
    Object.fromEntries(Array.from({ length }, (_, place) => {
      const each = number * length + place;
      return [String(valueAt(keys.series, each)), valueAt(items.series, each)];
    }));
  const [key = "", item = null] = Object.entries(mapOf(1))[0] ?? [];
  const readAll = (value: Json, read: (item: Json) => Json): Json =>
    typeof value !== "object" || value === null || Array.isArray(value)
      ? value
      : Object.fromEntries(Object.entries(value).map(([name, each]) => [name, read(each)]));
  const one = (name: string, value: Py) => py.dict([[py.str(name), value]]);
  const many = (count: number) =>
    keys.accepts?.("k1") && keys.accepts(`k${count}`)
      ? py.expr`{f"k{place}": ${literal(index, item, anything)} for place in range(${py.int(count)})}`
      : null;
  const tooMany = type.maxItems === null || type.maxItems > 2000 ? null : many(type.maxItems + 1);
  const tooFew = type.minItems === 0 ? null : type.minItems === 1 ? py.dict([]) : many(type.minItems - 1);
  const [wrongItem] = items.refused;
  const wrongKey = keys.refusedTexts.find(({ raw }) => raw !== undefined && !/[~/]/.test(raw));
  return {
    series: { kind: "some", values: Array.from({ length: 4 }, (_, place) => mapOf(place + 1)) },
    untidy: length === 1 ? { [key]: items.untidy } : mapOf(1),
    reads: (value) => readAll(value, items.reads),
    tells: (value) => readAll(value, items.tells),
    refused: [
      refusedText("x", "dict_type"),
      ...(wrongItem === undefined || length !== 1
        ? []
        : [refused(one(key, wrongItem.value), wrongItem.rule, `/${key}${wrongItem.pointer}`)]),
      ...(wrongKey?.raw === undefined || length !== 1
        ? []
        : [refused(one(wrongKey.raw, literal(index, item, anything)), wrongKey.rule, `/${wrongKey.raw}`)]),
      ...(tooFew === null ? [] : [refused(tooFew, "too_short")]),
      ...(tooMany === null ? [] : [refused(tooMany, "too_long")]),
    ],
    refusedTexts: [],
  };
}

function objects(index: ModelIndex, shape: Shape): Supply | null {
  const members = shape.members.map((member) => ({ member, supply: supplyOfMember(index, member) }));
  if (members.some(({ member, supply }) => supply === null && member.required)) return null;
  const known = members.flatMap(({ member, supply }) => supply === null ? [] : [{ member, supply }]);
  const valid = Object.fromEntries(
    known.map(({ member, supply }) => [member.name, valueAt(supply.series, 1)]),
  );
  const dict = (entries: readonly Py[]) => py.expr`{${py.args(entries)}}`;
  const entry = (name: string, value: Py) => py.expr`${py.str(name)}: ${value}`;
  const entries = (leftOut: string) =>
    Object.entries(valid).filter(([name]) => name !== leftOut)
      .map(([name, value]) => entry(name, literal(index, value, anything)));
  return {
    series: { kind: "some", values: [valid] },
    untidy: Object.fromEntries(known.map(({ member, supply }) => [member.name, supply.untidy])),
    reads: (value) => eachMember(value, known, "reads"),
    tells: (value) => eachMember(value, known, "tells"),
    refused: [
      refusedText("x", "model_attributes_type"),
      ...members.filter(({ member }) => member.required)
        .map(({ member }) => refused(dict(entries(member.name)), "missing", `/${member.name}`)),
      ...known.flatMap(({ member, supply }) =>
        supply.refused.slice(0, 1).map((wrong) =>
          refused(
            dict([...entries(member.name), entry(member.name, wrong.value)]),
            wrong.rule,
            `/${member.name}${wrong.pointer}`,
          )
        )
      ),
      refused(
        dict([...entries(""), entry("unknown_member", py.int(1))]),
        "extra_forbidden",
        "/unknown_member",
      ),
    ],
    refusedTexts: [],
  };
}

/** Values of each record in turn; what is wrong with a record is wrong with the union, unless it hides the tag. */
function unions(index: ModelIndex, { tag, of }: UnionType): Supply | null {
  const parts = of.map(({ value, shape }) => ({ value, supply: objects(index, index.shape(shape)) }));
  const known = parts.flatMap(({ value, supply }) => supply === null ? [] : [{ value, supply }]);
  const [first] = known;
  if (first === undefined) return null;
  const supplyOfValue = (value: Json) => {
    const said = typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as { readonly [name: string]: Json })[tag]
      : undefined;
    return known.find((part) => part.value === said)?.supply ?? first.supply;
  };
  return {
    series: { kind: "some", values: known.map(({ supply }) => valueAt(supply.series, 0)) },
    untidy: known.at(-1)!.supply.untidy,
    reads: (value) => supplyOfValue(value).reads(value),
    tells: (value) => supplyOfValue(value).tells(value),
    refused: [
      refusedText("x", "model_attributes_type"),
      refused(py.dict([]), "union_tag_not_found"),
      refused(py.dict([[py.str(tag), py.str("?")]]), "union_tag_invalid"),
      ...known.flatMap(({ supply }) =>
        supply.refused.filter(({ pointer }) => pointer !== "" && pointer !== `/${tag}`).slice(0, 3)
      ),
    ],
    refusedTexts: [],
  };
}

/** A record as it is answered: with the members that were left out. */
function eachMember(
  value: Json,
  members: readonly { readonly member: Member; readonly supply: Supply }[],
  way: "reads" | "tells",
): Json {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  const given = value as { readonly [name: string]: Json };
  return Object.fromEntries(members.map(({ member, supply }) => {
    const sent = given[member.name];
    return [member.name, sent === undefined || sent === null ? member.default ?? null : supply[way](sent)];
  }));
}
