import { type Code, type FileContribution, type Model, render, type Service, toml } from "../../../mod.ts";
import { python as templates } from "../../../templates/index.ts";
import { header, PROJECT_SPEC } from "../header.ts";
import { sharedDistribution } from "../pyproject-view.ts";
import { BUILD_REQUIREMENT } from "../versions.ts";
import { textFile } from "./service-file.ts";
import { userRequirements } from "./user-requirements.ts";

type Toml = Code<"toml">;

/** View of `templates/python/service-pyproject.eta`. */
export interface ServicePyprojectView {
  readonly header: readonly Toml[];
  readonly name: Toml;
  readonly description: Toml;
  readonly dependencies: Toml;
  readonly build: Toml;
  readonly module: Toml;
  readonly shared: Toml;
  readonly perhapsUnused: Toml;
}

/** What svc makes the package of a service ask for, beside what its user does. */
export interface OwnRequirements {
  readonly all: readonly string[];
  /** Distributions of them that files of the user may use or not. */
  readonly atHand: readonly string[];
}

/** `pyproject.toml` of a service. */
export function servicePyproject(
  { project }: Model,
  service: Service,
  { all, atHand }: OwnRequirements,
): FileContribution {
  const own = userRequirements(service);
  return textFile(
    service,
    "pyproject.toml",
    render(templates.servicePyproject, {
      header: header([PROJECT_SPEC]).map(toml.comment),
      name: toml.str(service.names.distribution),
      description: toml.str(`${project.title}: the service ${service.name}.`),
      dependencies: toml.lines([...new Set([...all, ...own.map(({ text }) => text)])].sort().map(toml.str)),
      build: toml.str(BUILD_REQUIREMENT),
      module: toml.str(service.names.package),
      shared: toml.key(sharedDistribution(project.name)),
      // Whether the user's code uses them is not for svc to know.
      perhapsUnused: toml.array([...atHand, ...own.map(({ name }) => name)].sort().map(toml.str)),
    }),
  );
}
