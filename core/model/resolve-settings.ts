import type { ServicesFile, SettingSpec } from "../spec/services-file.ts";
import { meaning as found } from "./diagnostics.ts";
import { formerNames } from "./former-names.ts";
import { pascalCase } from "./names.ts";
import type { Id } from "./node.ts";
import { readValue } from "./read-value.ts";
import type { Resolution, Site } from "./resolution.ts";
import { deprecation } from "./resolve-deprecated.ts";
import { resolveType } from "./resolve-types.ts";
import type { Service, Setting } from "./service.ts";
import { isScalar } from "./type-facts.ts";
import type { TypeRef } from "./type-ref.ts";

/** The settings that are written below a site: those of the project, or of one service. */
export function resolveSettings(
  scope: Resolution,
  settings: Readonly<Record<string, SettingSpec>> | undefined,
  owner: Site,
  service: { readonly id: Id; readonly name: string } | null,
): Setting[] {
  return Object.entries(settings ?? {}).flatMap(([name, written]) => {
    const ofService = service === null ? "" : ` of service ${service.name}`;
    const site: Site = {
      file: owner.file,
      path: [...owner.path, "settings", name],
      place: `setting ${name}${ofService}`,
    };
    const id = `${service === null ? "" : `${service.id}.`}settings.${name}`;
    scope.mark(id, site);
    scope.checkName("field", name, site);
    const spec = typeof written === "object" ? written : literalSetting(written);
    // In the space of names of the project, because settings of two services may be called alike.
    const inlineEnum = { name: `${pascalCase(service?.name ?? "")}Setting${pascalCase(name)}`, field: null };
    const type = resolveType(scope, spec.type, spec, { ...site, service: null, inlineEnum, output: false });
    if (type === null) return [];
    const base: TypeRef = type.kind === "optional" ? type.of : type;
    if (!isScalar(base)) {
      const help = "a setting is one value: a text, number, bool, date, time, duration, uuid, enum or bytes";
      scope.report(found.SVC0210(scope.at(site, "type"), { what: spec.type, place: site.place }, { help }));
      return [];
    }
    const secret = spec.secret ?? false;
    if (secret && spec.default !== undefined) {
      scope.report(found.SVC0294(scope.key(site, "default"), { name }));
    }
    const value = spec.default === undefined ? undefined : readValue(scope, base, spec.default, site);
    return [{
      id,
      description: spec.description ?? null,
      ext: {},
      name,
      env: name.toUpperCase(),
      type,
      ...(value === undefined ? {} : { default: value }),
      secret,
      requiredIn: spec.required_in ?? [],
      ...formerNames(spec),
      ...deprecation(scope, spec, site),
    }];
  });
}

/** One environment serves all services, so a variable means one thing. */
export function checkSettingNames(
  scope: Resolution,
  { settings = {} }: ServicesFile,
  services: readonly Service[],
): void {
  const first = new Map<string, { readonly service: string; readonly meaning: string }>();
  for (const service of services) {
    for (const { id, name, type, default: value, secret, requiredIn, was } of service.settings) {
      const meaning = JSON.stringify([type, value, secret, requiredIn, was]);
      const other = first.get(name);
      if (Object.hasOwn(settings, name)) {
        scope.report(
          found.SVC0202(scope.spans.get(id), { name, problem: "is a setting of the whole project" }),
        );
      } else if (other === undefined) {
        first.set(name, { service: service.name, meaning });
      } else if (other.meaning !== meaning) {
        const problem = `is a setting of service ${other.service} too, with another type or default`;
        scope.report(found.SVC0202(scope.spans.get(id), { name, problem }));
      }
    }
  }
}

/** A literal is its own type and default. */
function literalSetting(value: string | number | boolean): Exclude<SettingSpec, string | number | boolean> {
  const type = typeof value === "boolean"
    ? "bool"
    : typeof value === "string"
    ? "string"
    : Number.isInteger(value)
    ? "int"
    : "float";
  return { type, default: value };
}
