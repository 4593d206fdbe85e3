import type { Entity, Field, Refs } from "./entity.ts";
import type { ErrorCode } from "./error-code.ts";
import type { Model } from "./model.ts";
import type { Enum, NamedType } from "./named-type.ts";
import type { Id } from "./node.ts";
import type { Domain, Operation } from "./operation.ts";
import type { Service, Setting } from "./service.ts";
import type { Shape } from "./shape.ts";

/** A Model with its nodes at hand by id. An id that is not there is a bug in svc or in a plugin, never a user's. */
export interface ModelIndex {
  readonly model: Model;
  service(id: Id): Service;
  setting(id: Id): Setting;
  type(id: Id): NamedType;
  enum(id: Id): Enum;
  entity(id: Id): Entity;
  field(id: Id): Field;
  /** The field that tells rows of a model apart and that references to them hold; of models with an `id` only. */
  idOf(model: Id): Field;
  /** Whether rows of a model have an id, so that others can refer to them. */
  hasId(model: Id): boolean;
  /** The entity that a field belongs to. */
  entityOf(field: Id): Entity;
  shape(id: Id): Shape;
  error(id: Id): ErrorCode;
  domain(id: Id): Domain;
  operation(id: Id): Operation;
  /** The error that a model implies, or null: nothing can raise it, so the catalogue does not have it. */
  implied(model: Id, kind: NonNullable<ErrorCode["implied"]>["kind"]): ErrorCode | null;
  /** The error of the project in place of a built-in one, or null. */
  replacing(code: string): ErrorCode | null;
  refs(id: Id): Refs;
  /** Links of any model to rows of this one, each with the model that has them. */
  linksTo(model: Id): readonly { readonly owner: Entity; readonly refs: Refs }[];
  /** Operations that list rows of a model. */
  lists(model: Id): readonly Operation[];
  /** Domains about a model. */
  domainsOf(model: Id): readonly Domain[];
}

/** What a service is set by: the settings of the project, and its own. */
export function settingsOf({ settings }: Model, service: Service): readonly Setting[] {
  return [...settings, ...service.settings];
}

/** The settings of the project, and those of each service. */
export function allSettings({ settings, services }: Model): readonly Setting[] {
  return [...settings, ...services.flatMap((service) => service.settings)];
}

/** Names a dependency of a service in a finding. It is a text in a list, so it has no id of its own. */
export function dependencyId(service: Id, text: string): Id {
  return `${service}.dependencies.${text}`;
}

/** One for each Model, however many ask. */
export function indexModel(model: Model): ModelIndex {
  const index = indexes.get(model) ?? newIndex(model);
  indexes.set(model, index);
  return index;
}

const indexes = new WeakMap<Model, ModelIndex>();

function newIndex(model: Model): ModelIndex {
  const implied = new Map(
    model.errors.flatMap((error) =>
      error.implied === null ? [] : [[`${error.implied.model} ${error.implied.kind}`, error]]
    ),
  );
  const lists = Map.groupBy(model.operations, ({ list }) => list?.model);
  const domains = Map.groupBy(model.domains, (domain) => domain.model);
  const owners = new Map(model.models.flatMap((entity) => entity.fields.map((field) => [field.id, entity])));
  const replacing = new Map(model.errors.map((error) => [error.replaces, error]));
  const links = model.models.flatMap((owner) => owner.refs.map((refs) => ({ owner, refs })));
  const linksTo = Map.groupBy(links, ({ refs }) => refs.model);
  const entity = lookup("model", model.models);
  const field = lookup("field", model.models.flatMap(({ fields }) => fields));
  const idField = (id: Id): Field | null => {
    const { key, fields } = entity(id);
    return fields.find(({ id: own, implied }) => implied === "id" && key.includes(own)) ?? null;
  };
  return {
    model,
    service: lookup("service", model.services),
    setting: lookup("setting", allSettings(model)),
    type: lookup("type", model.types),
    enum: lookup("enum", model.enums),
    entity,
    field,
    idOf: (id) => idField(id) ?? missing("id of", id),
    hasId: (id) => idField(id) !== null,
    entityOf: (field) => owners.get(field) ?? missing("field", field),
    shape: lookup("shape", model.shapes),
    error: lookup("error", model.errors),
    domain: lookup("domain", model.domains),
    operation: lookup("operation", model.operations),
    implied: (id, kind) => implied.get(`${id} ${kind}`) ?? null,
    replacing: (code) => replacing.get(code) ?? null,
    refs: lookup("links", links.map(({ refs }) => refs)),
    linksTo: (id) => linksTo.get(id) ?? [],
    lists: (id) => lists.get(id) ?? [],
    domainsOf: (id) => domains.get(id) ?? [],
  };
}

function lookup<T extends { readonly id: Id }>(what: string, nodes: readonly T[]): (id: Id) => T {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return (id) => byId.get(id) ?? missing(what, id);
}

function missing(what: string, id: Id): never {
  throw new Error(`the Model has no ${what} ${JSON.stringify(id)}`);
}
