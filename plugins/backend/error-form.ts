import { type Json, type ModelIndex, type Py, py } from "../../mod.ts";
import { errorRef, json } from "../python/contract.ts";
import { errorOptionsOf } from "./options.ts";
import { ref } from "./refs.ts";

/** How a project tells errors, as the value of `ErrorForm`; null where it leaves that to RFC 9457. */
export function errorForm(index: ModelIndex): Py | null {
  const { body, messages } = errorOptionsOf(index.model);
  const replaced = index.model.errors.filter(({ replaces }) => replaces !== null);
  const parts = [
    ...(body === null ? [] : [py.kw("body", json(body))]),
    ...(Object.keys(messages).length === 0 ? [] : [py.kw("messages", json(messages))]),
    ...(replaced.length === 0 ? [] : [
      py.kw(
        "replaced",
        py.dict(
          replaced.map(({ id, replaces }) => [py.str(replaces!), py.ref(errorRef(index, id))] as const),
        ),
      ),
    ]),
  ];
  return parts.length === 0 ? null : py.call(ref("shared.runtime.problems", "ErrorForm"), parts);
}

/** A tree of an error body with the values of its holes. */
export function filled(
  tree: Json,
  valueOf: (hole: string, path: readonly (string | number)[]) => Py | null,
): Py {
  return fill(tree, []);

  function fill(value: Json, path: readonly (string | number)[]): Py {
    if (typeof value === "string") return valueOf(value, path) ?? py.str(value);
    if (Array.isArray(value)) return py.list(value.map((item, place) => fill(item, [...path, place])));
    if (typeof value !== "object" || value === null) return json(value);
    return py.dict(
      Object.entries(value).map(([name, item]) => [py.str(name), fill(item, [...path, name])] as const),
    );
  }
}
