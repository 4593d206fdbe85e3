import type { ServicesFile, ServiceSpec } from "../spec/services-file.ts";
import type { DomainSpec, Spec, SpecFile } from "../spec/spec.ts";
import type { Json } from "../text/json.ts";
import type { Span } from "../text/source.ts";
import { meaning as found } from "./diagnostics.ts";
import type { ModelPlugin } from "./extension.ts";
import { checkFormerServices, formerNames } from "./former-names.ts";
import { dependencyId } from "./index-model.ts";
import type { PluginUse, Project } from "./model.ts";
import { kebabCase } from "./names.ts";
import { DEFAULT_PYTHON, EDITIONS, NEWEST_EDITION, PYTHONS } from "./output-versions.ts";
import { byId, type Resolution, type Site, suggestion } from "./resolution.ts";
import { deprecation } from "./resolve-deprecated.ts";
import { resolveDependsOn, resolveEnv } from "./resolve-environment.ts";
import { checkOwners, makerOf } from "./resolve-owners.ts";
import { checkSettingNames, resolveSettings } from "./resolve-settings.ts";
import type { Service } from "./service.ts";

/** A service that somebody else runs: it has a name, and nothing is generated for it. */
const EXTERNAL = "external";
/** Types that the language has and no plugin of this svc makes: what to do until one does. */
const FUTURE_TYPES: Readonly<Record<string, string>> = {
  "python-faststream": "it belongs to plugin events, which this svc does not have yet",
  "telegram-bot": "it belongs to plugin tg_bot, which this svc does not have yet",
  "celery-worker": "it belongs to plugin workers, which this svc does not have yet",
  node: "it belongs to plugin frontend, which this svc does not have yet; write it by hand as type: external",
};
/** Transports that the language has and no plugin of this svc serves, with their stage. */
const FUTURE_TRANSPORTS: Readonly<Record<string, string>> = { rpc: "S2", mcp: "S2", rooms: "S4" };

/** What `services.yml` says about the project as a whole. */
export function resolveProject(
  scope: Resolution,
  file: SpecFile<ServicesFile>,
): { project: Project; edition: string } {
  const spec = file.value.project;
  const site: Site = { file, path: ["project"], place: "project" };
  scope.mark("project", site);
  scope.checkName("project", spec.name, { ...site, path: ["project", "name"] });
  const python = spec.python ?? DEFAULT_PYTHON;
  if (!PYTHONS.includes(python)) {
    const way = `versions are ${PYTHONS.join(", ")}`;
    scope.report(
      found.SVC0295(scope.at(site, "python"), {
        value: python,
        what: "Python version that svc supports",
        way,
      }),
    );
  }
  const timezone = spec.timezone ?? "UTC";
  if (!/^(UTC|[A-Z][A-Za-z_]+(\/[A-Za-z0-9_+-]+){1,2})$/.test(timezone)) {
    const way = "write it like UTC or Europe/Belgrade";
    scope.report(found.SVC0295(scope.at(site, "timezone"), { value: timezone, what: "time zone", way }));
  }
  const edition = file.value.edition ?? NEWEST_EDITION;
  if (!EDITIONS.includes(edition)) {
    const way = `this svc writes ${EDITIONS.join(", ")}`;
    const whole: Site = { file, path: [], place: "services.yml" };
    scope.report(
      found.SVC0295(scope.at(whole, "edition"), { value: edition, what: "edition of this svc", way }),
    );
  }
  return {
    edition,
    project: {
      id: "project",
      description: spec.description ?? null,
      ext: {},
      name: spec.name,
      title: spec.title ?? spec.name,
      python,
      timezone,
    },
  };
}

/** The services, with the tables that each owns. Their domains are filled in by the caller. */
export function resolveServices(
  scope: Resolution,
  spec: Spec,
  active: readonly ModelPlugin[],
  available: readonly ModelPlugin[],
): Service[] {
  const file = spec.services;
  const written = Object.entries(file.value.services);
  checkOwners(scope, spec, active);
  const projectName = file.value.project.name;
  const services = written.map(([name, service]) => {
    const site: Site = { file, path: ["services", name], place: `service ${name}` };
    const id = `services.${name}`;
    scope.mark(id, site);
    scope.checkName("snake", name, site);
    if (name === "shared" || name === "tests") {
      scope.report(found.SVC0202(scope.key(site), { name, problem: "is a folder of every project" }));
    }
    const plugin = makerOf(service, active);
    if (service.type === EXTERNAL) checkExternal(scope, service, site);
    else if (plugin !== undefined) {
      checkParts(scope, service, site, plugin);
      checkExposes(scope, service, site, active);
    } else {
      const owner = available.find((candidate) => candidate.serviceTypes.includes(service.type));
      const types = active.flatMap((candidate) => candidate.serviceTypes);
      const help = owner !== undefined
        ? `add "${owner.name}: {}" to plugins`
        : Object.hasOwn(FUTURE_TYPES, service.type)
        ? FUTURE_TYPES[service.type]!
        : suggestion(service.type, types, "this svc has no plugin for it");
      scope.report(found.SVC0290(scope.at(site, "type"), { type: service.type }, { help }));
    }
    for (const [position, requirement] of (service.dependencies ?? []).entries()) {
      scope.spans.set(dependencyId(id, requirement), scope.at(site, "dependencies", position));
    }
    const owns = [...scope.entities.values()].filter(({ owner }) => owner === id).map((model) => model.id)
      .sort();
    return {
      id,
      description: service.description ?? null,
      ext: {},
      name,
      type: service.type,
      plugin: plugin?.name ?? null,
      access: service.access ?? [],
      exposes: service.exposes ?? [],
      owns,
      dependencies: service.dependencies ?? [],
      dependsOn: resolveDependsOn(scope, name, service, file.value, site),
      settings: resolveSettings(scope, service.settings, site, { id, name }).sort(byId),
      env: resolveEnv(scope, name, service, file.value, site),
      wiring: service.wiring ?? false,
      domains: [],
      ...formerNames(service),
      ...deprecation(scope, service, site),
      names: {
        package: name,
        distribution: `${projectName}-${kebabCase(name)}`,
        env: name.toUpperCase(),
        host: kebabCase(name),
      },
    };
  });
  checkSettingNames(scope, file.value, services);
  checkFormerServices(scope, file, services);
  return services;
}

/** What would be generated cannot be said of what is not. */
function checkExternal(scope: Resolution, service: ServiceSpec, site: Site): void {
  for (const key of ["access", "dependencies", "owns", "settings", "wiring", "was"] as const) {
    if (service[key] !== undefined) reportPart(scope, service, site, scope.key(site, key), key);
  }
}

/** Only what some plugin serves can be exposed. */
function checkExposes(
  scope: Resolution,
  { exposes = [] }: ServiceSpec,
  site: Site,
  active: readonly ModelPlugin[],
): void {
  const known = active.flatMap((plugin) =>
    plugin.extends.flatMap(({ transport, key }) => transport ? [key] : [])
  );
  for (const [position, value] of exposes.entries()) {
    if (known.includes(value)) continue;
    const at = scope.at(site, "exposes", position);
    if (Object.hasOwn(FUTURE_TRANSPORTS, value)) {
      const stage = FUTURE_TRANSPORTS[value]!;
      scope.report(found.SVC0108(at, { construct: `the transport "${value}"`, place: site.place, stage }));
      continue;
    }
    const way = suggestion(value, known, "leave it out");
    scope.report(found.SVC0295(at, { value, what: "transport of this svc", way }));
  }
}

/** What services of a type do not have, as its plugin says. */
function checkParts(scope: Resolution, service: ServiceSpec, site: Site, { refuses }: ModelPlugin): void {
  for (const key of ["exposes", "owns", "wiring"] as const) {
    if (service[key] === undefined || refuses[key] === undefined) continue;
    reportPart(scope, service, site, scope.key(site, key), key, refuses[key]);
  }
  const position = service.access?.indexOf("database") ?? -1;
  if (position === -1 || refuses.database === undefined) return;
  reportPart(
    scope,
    service,
    site,
    scope.at(site, "access", position),
    "access: [database]",
    refuses.database,
  );
}

/** The specs in the folders of services that have operations; those of others are reported. */
export function usableDomains(
  scope: Resolution,
  spec: Spec,
  active: readonly ModelPlugin[],
): readonly DomainSpec[] {
  return spec.domains.filter(({ service: name, file }) => {
    const service = spec.services.value.services[name]!;
    const help = makerOf(service, active)?.refuses.domains;
    if (help === undefined) return true;
    const site: Site = { file, path: [], place: `service ${name}` };
    reportPart(scope, service, site, scope.key(site, "domain"), "operations", help);
    return false;
  });
}

function reportPart(
  scope: Resolution,
  { type }: ServiceSpec,
  { place }: Site,
  span: Span,
  part: string,
  help?: string,
): void {
  scope.report(found.SVC0216(span, { first: `type: ${type}`, second: part, place }, { help }));
}

export function resolvePlugins(
  scope: Resolution,
  file: SpecFile<ServicesFile>,
  active: readonly ModelPlugin[],
): PluginUse[] {
  return active.map((plugin) => {
    const id = `plugins.${plugin.name}`;
    const site: Site = { file, path: ["plugins", plugin.name], place: `plugin ${plugin.name}` };
    scope.mark(id, site);
    const raw = (file.value.plugins as Readonly<Record<string, unknown>>)[plugin.name];
    const options = raw ?? plugin.options.parse({});
    return { id, description: null, ext: {}, name: plugin.name, options: options as Json };
  });
}
