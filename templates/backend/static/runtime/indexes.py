"""Indexes that say the same to PostgreSQL and to SQLite."""

from typing import Any

from sqlalchemy import ColumnElement, Executable
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import ClauseElement


def partial(where: ColumnElement[bool]) -> dict[str, Any]:
    """Keep only the rows of which this holds."""
    return {"postgresql_where": where, "sqlite_where": where}


def trigrams(*columns: str) -> dict[str, Any]:
    """Let PostgreSQL find a part of these texts; needs `enable_trigrams`."""
    operators = dict.fromkeys(columns, "public.gin_trgm_ops")
    return {"postgresql_using": "gin", "postgresql_ops": operators}


class _EnableTrigrams(Executable, ClauseElement):
    inherit_cache = False


@compiles(_EnableTrigrams)
def _(_element: _EnableTrigrams, _compiler: SQLCompiler, **_options: object) -> str:
    return "CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public"


@compiles(_EnableTrigrams, "sqlite")
def _(_element: _EnableTrigrams, _compiler: SQLCompiler, **_options: object) -> str:
    return "SELECT 1"  # it has no such index, and needs no extension for it


def enable_trigrams() -> Executable:
    """Give PostgreSQL what an index of trigrams needs, once for all services of a database."""
    return _EnableTrigrams()
