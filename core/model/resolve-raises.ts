import { meaning as found } from "./diagnostics.ts";
import type { Id, Param } from "./model.ts";
import { entityOf, type OperationScope } from "./operation-scope.ts";
import { errorOf, imply, knownCodes } from "./resolve-errors.ts";
import { suggestion } from "./resolution.ts";

/** The codes that a slot may raise, as they are listed. */
export function declaredErrors({ scope, written, site }: OperationScope, slot: boolean): Id[] {
  if (written.errors === undefined) return [];
  if (!slot) {
    scope.report(found.SVC0263(scope.key(site, "errors"), { place: site.place }));
    return [];
  }
  return written.errors.flatMap((code, position) => {
    const error = errorOf(scope, code);
    if (error !== null) return [error.id];
    const help = suggestion(code, knownCodes(scope), "declare it in shared/spec/errors.yaml");
    scope.report(found.SVC0261(scope.at(site, "errors", position), { code, place: site.place }, { help }));
    return [];
  });
}

/** Every code that the operation can answer with, computed. */
export function raisedErrors(
  operation: OperationScope,
  slot: boolean,
  params: readonly Param[],
  input: Id | null,
  errors: readonly Id[],
): Id[] {
  const { scope, derived } = operation;
  const codes = new Set(errors);
  const notFound = (model: Id) => codes.add(imply(scope, scope.entities.get(model)!, "not_found").id);
  for (const { type } of params) if (type.kind === "row") notFound(type.model);
  const shape = input === null ? null : scope.shapes.get(input)!;
  const stored = (derived === "create" || derived === "update") && !slot;
  if (shape !== null && (stored || shape.role === "input" || derived !== null)) {
    for (const { type } of shape.members) {
      const base = type.kind === "optional" ? type.of : type;
      if (base.kind === "row") notFound(base.model);
    }
  }
  if ((derived === "create" || derived === "update") && shape !== null) {
    const written = new Set(shape.members.map((member) => member.mirrors));
    for (const set of entityOf(operation).unique) {
      if (derived === "update" && !set.fields.some((field) => written.has(field))) continue;
      const error = errorOf(scope, set.error.slice("errors.".length));
      if (error !== null) codes.add(error.id);
    }
  }
  if (
    derived === "delete" && entityOf(operation).referrers.some((referrer) => referrer.onDelete === "restrict")
  ) {
    codes.add(imply(scope, entityOf(operation), "in_use").id);
  }
  return [...codes].sort();
}
