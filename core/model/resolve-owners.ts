import type { ServiceSpec } from "../spec/services-file.ts";
import type { Spec } from "../spec/spec.ts";
import { meaning as found } from "./diagnostics.ts";
import type { ModelPlugin } from "./extension.ts";
import type { Id } from "./node.ts";
import { type Resolution, type Site, suggestion } from "./resolution.ts";

/** Which service has the table of a model: model name → service, if that is clear. */
export type Owners = ReadonlyMap<string, Id>;

/** Who owns what. One service with a database owns all tables; of several each says which are its own. */
export function tableOwners(
  spec: Spec,
  active: readonly ModelPlugin[],
  models: readonly string[],
): Owners {
  const services = possibleOwners(spec, active);
  const databases = services.filter(([, { access }]) => access?.includes("database"));
  const [only] = databases;
  const isClear = databases.length === 1 && only![1].owns === undefined;
  return new Map(models.flatMap((model) => {
    const claims = isClear ? [only!] : databases.filter(([, { owns }]) => owns?.includes(model));
    const [name] = claims[0] ?? [];
    return name === undefined ? [] : [[model, `services.${name}`] as const];
  }));
}

/** The plugin that a service is made by, if any is. */
export function makerOf(service: ServiceSpec, active: readonly ModelPlugin[]): ModelPlugin | undefined {
  return active.find(({ serviceTypes }) => serviceTypes.includes(service.type));
}

/** What a service says of tables that has none is reported with the service, and means nothing here. */
function possibleOwners(
  { services }: Spec,
  active: readonly ModelPlugin[],
): readonly (readonly [name: string, service: ServiceSpec])[] {
  return Object.entries(services.value.services).filter(([, service]) =>
    makerOf(service, active)?.refuses.database === undefined
  );
}

/** Report tables that nobody has, or two, or somebody without a database. */
export function checkOwners(scope: Resolution, spec: Spec, active: readonly ModelPlugin[]): void {
  const { services: file } = spec;
  const services = possibleOwners(spec, active);
  const whole: Site = { file, path: ["services"], place: "services.yml" };
  const withTable = [...scope.entities.values()].filter(({ table }) => table !== null).map(({ name }) =>
    name
  );
  const claimed = new Map<string, string>();
  for (const [name, { owns = [], access }] of services) {
    const site: Site = { file, path: ["services", name, "owns"], place: `owns of service ${name}` };
    if (owns.length > 0 && !access?.includes("database")) {
      const problem = `service ${name} owns models, but has no access to the database`;
      scope.report(found.SVC0292(scope.key(site), { problem }));
    }
    for (const [position, model] of owns.entries()) {
      const at = scope.at(site, position);
      if (scope.entities.get(`models.${model}`)?.table === null) {
        const problem = `${model} has no table, so nobody owns it`;
        scope.report(found.SVC0292(at, { problem }, { help: "take it out of owns" }));
      } else if (!withTable.includes(model)) {
        const help = suggestion(model, withTable, "declare it under models");
        scope.report(found.SVC0201(at, { name: model, place: site.place }, { help }));
      } else if (claimed.has(model)) {
        const problem = `services ${claimed.get(model)!} and ${name} both own ${model}`;
        scope.report(found.SVC0292(at, { problem }, { help: "take it out of one of them" }));
      }
      claimed.set(model, name);
    }
  }
  const databases = services.filter(([, { access }]) => access?.includes("database")).map(([name]) => name);
  if (databases.length === 0) {
    const problem = "the models have tables, but no service has access to the database";
    if (withTable.length > 0) scope.report(found.SVC0292(scope.key(whole), { problem }));
    return;
  }
  if (databases.length === 1 && services.every(([, { owns }]) => owns === undefined)) return;
  const orphans = withTable.filter((model) => !claimed.has(model)).sort();
  if (orphans.length === 0) return;
  const [first, ...rest] = orphans;
  const list = rest.length === 0 ? first : `${orphans.slice(0, -1).join(", ")} and ${orphans.at(-1)}`;
  const problem = `no service owns ${list}`;
  const help = `add them to owns of ${databases.join(" or ")}: only the owner touches a table`;
  scope.report(found.SVC0292(scope.key(whole), { problem }, { help }));
}
