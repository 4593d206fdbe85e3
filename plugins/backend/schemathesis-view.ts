import { type Code, type ModelIndex, type Operation, toml, type TypeRef } from "../../mod.ts";
import { header } from "../python/contract.ts";
import { type BackendService, operationsOf } from "./backend-service.ts";
import { operationId, routeOf } from "./contract.ts";

type Toml = Code<"toml">;

/** View of `templates/backend/schemathesis.eta`. */
export interface SchemathesisView {
  readonly header: readonly Toml[];
  readonly exceptions: readonly ExceptionView[];
}

/** Operations of which a schema cannot say enough for some checks. */
interface ExceptionView {
  readonly reasons: readonly Toml[];
  readonly operations: Toml;
  readonly checks: readonly Toml[];
}

interface Reason {
  readonly text: string;
  readonly check: "positive_data_acceptance" | "ensure_resource_availability";
  holds(index: ModelIndex, operation: Operation): boolean;
}

const REASONS: readonly Reason[] = [
  {
    text: "A cursor is opaque: a schema cannot tell one that this list handed out from one that it did not.",
    check: "positive_data_acceptance",
    holds: (_, { list }) => list?.page.kind === "cursor",
  },
  {
    text: "What breaks a rule of the specification has the right form all the same.",
    check: "positive_data_acceptance",
    holds: (index, { raises }) => raises.map(index.error).some(({ status }) => !isExpected(status)),
  },
  {
    text: "What is not found may be a row that the body refers to, and not the one of the path.",
    check: "ensure_resource_availability",
    holds: (index, { params, input }) =>
      params.some(({ type }) => type.kind === "row") && input !== null &&
      index.shape(input).members.some(({ type, refs }) => refs !== undefined || isRow(type)),
  },
];

export function schemathesisView(backend: BackendService): SchemathesisView {
  const { index, service, domains } = backend;
  const operations = domains.flatMap((domain) => operationsOf(backend, domain))
    .filter((operation) => routeOf(operation) !== null);
  // An operation stands in one place only, whatever the reasons are.
  const groups = Map.groupBy(
    operations,
    (operation) => REASONS.map((reason) => reason.holds(index, operation) ? "x" : "-").join(""),
  );
  return {
    header: header([`services/${service.name}/spec`]).map(toml.comment),
    exceptions: [...groups].flatMap(([marks, members]) => {
      const reasons = REASONS.filter((_, at) => marks[at] === "x");
      if (reasons.length === 0) return [];
      return [{
        reasons: reasons.map(({ text }) => toml.comment(text)),
        operations: toml.lines(members.map((operation) => toml.str(operationId(index, operation)))),
        checks: [...new Set(reasons.map(({ check }) => check))].map(toml.key),
      }];
    }),
  };
}

/** What `positive_data_acceptance` takes for an answer to a request that is in order. */
function isExpected(status: number): boolean {
  return status >= 500 || [401, 403, 404, 409, 429].includes(status);
}

function isRow(type: TypeRef): boolean {
  return type.kind === "optional" ? isRow(type.of) : type.kind === "row";
}
