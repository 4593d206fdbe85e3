import { type Field, type ModelIndex, type Py, py, type PyParameter } from "../../../mod.ts";
import { settingValues } from "../../python/contract.ts";
import { errorForm } from "../error-form.ts";
import { ormRef, repositoryRef, serviceModule, settingsRef } from "../refs.ts";
import type { Context } from "./context.ts";
import { type Factory, type Parent, spells } from "./factories.ts";
import { missingId } from "./ids.ts";
import { answered, sending, wrappedBody } from "./scene.ts";
import type { ConftestView, FactoryView } from "./views.ts";

export function conftestView(context: Context): ConftestView {
  const { index, service, factories } = context;
  return {
    package: py.str(service.names.package),
    hasDatabase: service.owns.some((id) => index.entity(id).table !== null),
    settings: py.ref(settingsRef(service)),
    createApp: py.ref({ module: serviceModule(service, "generated.app"), name: "create_app" }),
    errorForm: errorForm(index) === null
      ? null
      : py.ref({ module: serviceModule(service, "generated.app"), name: "ERROR_FORM" }),
    values: settingValues(index, service),
    shares: factories.all.some(({ parents }) => parents.some(({ shared }) => shared)),
    spells: factories.all.some((factory) => spells(index, factory)),
    jsonable: py.ref({ module: "shared.runtime.testing", name: "jsonable" }),
    stored: py.ref({ module: "shared.runtime.testing_database", name: "stored" }),
    factories: factories.all.map((factory) => factoryView(context, factory)),
  };
}

/** The key of the parent that a fixture makes, or that all rows of the test have. */
function keyOf(index: ModelIndex, { field, factory, shared }: Parent): Py {
  if (factory === null) return missingId(index, field.relation!.model);
  return shared
    ? py.expr`few[${py.str(factory.entity.names.snake)}]["id"]`
    : py.expr`(await ${py.name(factory.fixture)}())["id"]`;
}

/** What a field is called in Python, whatever it is called on the wire. */
function attributeOf({ name, relation }: Field): string {
  return relation === null ? name : `${name}_id`;
}

function factoryView({ index, service }: Context, factory: Factory): FactoryView {
  const { entity, fixture, way, parents, fills } = factory;
  const makes = new Set(parents.flatMap((parent) => parent.factory === null ? [] : [parent.factory.fixture]));
  const make = py.ref({ module: "shared.runtime.testing", name: "Make" });
  const parameters: readonly PyParameter[] = [
    way.kind === "api"
      ? { name: "http", type: py.expr`${py.ref({ module: "httpx2", name: "" })}.AsyncClient` }
      : { name: "database", type: py.ref({ module: "shared.runtime.database", name: "Database" }) },
    ...[...makes].map((name) => ({ name, type: make })),
    ...(parents.some(({ shared }) => shared)
      ? [{ name: "few", type: py.expr`dict[str, dict[str, ${py.ref({ module: "typing", name: "Any" })}]]` }]
      : []),
  ];
  const entries = fills.map(({ field, value }) => py.pair(py.str(field.member), value));
  return {
    node: entity.id,
    def: py.def({ name: fixture, parameters, returns: make }),
    counts: fills.some(({ counts }) => counts),
    parents: parents.map((parent) => ({
      member: py.str(parent.field.member),
      key: keyOf(index, parent),
      shared: !parent.shared || parent.factory === null ? null : {
        name: py.str(parent.factory.entity.names.snake),
        make: py.expr`await ${py.name(parent.factory.fixture)}()`,
      },
    })),
    body: entries.length === 0
      ? py.name("fields")
      : py.expr`{${py.args([...entries, py.doubleStar(py.name("fields"))])}}`,
    sent: way.kind === "api"
      ? {
        response: sending(way.route, py.str(way.route.path), [], wrappedBody(way.route, py.name("body"))),
        status: py.int(way.route.status),
        answered: answered(way.route, "response"),
      }
      : null,
    repository: py.ref(repositoryRef(service, entity)),
    row: py.ref(ormRef(service, entity)),
    columns: py.tuple(entity.fields.map(({ member }) => py.str(member))),
    attributes: entity.fields.every((field) => attributeOf(field) === field.member)
      ? null
      : py.dict(entity.fields.map((field) => [py.str(field.member), py.str(attributeOf(field))] as const)),
  };
}
