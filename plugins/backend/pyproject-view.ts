import { type Code, toml } from "../../mod.ts";
import { BUILD_REQUIREMENT, header, PROJECT_SPEC } from "../python/contract.ts";
import type { BackendService } from "./backend-service.ts";
import { ownRequirements, sharedDistribution, userRequirements } from "./requirements.ts";

type Toml = Code<"toml">;

/** View of `templates/backend/pyproject.eta`. */
export interface PyprojectView {
  readonly header: readonly Toml[];
  readonly name: Toml;
  readonly description: Toml;
  readonly dependencies: Toml;
  readonly build: Toml;
  readonly module: Toml;
  readonly shared: Toml;
  readonly perhapsUnused: Toml;
}

export function pyprojectView(backend: BackendService): PyprojectView {
  const { index, service } = backend;
  const own = userRequirements(service);
  const dependencies = [...ownRequirements(backend), ...own.map(({ text }) => text)];
  return {
    header: header([PROJECT_SPEC]).map(toml.comment),
    name: toml.str(service.names.distribution),
    description: toml.str(`${index.model.project.title}: the service ${service.name}.`),
    dependencies: toml.lines([...new Set(dependencies)].sort().map(toml.str)),
    build: toml.str(BUILD_REQUIREMENT),
    module: toml.str(service.names.package),
    shared: toml.key(sharedDistribution(backend)),
    // Whether a slot uses them is not for svc to know.
    perhapsUnused: toml.array(
      ["pydantic", ...own.map(({ name }) => name)].sort().map(toml.str),
    ),
  };
}
