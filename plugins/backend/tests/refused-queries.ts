import { type ListSpec, type Py, py } from "../../../mod.ts";
import { supplyOf } from "../../python/contract.ts";
import type { Context, Served } from "./context.ts";
import { cases, type Draft, givenBy } from "./draft.ts";
import { emptyCall } from "./good-calls.ts";
import { newScene, request } from "./scene.ts";

/** Queries that a list refuses, whoever lists. */
export function* refusedQueries(context: Context, served: Served, list: ListSpec): Iterable<Draft> {
  const { index } = context;
  const { operation, route } = served;
  if (route.queryParams.length > 0) return;
  const wrong: (readonly [wire: string, value: Py, pointer: string, rule: string])[] = [
    ["limit", py.str("0"), "", "greater_than_equal"],
    ["limit", py.int(list.page.max + 1), "", "less_than_equal"],
    ["sort", py.str("?"), "", "enum"],
    // Whoever reads the cursor has found the rows of the path before.
    ...(list.page.kind === "offset"
      ? [["offset", py.int(-1), "", "greater_than_equal"] as const]
      : operation.slot || operation.params.length > 0
      ? []
      : [["cursor", py.str("nonsense"), "", "cursor_invalid"] as const]),
    ["no_such_filter", py.int(1), "", "extra_forbidden"],
    ...list.filters.flatMap(({ wire, type }) =>
      (supplyOf(index, type, { name: wire })?.refusedTexts ?? []).slice(0, 1)
        .map(({ value, pointer, rule }) => [wire, value, pointer, rule] as const)
    ),
  ];
  const scene = newScene();
  const names = ["query", "pointer", "rule"];
  yield {
    name: `${operation.name}_refuses`,
    node: operation.id,
    scene,
    parametrize: [cases(
      names,
      wrong.map((
        [wire, value, pointer, rule],
      ) => [py.dict([[py.str(wire), value]]), py.str(`/${wire}${pointer}`), py.str(rule)]),
    )],
    given: givenBy(names),
    body: {
      kind: "refuses",
      response: request(index, scene, { ...emptyCall(context, served), query: py.name("query") }),
      found: py.expr`_refusals(response)`,
      expected: py.expr`[(pointer, rule)]`,
    },
  };
}
