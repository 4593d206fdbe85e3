/** What other plugins may use of the backend: where an operation is served. */
import { type Domain, type ModelIndex, type Operation, z } from "../../mod.ts";

const routeSchema = z.strictObject({
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
  /** Whole, with the prefixes of project and domain: `/books/{book_id}/finish`. */
  path: z.string(),
  /** The same, in parts: what stands between the slashes. */
  segments: z.array(z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("text"), text: z.string() }),
    /** Wire name of the param. */
    z.strictObject({ kind: z.literal("param"), name: z.string() }),
  ])),
  /** Of the answer when all went well. */
  status: z.int(),
  /** Other whole paths that lead to it. */
  aliases: z.array(z.string()),
  /** Wire names, in order of the path. */
  pathParams: z.array(z.string()),
  /** Wire names of the other params, in order of the spec. */
  queryParams: z.array(z.string()),
  tags: z.array(z.string()),
  /** Members that the bodies stand under; null: bodies are not nested. */
  wrap: z.strictObject({
    body: z.string().nullable(),
    /** Of what is answered; of a list its rows. */
    answer: z.string().nullable(),
    /** What the number of all rows is called in a page that has it. */
    total: z.string().nullable(),
  }).nullable(),
});

const domainRouteSchema = z.strictObject({
  prefix: z.string(),
  tags: z.array(z.string()),
  /** What bodies are nested under, as far as an operation has them. */
  wrap: z.strictObject({
    one: z.string().nullable(),
    many: z.string().nullable(),
    total: z.string().nullable(),
  }).nullable(),
});

/** Value of `operation.ext.rest`. */
export type Route = z.infer<typeof routeSchema>;

export type WrapNames = NonNullable<DomainRoute["wrap"]>;

/** Value of `domain.ext.rest`; `prefix` includes the project's. */
export type DomainRoute = z.infer<typeof domainRouteSchema>;

/** How an operation is served over HTTP, or null: it is not. */
export function routeOf(operation: Operation): Route | null {
  const { rest } = operation.ext;
  if (rest === undefined) return null;
  const route = routes.get(operation) ?? routeSchema.parse(rest);
  routes.set(operation, route);
  return route;
}

/** Checked once, though every file that is about an operation asks. */
const routes = new WeakMap<Operation, Route>();

export function domainRouteOf(domain: Domain): DomainRoute {
  return domainRouteSchema.parse(domain.ext.rest);
}

/**
 * Name of an operation in OpenAPI and in the request log. Names of operations are unique in their domain only, and a
 * rule that looked at the other domains would rename an operation when a namesake is added elsewhere.
 */
export function operationId({ model, domain }: ModelIndex, operation: Operation): string {
  return model.language === 2 ? operation.name : `${domain(operation.domain).name}_${operation.name}`;
}
