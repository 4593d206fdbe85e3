import { type Domain, type Py, py, type Shape } from "../../../mod.ts";
import { answerOf } from "../built-in-error.ts";
import { type Context, type Served, servedOf } from "./context.ts";
import { brokenChecks } from "./broken-checks.ts";
import { createTests } from "./create-tests.ts";
import { deleteTests } from "./delete-tests.ts";
import { type Draft, finish } from "./draft.ts";
import { elsewhere, missingLinks, missingReferences, missingRows } from "./failing-tests.ts";
import { getTests, isAboutKey, missingInFull } from "./get-tests.ts";
import { callProblem, goodCall, heldRow, isAboutRow, rowCall } from "./good-calls.ts";
import { listTests } from "./list-tests.ts";
import { refusedQueries } from "./refused-queries.ts";
import { uniqueNames } from "./names.ts";
import { rowProblem, sketchOf, valueProblem } from "./payload.ts";
import { malformedParams, refusedBodies } from "./refusing-tests.ts";
import type { Scene } from "./scene.ts";
import { announcedEnd } from "./sunset-tests.ts";
import { updateTests } from "./update-tests.ts";
import type { DomainTestsView } from "./views.ts";

/** The tests of a domain through REST. */
export function domainTests(context: Context, domain: Domain): DomainTestsView {
  const parts = servedOf(context, domain).map((each) => partOf(context, domain, each));
  const unique = uniqueNames();
  const tests = parts.flatMap(({ drafts }) =>
    drafts.filter(({ scene }) => scene.isPossible()).map((draft) => finish(draft, unique))
  );
  const refusal = answerOf(context.index, "REQUEST_INVALID");
  const gaps = parts.flatMap(({ gaps }) => gaps);
  return {
    bodies: parts.flatMap(({ bodies }) => bodies),
    refusal: py.tuple([py.int(refusal.status), py.str(refusal.code)]),
    refuses: tests.some(({ kind }) => kind === "refuses" || kind === "cursor"),
    tests,
    gaps: gaps.map((gap) => py.comment(gap)),
  };
}

interface Part {
  readonly bodies: DomainTestsView["bodies"];
  readonly drafts: readonly Draft[];
  readonly gaps: readonly string[];
}

function partOf(context: Context, domain: Domain, served: Served): Part {
  const { operation } = served;
  const { index } = context;
  const shape = operation.input === null ? null : index.shape(operation.input);
  const unknown = shape === null ? null : valueProblem(context, shape);
  const problem = unknown ?? callProblem(context, served) ??
    (shape === null ? null : rowProblem(context, shape));
  const isSketched = unknown === null && shape !== null && shape.members.some(({ required }) => required);
  const base = isSketched ? py.name(`_${operation.name.toUpperCase()}`) : null;
  return {
    bodies: base === null || shape === null ? [] : [{ name: base, value: sketchOf(context, shape) }],
    drafts: [
      ...(problem === null ? happyTests(context, domain, served, shape) : []),
      ...(unknown === null ? refusals(context, served, shape, base) : []),
    ],
    gaps: problem === null ? [] : [`Calls of ${operation.name} are not tested. ${problem}`],
  };
}

/** What needs rows. Of a slot, what comes before its body. */
function* happyTests(context: Context, domain: Domain, served: Served, shape: Shape | null): Iterable<Draft> {
  const { operation } = served;
  const references = function* (begin = (scene: Scene) => goodCall(context, scene, served)): Iterable<Draft> {
    if (shape === null) return;
    yield* missingReferences(context, served, shape, begin);
    yield* missingLinks(context, served, shape, begin);
  };
  if (operation.slot) {
    yield* missingRows(context, served);
    yield* elsewhere(context, served);
    if (shape?.role === "input") yield* references();
    return;
  }
  if (operation.list !== null) {
    yield* missingRows(context, served);
    yield* listTests(context, served, operation.list);
    return;
  }
  const entity = context.index.entity(domain.model!);
  const factory = context.factories.of(entity.id);
  switch (operation.derived) {
    case "create":
      yield* createTests(context, served, entity, shape!);
      yield* brokenChecks(context, served, entity, shape!, (scene) => goodCall(context, scene, served));
      yield* missingRows(context, served);
      yield* references();
      return;
    case "get":
      yield* getTests(context, served, entity);
      yield* isAboutKey(operation) ? [missingInFull(context, served)] : missingRows(context, served);
      return;
    case "update":
      yield* updateTests(context, served, entity, shape!);
      yield* missingRows(context, served);
      if (factory !== null && isAboutRow(context, served, factory)) {
        const begin = (scene: Scene) => rowCall(context, served, heldRow(context, scene, served, factory));
        yield* references(begin);
        yield* brokenChecks(context, served, entity, shape!, begin);
      }
      return;
    case "delete":
      yield* deleteTests(context, served, entity);
      yield* missingRows(context, served);
      return;
  }
}

/** What is refused before anything is loaded. */
function* refusals(context: Context, served: Served, shape: Shape | null, base: Py | null): Iterable<Draft> {
  const { operation } = served;
  yield* malformedParams(context, served);
  if (shape !== null) yield* refusedBodies(context, served, shape, base, operation.derived !== "update");
  if (operation.list !== null) yield* refusedQueries(context, served, operation.list);
  yield* announcedEnd(context, served, shape);
}
