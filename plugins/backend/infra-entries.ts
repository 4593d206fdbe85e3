import { add, type Contribution } from "../../mod.ts";
import { hasContainers, images, type Store, stores } from "../infra/contract.ts";
import { env } from "../project/contract.ts";
import { imageOf } from "../python/contract.ts";
import { type BackendService, hasDatabase } from "./backend-service.ts";

/** PostgreSQL wherever svc chooses its version: in containers and in CI. */
export const POSTGRES_IMAGE = "postgres:17";
const DATABASE = "db";

/** The containers of the services, and of their database. */
export function* infraEntries(services: readonly BackendService[]): Iterable<Contribution> {
  for (const backend of services) {
    const { id, name } = backend.service;
    const stored = hasDatabase(backend);
    yield add(images, name, {
      ...imageOf(backend.index, backend.service),
      migrates: stored,
      port: 8000,
      stores: stored ? [DATABASE] : [],
      environment: stored
        ? {
          DATABASE_URL: "postgresql+asyncpg://${POSTGRES_USER}:${POSTGRES_PASSWORD}@db:5432/${POSTGRES_DB}",
        }
        : {},
    }, id);
  }
  const { model } = services[0]!.index;
  if (!services.some(hasDatabase) || !hasContainers(model)) return;
  const store = postgres(model.project.name);
  yield add(stores, DATABASE, store);
  for (const { name, description, example } of store.variables) {
    yield add(env, name, { name, description, example });
  }
}

function postgres(project: string): Store {
  const database = project.replaceAll("-", "_");
  return {
    image: POSTGRES_IMAGE,
    environment: {
      POSTGRES_USER: "${POSTGRES_USER:?is missing in .env}",
      POSTGRES_PASSWORD: "${POSTGRES_PASSWORD:?is missing in .env}",
      POSTGRES_DB: "${POSTGRES_DB:?is missing in .env}",
    },
    port: 5432,
    published: "POSTGRES_PORT",
    data: "/var/lib/postgresql/data",
    probe: ["CMD-SHELL", 'pg_isready -U "$${POSTGRES_USER}" -d "$${POSTGRES_DB}"'],
    memory: "1G",
    variables: [
      {
        name: "POSTGRES_USER",
        description: "Owner of the database in containers.",
        secret: false,
        example: database,
      },
      {
        name: "POSTGRES_PASSWORD",
        description:
          "Password of the database in containers: letters and digits, as it is part of an address.",
        secret: true,
        example: null,
      },
      {
        name: "POSTGRES_DB",
        description: "Name of the database in containers.",
        secret: false,
        example: database,
      },
    ],
  };
}
