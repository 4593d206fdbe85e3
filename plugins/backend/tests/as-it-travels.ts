import {
  foldType,
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
  const tags = (type: TypeRef) => typeThatTravels(type, written);
  const values = <Node extends { readonly type: TypeRef; readonly default?: Json; readonly example?: Json }>(
    node: Node,
  ): Node => ({
    ...node,
    type: tags(node.type),
    ...(node.default === undefined ? {} : { default: valueTravelling(index, node.default, node.type) }),
    ...(node.example === undefined ? {} : { example: valueTravelling(index, node.example, node.type) }),
  });
  const member = (each: Member): Member => values({ ...each, name: written(each.name) });
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

/** A union names the member that tells its records apart, wherever it stands in a type. */
function typeThatTravels(type: TypeRef, written: (name: string) => string): TypeRef {
  const same = (node: TypeRef) => node;
  const within = <T extends TypeRef & { readonly of: TypeRef }>(
    node: T,
    fold: (inner: TypeRef) => TypeRef,
  ) => ({
    ...node,
    of: fold(node.of),
  });
  return foldType<TypeRef>(type, {
    bool: same,
    int: same,
    float: same,
    decimal: same,
    string: same,
    text: same,
    uuid: same,
    date: same,
    time: same,
    datetime: same,
    duration: same,
    bytes: same,
    any: same,
    json: within,
    enum: same,
    named: same,
    tag: same,
    shape: same,
    union: (union) => ({ ...union, tag: written(union.tag) }),
    row: same,
    list: within,
    dict: (dict, fold) => ({ ...dict, value: fold(dict.value) }),
    page: within,
    optional: within,
  });
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
