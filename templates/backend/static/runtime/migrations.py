"""Alembic, driven from code: the same in development, tests and the image."""

import asyncio
import sys
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Any, Literal

from alembic import command, context
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Enum, MetaData, make_url, text
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.runtime.database import new_engine
from shared.runtime.renamed import find_schema, take_over, taking_over


def config_for(package: str, url: str) -> Config:
    """Point Alembic at the migrations inside an installed package."""
    config = Config()
    config.set_main_option("script_location", str(files(package) / "migrations"))
    config.attributes["url"] = url
    return config


def migrate(package: str, url: str, step: Sequence[str]) -> str | None:
    """Run what the command line names; the answer is why it cannot.

    Args:
        package: Whose migrations to run.
        url: The database.
        step: Nothing or `up` for the newest revision; `down` and how far; `status`.
    """
    try:
        match step:
            case [] | ["up"]:
                upgrade(package, url)
            case ["down", revision]:
                command.downgrade(config_for(package, url), revision)
            case ["status"]:
                sys.stdout.writelines(f"{line}\n" for line in status(package, url))
            case _:
                return "migrate [up | down REVISION | down -1 | down base | status]"
    except CommandError as error:
        return str(error)
    return None


def upgrade(package: str, url: str) -> None:
    """Bring a database to the newest revision."""
    command.upgrade(config_for(package, url), "head")


def reset(package: str, url: str, *, was: Sequence[str] = ()) -> None:
    """Drop everything that a package has in a database, and migrate it from nothing.

    Args:
        package: Whose tables to drop.
        url: The database.
        was: What the package was called: rows under such a name are its own too.
    """
    take_over(url, package, was)
    asyncio.run(_drop_everything(package, url))
    upgrade(package, url)


async def _drop_everything(package: str, url: str) -> None:
    engine = new_engine(url, schema=package)
    async with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            await connection.run_sync(_drop_tables)
        else:
            await connection.execute(text(f'DROP SCHEMA IF EXISTS "{package}" CASCADE'))
        await connection.commit()
    await engine.dispose()


def _drop_tables(connection: Connection) -> None:
    _ignore_foreign_keys(connection)
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    for name in connection.execute(text(tables)).scalars().all():
        connection.execute(text(f'DROP TABLE "{name}"'))


def status(package: str, url: str) -> list[str]:
    """List the revisions, oldest first: `applied`, `pending`, or `unknown` to this build."""
    config = config_for(package, url)
    config.attributes["only_reads"] = True
    scripts = ScriptDirectory.from_config(config)
    current: list[str] = []

    def look(heads: Iterable[str], _context: MigrationContext) -> list[Any]:
        current.extend(heads)
        return []

    with EnvironmentContext(config, scripts, fn=look, dont_mutate=True):
        scripts.run_env()
    revisions = [script.revision for script in scripts.walk_revisions()]
    known = tuple(head for head in current if head in revisions)
    applied = {script.revision for script in scripts.iterate_revisions(known, "base")}
    lines = [
        f"{'applied' if revision in applied else 'pending'} {revision}"
        for revision in reversed(revisions)
    ]
    return lines + [f"unknown {head}" for head in current if head not in known]


def run_migrations(metadata: MetaData, *, schema: str, was: Sequence[str] = ()) -> None:
    """Run from `env.py`: online against the configured database, or as SQL for somebody to read.

    Args:
        metadata: The tables that the models want.
        schema: Where they are.
        was: Where they may still be, because the service was called otherwise.
    """
    attributes = context.config.attributes
    given = attributes.get("connection")
    if context.is_offline_mode():
        _print(make_url(attributes["url"]).get_backend_name(), schema, was)
    elif given is not None:
        _migrate(given, metadata, schema)
    else:
        url = attributes["url"]
        if "only_reads" in attributes:
            schema = find_schema(url, schema, was)
        else:
            take_over(url, schema, was)
        engine = new_engine(url, schema=schema)
        asyncio.run(_migrate_with(engine, metadata, schema))


def _print(dialect: str, schema: str, was: Sequence[str]) -> None:
    context.configure(dialect_name=dialect, literal_binds=True, transaction_per_migration=True)
    if dialect != "sqlite":
        context.execute("SET lock_timeout = '5s'")
        for statement in taking_over(schema, was):
            context.execute(statement)
        context.execute(f'CREATE SCHEMA IF NOT EXISTS "{schema}"')
        context.execute(f'SET search_path TO "{schema}"')
    with context.begin_transaction():
        context.run_migrations()


async def _migrate_with(engine: AsyncEngine, metadata: MetaData, schema: str) -> None:
    async with engine.connect() as connection:
        await connection.run_sync(_migrate, metadata, schema)
    await engine.dispose()


def _migrate(connection: Connection, metadata: MetaData, schema: str) -> None:
    on_sqlite = connection.dialect.name == "sqlite"
    options: dict[str, Any] = {
        "target_metadata": metadata,
        "transaction_per_migration": True,  # what builds indexes beside other work needs it
        "render_as_batch": True,  # SQLite needs it, PostgreSQL does not mind
        "user_module_prefix": "columns.",
        "render_item": _render_item,
        "autogenerate_plugins": ["alembic.autogenerate.*", "alembic.ext.checkconstraint_byname"],
    }
    if on_sqlite:
        _ignore_foreign_keys(connection)
        options["on_version_apply"] = _check_foreign_keys
    elif "only_reads" not in context.config.attributes:
        connection.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{schema}"'))
        connection.execute(text("SET lock_timeout = '5s'"))
        connection.commit()
    context.configure(connection=connection, **options)
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()


def _ignore_foreign_keys(connection: Connection) -> None:
    """Let batch mode copy and drop tables; inside a transaction SQLite would not listen."""
    cursor = connection.connection.cursor()
    cursor.execute("PRAGMA foreign_keys=OFF")
    cursor.close()


def _check_foreign_keys(ctx: MigrationContext, **_step: object) -> None:
    """Look for rows that refer to nothing before a revision is committed: nothing else did."""
    connection = ctx.connection
    if connection is None:
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        tables = sorted({f"{table} (to {target})" for table, _row, target, _key in broken})
        problem = f"{len(broken)} rows refer to rows that are not there: {', '.join(tables)}"
        raise RuntimeError(problem)


def _render_item(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write an enum as the text that it is: its values are the business of the check constraint."""
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    return False
