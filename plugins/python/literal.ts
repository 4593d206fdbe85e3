import { foldType, type Json, type Py, py, type TypeRef } from "../../mod.ts";
import { dateName, NOTHING_TAKEN, type Taken } from "./taken.ts";
import { enumRef, named, type PlacedIndex, ref } from "./refs.ts";

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
    datetime: () => py.call(py.attr(dateName("datetime", taken), "fromisoformat"), [py.str(text)]),
    any: () => json(value),
    enum: (node) => {
      const chosen = index.enum(node.enum).values.find((option) => option.value === value);
      if (chosen === undefined) throw new Error(`${text} is no value of ${node.enum}`);
      return py.attr(named(index, enumRef(index, node.enum)), chosen.names.member);
    },
    named: (node, fold) => fold(index.type(node.type).type),
    shape: () => json(value),
    row: () => py.call(ref("uuid", "UUID"), [py.str(text)]),
    list: ({ of }) => py.list(itemsOf(value).map((item) => literal(index, item, of, taken))),
    dict: () => json(value),
    page: () => json(value),
    optional: ({ of }, fold) => fold(of),
  });
}

function itemsOf(value: Json): readonly Json[] {
  if (!Array.isArray(value)) throw new Error(`${JSON.stringify(value)} is no list`);
  return value;
}

function json(value: Json): Py {
  if (value === null) return py.none;
  if (typeof value === "boolean") return py.bool(value);
  if (typeof value === "number") return Number.isInteger(value) ? py.int(value) : py.float(value);
  if (typeof value === "string") return py.str(value);
  if (Array.isArray(value)) return py.list(value.map(json));
  return py.dict(Object.entries(value).map(([key, item]) => [py.str(key), json(item)] as const));
}
