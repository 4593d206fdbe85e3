import { version2Findings as found } from "../spec/version2/diagnostics.ts";
import { jsonOf } from "../spec/version2/json-of.ts";
import type { Version2ManifestFile, Version2Spec } from "../spec/version2/spec.ts";
import type { Json } from "../text/json.ts";
import type { ModelPlugin } from "./extension.ts";
import { kebabCase } from "./names.ts";
import type { Domain, Operation } from "./operation.ts";
import { type Resolution, type Site, suggestion } from "./resolution.ts";
import type { Later } from "./resolve-version2.ts";
import type { Service } from "./service.ts";

/** What the old template had for a service. */
const TYPES = ["python-fastapi", "python-faststream", "python", "node", "default"];
/** Where that was only the folder: what is in it was written by hand. */
const BY_HAND = ["python", "default"];

type Facts = Readonly<Record<string, Json>>;

/** The services of `services.yml`, and the folders with specs that it does not list. */
export function resolveVersion2Services(
  scope: Resolution,
  spec: Version2Spec,
  project: string,
  active: readonly ModelPlugin[],
  domains: readonly Domain[],
  operations: readonly Operation[],
  later: Later[],
): Service[] {
  const consumes = new Map(
    spec.manifests.map((manifest) =>
      [manifest.service, resolveManifest(scope, manifest, domains, later)] as const
    ),
  );
  const listed = Object.entries(spec.services.value.services ?? {}).map(([name, written]) => {
    const site: Site = { file: spec.services, path: ["services", name], place: `service ${name}` };
    scope.mark(`services.${name}`, site);
    if (!TYPES.includes(written.type)) {
      scope.report(found.SVC0298(scope.at(site, "type"), { service: name, type: written.type }));
    }
    for (const key of ["depends_on", "profiles"] as const) {
      if (written[key] === undefined) continue;
      later.push({ construct: key, span: scope.key(site, key), label: `${key} of ${name}` });
    }
    const scaffold = isOn(written.scaffold);
    const facts = {
      dev_template: isOn(written.dev_template),
      scaffold,
      ...(written.depends_on === undefined ? {} : { depends_on: jsonOf(written.depends_on) }),
      ...(written.profiles === undefined ? {} : { profiles: jsonOf(written.profiles) }),
    };
    const plugin = scaffold && !BY_HAND.includes(written.type)
      ? active.find(({ serviceTypes }) => serviceTypes.includes(written.type))
      : undefined;
    return newService(name, written.type, written.description?.trim() || null, plugin?.name ?? null, facts);
  });
  const known = listed.map(({ name }) => name);
  const folders = [...spec.domains, ...spec.manifests].filter(({ service }) => !known.includes(service));
  const unlisted = [...new Map(folders.map((folder) => [folder.service, folder]))].map(([name, { file }]) => {
    const span = { path: file.source.path, start: 0, end: 0 };
    scope.spans.set(`services.${name}`, span);
    scope.report(found.SVC0297(span, { service: name }));
    return newService(name, "default", null, null, {});
  });
  return [...listed, ...unlisted];

  function newService(
    name: string,
    type: string,
    description: string | null,
    plugin: string | null,
    facts: Facts,
  ): Service {
    const id = `services.${name}`;
    const used = consumes.get(name);
    const own = operations.filter(({ service }) => service === id);
    return {
      id,
      description,
      ext: { v2: used === undefined ? facts : { ...facts, consumes: used } },
      name,
      type,
      plugin,
      access: [],
      exposes: own.some(({ ext }) => restOf(ext.v2)) ? ["rest"] : [],
      owns: [],
      dependencies: [],
      dependsOn: [],
      settings: [],
      env: [],
      wiring: false,
      domains: domains.filter(({ service }) => service === id).map((domain) => domain.id),
      names: {
        package: name.replaceAll("-", "_"),
        distribution: `${project}-${kebabCase(name)}`,
        env: name.toUpperCase().replaceAll("-", "_"),
        host: kebabCase(name),
      },
    };
  }
}

function restOf(facts: Json | undefined): boolean {
  return typeof facts === "object" && facts !== null && Object.hasOwn(facts, "rest");
}

/** `dev_template:` without a value is off, as for the old tool; not to write it is on. */
function isOn(written: unknown): boolean {
  return written === undefined || !(written === null || written === false || written === 0 || written === "");
}

/** `consumes` as version 3 writes it: `backend.users.create_user`, `backend.users.*`. */
function resolveManifest(
  scope: Resolution,
  { service, file }: Version2ManifestFile,
  domains: readonly Domain[],
  later: Later[],
): readonly string[] {
  const whole: Site = { file, path: ["consumes"], place: `manifest of ${service}` };
  const written = file.value.consumes ?? [];
  if (written.length > 0) {
    later.push({ construct: "consumes", span: scope.key(whole), label: `what ${service} consumes` });
  }
  return written.flatMap((entry, position) => {
    const at: Site = { ...whole, path: ["consumes", position] };
    const id = `${entry.service}.${entry.domain}`;
    const domain = domains.find((candidate) => candidate.id === id);
    if (domain === undefined) {
      const known = domains.filter((candidate) => candidate.service === `services.${entry.service}`);
      const [key, what, help] = known.length === 0
        ? ["service", `service ${entry.service}`, "its specs are missing"]
        : ["domain", `domain ${id}`, suggestion(entry.domain, known.map(({ name }) => name), "")];
      scope.report(found.SVC0296(scope.at(at, key), { service, what }, { help }));
      return [];
    }
    const operations = entry.operations ?? [];
    if (operations.length === 0) return [`${id}.*`];
    return operations.flatMap((name, index) => {
      if (domain.operations.includes(`${id}.${name}`)) return [`${id}.${name}`];
      const known = domain.operations.map((operation) => operation.slice(id.length + 1));
      const help = suggestion(name, known, "take it away");
      scope.report(
        found.SVC0296(scope.at(at, "operations", index), { service, what: `operation ${id}.${name}` }, {
          help,
        }),
      );
      return [];
    });
  });
}
