import { type Code, toml } from "../../mod.ts";
import { header } from "../python/contract.ts";
import { type BackendService, operationsOf } from "./backend-service.ts";
import { operationId, routeOf } from "./contract.ts";

type Toml = Code<"toml">;

/** View of `templates/backend/schemathesis.eta`. */
export interface SchemathesisView {
  readonly header: readonly Toml[];
  readonly lists: Toml | null;
}

export function schemathesisView(backend: BackendService): SchemathesisView {
  const { index, service, domains } = backend;
  const lists = domains.flatMap((domain) => operationsOf(backend, domain))
    .filter((operation) => operation.list?.page.kind === "cursor" && routeOf(operation) !== null)
    .map((operation) => operationId(index, operation));
  return {
    header: header([`services/${service.name}/spec`]).map(toml.comment),
    lists: lists.length === 0 ? null : toml.lines(lists.map(toml.str)),
  };
}
