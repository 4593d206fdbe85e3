import { type Domain, type Operation, type Py, py, type PyParameter } from "../../../mod.ts";
import { type BackendService, exposedOf, exposesSlots, hasDatabase } from "../backend-service.ts";
import { operationParameters } from "../call-parts.ts";
import { hiddenIn } from "../controllers-view.ts";
import { describeOperation } from "../describe-operation.ts";
import { operationsRef, settingsRef, slotFileRef, slotsRef } from "../refs.ts";
import { derivedSteps } from "./derived-steps.ts";
import { operationReturns } from "./returns.ts";
import { slotSteps } from "./slot-steps.ts";
import { Locals, type Step } from "./step.ts";

/** View of `templates/backend/operations.eta`. */
export interface OperationsView {
  readonly node: string;
  readonly name: Py;
  readonly hasDatabase: boolean;
  readonly slots: { readonly base: Py; readonly controller: Py; readonly settings: Py } | null;
  readonly operations: readonly OperationView[];
}

interface OperationView {
  readonly node: string;
  readonly name: Py;
  readonly parameters: Py;
  readonly returns: Py;
  readonly docstring: Py;
  /** `self._units.reading()` */
  readonly unit: Py;
  readonly steps: readonly Step[];
}

export function operationsView(backend: BackendService, domain: Domain): OperationsView {
  const { service } = backend;
  return {
    node: domain.id,
    name: py.name(operationsRef(service, domain).name),
    hasDatabase: hasDatabase(backend),
    slots: !exposesSlots(backend, domain) ? null : {
      base: py.ref(slotsRef(service, domain)),
      controller: py.ref(slotFileRef(service, domain)),
      settings: py.ref(settingsRef(service)),
    },
    operations: exposedOf(backend, domain).map((operation) => operationView(backend, operation)),
  };
}

function operationView(backend: BackendService, operation: Operation): OperationView {
  const hidden = hiddenIn(backend, operation);
  const parameters: readonly PyParameter[] = [
    { name: "self" },
    ...operationParameters(backend, operation, hidden),
  ];
  const locals = new Locals(parameters.map(({ name }) => name));
  return {
    node: operation.id,
    name: py.name(operation.name),
    parameters: py.params(parameters),
    returns: operationReturns(backend, operation, hidden),
    docstring: py.docstring(describeOperation(backend.index, operation)),
    unit: operation.query ? py.expr`self._units.reading()` : py.expr`self._units.writing()`,
    steps: operation.slot ? slotSteps(backend, operation, locals) : derivedSteps(backend, operation, locals),
  };
}
