import { meaning as found } from "./diagnostics.ts";
import { fieldsOfRule } from "./fields-of-rule.ts";
import { errorOf, imply, knownCodes } from "./implied-errors.ts";
import type { Id } from "./node.ts";
import { entityOf, type OperationScope } from "./operation-scope.ts";
import type { Param } from "./operation.ts";
import { hasId, suggestion } from "./resolution.ts";
import type { Shape } from "./shape.ts";

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
    if (scope.unusable.has(`errors.${code}`)) return [];
    const help = suggestion(code, knownCodes(scope), "declare it in shared/spec/errors.yaml");
    scope.report(found.SVC0261(scope.at(site, "errors", position), { code, place: site.place }, { help }));
    return [];
  });
}

/** Every code that the operation can answer with, computed. */
export function raisedErrors(
  operation: OperationScope,
  params: readonly Param[],
  input: Id | null,
  errors: readonly Id[],
): Id[] {
  const { scope, derived, domain: { service } } = operation;
  const codes = new Set(errors);
  for (const { missing } of params) if (missing !== null) codes.add(missing);
  const shape = input === null ? null : scope.shapes.get(input)!;
  // Rows that an inline input names are loaded for the slot; of a variant, the foreign key decides.
  const isWritten = shape?.role === "create" || shape?.role === "update";
  if (shape !== null && (isWritten || shape.role === "input")) {
    const links = shape.model === null ? [] : scope.entities.get(shape.model)!.refs;
    for (const { type, refs, row } of shape.members) {
      const linked = links.find(({ id }) => id === refs);
      if (linked !== undefined && !linked.makes) {
        codes.add(imply(scope, scope.entities.get(linked.model)!, "not_found").id);
      }
      const base = type.kind === "optional" ? type.of : type;
      const target = base.kind === "row" ? scope.entities.get(base.model)! : null;
      // Nobody here sees whether a row of another service is there.
      if (target?.owner === service.id) codes.add(row?.missing ?? imply(scope, target, "not_found").id);
    }
  }
  if (shape !== null && isWritten) {
    for (const id of brokenErrors(operation, shape)) codes.add(id);
  }
  const isAboutOne = derived === "get" || derived === "update" || derived === "delete";
  // Where the whole key stands in the path of the domain, no param says so.
  if (isAboutOne && !hasId(entityOf(operation))) {
    codes.add(imply(scope, entityOf(operation), "not_found").id);
  }
  if (
    derived === "delete" && entityOf(operation).referrers.some((referrer) => referrer.onDelete === "restrict")
  ) {
    codes.add(imply(scope, entityOf(operation), "in_use").id);
  }
  return [...codes].sort();
}

/** The errors of the unique sets and checks that writing the members of a variant can break. */
function brokenErrors({ scope }: OperationScope, { role, model, members }: Shape): Id[] {
  const written = new Set(members.map((member) => member.mirrors));
  const { unique, checks } = scope.entities.get(model!)!;
  return [...unique, ...checks].flatMap((rule) => {
    if (role === "update" && !fieldsOfRule(rule).some((field) => written.has(field))) return [];
    return errorOf(scope, rule.error.slice("errors.".length))?.id ?? [];
  });
}
