import { type Domain, type Operation, type Py, py, type PyParameter } from "../../../mod.ts";
import { errorRef, shapeRef } from "../../python/contract.ts";
import { operationsRef, settingsRef } from "../refs.ts";
import { type Context, takesOneRow } from "./context.ts";
import { notFound } from "./failing-tests.ts";
import { bodyOf, dictOf, rowProblem, valueProblem } from "./payload.ts";
import { newScene } from "./scene.ts";
import type { MadeView, OperationsTestsView } from "./views.ts";

/** What operations promise whoever calls them; null if the service has no database. */
export function operationsTestsView(context: Context): OperationsTestsView | null {
  const { index, service } = context;
  if (service.owns.every((id) => index.entity(id).table === null)) return null;
  const candidates = service.domains.flatMap((id) => candidateOf(context, index.domain(id)) ?? []);
  const chosen = candidates.find(({ isPlain }) => isPlain) ?? candidates[0];
  return { made: chosen === undefined ? null : madeView(context, chosen) };
}

/** A domain that makes rows and reads them, without a slot. */
interface Candidate {
  readonly domain: Domain;
  readonly create: Operation;
  readonly get: Operation;
  readonly data: string;
  /** Whether it needs no other row. */
  readonly isPlain: boolean;
}

function candidateOf(context: Context, domain: Domain): Candidate | null {
  const { index } = context;
  const operations = domain.operations.map((id) => index.operation(id)).filter(({ slot }) => !slot);
  const create = operations.find(({ derived, params }) => derived === "create" && params.length === 0);
  const get = operations.find((operation) =>
    operation.derived === "get" && takesOneRow(index, operation, domain.model!)
  );
  if (create === undefined || get === undefined || create.input === null) return null;
  const shape = index.shape(create.input);
  if (!index.hasId(domain.model!)) return null;
  const key = index.idOf(domain.model!);
  const shows = ({ output }: Operation) =>
    output.kind === "row" && index.shape(output.shape).members.some(({ mirrors }) => mirrors === key.id);
  const isByKey = get.params[0]?.by === null;
  if (!isByKey || !shows(create) || !shows(get)) return null;
  if (valueProblem(context, shape) !== null || rowProblem(context, shape) !== null) return null;
  const isPlain = index.entity(domain.model!).fields.every(({ relation, optional }) =>
    relation === null || optional
  );
  return { domain, create, get, data: shape.id, isPlain };
}

function madeView(context: Context, { domain, create, get, data }: Candidate): MadeView {
  const { index, service } = context;
  const entity = index.entity(domain.model!);
  const scene = newScene();
  const body = dictOf(bodyOf(context, scene, index.shape(data), { values: 1, full: false }));
  const row = scene.name(entity.names.snake);
  const hasSlots = domain.operations.map(index.operation).some(({ slot, internal }) => slot && !internal);
  const operations = (units: string) =>
    py.call(py.ref(operationsRef(service, domain)), [
      py.name(units),
      ...(hasSlots ? [py.name("settings")] : []),
    ]);
  const parameters: readonly PyParameter[] = [
    { name: "database", type: py.ref({ module: "shared.runtime.database", name: "Database" }) },
    ...(hasSlots ? [{ name: "settings", type: py.ref(settingsRef(service)) }] : []),
    ...[...scene.fixtures].map((name) => ({
      name,
      type: py.ref({ module: "shared.runtime.testing", name: "Make" }),
    })),
  ];
  const test = (name: string): Py => py.def({ name, parameters, returns: py.none, async: true });
  const isAlike = create.output.kind === "row" && get.output.kind === "row" &&
    create.output.shape === get.output.shape;
  const again = py.expr`await operations.${py.name(get.name)}(${py.name(row)}.id)`;
  return {
    node: create.id,
    committed: test("test_operation_is_committed_before_it_returns"),
    shared: test("test_operation_inside_a_unit_shares_its_fate"),
    lines: scene.lines,
    onDatabase: operations("database"),
    onUnit: operations("unit"),
    create: py.name(create.name),
    get: py.name(get.name),
    data: py.ref(shapeRef(index, data)),
    body,
    row: py.name(row),
    check: isAlike ? py.compare(again, "==", py.name(row)) : py.expr`(${again}).id == ${py.name(row)}.id`,
    notFound: py.ref(errorRef(index, notFound(context, entity.id))),
  };
}
