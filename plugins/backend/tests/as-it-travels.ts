import {
  indexModel,
  type Json,
  type Member,
  type Model,
  type Operation,
  type TypeRef,
} from "../../../mod.ts";
import { isCamel, pathTravelling, travelling, valueTravelling } from "../../python/contract.ts";
import { type Route, routeOf } from "../contract.ts";

/**
 * The Model with all names as they travel: tests of what is served speak of nothing else. Names in Python are those of the
 * Model itself.
 */
export function asItTravels(model: Model): Model {
  if (!isCamel(model)) return model;
  const index = indexModel(model);
  const written = travelling(model);
  const values = <Node extends { readonly type: TypeRef; readonly default?: Json; readonly example?: Json }>(
    node: Node,
  ): Node => ({
    ...node,
    ...(node.default === undefined ? {} : { default: valueTravelling(index, node.default, node.type) }),
    ...(node.example === undefined ? {} : { example: valueTravelling(index, node.example, node.type) }),
  });
  const member = (each: Member): Member => values({ ...each, name: written(each.name) });
  const tags = (type: TypeRef): TypeRef => type.kind === "union" ? { ...type, tag: written(type.tag) } : type;
  return {
    ...model,
    types: model.types.map((node) => ({ ...node, type: tags(node.type) })),
    models: model.models.map((entity) => ({
      ...entity,
      fields: entity.fields.map((field) => values({ ...field, member: written(field.member) })),
    })),
    shapes: model.shapes.map((shape) => ({ ...shape, members: shape.members.map(member) })),
    errors: model.errors.map((error) => ({ ...error, details: error.details.map(member) })),
    operations: model.operations.map((operation) => operationThatTravels(model, operation)),
  };
}

function operationThatTravels(model: Model, operation: Operation): Operation {
  const written = travelling(model);
  const route = routeOf(operation);
  const { list } = operation;
  return {
    ...operation,
    params: operation.params.map((param) => ({ ...param, wire: written(param.wire) })),
    list: list === null ? null : {
      ...list,
      filters: list.filters.map((filter) => ({ ...filter, wire: written(filter.wire) })),
      sorts: list.sorts.map((sort) => ({ ...sort, key: written(sort.key) })),
      defaultSort: { ...list.defaultSort, key: written(list.defaultSort.key) },
    },
    ext: route === null ? operation.ext : { ...operation.ext, rest: routeThatTravels(model, route) },
  };
}

function routeThatTravels(model: Model, route: Route): Route {
  const written = travelling(model);
  const path = pathTravelling(model);
  return {
    ...route,
    path: path(route.path),
    segments: route.segments.map((segment) =>
      segment.kind === "text" ? segment : { ...segment, name: written(segment.name) }
    ),
    aliases: route.aliases.map(path),
    pathParams: route.pathParams.map(written),
    queryParams: route.queryParams.map(written),
    wrap: route.wrap === null ? null : {
      body: route.wrap.body === null ? null : written(route.wrap.body),
      answer: route.wrap.answer === null ? null : written(route.wrap.answer),
      total: route.wrap.total === null ? null : written(route.wrap.total),
    },
  };
}
