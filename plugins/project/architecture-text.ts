import {
  type Code,
  type Entity,
  type Field,
  foldType,
  indexModel,
  md,
  type Model,
  type ModelIndex,
  render,
  type Rendered,
  type Service,
  type TypeRef,
} from "../../mod.ts";
import { project as templates } from "../../templates/index.ts";
import type { ArchitectureView } from "./views.ts";

/** More than that in one picture, and nobody sees anything in it. */
const MOST_MODELS = 60;
const MOST_WITH_FIELDS = 20;

/** ARCHITECTURE.md: what this very project consists of, as lists and as pictures. */
export function architectureText(model: Model): Rendered {
  const { project, services } = model;
  return render(templates.architecture, {
    title: md.text(project.title),
    serves: services.some(({ exposes }) => exposes.length > 0),
    services: services.map((service) => serviceView(model, service)),
    picture: services.length === 0 ? null : mermaid(["flowchart LR", ...flow(services)]),
  });
}

function serviceView(model: Model, service: Service): ArchitectureView["services"][number] {
  const owned = new Set(service.owns);
  const entities = model.models.filter((entity) => owned.has(entity.id));
  return {
    node: service.id,
    name: md.code(service.name),
    description: md.text(service.description ?? service.type),
    domains: model.domains.filter((domain) => domain.service === service.id && domain.operations.length > 0)
      .map(
        (domain) => ({
          node: domain.id,
          name: md.code(domain.name),
          spec: md.code(`services/${service.name}/spec/${domain.name}.yaml`),
          operations: md.text(count(domain.operations.length, "operation")),
        }),
      ),
    models: entities.length === 0 ? null : md.text(count(entities.length, "model")),
    picture: entities.length === 0 || entities.length > MOST_MODELS
      ? null
      : mermaid(["erDiagram", ...entityLines(model, entities)]),
  };
}

/** Ids are numbered: a service may be called like a word of Mermaid. */
function flow(services: readonly Service[]): readonly string[] {
  return services.flatMap((service, index) => [
    `    s${index}["${service.name}"]`,
    ...(service.exposes.includes("rest") ? [`    clients(["clients"]) -->|HTTP| s${index}`] : []),
    ...(service.owns.length > 0 ? [`    s${index} --> d${index}[("database of ${service.name}")]`] : []),
    ...service.dependsOn.flatMap((other) => {
      const place = services.findIndex(({ id }) => id === other);
      return place === -1 ? [] : [`    s${index} -.->|starts after| s${place}`];
    }),
    ...(service.access.includes("internet") ? [`    s${index} --> internet(("internet"))`] : []),
  ]);
}

function entityLines(model: Model, entities: readonly Entity[]): readonly string[] {
  const index = indexModel(model);
  const boxes = entities.flatMap(({ name, fields }) =>
    entities.length > MOST_WITH_FIELDS
      ? [`    "${name}"`]
      // Quotes: a model may be called like a word of Mermaid.
      : [
        `    "${name}" {`,
        ...fields.filter(isAttribute).map((field) => attributeLine(index, field)),
        "    }",
      ]
  );
  const references = entities.flatMap(({ name, fields, unique }) =>
    fields.flatMap(({ id, name: field, optional, relation }) => {
      if (relation === null) return [];
      const one = optional ? "|o" : "||";
      const alone = unique.some((set) => set.fields.length === 1 && set.fields[0] === id);
      return [
        `    "${index.entity(relation.model).name}" ${one}--${alone ? "o|" : "o{"} "${name}" : "${field}"`,
      ];
    })
  );
  const links = entities.flatMap(({ name, refs }) =>
    refs.map((each) => `    "${name}" }o--o{ "${index.entity(each.model).name}" : "${each.name}"`)
  );
  return [...boxes, ...references, ...links];
}

function attributeLine(index: ModelIndex, { id, type, member, relation }: Field): string {
  const keys = [
    ...(index.entityOf(id).key.includes(id) ? ["PK"] : []),
    ...(relation === null ? [] : ["FK"]),
  ];
  return `        ${typeWord(index, type)} ${member} ${keys.join(", ")}`.trimEnd();
}

/** One word for a type: its name where the spec gives it one, a reference as what its column holds. */
function typeWord(index: ModelIndex, type: TypeRef): string {
  const kind = ({ kind }: TypeRef) => kind;
  return foldType<string>(type, {
    bool: kind,
    int: kind,
    float: kind,
    decimal: kind,
    string: kind,
    text: kind,
    uuid: kind,
    date: kind,
    time: kind,
    datetime: kind,
    duration: kind,
    bytes: kind,
    any: () => "json",
    json: (json, fold) => fold(json.of),
    enum: (ref) => index.enum(ref.enum).name,
    named: (ref) => index.type(ref.type).name,
    tag: kind,
    shape: (ref) => index.shape(ref.shape).name,
    union: (union) => union.of.map(({ shape }) => index.shape(shape).name).join("_or_"),
    row: (ref, fold) => fold(index.idOf(ref.model).type),
    list: (list, fold) => `${fold(list.of)}[]`,
    dict: kind,
    page: kind,
    optional: (optional, fold) => fold(optional.of),
  });
}

/** Mermaid takes these for marks of a key, and knows no quotes here. */
function isAttribute({ member }: Field): boolean {
  return !/^(pk|fk|uk)$/i.test(member);
}

function mermaid(lines: readonly string[]): Code<"markdown"> {
  return md.fence(lines.join("\n"), "mermaid");
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
