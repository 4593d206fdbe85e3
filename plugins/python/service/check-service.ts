import {
  dependencyId,
  type FindingContribution,
  type Model,
  type Service,
  settingsOf,
} from "../../../mod.ts";
import type { serviceFindings } from "../diagnostics.ts";
import { isForeignPackage } from "../foreign-packages.ts";
import { OWN_SETTINGS } from "./settings-file.ts";
import { distributionOf, userRequirements } from "./user-requirements.ts";

/** What makes a service no package of Python, whatever it does. `own` is what svc makes it ask for. */
export function* checkPythonService(
  model: Model,
  service: Service,
  own: readonly string[],
): Iterable<FindingContribution> {
  const { package: name } = service.names;
  if (isForeignPackage(name)) yield finding("SVC0613", service.id, { service: name });
  yield* checkDependencies(service, own);
  for (const { id, name, was = [] } of settingsOf(model, service)) {
    for (const read of [name, ...was]) {
      if (OWN_SETTINGS.has(read)) yield finding("SVC0608", id, { setting: read });
    }
  }
  for (const { id, key } of [...model.env, ...service.env]) {
    if (OWN_SETTINGS.has(key.toLowerCase())) yield finding("SVC0608", id, { setting: key });
  }
}

function* checkDependencies(service: Service, own: readonly string[]): Iterable<FindingContribution> {
  const had = new Set(own.map(distributionOf));
  for (const { written, text, distribution } of userRequirements(service)) {
    const node = dependencyId(service.id, written);
    if (distribution === null) yield finding("SVC0611", node, { service: service.name, text });
    else if (had.has(distribution)) yield finding("SVC0610", node, { service: service.name, distribution });
  }
}

function finding(
  code: keyof typeof serviceFindings,
  node: string,
  args: Readonly<Record<string, string>>,
): FindingContribution {
  return { kind: "finding", code, args, node };
}
