import { foldType, type Id, type Json, parseDuration, type Py, py, type TypeRef } from "../../mod.ts";
import { dateName, NOTHING_TAKEN, type Taken } from "./taken.ts";
import { enumRef, named, type PlacedIndex, ref, shapeRef } from "./refs.ts";

/** A value of the spec (a default, an example) as Python. It fits its type: the Model is checked. */
export function literal(index: PlacedIndex, value: Json, type: TypeRef, taken: Taken = NOTHING_TAKEN): Py {
  if (value === null) return py.none;
  const text = String(value);
  return foldType<Py>(type, {
    bool: () => py.bool(value === true),
    int: () => py.int(Number(value)),
    float: () => py.float(Number(value)),
    decimal: () =>
      py.call(ref("decimal", "Decimal"), [/^-?\d+$/.test(text) ? py.int(BigInt(text)) : py.str(text)]),
    string: () => py.str(text),
    text: () => py.str(text),
    uuid: () => py.call(ref("uuid", "UUID"), [py.str(text)]),
    date: () => py.call(py.attr(dateName("date", taken), "fromisoformat"), [py.str(text)]),
    time: () => timeOf(text, taken),
    datetime: () => py.call(py.attr(dateName("datetime", taken), "fromisoformat"), [py.str(text)]),
    duration: () => timedelta(text, taken),
    bytes: () => py.call(ref("base64", "b64decode"), [py.str(text)]),
    any: () => json(value),
    json: ({ of }, fold) => fold(of),
    enum: (node) => {
      const chosen = index.enum(node.enum).values.find((option) => option.value === value);
      if (chosen === undefined) throw new Error(`${text} is no value of ${node.enum}`);
      return py.attr(named(index, enumRef(index, node.enum)), chosen.names.member);
    },
    named: (node, fold) => fold(index.type(node.type).type),
    tag: () => py.str(text),
    union: ({ tag, of }) => {
      const said = entriesOf(value).find(([name]) => name === tag)?.[1];
      const part = of.find((one) => one.value === said);
      if (part === undefined) throw new Error(`${JSON.stringify(value)} is no part of the union`);
      return record(index, value, part.shape, taken);
    },
    shape: (node) => record(index, value, node.shape, taken),
    row: ({ model }, fold) => fold(index.idOf(model).type),
    list: ({ of }) => py.list(itemsOf(value).map((item) => literal(index, item, of, taken))),
    dict: (dict) =>
      py.dict(
        entriesOf(value).map(([name, item]) =>
          [literal(index, name, dict.key, taken), literal(index, item, dict.value, taken)] as const
        ),
      ),
    page: () => json(value),
    optional: ({ of }) => literal(index, value, of, taken),
  });
}

function itemsOf(value: Json): readonly Json[] {
  if (!Array.isArray(value)) throw new Error(`${JSON.stringify(value)} is no list`);
  return value;
}

function entriesOf(value: Json): readonly (readonly [string, Json])[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error(`${JSON.stringify(value)} is no map`);
  }
  return Object.entries(value);
}

function record(index: PlacedIndex, value: Json, shape: Id, taken: Taken): Py {
  const { members } = index.shape(shape);
  const given = entriesOf(value).map(([name, item]) => {
    const member = members.find((candidate) => candidate.name === name);
    if (member === undefined) throw new Error(`${name} is no member of ${shape}`);
    return py.kw(member.field, literal(index, item, member.type, taken));
  });
  return py.call(named(index, shapeRef(index, shape)), given);
}

/** `time(17, 30)` */
function timeOf(text: string, taken: Taken): Py {
  const [clock = "", fraction = ""] = text.split(".");
  const [hour = 0, minute = 0, second = 0] = clock.split(":").map(Number);
  const parts = [hour, minute, second, Number(fraction.padEnd(6, "0"))];
  const last = parts.findLastIndex((part) => part !== 0);
  return py.call(dateName("time", taken), parts.slice(0, Math.max(last, 1) + 1).map(py.int));
}

/** A duration as Python writes it. */
export function timedelta(text: string, taken: Taken = NOTHING_TAKEN): Py {
  const parts = parseDuration(text);
  if (parts === null) throw new Error(`${text} is no duration`);
  const given = Object.entries(parts).filter(([, count]) => count !== 0);
  return py.call(dateName("timedelta", taken), given.map(([unit, count]) => py.kw(unit, py.int(count))));
}

/** A value as JSON has it, whatever it stands for. */
export function json(value: Json): Py {
  if (value === null) return py.none;
  if (typeof value === "boolean") return py.bool(value);
  if (typeof value === "number") return Number.isInteger(value) ? py.int(value) : py.float(value);
  if (typeof value === "string") return py.str(value);
  if (Array.isArray(value)) return py.list(value.map(json));
  return py.dict(Object.entries(value).map(([key, item]) => [py.str(key), json(item)] as const));
}
