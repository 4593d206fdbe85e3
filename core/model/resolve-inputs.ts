import { describeType } from "./describe-type.ts";
import { meaning as found } from "./diagnostics.ts";
import { pascalCase } from "./names.ts";
import type { Id } from "./node.ts";
import { entityOf, isInternal, type OperationScope, typeAt } from "./operation-scope.ts";
import type { Limit } from "./operation.ts";
import type { Site } from "./resolution.ts";
import { refuseRowOptions, resolveRow } from "./resolve-row-params.ts";
import { resolveMembers, type RowReader } from "./resolve-shapes.ts";
import type { Member, Shape } from "./shape.ts";

/** The body of an operation: a variant, a record, or members that are written inline. */
export function resolveInput(operation: OperationScope, limits: readonly Limit[]): Id | null {
  const { derived, written } = operation;
  if (written.input !== undefined && typeof written.input !== "string") {
    return inlineInput(operation, written.input);
  }
  const variant = written.input === undefined
    ? defaultInput(operation)
    : namedInput(operation, written.input);
  return variant === null || derived !== "create" ? variant : withoutLimits(operation, variant, limits);
}

function defaultInput(operation: OperationScope): Id | null {
  const { derived } = operation;
  if (derived !== "create" && derived !== "update") return null;
  return entityOf(operation).variants[derived === "create" ? "Create" : "Update"]!;
}

/** What stands in the path of a new row is not asked for again: `CopyCreateInBook`. */
function withoutLimits(operation: OperationScope, variant: Id, limits: readonly Limit[]): Id {
  const { scope, id, site } = operation;
  const whole = scope.shapes.get(variant)!;
  const isGiven = ({ mirrors }: Member) => limits.some(({ field }) => field === mirrors);
  const given = whole.members.filter(isGiven);
  if (given.length === 0) return variant;
  const shapeId = `${variant}.in.${given.map(({ field }) => field).join("_")}`;
  scope.narrowed.set(shapeId, variant);
  if (scope.shapes.has(shapeId)) return shapeId;
  const shape: Shape = {
    ...whole,
    id: shapeId,
    name: `${whole.name}In${given.map(({ field }) => pascalCase(field)).join("")}`,
    operation: id,
    members: whole.members.filter((member) => !isGiven(member)),
    used: true,
    service: operation.domain.service.id,
  };
  scope.declare(
    shape.name,
    null,
    { kind: "shape", node: shape },
    scope.key(site),
    `the input of ${site.place}`,
  );
  scope.mark(shapeId, site);
  scope.shapes.set(shapeId, shape);
  return shapeId;
}

function inlineInput(
  operation: OperationScope,
  written: Exclude<OperationScope["written"]["input"], string | undefined>,
): Id {
  const { domain, scope, id, name, derived, site } = operation;
  const place = `the input of ${name}`;
  const inside: Site = { ...site, path: [...site.path, "input"], place };
  if (derived !== null && operation.written.slot !== true) {
    const problem = `a derived ${derived} needs a variant for ${derived}`;
    const holes = { type: "an inline input", role: "input", place: site.place, problem };
    scope.report(found.SVC0257(scope.at(inside), holes));
  }
  const rowOf: RowReader = (member, options, type, at) => {
    if (type.kind !== "row") {
      refuseRowOptions(scope, options, describeType(type), at);
      return null;
    }
    if (!isInternal(operation)) return resolveRow(scope, member, options, type, at);
    const model = scope.entities.get(type.model)!.name;
    const help = `the caller passes rows: params: { ${member}: ${model} }`;
    scope.report(found.SVC0210(scope.key(at), { what: `a row of ${model}`, place: at.place }, { help }));
    return null;
  };
  const shape: Shape = {
    id: `${id}.input`,
    description: null,
    ext: {},
    name: `${pascalCase(name)}Input`,
    role: "input",
    model: null,
    operation: id,
    members: resolveMembers(scope, written, `${pascalCase(name)}Input`, domain.service.id, inside, rowOf),
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
