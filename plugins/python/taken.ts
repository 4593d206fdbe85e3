import { type Py, py } from "../../mod.ts";

/** Names that mean something else where an expression stands: in a class body, the members of the class. */
export type Taken = ReadonlySet<string>;

export const NOTHING_TAKEN: Taken = new Set();

/** A member called `list` hides the type from the members after it; the resolver allows that in version 2 only. */
export function builtinName(name: string, taken: Taken): Py {
  return taken.has(name) ? py.attr(py.ref({ module: "builtins", name: "" }), name) : py.name(name);
}

/** A member called `date` is quite usual. */
export function dateName(name: "date" | "time" | "datetime" | "timedelta", taken: Taken): Py {
  if (!taken.has(name)) return py.ref({ module: "datetime", name });
  return taken.has("dt")
    ? py.ref({ module: "datetime", name, as: `${name}_type` })
    : py.attr(py.ref({ module: "datetime", name: "", as: "dt" }), name);
}
