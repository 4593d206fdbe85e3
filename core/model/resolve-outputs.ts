import { meaning as found } from "./diagnostics.ts";
import { entityOf, type OperationScope, typeAt } from "./operation-scope.ts";
import type { Output } from "./operation.ts";
import { leaves } from "./type-facts.ts";

/** What an operation answers. */
export function resolveOutput(operation: OperationScope): Output {
  const { scope, derived, written, site } = operation;
  if (written.output === undefined) {
    if (derived === null || derived === "delete") return { kind: "none" };
    const shape = entityOf(operation).variants.Read!;
    return derived === "list"
      ? { kind: "page", shape, model: entityOf(operation).id }
      : { kind: "row", shape, model: entityOf(operation).id, optional: false };
  }
  if (/\w\s+as\s+\w|^[a-z_]\w*\./.test(written.output)) {
    const holes = {
      construct: `"${written.output}", an expression,`,
      place: `the output of ${site.place}`,
      stage: "S3",
    };
    scope.report(found.SVC0108(scope.at(site, "output"), holes));
    return { kind: "none" };
  }
  const type = typeAt(operation, written.output, "output", `the output of ${site.place}`);
  if (type === null) return { kind: "none" };
  const refuse = (problem: string): Output => {
    const holes = { type: written.output!, role: "output", place: site.place, problem };
    scope.report(found.SVC0257(scope.at(site, "output"), holes));
    return { kind: "none" };
  };
  const optional = type.kind === "optional";
  const base = optional ? type.of : type;
  const inner = base.kind === "list" || base.kind === "page" ? base.of : base;
  if (inner.kind === "row") return refuse(`write a variant, like ${inner.model.split(".").at(-1)}Read`);
  const shape = inner.kind === "shape" ? scope.shapes.get(inner.shape)! : null;
  if (shape !== null && (shape.role === "create" || shape.role === "update" || shape.role === "input")) {
    return refuse("it is for writing");
  }
  // What no table holds is a value like any other.
  if (shape?.role === "read" && scope.entities.get(shape.model!)!.table !== null) {
    const of = { shape: shape.id, model: shape.model! };
    if (derived !== null && of.model !== entityOf(operation).id) {
      return refuse(`it is no variant of ${entityOf(operation).name}`);
    }
    const isMany = base.kind === "page" || base.kind === "list";
    if (derived === "list" && !isMany) return refuse("a derived list answers a page or a list");
    if (derived !== null && derived !== "list" && isMany) {
      return refuse(`a derived ${derived} is about one row`);
    }
    if (base.kind === "page") return { kind: "page", ...of };
    if (base.kind === "list") return { kind: "rows", ...of };
    return derived === "delete" ? refuse("a deleted row cannot be shown") : { kind: "row", ...of, optional };
  }
  if (leaves(base).some(({ kind }) => kind === "row")) return refuse("it holds rows; write a variant");
  if (base.kind === "page") return refuse("pages are of rows");
  return derived === null
    ? { kind: "value", type }
    : refuse(`a derived ${derived} answers a variant of ${entityOf(operation).name}`);
}
