import { add, type Code, type Contribution, md, type Model, render } from "../../mod.ts";
import { backend as templates } from "../../templates/index.ts";
import { agents, devDependencies, env, ignore, make, members } from "../project/contract.ts";
import { type Distribution, extras, requirement } from "../python/contract.ts";
import { type BackendService, hasDatabase, hasSlots, operationsOf } from "./backend-service.ts";
import { APP_ENV, asVariable, CORS_ORIGINS, variablesOf } from "./env-contract.ts";
import { describeSetting } from "./describe-setting.ts";
import { serviceFolder, sourceFolder } from "./module-file.ts";
import { DATABASE_URL } from "./settings-view.ts";

/** View of `templates/backend/agents-slots.eta`: what is the user's in one domain. */
export interface AgentsSlotsView {
  readonly path: Code<"markdown">;
  readonly operations: readonly Code<"markdown">[];
}

/** Of a template without holes. */
export type EmptyView = Readonly<Record<never, never>>;

/** What the services add to the files of the workspace and of the shared package. */
export function* projectEntries(model: Model, services: readonly BackendService[]): Iterable<Contribution> {
  const withDatabase = services.some(hasDatabase);
  for (const { service } of services) {
    yield add(members, serviceFolder(service), {
      path: serviceFolder(service),
      distribution: service.names.distribution,
    }, service.id);
  }
  yield* sharedExtras(withDatabase);
  for (const name of ["httpx2", "openapi-spec-validator", "schemathesis"] as const) {
    yield add(devDependencies, name, { requirement: requirement(name) });
  }
  yield* variables(model, withDatabase);
  yield* targets(withDatabase);
  yield* agentLines(services);
  if (withDatabase) yield add(ignore, "data/", { path: "data/" });
}

function* sharedExtras(withDatabase: boolean): Iterable<Contribution> {
  const needed: Readonly<Record<string, readonly Distribution[]>> = {
    service: ["fastapi", "httptools", "pydantic-settings", "starlette", "structlog", "uvicorn", "uvloop"],
    testing: ["httpx2"],
    ...(withDatabase ? { database: ["aiosqlite", "alembic", "asyncpg", "sqlalchemy[asyncio]"] } : {}),
  };
  const byName = new Set<Distribution>(["aiosqlite", "asyncpg", "httptools", "uvloop"]);
  for (const [extra, names] of Object.entries(needed)) {
    for (const name of names) {
      yield add(extras, `${extra}-${name}`, {
        extra,
        requirement: requirement(name),
        byName: byName.has(name),
      });
    }
  }
}

function* variables(model: Model, withDatabase: boolean): Iterable<Contribution> {
  const variable = (name: string, description: string, example: string | null, node: string | null = null) =>
    add(env, name, { name, description, example }, node);
  yield variable("APP_ENV", APP_ENV, "local");
  yield variable("CORS_ORIGINS", CORS_ORIGINS, "[]");
  if (withDatabase) yield variable("DATABASE_URL", DATABASE_URL, "sqlite+aiosqlite:///data/{service}.db");
  for (const setting of variablesOf(model)) {
    const { id, env: name, default: value } = setting;
    yield variable(
      name,
      describeSetting(setting) ?? "",
      value === undefined || value === null ? null : asVariable(value),
      id,
    );
  }
  // Two services may read one variable.
  const raw = new Map(model.services.flatMap((service) => service.env.map((entry) => [entry.key, entry])));
  for (const { key, description, environments, value, id } of raw.values()) {
    if (environments.includes("local")) yield variable(key, description ?? "", value, id);
  }
}

function* targets(withDatabase: boolean): Iterable<Contribution> {
  yield add(make, "dev", { rule: render(templates.makeDev, {}).text });
  yield add(make, "fuzz", { rule: render(templates.makeFuzz, {}).text });
  if (!withDatabase) return;
  yield add(make, "migrate", { rule: render(templates.makeMigrate, {}).text });
  yield add(make, "migration", { rule: render(templates.makeMigration, {}).text });
}

function* agentLines(services: readonly BackendService[]): Iterable<Contribution> {
  yield add(agents, "backend-contracts", {
    section: "contracts",
    markdown: render(templates.agentsContracts, {}).text,
  });
  for (const backend of services) {
    for (const domain of backend.domains.filter((candidate) => hasSlots(backend, candidate))) {
      const { text } = render(templates.agentsSlots, {
        path: md.code(`${sourceFolder(backend.service)}/controllers/${domain.names.module}.py`),
        operations: operationsOf(backend, domain).filter(({ slot }) => slot).map(({ name }) => md.code(name)),
      });
      yield add(agents, `backend-${domain.id}`, { section: "yours", markdown: text }, domain.id);
    }
  }
  if (services.some((backend) => backend.domains.some((domain) => hasSlots(backend, domain)))) {
    yield add(agents, "backend-slots", {
      section: "rules",
      markdown: render(templates.agentsRules, {}).text,
    });
  }
  if (services.some(hasDatabase)) {
    yield add(agents, "backend-tables", {
      section: "rules",
      markdown: render(templates.agentsTables, {}).text,
    });
    yield add(agents, "backend-migrations", {
      section: "gate",
      markdown: render(templates.agentsGate, {}).text,
    });
  }
}
