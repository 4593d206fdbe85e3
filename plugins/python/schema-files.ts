import {
  type Entity,
  type Enum,
  type FileContribution,
  foldType,
  type Id,
  type ModelIndex,
  type NamedType,
  type Shape,
  type ShapeRef,
  type TypeRef,
  type UnionType,
} from "../../mod.ts";
import { python as templates } from "../../templates/index.ts";
import {
  enumDefinition,
  fieldAlias,
  formerDefinitions,
  namedTypeDefinition,
  pageDefinition,
  queryDefinition,
  shapeDefinition,
  sortDefinition,
  unionDefinition,
} from "./definitions.ts";
import { domainSpec, SHARED_SPEC } from "./header.ts";
import { moduleFile } from "./module-file.ts";
import { domainModule, placed, type PlacedIndex, schemaModule, typesModule } from "./refs.ts";
import type { Definition } from "./views.ts";

/** Modules of everything that travels: named types, models, inline inputs and outputs. */
export function* schemaFiles(index: ModelIndex): Iterable<FileContribution> {
  const { model } = index;
  yield* module(
    typesModule(index, null),
    [SHARED_SPEC],
    `The named types of ${model.project.title}.`,
    () => types(index, null),
  );
  const enums = Map.groupBy(model.enums, ({ field }) => field === null ? null : index.entityOf(field).id);
  const inline = Map.groupBy(
    usedShapes(index),
    ({ operation }) => operation === null ? null : index.operation(operation).domain,
  );
  const ofModels = Map.groupBy(usedShapes(index), (shape) => shape.model);
  for (const entity of model.models) {
    const domains = new Set(listsOf(index, entity).map((operation) => operation.domain));
    const sources = [SHARED_SPEC, ...[...domains].map((domain) => domainSpec(index, domain))];
    yield* module(
      schemaModule(entity),
      sources,
      `Schemas of ${entity.name}.`,
      () => schemas(index, entity, enums.get(entity.id) ?? [], ofModels.get(entity.id) ?? []),
    );
  }
  for (const domain of model.domains) {
    const shapes = inline.get(domain.id) ?? [];
    const name = domainModule(index, domain.id);
    const definitions = () => shapes.map((shape) => shapeDefinition(placed(index, name), shape));
    const summary = `What the operations of \`${domain.name}\` are given and answer.`;
    yield* module(name, [domainSpec(index, domain.id)], summary, definitions);
  }
}

/** Enums, scalars and records: the project's, or those that one service declares for itself. */
export function types(models: ModelIndex, service: Id | null): readonly Definition[] {
  const index = placed(models, typesModule(models, service));
  const { model } = index;
  const enums = model.enums.filter((node) => node.field === null && node.service === service);
  const scalars = model.types.filter((node) => node.service === service);
  const records = usedShapes(index).filter((shape) =>
    shape.model === null && shape.operation === null && shape.service === service
  );
  return [
    ...enums.map((node) => enumDefinition(index, node)),
    ...scalars.filter(({ type }) => type.kind !== "union").map((node) => namedTypeDefinition(index, node)),
    ...innerFirst(index, records, scalars),
    ...[...enums, ...scalars, ...records].flatMap((node) => [...formerDefinitions(node)]),
  ];
}

function* schemas(
  models: ModelIndex,
  entity: Entity,
  enums: readonly Enum[],
  shapes: readonly Shape[],
): Iterable<Definition> {
  const index = placed(models, schemaModule(entity));
  for (const node of enums) yield enumDefinition(index, node);
  for (const field of entity.fields) yield* fieldAlias(index, field);
  const variants = Object.values(entity.variants).map((id) => index.shape(id)).filter((shape) => shape.used);
  // In version 2 a model is a shape itself: all its fields.
  const whole = shapes.filter((shape) => !variants.includes(shape));
  for (const shape of [...whole, ...variants]) yield shapeDefinition(index, shape);
  for (const shape of variants) yield* formerDefinitions(shape);
  const lists = listsOf(index, entity);
  // Lists that answer with the same variant share the class of their pages.
  const paged = lists.filter(({ output }) => output.kind === "page").reverse();
  const first = new Map(paged.map(({ id, list }) => [list.names.page, id]));
  for (const operation of lists) {
    yield sortDefinition(index, entity, operation, operation.list);
    yield queryDefinition(index, entity, operation, operation.list);
    if (first.get(operation.list.names.page) === operation.id) {
      yield* pageDefinition(index, operation, operation.list);
    }
  }
}

function listsOf(index: ModelIndex, entity: Entity) {
  return index.lists(entity.id).map((operation) => ({ ...operation, list: operation.list! }));
}

function usedShapes({ model }: ModelIndex): readonly Shape[] {
  return model.shapes.filter((shape) => shape.used);
}

/** A class is defined before those that hold it, and a union after its records; no record holds itself. */
function innerFirst(
  index: PlacedIndex,
  records: readonly Shape[],
  named: readonly NamedType[],
): readonly Definition[] {
  const ordered = new Map<Id, Definition | null>();
  const visit = (type: TypeRef): void => {
    for (const part of partsOf(type)) {
      if (part.kind === "union") {
        visitAll(part.type, part.of.map(({ shape }) => ({ kind: "shape", shape })), () => {
          const node = named.find(({ id }) => id === part.type);
          return node === undefined ? null : unionDefinition(index, node, part);
        });
      } else {
        const shape = index.shape(part.shape);
        visitAll(
          shape.id,
          shape.members.map((member) => member.type),
          () => records.includes(shape) ? shapeDefinition(index, shape) : null,
        );
      }
    }
  };
  const visitAll = (id: Id, inner: readonly TypeRef[], define: () => Definition | null): void => {
    if (ordered.has(id)) return;
    inner.forEach(visit);
    ordered.set(id, define());
  };
  records.forEach(({ id }) => visit({ kind: "shape", shape: id }));
  named.forEach(({ type }) => visit(type));
  return [...ordered.values()].filter((definition) => definition !== null);
}

/** Records and unions that a type is made of. */
function partsOf(type: TypeRef): readonly (ShapeRef | UnionType)[] {
  const none = () => [];
  return foldType<readonly (ShapeRef | UnionType)[]>(type, {
    bool: none,
    int: none,
    float: none,
    decimal: none,
    string: none,
    text: none,
    uuid: none,
    date: none,
    time: none,
    datetime: none,
    duration: none,
    bytes: none,
    any: none,
    json: ({ of }, fold) => fold(of),
    enum: none,
    named: none,
    tag: none,
    shape: (shape) => [shape],
    union: (union) => [union],
    row: none,
    list: ({ of }, fold) => fold(of),
    dict: ({ value }, fold) => fold(value),
    page: ({ of }, fold) => fold(of),
    optional: ({ of }, fold) => fold(of),
  });
}

/** A module that would define nothing is not written; whether it would, the first definition says. */
function* module(
  name: string,
  sources: readonly string[],
  summary: string,
  definitions: () => Iterable<Definition>,
): Iterable<FileContribution> {
  for (const _ of definitions()) {
    yield moduleFile(name, templates.schemas, () => ({ definitions: [...definitions()] }), sources, summary);
    return;
  }
}
