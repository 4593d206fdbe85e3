import {
  add,
  type Code,
  type Contribution,
  indexModel,
  type Model,
  type ModelIndex,
  render,
  type Setting,
  yaml,
} from "../../mod.ts";
import { asVariable, sampleOf, serviceFolder, variablesOf } from "../python/contract.ts";
import { backend as templates } from "../../templates/index.ts";
import { type JobHead, jobHead, jobs } from "../project/contract.ts";
import { type BackendService, hasDatabase, operationsOf } from "./backend-service.ts";
import { routeOf } from "./contract.ts";
import { POSTGRES_IMAGE } from "./infra-entries.ts";

type Yaml = Code<"yaml">;

/** View of `templates/backend/ci-postgresql.eta`. */
export interface JobView extends JobHead {
  readonly postgres: Yaml;
  /** Folders of the services with migrations. */
  readonly migrated: readonly Yaml[];
}

/** View of `templates/backend/ci-fuzz.eta`. */
export interface FuzzJobView extends JobHead {
  /** Packages of the services with an operation to fuzz. */
  readonly services: readonly Yaml[];
  readonly hasDatabase: boolean;
  readonly variables: readonly (readonly [name: Yaml, value: Yaml])[];
}

/** What CI runs beside `lint-and-test`: the tests on the other database, and the contract against a real server. */
export function* ciJobs(model: Model, services: readonly BackendService[]): Iterable<Contribution> {
  const head = jobHead(model);
  const withDatabase = services.some(hasDatabase);
  if (withDatabase) {
    const migrated = services.filter(hasDatabase).map(({ service }) => yaml.str(serviceFolder(service)));
    const view = { ...head, postgres: yaml.str(POSTGRES_IMAGE), migrated };
    yield add(jobs, "postgresql", { job: render(templates.ciPostgresql, view).text });
  }
  const fuzzed = services.filter((backend) =>
    backend.domains.some((domain) => operationsOf(backend, domain).some((each) => routeOf(each) !== null))
  );
  if (fuzzed.length === 0) return;
  const index = indexModel(model);
  const variables: readonly (readonly [string, string])[] = [
    ["APP_ENV", "test"],
    ...(withDatabase ? [["DATABASE_URL", "sqlite+aiosqlite:///{service}.db"] as const] : []),
    ...variablesOf(model).flatMap((setting) => sample(index, setting)),
  ];
  const view = {
    ...head,
    services: fuzzed.map(({ service }) => yaml.str(service.names.package)),
    hasDatabase: withDatabase,
    variables: variables.map(([name, value]) => [yaml.str(name), yaml.str(value)] as const),
  };
  yield add(jobs, "fuzz", { job: render(templates.ciFuzz, view).text });
}

/** A setting that must be set gets a value that is valid, or where none is known the secret of its name. */
function sample(
  index: ModelIndex,
  { name, env, type, default: fallback, requiredIn }: Setting,
): readonly (readonly [string, string])[] {
  if (fallback !== undefined || requiredIn.length > 0 && !requiredIn.includes("test")) return [];
  const known = sampleOf(index, { name, type });
  const value = known === undefined ? null : asVariable(known);
  // GitHub would read an expression in it, whatever YAML's quotes say.
  return [[env, value === null || value.includes("${{") ? `\${{ secrets.${env} }}` : value]];
}
