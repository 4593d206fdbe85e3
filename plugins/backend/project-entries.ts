import { add, type Code, type Contribution, md, type Model, render } from "../../mod.ts";
import { backend as templates } from "../../templates/index.ts";
import { agents, devDependencies, env, ignore, make } from "../project/contract.ts";
import {
  environmentEntries,
  everyServiceEntries,
  extraEntries,
  memberEntry,
  requirement,
  sourceFolder,
} from "../python/contract.ts";
import { type BackendService, hasDatabase, hasSlots, operationsOf } from "./backend-service.ts";
import { DATABASE_URL } from "./backend-settings.ts";
import { CORS_ORIGINS } from "./env-contract.ts";
import { DATABASE_EXTRA, HTTP_EXTRA } from "./requirements.ts";

/** View of `templates/backend/agents-slots.eta`: what is the user's in one domain. */
export interface AgentsSlotsView {
  readonly path: Code<"markdown">;
  readonly operations: readonly Code<"markdown">[];
}

/** View of `templates/backend/agents-rules.eta`. */
export interface AgentsRulesView {
  /** Whether slots call slots. */
  readonly hasInternal: boolean;
  /** What a controller is made with. */
  readonly parts: Code<"markdown">;
}

/** Of a template without holes. */
export type EmptyView = Readonly<Record<never, never>>;

/** What the services add to the files of the workspace and of the shared package. */
export function* projectEntries(model: Model, services: readonly BackendService[]): Iterable<Contribution> {
  const withDatabase = services.some(hasDatabase);
  for (const { service } of services) yield memberEntry(service);
  yield* everyServiceEntries();
  yield* environmentEntries(model);
  yield* sharedExtras(withDatabase);
  for (const name of ["httpx2", "openapi-spec-validator", "schemathesis"] as const) {
    yield add(devDependencies, name, { requirement: requirement(name) });
  }
  yield* variables(withDatabase);
  yield* targets(withDatabase);
  yield* agentLines(services);
  if (withDatabase) yield add(ignore, "data/", { path: "data/" });
}

function* sharedExtras(withDatabase: boolean): Iterable<Contribution> {
  yield* extraEntries(HTTP_EXTRA, ["fastapi", "starlette", "uvicorn"], ["httptools", "uvloop"]);
  yield* extraEntries("testing", ["httpx2"]);
  if (withDatabase) {
    yield* extraEntries(DATABASE_EXTRA, ["alembic", "sqlalchemy[asyncio]"], ["aiosqlite", "asyncpg"]);
  }
}

function* variables(withDatabase: boolean): Iterable<Contribution> {
  const variable = (name: string, description: string, example: string) =>
    add(env, name, { name, description, example });
  yield variable("CORS_ORIGINS", CORS_ORIGINS, "[]");
  if (withDatabase) yield variable("DATABASE_URL", DATABASE_URL, "sqlite+aiosqlite:///data/{service}.db");
}

function* targets(withDatabase: boolean): Iterable<Contribution> {
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
    const hasInternal = services.some((backend) =>
      backend.domains.some((domain) => operationsOf(backend, domain).some(({ internal }) => internal))
    );
    const parts = md.code(services.some(hasDatabase) ? "(self.unit, self.settings)" : "(self.settings)");
    yield add(agents, "backend-slots", {
      section: "rules",
      markdown: render(templates.agentsRules, { hasInternal, parts }).text,
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
