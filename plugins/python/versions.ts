/**
 * Python packages that generated projects use: the lowest version that was judged, and the first one that may break.
 * One place for all plugins, so that two packages of one workspace never ask for different ranges.
 */
const VERSIONS = {
  aiosqlite: ">=0.22.1",
  anyio: ">=4.14.0,<5",
  alembic: ">=1.20.1,<2",
  asyncpg: ">=0.32.0",
  deptry: ">=0.25.1",
  fastapi: ">=0.165.0,<0.166",
  httptools: ">=0.9.0",
  httpx2: ">=2.16.2,<3",
  mypy: ">=2.4.1",
  "openapi-spec-validator": ">=0.9.0",
  pydantic: ">=2.13.5,<3",
  "pydantic-core": "",
  "pydantic-settings": ">=2.16.3,<3",
  pytest: ">=9.2.0",
  ruff: ">=0.17.5",
  schemathesis: ">=4.32.5",
  "sqlalchemy[asyncio]": ">=2.1.9,<2.2",
  starlette: ">=1.10.0,<2",
  structlog: ">=26.1.0",
  uvicorn: ">=0.54.0",
  uvloop: ">=0.23.0; sys_platform != 'win32'",
} as const;

export type Distribution = keyof typeof VERSIONS;

/** A requirement as pyproject files state it: `alembic>=1.20.1,<2`. */
export function requirement(name: Distribution): string {
  return `${name}${VERSIONS[name]}`;
}

/** What builds the packages of a workspace. */
export const BUILD_REQUIREMENT = "uv_build>=0.13,<0.14";

/** What makes environments where svc does not: in images and in CI. */
export const UV_VERSION = "0.13.8";
