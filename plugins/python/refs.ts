/**
 * Where generated Python lives, and what it is called. The one place that knows the layout:
 *
 * - `shared.generated.types`: named scalars, enums and records that the whole project sees;
 * - `shared.generated.schemas.<model>`: per model its inline enums, field aliases, variants, and the sort, query and
 *   page classes of lists over it;
 * - `shared.generated.services.<service>`: types, enums and records that one service declares for itself;
 * - `shared.generated.services.<service>.<domain>`: inline inputs and outputs of the operations of a domain;
 * - `shared.generated.errors`: one class per code, and the table `ERRORS`;
 * - `shared.runtime.*`: support code that knows no model.
 *
 * No two of these can clash, whatever a spec calls its models, services and domains.
 */
import {
  type Entity,
  foldType,
  type Id,
  type ListSpec,
  type Model,
  type ModelIndex,
  type Py,
  py,
  type PyRef,
  type TypeRef,
} from "../../mod.ts";

/** A name that a line uses; printing it imports it. */
export function ref(module: string, name: string): Py {
  return py.ref({ module, name });
}

/** An index that knows for which module it is asked: what stands in it needs no import. */
export interface PlacedIndex extends ModelIndex {
  readonly here?: string;
}

export function placed(index: ModelIndex, here: string): PlacedIndex {
  return { ...index, here };
}

/** A name of the project's own modules, as it is called in the module that the index is asked for. */
export function named(index: PlacedIndex, target: PyRef): Py {
  return index.here === target.module ? py.name(target.name) : py.ref(target);
}

/** Module of the schemas of a model. */
export function schemaModule(entity: Entity): string {
  return `shared.generated.schemas.${entity.names.module}`;
}

/** Module of named types: the project's, or those of one service. */
export function typesModule(index: ModelIndex, service: Id | null): string {
  return service === null
    ? "shared.generated.types"
    : `shared.generated.services.${index.service(service).names.package}`;
}

/** Module of what the operations of a domain declare inline. */
export function domainModule(index: ModelIndex, domain: Id): string {
  const { service, names } = index.domain(domain);
  return `shared.generated.services.${index.service(service).names.package}.${names.module}`;
}

export function enumRef(index: ModelIndex, id: Id): PyRef {
  const node = index.enum(id);
  const module = node.field === null
    ? typesModule(index, node.service)
    : schemaModule(index.entityOf(node.field));
  return { module, name: node.name };
}

export function shapeRef(index: ModelIndex, id: Id): PyRef {
  const shape = index.shape(id);
  if (shape.operation !== null) {
    return { module: domainModule(index, index.operation(shape.operation).domain), name: shape.name };
  }
  const module = shape.model === null
    ? typesModule(index, shape.service)
    : schemaModule(index.entity(shape.model));
  return { module, name: shape.name };
}

export function namedTypeRef(index: ModelIndex, id: Id): PyRef {
  const node = index.type(id);
  return { module: typesModule(index, node.service), name: node.name };
}

export function errorRef(index: ModelIndex, id: Id): PyRef {
  return { module: "shared.generated.errors", name: index.error(id).names.class };
}

/** The alias that states the rules of a field once (`BookTitle`), or null: its type says it all. */
export function aliasRef(index: ModelIndex, id: Id): PyRef | null {
  const field = index.field(id);
  if (!hasRules(field.type)) return null;
  const entity = index.entityOf(id);
  const words = field.name.split("_").map((word) => word.slice(0, 1).toUpperCase() + word.slice(1));
  const name = `${entity.names.class}${words.join("")}`;
  return { module: schemaModule(entity), name: isTaken(index, name) ? `${name}Value` : name };
}

/** Whether a type needs `Annotated`. */
function hasRules(type: TypeRef): boolean {
  return foldType<boolean>(type, {
    bool: () => false,
    int: () => true,
    float: () => true,
    decimal: () => true,
    string: () => true,
    text: () => true,
    uuid: () => false,
    date: () => false,
    time: () => false,
    datetime: () => false,
    duration: () => false,
    bytes: () => true,
    any: () => false,
    json: ({ of }, fold) => fold(of),
    enum: () => false,
    named: () => false,
    tag: () => false,
    shape: () => false,
    union: () => false,
    row: () => false,
    list: () => true,
    dict: () => true,
    page: () => false,
    optional: ({ of }, fold) => fold(of),
  });
}

/** A field `page` of a model `Bookmark` would take the name of the class of its pages. */
function isTaken(index: ModelIndex, name: string): boolean {
  const known = classNames.get(index.model) ?? namesOfClasses(index.model);
  classNames.set(index.model, known);
  return known.has(name);
}

/** Computed once per Model: every field of every model asks. */
const classNames = new WeakMap<Model, ReadonlySet<string>>();

function namesOfClasses(model: Model): ReadonlySet<string> {
  const nodes = [...model.enums, ...model.types, ...model.shapes].map((node) => node.name);
  const lists = model.operations.flatMap(({ list }) => list === null ? [] : Object.values(list.names));
  return new Set([...nodes, ...lists]);
}

export interface ListRefs {
  readonly sort: PyRef;
  readonly query: PyRef;
  readonly page: PyRef;
}

/** Classes of a list operation. */
export function listRefs(index: ModelIndex, list: ListSpec): ListRefs {
  const module = schemaModule(index.entity(list.model));
  return {
    sort: { module, name: list.names.sort },
    query: { module, name: list.names.query },
    page: { module, name: list.names.page },
  };
}

/** Member of the sort class: `CREATED_AT`, `CREATED_AT_DESC`. */
export function sortMember(list: ListSpec, key: string, descending: boolean): string {
  const upper = key.toUpperCase();
  if (!descending) return upper;
  const isTaken = list.sorts.some((sort) => sort.key === `${key}_desc`);
  return `${upper}${isTaken ? "__DESC" : "_DESC"}`;
}
