import {
  type Docstring,
  type Domain,
  type ListSpec,
  type Operation,
  type Py,
  py,
  type PyParameter,
} from "../../mod.ts";
import { annotation } from "../python/contract.ts";
import { type BackendService, hasDatabase, operationsOf } from "./backend-service.ts";
import { callParts, slotParameters } from "./call-parts.ts";
import { describeOperation, documented } from "./describe-operation.ts";
import { controllerRef, ormRef, ref, repositoryRef, settingsRef, slotsRef } from "./refs.ts";
import { repositoryAttribute } from "./repository-attribute.ts";

/** View of `templates/backend/controllers-base.eta`. */
export interface ControllerBaseView {
  readonly settings: Py;
  readonly hasDatabase: boolean;
  readonly repositories: readonly { readonly attribute: Py; readonly type: Py }[];
}

/** View of `templates/backend/controller.eta`: the abstract slots of a domain. */
export interface ControllerView {
  readonly node: string;
  readonly name: Py;
  readonly base: Py;
  readonly spec: Py;
  readonly slots: readonly SlotView[];
}

/** View of `templates/backend/slots.eta`: the file that the user fills in. */
export interface SlotFileView {
  readonly name: Py;
  readonly base: Py;
  readonly docstring: Py;
  readonly slots: readonly SlotView[];
}

export interface SlotView {
  readonly node: string;
  readonly name: Py;
  readonly parameters: Py;
  readonly returns: Py;
  readonly docstring: Py;
}

export function controllerBaseView(backend: BackendService): ControllerBaseView {
  return {
    settings: py.ref(settingsRef(backend.service)),
    hasDatabase: hasDatabase(backend),
    repositories: backend.entities.map((entity) => ({
      attribute: py.name(`self.${repositoryAttribute(entity)}`),
      type: py.ref(repositoryRef(backend.service, entity)),
    })),
  };
}

export function controllerView(backend: BackendService, domain: Domain, spec: string): ControllerView {
  return {
    node: domain.id,
    name: py.name(slotsRef(backend.service, domain).name),
    base: py.ref(controllerRef(backend.service)),
    spec: py.str(spec),
    slots: slotsOf(backend, domain).map((operation) => slotView(backend, operation)),
  };
}

export function slotFileView(backend: BackendService, domain: Domain): SlotFileView {
  return {
    name: py.name(`${domain.names.class}Controller`),
    base: py.ref(slotsRef(backend.service, domain)),
    docstring: py.docstring(documented(domain.description ?? `The slots of \`${domain.name}\``)),
    slots: slotsOf(backend, domain).map((operation) => slotView(backend, operation)),
  };
}

function slotsOf(backend: BackendService, domain: Domain): readonly Operation[] {
  return operationsOf(backend, domain).filter((operation) => operation.slot);
}

function slotView(backend: BackendService, operation: Operation): SlotView {
  return {
    node: operation.id,
    name: py.name(operation.name),
    parameters: py.params(parametersOf(backend, operation)),
    returns: slotReturns(backend, operation),
    docstring: py.docstring(slotDocstring(backend, operation)),
  };
}

function parametersOf(backend: BackendService, operation: Operation): readonly PyParameter[] {
  return [{ name: "self" }, ...slotParameters(backend, operation, hiddenIn(backend, operation))];
}

/** Names that mean a method where the class of the slots is made. */
export function hiddenIn(backend: BackendService, operation: Operation): ReadonlySet<string> {
  const domain = backend.index.domain(operation.domain);
  return new Set(operationsOf(backend, domain).map(({ name }) => name));
}

/** Rows, which svc then shows as the variant; any other output as it is. */
function slotReturns(backend: BackendService, operation: Operation): Py {
  const { index, service } = backend;
  const { output } = operation;
  const row = (model: string) => py.ref(ormRef(service, index.entity(model)));
  switch (output.kind) {
    case "none":
      return py.none;
    case "row":
      return output.optional ? py.union(row(output.model), py.none) : row(output.model);
    case "rows":
      return py.expr`${ref("collections.abc", "Sequence")}[${row(output.model)}]`;
    case "page":
      return py.expr`${ref("shared.runtime.pagination", partName(operation.list!))}[${row(output.model)}]`;
    case "value":
      return annotation(index, output.type, "row", hiddenIn(backend, operation));
  }
}

/** What the repositories call a part of a list, and slots return. */
function partName({ page }: ListSpec): string {
  return page.kind === "cursor" ? "Slice" : "Window";
}

function slotDocstring(backend: BackendService, operation: Operation): Docstring {
  const { index } = backend;
  const parts = callParts(backend, operation);
  const row = operation.internal
    ? "As the caller has it"
    : operation.query
    ? "Loaded before"
    : "Locked until the operation ends";
  const args = [
    ...parts.rows.map(({ name, description }) => ({ name, text: description ?? row })),
    ...parts.scalars.map(({ name, param }) => ({
      name,
      text: param.description ?? "As the caller gives it",
    })),
    ...(parts.input === null ? [] : [{ name: "data", text: "What the caller sends" }]),
    ...(parts.query === null ? [] : [{ name: "query", text: "Filters, order and place of the page" }]),
  ];
  const raises = operation.errors.map((id) => {
    const { names, description, title } = index.error(id);
    return { name: names.class, text: description ?? title };
  });
  const text = describeOperation(index, operation);
  const body = operation.internal
    ? [text.body, calledFrom(backend)].filter((part) => part).join("\n\n")
    : text.body;
  return { ...text, ...(body === undefined ? {} : { body }), args, raises };
}

function calledFrom(backend: BackendService): string {
  const unit = hasDatabase(backend) ? ", inside their unit of work" : "";
  return `No transport leads here: other slots call it${unit}.`;
}
