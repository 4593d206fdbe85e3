"""Alembic, driven from code: the same in development, tests and the image."""

import asyncio
from importlib.resources import files
from typing import Any, Literal

from alembic import command, context
from alembic.config import Config
from sqlalchemy import Connection, Enum, MetaData, text
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.runtime.database import new_engine


def config_for(package: str, url: str) -> Config:
    """Point Alembic at the migrations inside an installed package."""
    config = Config()
    config.set_main_option("script_location", str(files(package) / "migrations"))
    config.attributes["url"] = url
    return config


def upgrade(package: str, url: str) -> None:
    """Bring a database to the newest revision."""
    command.upgrade(config_for(package, url), "head")


def reset(package: str, url: str) -> None:
    """Drop everything that a package has in a database, and migrate it from nothing."""
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


def run_migrations(metadata: MetaData, *, schema: str) -> None:
    """Run from `env.py`: online against the configured database."""
    given = context.config.attributes.get("connection")
    if given is not None:
        _migrate(given, metadata, schema)
        return
    engine = new_engine(context.config.attributes["url"], schema=schema)
    asyncio.run(_migrate_with(engine, metadata, schema))


async def _migrate_with(engine: AsyncEngine, metadata: MetaData, schema: str) -> None:
    async with engine.connect() as connection:
        await connection.run_sync(_migrate, metadata, schema)
    await engine.dispose()


def _migrate(connection: Connection, metadata: MetaData, schema: str) -> None:
    on_sqlite = connection.dialect.name == "sqlite"
    options: dict[str, Any] = {
        "target_metadata": metadata,
        "render_as_batch": True,  # SQLite needs it, PostgreSQL does not mind
        "user_module_prefix": "columns.",
        "render_item": _render_item,
        "autogenerate_plugins": ["alembic.autogenerate.*", "alembic.ext.checkconstraint_byname"],
    }
    if on_sqlite:
        _ignore_foreign_keys(connection)
    else:
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


def _render_item(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write an enum as the text that it is: its values are the business of the check constraint."""
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    return False
