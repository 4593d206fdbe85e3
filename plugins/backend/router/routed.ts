import type { Operation } from "../../../mod.ts";
import type { Route } from "../contract.ts";

/** An operation with its route. */
export interface Routed {
  readonly operation: Operation;
  readonly route: Route;
}
