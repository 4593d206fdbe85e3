import { meaning as found } from "./diagnostics.ts";
import type { Id, Shape } from "./model.ts";
import { pascalCase } from "./names.ts";
import { entityOf, type OperationScope, typeAt } from "./operation-scope.ts";
import type { Site } from "./resolution.ts";
import { resolveMembers } from "./resolve-shapes.ts";

/** The body of an operation: a variant, a record, or members that are written inline. */
export function resolveInput(operation: OperationScope): Id | null {
  const { derived, written } = operation;
  if (written.input === undefined) {
    if (derived !== "create" && derived !== "update") return null;
    return entityOf(operation).variants[derived === "create" ? "Create" : "Update"]!;
  }
  return typeof written.input === "string"
    ? namedInput(operation, written.input)
    : inlineInput(operation, written.input);
}

function inlineInput(
  { domain, scope, id, name, site }: OperationScope,
  written: Exclude<OperationScope["written"]["input"], string | undefined>,
): Id {
  const place = `the input of ${name}`;
  const inside: Site = { ...site, path: [...site.path, "input"], place };
  const shape: Shape = {
    id: `${id}.input`,
    description: null,
    ext: {},
    name: `${pascalCase(name)}Input`,
    role: "input",
    model: null,
    operation: id,
    members: resolveMembers(scope, written, `${pascalCase(name)}Input`, domain.service.id, inside, true),
    used: true,
    service: domain.service.id,
  };
  scope.declare(shape.name, null, { kind: "shape", node: shape }, scope.key(inside), place);
  scope.mark(shape.id, inside);
  scope.shapes.set(shape.id, shape);
  return shape.id;
}

function namedInput(operation: OperationScope, text: string): Id | null {
  const { scope, name, site } = operation;
  const type = typeAt(operation, text, "input", `the input of ${name}`);
  if (type === null) return null;
  const shape = type.kind === "shape" ? scope.shapes.get(type.shape)! : null;
  const problem = inputProblem(operation, shape);
  if (problem === null) return shape!.id;
  const holes = { type: text, role: "input", place: site.place, problem };
  scope.report(found.SVC0257(scope.at(site, "input"), holes));
  return null;
}

function inputProblem(operation: OperationScope, shape: Shape | null): string | null {
  const { derived } = operation;
  if (shape === null) return "it is not a shape with members";
  if (shape.role === "read") return "it is for reading";
  if (derived === null) return null;
  if (shape.role !== derived) return `a derived ${derived} needs a variant for ${derived}`;
  const { id, name } = entityOf(operation);
  return shape.model === id ? null : `it is no variant of ${name}`;
}
