"""Databases for the generated tests."""

import asyncio
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

from alembic import command
from pydantic import TypeAdapter
from sqlalchemy import LargeBinary, inspect, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import NullPool
from sqlalchemy.types import TypeEngine

from shared.runtime.binary import Base64
from shared.runtime.columns import JsonOf, ListOf
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


def stored(row: type[DeclarativeBase], values: Mapping[str, object]) -> dict[str, Any]:
    """Read values as they travel into what the columns of a row hold."""
    columns = inspect(row).columns
    return {name: _read(columns[name].type, value) for name, value in values.items()}


def _read(kind: TypeEngine[Any], value: Any) -> Any:  # noqa: ANN401 - as the column says
    if value is None:
        return None
    match kind:
        case ListOf():
            return [_read(kind.item, item) for item in value]
        case JsonOf():
            return kind.read(value)
        case LargeBinary():
            return TypeAdapter[bytes](Annotated[bytes, Base64()]).validate_python(value)
        case _:
            return TypeAdapter[Any](kind.python_type).validate_python(value)


async def _execute(server: str, statement: str) -> None:
    engine = create_async_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.execute(text(statement))
    await engine.dispose()
