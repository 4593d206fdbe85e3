"""The database of a service that was called otherwise: found under its old name, and taken over."""

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, inspect, make_url, text

from shared.runtime.database import new_engine


def find_schema(url: str, schema: str, was: Sequence[str]) -> str:
    """Name the schema that has tables: today's, or the first former one; today's if none has.

    Args:
        url: The database; `{service}` in it stands for the schema.
        schema: What the service is called.
        was: What it was called.
    """
    return next((name for name in (schema, *was) if _has_tables(url, name)), schema)


def take_over(url: str, schema: str, was: Sequence[str]) -> None:
    """Give the tables of a former name the name of today, with every row; once done, do nothing."""
    former = find_schema(url, schema, was) if was else schema
    if former == schema:
        return
    if _is_sqlite(url):
        _rename_file(_file(url, former), _file(url, schema))
    else:
        asyncio.run(_rename_schema(url, former, schema))


def taking_over(schema: str, was: Sequence[str]) -> list[str]:
    """Say the same as SQL for PostgreSQL, for somebody to read before it is run."""
    return [
        f"DO $$ BEGIN IF to_regnamespace('{schema}') IS NULL AND "
        f"to_regnamespace('{former}') IS NOT NULL THEN "
        f'ALTER SCHEMA "{former}" RENAME TO "{schema}"; END IF; END $$'
        for former in was
    ]


def _is_sqlite(url: str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"


def _file(url: str, schema: str) -> Path:
    return Path(make_url(url.replace("{service}", schema)).database or "")


def _has_tables(url: str, schema: str) -> bool:
    if _is_sqlite(url) and not _file(url, schema).is_file():
        return False  # to look would make it
    return asyncio.run(_look_for_tables(url, schema))


async def _look_for_tables(url: str, schema: str) -> bool:
    engine = new_engine(url, schema=schema)
    inside = None if _is_sqlite(url) else schema

    def look(connection: Connection) -> bool:
        return bool(inspect(connection).get_table_names(inside))

    async with engine.connect() as connection:
        found = await connection.run_sync(look)
    await engine.dispose()
    return found


def _rename_file(former: Path, new: Path) -> None:
    for path in (former, new):
        if path.is_file():
            with closing(sqlite3.connect(path)) as connection:
                # All of it into one file; refused as long as somebody else has it open.
                connection.execute("PRAGMA journal_mode=DELETE")
    former.replace(new)


async def _rename_schema(url: str, former: str, new: str) -> None:
    engine = new_engine(url, schema=former)
    async with engine.begin() as connection:
        await connection.execute(text(f'DROP SCHEMA IF EXISTS "{new}"'))  # fails unless it is empty
        await connection.execute(text(f'ALTER SCHEMA "{former}" RENAME TO "{new}"'))
    await engine.dispose()
