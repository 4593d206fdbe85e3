import { type Entity, type ErrorCode, type Field, type Py, py, type PyParameter } from "../../../mod.ts";
import { errorRef, fieldAnnotation } from "../../python/contract.ts";
import type { BackendService } from "../backend-service.ts";
import { localName } from "../names.ts";

/** What a row is found by. */
export interface KeyView {
  readonly type: Py;
  /** As arguments of a method, and as the one value that they are. */
  readonly parameters: readonly PyParameter[];
  readonly value: Py;
}

/** Of every method that loads one row. */
export const LOCK: PyParameter = {
  name: "lock",
  type: py.name("bool"),
  value: py.bool(false),
  keywordOnly: true,
};

export function keyView({ index }: BackendService, { id, names, key }: Entity): KeyView {
  const fields = key.map(index.field);
  const types = fields.map((field) => fieldAnnotation(index, field.id, "row"));
  const [type] = types;
  if (index.hasId(id)) {
    return { type: type!, parameters: [{ name: names.key, type: type! }], value: py.name(names.key) };
  }
  const called = fields.map(keyParameter);
  const isOne = fields.length === 1;
  return {
    type: isOne ? type! : py.expr`tuple[${py.args(types)}]`,
    // Several of a kind are easily mistaken for each other.
    parameters: called.map((name, at) => ({ name, type: types[at]!, keywordOnly: !isOne })),
    value: isOne ? py.name(called[0]!) : py.tuple(called.map((name) => py.name(name))),
  };
}

/** What methods of the repository call a field of a key. */
export function keyParameter({ member }: Field): string {
  return localName(member, PARAMETERS);
}

/** Beside what the methods are given. */
const PARAMETERS: ReadonlySet<string> = new Set(["self", "data", "lock"]);

/** What a row is called as an argument of the methods. */
export function rowOf({ names }: Entity): string {
  return localName(names.snake, PARAMETERS);
}

export function notFoundError(
  { index }: BackendService,
  error: ErrorCode,
  key: readonly { readonly name: string }[],
): Py {
  const told = error.details.map(({ name }, at) => py.kw(name, py.name(key[at]!.name)));
  return py.call(py.ref(errorRef(index, error.id)), told);
}
