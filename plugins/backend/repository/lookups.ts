import { type Entity, type ErrorCode, type Field, type Id, type Py, py } from "../../../mod.ts";
import { annotation, errorRef } from "../../python/contract.ts";
import type { BackendService } from "../backend-service.ts";
import { localName } from "../names.ts";
import { ref } from "../refs.ts";
import { LOCK } from "./key.ts";

export interface LookupView {
  readonly node: string;
  /** What is found. It may not be called like one of the values that it is found by. */
  readonly row: Py;
  readonly name: Py;
  readonly parameters: Py;
  readonly docstring: Py;
  readonly conditions: Py;
  readonly error: Py;
}

const LOOKUP_PARAMETERS: ReadonlySet<string> = new Set(["self", "lock"]);

export function lookupView(
  { index }: BackendService,
  entity: Entity,
  row: Py,
  fields: readonly Id[],
  node: Id,
  notFound: ErrorCode,
): LookupView {
  const members = fields.map((id) => index.field(id));
  const parameters = members.map(({ member }) => localName(member, LOOKUP_PARAMETERS));
  const values = parameters.map((name) => py.name(name));
  return {
    node,
    row: py.name(localName(entity.names.snake, new Set([...LOOKUP_PARAMETERS, ...parameters]))),
    name: py.name(lookupName(members.map(({ member }) => member))),
    parameters: py.params([
      { name: "self" },
      ...members.map(({ type }, at) => ({
        name: parameters[at]!,
        type: annotation(index, type, "row"),
        keywordOnly: isByKeyword(members),
      })),
      LOCK,
    ]),
    docstring: py.docstring({
      summary: `Load the ${entity.names.words} with this ${
        members.map(({ member }) => member).join(" and ")
      }`,
      raises: [{ name: notFound.names.class, text: "There is none." }],
    }),
    conditions: py.args(members.map(({ member }, at) => py.compare(py.attr(row, member), "==", values[at]!))),
    error: py.call(ref("shared.runtime.repository", "missing"), [
      py.ref(errorRef(index, notFound.id)),
      ...members.map(({ member }, at) => py.kw(member, values[at]!)),
    ]),
  };
}

/** What the repository calls the search by a unique set. */
export function lookupName(members: readonly string[]): string {
  return `get_by_${members.join("_and_")}`;
}

/** Whether the search takes its values by their names: several would be mixed up, and a bool alone says nothing. */
export function isByKeyword(members: readonly Field[]): boolean {
  return members.length > 1 || members.some(({ type }) => type.kind === "bool");
}
