import type { Domain, Entity, Id, ModelIndex, Operation, Service } from "../../../mod.ts";
import { type Route, routeOf } from "../contract.ts";
import { type Factories, planFactories } from "./factories.ts";

/** What the tests of one service are made from. */
export interface Context {
  readonly index: ModelIndex;
  readonly service: Service;
  readonly factories: Factories;
  /** What each domain serves over HTTP. */
  readonly served: ReadonlyMap<Id, readonly Served[]>;
  /** What stands in paths as it is: in the place of a param it could lead to another operation. */
  readonly fixedSegments: ReadonlySet<string>;
}

/** An operation that is served over HTTP. */
export interface Served {
  readonly operation: Operation;
  readonly route: Route;
}

/** Routes are parsed here, once: every test asks for them. */
export function newContext(index: ModelIndex, service: Service): Context {
  const served = new Map(service.domains.map((id) => [
    id,
    index.domain(id).operations.flatMap((each): readonly Served[] => {
      const operation = index.operation(each);
      const route = routeOf(operation);
      return route === null ? [] : [{ operation, route }];
    }),
  ]));
  const segments = [...served.values()].flat().flatMap(({ route }) => route.segments);
  const fixedSegments = new Set(segments.flatMap((segment) => segment.kind === "text" ? [segment.text] : []));
  return { index, service, factories: planFactories(index, service), served, fixedSegments };
}

export function servedOf({ served }: Context, domain: Domain): readonly Served[] {
  return served.get(domain.id) ?? [];
}

/** How single rows of a model are read, if the API has a way. */
export function readerOf(context: Context, entity: Entity): Served | null {
  const { index, service } = context;
  for (const domain of index.domainsOf(entity.id)) {
    if (domain.service !== service.id) continue;
    const reader = servedOf(context, domain).find(({ operation }) =>
      operation.derived === "get" && !operation.slot && takesOneRow(index, operation, entity.id)
    );
    if (reader !== undefined) return reader;
  }
  return null;
}

/** Whether one row is all that an operation takes. */
export function takesOneRow(index: ModelIndex, { params }: Operation, model: Id): boolean {
  const [param, ...others] = params;
  if (!index.hasId(model)) return params.length > 0 && params.every(({ part }) => part !== undefined);
  return param?.type.kind === "row" && param.type.model === model && others.length === 0;
}
