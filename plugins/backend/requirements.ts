import { requirement, SERVICE_EXTRA, sharedDistribution } from "../python/contract.ts";
import { type BackendService, hasDatabase } from "./backend-service.ts";

/** Extras of the shared package. */
export const HTTP_EXTRA = "http";
export const DATABASE_EXTRA = "database";

/** What svc makes the package of a service ask for. */
export function ownRequirements(backend: BackendService): readonly string[] {
  const shared = sharedDistribution(backend.index.model.project.name);
  return hasDatabase(backend)
    ? [
      `${shared}[${DATABASE_EXTRA},${HTTP_EXTRA},${SERVICE_EXTRA}]`,
      requirement("alembic"),
      requirement("fastapi"),
      requirement("pydantic"),
      requirement("sqlalchemy[asyncio]"),
    ]
    : [`${shared}[${HTTP_EXTRA},${SERVICE_EXTRA}]`, requirement("fastapi"), requirement("pydantic")];
}
