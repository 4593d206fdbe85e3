import { STDLIB } from "../../mod.ts";

/** Import packages that are in the environment of every generated project. */
const INSTALLED: ReadonlySet<string> = new Set(
  (
    "aiosqlite alembic annotated_doc annotated_types anyio asyncpg certifi charset_normalizer click deptry dotenv " +
    "fastapi graphql greenlet h11 harfile httpcore2 httptools httpx2 hypothesis hypothesis_graphql idna iniconfig " +
    "jsonschema_rs librt mako markdown_it markupsafe mdurl mypy mypy_extensions mypyc opentelemetry packaging " +
    "pathspec pip pluggy py pydantic pydantic_core pydantic_settings pygments pyrate_limiter pytest requests " +
    "requirements rich ruff schemathesis setuptools sortedcontainers sqlalchemy starlette structlog tomli truststore " +
    "typing_extensions typing_inspection urllib3 uvicorn uvloop werkzeug yaml"
  ).split(" "),
);

/** Python has its own tests as a package, which the list of its modules leaves out. */
const UNLISTED = "test";

/** Whether an import of this name means a module of Python, or a package that svc brings along. */
export function isForeignPackage(name: string): boolean {
  return STDLIB.has(name) || name === UNLISTED || INSTALLED.has(name);
}
