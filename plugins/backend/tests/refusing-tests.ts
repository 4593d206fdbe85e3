import { type Param, type Py, py, type Shape } from "../../../mod.ts";
import { type Refused, supplyOf } from "../../python/contract.ts";
import type { Context, Served } from "./context.ts";
import { cases, type Draft, givenBy, merged } from "./draft.ts";
import { emptyCall, exampleOf, mustBeSent } from "./good-calls.ts";
import { someId } from "./ids.ts";
import { json, sketchOf, supplyOfKey, supplyOfScalar, takesNull, targetOf } from "./payload.ts";
import { newScene, pointerOfBody, request, sending, wrappedBody } from "./scene.ts";

/** What must not stand where a param is expected. */
export function* malformedParams(context: Context, served: Served): Iterable<Draft> {
  const { operation, route } = served;
  const { index } = context;
  const good = (param: Param): string =>
    param.type.kind === "row" && param.by === null
      ? String(someId(index, param.type.model))
      : encodeURIComponent(String(exampleOf(context, param)));
  const url = (wrong: Param | null, value: string) =>
    route.segments.map((segment) => {
      if (segment.kind === "text") return `/${segment.text}`;
      const param = operation.params.find(({ wire }) => wire === segment.name)!;
      return `/${param === wrong ? encodeURIComponent(value) : good(param)}`;
    }).join("");
  const queries = operation.params.filter(({ wire }) => route.queryParams.includes(wire));
  const valid = queries.filter(mustBeSent).map((param): readonly [Param, Entry] => {
    const value = param.type.kind === "row" && param.by === null
      ? someId(index, param.type.model)
      : exampleOf(context, param);
    return [param, [py.str(param.wire), json(context, value)]];
  });
  const query = (leftOut: Param | null, ...more: Entry[]) =>
    py.dict([...valid.filter(([param]) => param !== leftOut).map(([, sent]) => sent), ...more]);
  const rows: (readonly Py[])[] = [];
  const add = (target: string, params: Py, pointer: string, rule: string) =>
    rows.push([py.str(target), ...(queries.length === 0 ? [] : [params]), py.str(pointer), py.str(rule)]);
  for (const param of operation.params) {
    const wrong = refusedTextsOf(context, param);
    if (route.pathParams.includes(param.wire)) {
      const simple = wrong.filter(({ raw }) =>
        raw !== undefined && /^[\w-]{1,100}$/.test(raw) && !context.fixedSegments.has(raw)
      )
        .slice(0, 3);
      for (const { raw = "", pointer, rule } of simple) {
        add(url(param, raw), query(null), `/${param.wire}${pointer}`, rule);
      }
      continue;
    }
    if (mustBeSent(param)) add(url(null, ""), query(param), `/${param.wire}`, "missing");
    for (const { value, pointer, rule } of wrong.slice(0, 4)) {
      add(url(null, ""), query(param, [py.str(param.wire), value]), `/${param.wire}${pointer}`, rule);
    }
  }
  if (rows.length === 0) return;
  const names = ["url", ...(queries.length === 0 ? [] : ["query"]), "pointer", "rule"];
  const scene = newScene();
  const shape = operation.input === null ? null : index.shape(operation.input);
  const options = [
    ...(queries.length === 0 ? [] : [py.kw("params", py.name("query"))]),
  ];
  const sent = shape === null ? null : wrappedBody(route, sketchOf(context, shape));
  yield {
    name: `${operation.name}_refuses_params`,
    node: operation.id,
    scene,
    parametrize: [cases(names, rows)],
    given: givenBy(names),
    body: {
      kind: "refuses",
      response: sending(route, py.name("url"), options, sent),
      found: py.expr`_refusals(response)`,
      expected: py.expr`[(pointer, rule)]`,
    },
  };
}

type Entry = readonly [name: Py, value: Py];

function refusedTextsOf({ index }: Context, param: Param): readonly Refused[] {
  const type = param.type.kind === "row" && param.by !== null ? index.field(param.by).type : param.type;
  return supplyOf(index, type, { name: param.name })?.refusedTexts ?? [];
}

/** Which rules the body of an operation is held to, tried one by one. */
export function* refusedBodies(
  context: Context,
  served: Served,
  shape: Shape,
  base: Py | null,
  thorough: boolean,
): Iterable<Draft> {
  const { operation, route } = served;
  const below = pointerOfBody(route);
  const draft = (
    suffix: string,
    names: readonly string[],
    rows: readonly (readonly Py[])[],
    body: Py,
    pointersOnly = false,
  ): Draft => {
    const scene = newScene();
    return {
      name: `${operation.name}_${suffix}`,
      node: operation.id,
      scene,
      parametrize: [cases(names, rows)],
      given: givenBy(names),
      body: {
        kind: "refuses",
        response: request(context.index, scene, { ...emptyCall(context, served), body }),
        ...(pointersOnly
          ? {
            found: py.expr`[pointer for pointer, _ in _refusals(response)]`,
            expected: py.list([py.fstr([below, py.name("field")])]),
          }
          : suffix === "needs"
          ? {
            found: py.expr`_refusals(response)`,
            expected: py.list([py.tuple([py.fstr([below, py.name("field")]), py.str("missing")])]),
          }
          : { found: py.expr`_refusals(response)`, expected: py.expr`[(pointer, rule)]` }),
      },
    };
  };
  const required = shape.members.filter((member) => member.required);
  if (required.length > 0 && base !== null) {
    const without = py.expr`{name: value for name, value in ${base}.items() if name != field}`;
    yield draft("needs", ["field"], required.map(({ name }) => [py.str(name)]), without);
  }
  const rows = [...brokenRules(context, shape, thorough)].map(({ member, refused }) => [
    py.dict([[py.str(member), refused.value]]),
    py.str(`${below}${member}${refused.pointer}`),
    py.str(refused.rule),
  ]);
  const strange = strangeMembers(context, shape).map((name) => [
    py.dict([[py.str(name), py.int(1)]]),
    py.str(`${below}${name}`),
    py.str("extra_forbidden"),
  ]);
  yield draft(
    "refuses",
    ["fields", "pointer", "rule"],
    [...rows, ...strange],
    merged(base, py.name("fields")),
  );
  const strict = shape.members.filter(({ type }) => !takesNull(type)).map(({ name }) => [py.str(name)]);
  if (strict.length > 0) {
    yield draft("refuses_null", ["field"], strict, merged(base, py.expr`{field: None}`), true);
  }
}

function* brokenRules(context: Context, shape: Shape, thorough: boolean) {
  for (const member of shape.members) {
    const supply = targetOf(member.type) === null
      ? supplyOfScalar(context, member)
      : supplyOfKey(context, member);
    const all = supply?.refused ?? [];
    for (const refused of thorough ? all : all.slice(0, 1)) yield { member: member.name, refused };
  }
}

/** Members that an input does not have: what the application sets, what may no longer be changed, and nonsense. */
function strangeMembers({ index }: Context, shape: Shape): string[] {
  const entity = shape.model === null ? null : index.entity(shape.model);
  const fixed = entity === null
    ? []
    : entity.fields.filter(({ implied }) => implied === null || implied === "id").map(({ member }) => member);
  const nonsense = shape.members.some(({ name }) => name === "colour") ? "no_such_member" : "colour";
  const known = new Set(shape.members.map(({ name }) => name));
  return [...fixed.filter((name) => !known.has(name)), ...(fixed.includes(nonsense) ? [] : [nonsense])];
}
