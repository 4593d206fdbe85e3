import {
  type Domain,
  type Entity,
  type ErrorCode,
  type Id,
  type Operation,
  type Py,
  py,
} from "../../../mod.ts";
import { errorRef, travelling } from "../../python/contract.ts";
import type { BackendService } from "../backend-service.ts";
import { operationId } from "../contract.ts";
import { ref } from "../refs.ts";
import { parsePath } from "../rest-path.ts";
import type { Routed } from "./routed.ts";

type Index = BackendService["index"];

export function responses(
  backend: BackendService,
  domain: Domain,
  one: Routed,
  all: readonly Routed[],
): readonly Py[] {
  const { index } = backend;
  const { operation } = one;
  const errors = [
    ...(operation.input === null
      ? []
      : [transportError(index, "BODY_UNREADABLE"), transportError(index, "BODY_TOO_LARGE")]),
    ...operation.raises.map(index.error).toSorted(byStatus).map(({ id }) => py.ref(errorRef(index, id))),
    ...(operation.input === null && operation.list === null && operation.params.length === 0
      ? []
      : [transportError(index, "REQUEST_INVALID")]),
  ];
  const links = linksOf(backend, domain, one, all);
  const parts = [
    ...(links === null ? [] : [links]),
    ...(errors.length === 0 ? [] : [py.call(ref("shared.runtime.problems", "problems"), errors)]),
  ];
  if (parts.length === 0) return [];
  return [py.kw("responses", parts.reduce((left, right) => py.binary(left, "|", right)))];
}

const TRANSPORT_ERRORS = {
  BODY_UNREADABLE: "BodyUnreadableError",
  BODY_TOO_LARGE: "BodyTooLargeError",
  REQUEST_INVALID: "RequestInvalidError",
} as const;

/** A built-in error, or what the project has in its place. */
function transportError(index: Index, code: keyof typeof TRANSPORT_ERRORS): Py {
  const own = index.replacing(code);
  return own === null
    ? ref("shared.runtime.errors", TRANSPORT_ERRORS[code])
    : py.ref(errorRef(index, own.id));
}

function byStatus(a: ErrorCode, b: ErrorCode): number {
  return a.status - b.status || (a.code < b.code ? -1 : 1);
}

/** Operations of the domain that take the key of the row that was made. */
function linksOf(
  { index }: BackendService,
  domain: Domain,
  { operation, route }: Routed,
  all: readonly Routed[],
): Py | null {
  const entity = created(index, operation);
  if (entity === null || route.status !== 201) return null;
  const own = all.filter((other) => domain.operations.includes(other.operation.id));
  const [key, targets] = index.hasId(entity.id)
    ? [py.str(travelling(index.model)(entity.names.key)), own.filter((other) => takesKey(other, entity))]
    : linkedByParts(index, entity, own);
  if (targets.length === 0) return null;
  const ids = targets.map((other) => py.str(operationId(index, other.operation)));
  return py.call(ref("shared.runtime.http", "created"), [
    key,
    ...ids,
    ...(route.wrap?.answer
      ? [py.kw("within", py.str(`/${travelling(index.model)(route.wrap.answer)}`))]
      : []),
  ]);
}

/** By the parts of its key, which all operations of a domain call alike. */
function linkedByParts(
  index: Index,
  entity: Entity,
  own: readonly Routed[],
): readonly [Py, readonly Routed[]] {
  const written = travelling(index.model);
  const found = own.flatMap((other) => {
    const params = entity.key.map((part) => paramOf(index, other, part));
    return params.every((wire) => wire !== undefined) ? [{ other, params }] : [];
  });
  const pairs = entity.key.map((part, i) =>
    [py.str(written(found[0]?.params[i] ?? "")), py.str(written(index.field(part).member))] as const
  );
  return [py.dict(pairs), found.map(({ other }) => other)];
}

/** What takes a part of the key in the path of an operation: a value, or a row of the prefix. */
function paramOf(index: Index, { operation, route }: Routed, part: Id): string | undefined {
  const { member } = index.field(part);
  const param = operation.params.find((each) => each.part === part) ??
    operation.params.find(({ wire, type, by }) => wire === member && type.kind === "row" && by === null);
  return param !== undefined && route.pathParams.includes(param.wire) ? param.wire : undefined;
}

/** The model of the row that an operation makes and shows with its key. */
function created(index: Index, { derived, output }: Operation): Entity | null {
  if (derived !== "create" || output.kind !== "row") return null;
  const entity = index.entity(output.model);
  const { members } = index.shape(output.shape);
  return entity.key.every((id) => members.some(({ mirrors }) => mirrors === id)) ? entity : null;
}

function takesKey({ operation, route }: Routed, { id, names }: Entity): boolean {
  return route.pathParams.includes(names.key) &&
    operation.params.some(({ wire, type, by }) =>
      wire === names.key && by === null && type.kind === "row" && type.model === id
    );
}

/** Where the new row is: the path of the derived get, if all that it needs is at hand. */
export function locationOf(
  { index }: BackendService,
  { operation, route }: Routed,
  all: readonly Routed[],
): ((row: Py) => Py) | null {
  const entity = created(index, operation);
  const get = all.find((other) => other.operation.derived === "get");
  if (entity === null || get === undefined) return null;
  const keyed = new Map(
    index.hasId(entity.id)
      ? takesKey(get, entity) ? [[entity.names.key, "id"] as const] : []
      : get.operation.params.flatMap(({ wire, part }) =>
        part === undefined || !isPlain(index, part) ? [] : [[wire, index.field(part).member] as const]
      ),
  );
  const others = get.route.pathParams.filter((name) => !keyed.has(name));
  if (keyed.size === 0 || others.some((name) => !route.pathParams.includes(name))) return null;
  // Ids only: what else stands in a path would have to be escaped.
  const isId = (name: string) =>
    operation.params.some(({ wire, type, by }) => wire === name && type.kind === "row" && by === null);
  if (!others.every(isId)) return null;
  return (row) =>
    py.fstr(parsePath(get.route.path)!.flatMap((segment) => {
      if (segment.kind === "text") return ["/", segment.text];
      const member = keyed.get(segment.name);
      return ["/", member === undefined ? py.name(segment.name) : py.attr(row, member)];
    }));
}

/** Whether values of a field stand in a path as they are. */
function isPlain(index: Index, id: Id): boolean {
  return ["row", "uuid", "int", "date"].includes(index.field(id).type.kind);
}
