import { type Operation, type Py, py } from "../../mod.ts";
import { isCamel, shapeRef, travelling } from "../python/contract.ts";
import type { BackendService } from "./backend-service.ts";
import type { Route } from "./contract.ts";
import { operationReturns } from "./operations/returns.ts";
import type { Routed } from "./router/routed.ts";
import { ref } from "./refs.ts";

/** A class for one body that stands below a member. */
export interface BodyView {
  readonly node: string;
  readonly name: Py;
  readonly base: Py;
  readonly docstring: Py;
  /** Pointer of what is nested, for errors about a part of it; null in an answer. */
  readonly within: Py | null;
  readonly members: readonly { readonly name: Py; readonly type: Py }[];
}

export function bodyName({ names }: Operation): string {
  return `${names.class}Body`;
}

export function answerName({ names }: Operation): string {
  return `${names.class}Answer`;
}

/** Whether an answer is something else than what the operation returns. */
export function isNested({ wrap }: Route): boolean {
  return wrap !== null && (wrap.answer !== null || wrap.total !== null);
}

export function* bodyViews(backend: BackendService, { operation, route }: Routed): Iterable<BodyView> {
  const { index } = backend;
  const base = (name: string) => ref(`shared.runtime.${isCamel(index.model) ? "camel" : "schema"}`, name);
  if (route.wrap?.body && operation.input !== null) {
    const { body } = route.wrap;
    yield {
      node: operation.id,
      name: py.name(bodyName(operation)),
      base: base("InputModel"),
      docstring: py.docstring(`The body of \`${operation.name}\`.`),
      within: py.str(`/${travelling(index.model)(body)}`),
      members: [{ name: py.name(body), type: py.ref(shapeRef(index, operation.input)) }],
    };
  }
  if (!isNested(route)) return;
  const returned = operationReturns(backend, operation, new Set());
  yield {
    node: operation.id,
    name: py.name(answerName(operation)),
    base: base("OutputModel"),
    docstring: py.docstring(`What \`${operation.name}\` answers.`),
    within: null,
    members: operation.output.kind === "page"
      ? pageMembers(route, operation).map(({ name, type }) => ({
        name: py.name(name),
        type: type(py.ref(shapeRef(index, pageShape(operation)))),
      }))
      : [{ name: py.name(route.wrap!.answer!), type: returned }],
  };
}

/** The value that an answer is made of: a whole one, or the parts of a page under their names. */
export function answerOf({ operation, route }: Routed, value: Py): Py {
  if (!isNested(route)) return value;
  const parts = operation.output.kind === "page"
    ? pageMembers(route, operation).map(({ name, own }) => py.kw(name, py.attr(value, own)))
    : [py.kw(route.wrap!.answer!, value)];
  return py.call(py.name(answerName(operation)), parts);
}

interface PageMember {
  readonly name: string;
  /** What the page of the operation calls it. */
  readonly own: string;
  readonly type: (item: Py) => Py;
}

function pageMembers({ wrap }: Route, { list }: Operation): readonly PageMember[] {
  const int = () => py.name("int");
  const items: PageMember = {
    name: wrap?.answer ?? "items",
    own: "items",
    type: (item) => py.subscript(py.name("list"), [item]),
  };
  const page = list!.page;
  if (page.kind === "cursor") {
    return [items, {
      name: "next_cursor",
      own: "next_cursor",
      type: () => py.union(py.name("str"), py.none),
    }];
  }
  return [
    items,
    ...(page.total ? [{ name: wrap?.total ?? "total", own: "total", type: int }] : []),
    { name: "limit", own: "limit", type: int },
    { name: "offset", own: "offset", type: int },
  ];
}

function pageShape({ output }: Operation): string {
  if (output.kind !== "page") throw new Error("only a page has a shape of its rows");
  return output.shape;
}
