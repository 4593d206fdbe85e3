"""Databases for the generated tests."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from uuid import uuid4

from alembic import command
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine
from sqlalchemy.pool import NullPool

from shared.runtime.database import Database, Session
from shared.runtime.migrations import config_for, upgrade


@contextmanager
def migrated_database(package: str, folder: Path) -> Iterator[str]:
    """Make an empty database, migrate it as production would, and drop it at the end.

    On the PostgreSQL server that TEST_DATABASE_URL names, else in an SQLite file.

    Args:
        package: Whose migrations to run.
        folder: Where an SQLite file may lie.
    """
    server = os.environ.get("TEST_DATABASE_URL")
    if server is None:
        url = f"sqlite+aiosqlite:///{folder / package}.db"
        upgrade(package, url)
        yield url
        return
    name = f"test_{package}_{uuid4().hex[:12]}"
    asyncio.run(_execute(server, f'CREATE DATABASE "{name}"'))
    try:
        url = make_url(server).set(database=name).render_as_string(hide_password=False)
        upgrade(package, url)
        yield url
    finally:
        asyncio.run(_execute(server, f'DROP DATABASE "{name}" WITH (FORCE)'))


def check_migrations(package: str, url: str) -> None:
    """Raise if the models of a package ask for more than its migrations, or for less."""
    command.check(config_for(package, url))


@asynccontextmanager
async def rolled_back(engine: AsyncEngine) -> AsyncIterator[Database]:
    """Give a database on one connection, whose every change is undone at the end.

    The operations' transactions become savepoints, so commits, rollbacks and constraints work.
    """
    async with engine.connect() as connection:
        transaction = await connection.begin()
        sessions = async_sessionmaker(
            connection,
            class_=Session,
            expire_on_commit=False,
            join_transaction_mode="create_savepoint",
        )
        yield Database(engine, writing=sessions, reading=sessions)
        await transaction.rollback()


async def _execute(server: str, statement: str) -> None:
    engine = create_async_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.execute(text(statement))
    await engine.dispose()
