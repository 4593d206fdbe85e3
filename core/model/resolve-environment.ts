import type { EnvEntrySpec, ServicesFile, ServiceSpec } from "../spec/services-file.ts";
import { meaning as found } from "./diagnostics.ts";
import { formerNames } from "./former-names.ts";
import type { Id } from "./node.ts";
import { type Resolution, type Site, suggestion } from "./resolution.ts";
import type { EnvEntry } from "./service.ts";

/** The raw entries of the environment contract of a service. */
export function resolveEnv(
  scope: Resolution,
  name: string,
  { env, settings: own = {} }: ServiceSpec,
  project: ServicesFile,
  site: Site,
): EnvEntry[] {
  const entries = resolveEntries(scope, env, project.services, [name], site, `services.${name}.`);
  reportVariables(scope, entries, [...Object.keys(project.settings ?? {}), ...Object.keys(own)]);
  for (const { id, key } of entries) {
    if (!Object.hasOwn(project.env ?? {}, key)) continue;
    const problem = "is in the env of the whole project already";
    scope.report(found.SVC0202(scope.spans.get(id), { name: key, problem }));
  }
  return entries;
}

/** The raw entries of the whole project; without `consumers` they are for all services. */
export function resolveProjectEnv(scope: Resolution, site: Site, project: ServicesFile): EnvEntry[] {
  const { env, settings = {}, services } = project;
  const entries = resolveEntries(scope, env, services, Object.keys(services), site, "");
  const own = Object.values(services).flatMap((service) => Object.keys(service.settings ?? {}));
  reportVariables(scope, entries, [...Object.keys(settings), ...own]);
  return entries;
}

function reportVariables(scope: Resolution, entries: readonly EnvEntry[], settings: readonly string[]): void {
  const variables = new Set(settings.map((setting) => setting.toUpperCase()));
  for (const { id, key } of entries) {
    if (!variables.has(key)) continue;
    const problem = "is the variable of a setting";
    scope.report(found.SVC0202(scope.spans.get(id), { name: key, problem }));
  }
}

function resolveEntries(
  scope: Resolution,
  env: Readonly<Record<string, EnvEntrySpec>> | undefined,
  services: ServicesFile["services"],
  consumers: readonly string[],
  site: Site,
  prefix: string,
): EnvEntry[] {
  return Object.entries(env ?? {}).map(([key, entry]) => {
    const ofService = prefix === "" ? "" : ` of ${site.place}`;
    const at: Site = { ...site, path: [...site.path, "env", key], place: `env ${key}${ofService}` };
    const id = `${prefix}env.${key}`;
    scope.mark(id, at);
    scope.checkName("error", key, at);
    checkValue(scope, entry, at);
    for (const [position, consumer] of (entry.consumers ?? []).entries()) {
      checkService(scope, consumer, services, { ...at, path: [...at.path, "consumers", position] });
    }
    if (entry.service !== undefined) {
      checkService(scope, entry.service, services, { ...at, path: [...at.path, "service"] });
    }
    return {
      id,
      description: entry.description ?? null,
      ext: {},
      key,
      source: entry.source,
      environments: entry.environments ?? ["local", "production"],
      consumers: entry.consumers ?? consumers,
      required: entry.required ?? true,
      value: entry.value ?? null,
      service: entry.service ?? null,
      resource: entry.resource ?? null,
    };
  });
}

/** A literal is its value; of everything else the value is not in the spec. */
function checkValue(scope: Resolution, { source, value }: EnvEntrySpec, site: Site): void {
  if (source === "literal" ? value !== undefined : value === undefined) return;
  const holes = {
    first: `source: ${source}`,
    second: value === undefined ? "no value" : "value",
    place: site.place,
  };
  scope.report(found.SVC0216(scope.key(site, source === "literal" ? "source" : "value"), holes));
}

function checkService(
  scope: Resolution,
  name: string,
  services: ServicesFile["services"],
  site: Site,
): boolean {
  if (Object.hasOwn(services, name)) return true;
  const span = scope.at(site);
  const renamed = Object.entries(services).find(([, service]) => formerNames(service).was?.includes(name));
  if (renamed !== undefined) {
    const [now] = renamed;
    const problem = `it is called ${now} now`;
    const extras = { help: `write ${now}`, edits: [{ span, text: now }] };
    scope.report(found.SVC0289(span, { name, place: site.place, problem }, extras));
    return false;
  }
  const help = suggestion(name, Object.keys(services), "declare it under services");
  const problem = "there is no such service";
  scope.report(found.SVC0289(span, { name, place: site.place, problem }, { help }));
  return false;
}

/** The services that have to be there before one. */
export function resolveDependsOn(
  scope: Resolution,
  name: string,
  { depends_on: written = [] }: ServiceSpec,
  { services }: ServicesFile,
  site: Site,
): Id[] {
  return written.flatMap((other, position) => {
    const at: Site = { ...site, path: [...site.path, "depends_on", position] };
    if (!checkService(scope, other, services, at)) return [];
    const circle = pathBetween(services, other, name);
    if (circle === null) return [`services.${other}`];
    // Once, at the first of them.
    if (circle.some((each) => each < name)) return [];
    const problem = `they would wait for each other: ${[name, ...circle].join(" → ")}`;
    const holes = { name: other, place: `depends_on of ${site.place}`, problem };
    scope.report(found.SVC0289(scope.at(at), holes, { help: "take one depends_on away" }));
    return [];
  });
}

/** How one service leads to another by what it depends on, or null. */
function pathBetween(
  services: ServicesFile["services"],
  from: string,
  to: string,
  seen: readonly string[] = [],
): readonly string[] | null {
  if (from === to) return [from];
  if (seen.includes(from)) return null;
  for (const next of services[from]?.depends_on ?? []) {
    const rest = pathBetween(services, next, to, [...seen, from]);
    if (rest !== null) return [from, ...rest];
  }
  return null;
}
