import { type Id, type Json, type ModelIndex, type Py, py } from "../../../mod.ts";

/** No test makes so many rows. */
const BEYOND = 999_999;

function isCounted(index: ModelIndex, model: Id): boolean {
  return index.idOf(model).type.kind === "int";
}

/** A well-written id, for requests in which it does not matter whether there is such a row. */
export function someId(index: ModelIndex, model: Id): Json {
  return isCounted(index, model) ? 1 : "00000000-0000-4000-8000-000000000000";
}

/** An id that no row has, as JSON. */
export function missingId(index: ModelIndex, model: Id): Py {
  return isCounted(index, model) ? py.int(BEYOND) : py.expr`${py.name("str")}(${newUuid})`;
}

/** The same in a path. */
export function missingIdInPath(index: ModelIndex, model: Id): string | Py {
  return isCounted(index, model) ? String(BEYOND) : newUuid;
}

const newUuid = py.expr`${py.ref({ module: "uuid", name: "uuid4" })}()`;
