import { add, type Contribution, render, type Service } from "../../../mod.ts";
import { python as templates } from "../../../templates/index.ts";
import { make, members } from "../../project/contract.ts";
import { extras } from "../points.ts";
import { type Distribution, requirement } from "../versions.ts";
import { serviceFolder } from "./service-file.ts";

/** Of a template without holes. */
export type EmptyView = Readonly<Record<never, never>>;

/** The package of a service in the workspace. */
export function memberEntry(service: Service): Contribution {
  const path = serviceFolder(service);
  return add(members, path, { path, distribution: service.names.distribution }, service.id);
}

/** An extra of the shared package. Those of `byName` no import statement names. */
export function* extraEntries(
  extra: string,
  names: readonly Distribution[],
  byName: readonly Distribution[] = [],
): Iterable<Contribution> {
  for (const name of [...names, ...byName]) {
    yield add(extras, `${extra}-${name}`, {
      extra,
      requirement: requirement(name),
      byName: byName.includes(name),
    });
  }
}

/** What the workspace and the shared package have as soon as there is a service in Python. */
export function* everyServiceEntries(): Iterable<Contribution> {
  yield* extraEntries(SERVICE_EXTRA, ["pydantic-settings", "structlog"]);
  yield add(make, "dev", { rule: render(templates.makeDev, {}).text });
}

/** What the modules of the runtime ask for that every service is made with. */
export const SERVICE_EXTRA = "service";
