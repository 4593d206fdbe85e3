"""Walk databases through the migrations of many small projects, in one process.

Usage: `drive.py CASES.json URL FOLDER` prints a line of JSON for each walk. With `--sql` it walks nowhere, and writes
what PostgreSQL would be told into the folder.
"""

import asyncio
import io
import json
import sys
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import shared
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from pydantic import TypeAdapter
from pydantic_core import to_jsonable_python
from shared.runtime.database import new_engine
from sqlalchemy import Connection, MetaData, Table, select

Rows = dict[str, list[dict[str, Any]]]

ENVIRONMENT = Path(__file__).parent / "environment"
SHARED = list(shared.__path__)


def metadata_of(sources: str) -> MetaData:
    """Import the tables of one state of a project, and forget those of the state before."""
    ours = [name for name in sys.modules if name.split(".")[0] == "backend"]
    for name in [*ours, *(name for name in sys.modules if name.startswith("shared.generated"))]:
        del sys.modules[name]
    shared.__dict__.pop("generated", None)
    shared.__path__ = [f"{sources}/shared", *SHARED]
    sys.path.insert(0, sources)
    try:
        from backend.generated.orm import Base
    finally:
        sys.path.remove(sources)
    return Base.metadata


def config_of(case: dict[str, Any], **attributes: object) -> Config:
    config = Config(output_buffer=io.StringIO())
    config.set_main_option("script_location", str(ENVIRONMENT))
    config.set_main_option("version_locations", case["versions"])
    config.set_main_option("path_separator", "os")
    config.attributes.update(attributes)
    return config


class Walk:
    """One project on one database."""

    def __init__(self, connection: Connection, case: dict[str, Any]) -> None:
        self.connection = connection
        self.case = case
        self.metadata = [metadata_of(step["sources"]) for step in case["steps"]]
        self.config = config_of(case, connection=connection, schema=case["name"])

    def run(self) -> None:
        steps = self.case["steps"]
        for position, step in enumerate(steps):
            self.go(command.upgrade, position)
            if position == 0:
                self.fill(step["rows"])
            self.look(position, step["rows"], "up")
        for position, rows in reversed(list(enumerate(self.case["back"]))):
            self.go(command.downgrade, position)
            self.look(position, rows, "down")
        self.go(command.upgrade, len(steps) - 1)
        self.look(len(steps) - 1, self.case["again"], "up again")

    def go(self, way: Any, position: int) -> None:
        """Migrate, and compare as `alembic check` does; it would refuse a state that is not the newest."""
        metadata = self.metadata[position]
        self.config.attributes["metadata"] = metadata
        way(self.config, self.case["steps"][position]["head"])
        found: list[Any] = []

        def compare(_revision: object, context: Any) -> list[Any]:
            found.extend(compare_metadata(context, metadata))
            return []

        scripts = ScriptDirectory.from_config(self.config)
        with EnvironmentContext(self.config, scripts, fn=compare, dont_mutate=True):
            scripts.run_env()
        if found:
            problem = f"step {position} differs after {way.__name__}: {found}"
            raise AssertionError(problem)

    def fill(self, rows: Rows) -> None:
        for name, items in rows.items():
            table = self.metadata[0].tables[name]
            for item in items:
                self.connection.execute(table.insert().values(loaded(table, item)))
        self.connection.commit()

    def look(self, position: int, rows: Rows, way: str) -> None:
        for name, expected in rows.items():
            table = self.metadata[position].tables[name]
            order = [table.c["n"]] if "n" in table.c else list(table.primary_key)
            read = self.connection.execute(select(table).order_by(*order)).mappings()
            found = [dumped(row) for row in read]
            seen = [{key: row[key] for key in wanted} for row, wanted in zip(found, expected)]
            if len(found) != len(expected) or seen != expected:
                problem = f"{name} at step {position} on the way {way}: {found} instead of {expected}"
                raise AssertionError(problem)
        self.connection.commit()


def loaded(table: Table, item: dict[str, Any]) -> dict[str, Any]:
    return {
        key: None if value is None else TypeAdapter(table.c[key].type.python_type).validate_python(value)
        for key, value in item.items()
    }


def dumped(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {
        key: to_jsonable_python(value.astimezone(UTC) if isinstance(value, datetime) else value)
        for key, value in row.items()
    }


def sql_of(case: dict[str, Any]) -> str:
    """What `alembic upgrade --sql` prints for PostgreSQL, the first revision left out."""
    metadata = metadata_of(case["steps"][-1]["sources"])
    config = config_of(case, url="postgresql+asyncpg://", schema="shop", metadata=metadata)
    first, last = case["steps"][0]["head"], case["steps"][-1]["head"]
    command.upgrade(config, f"{first}:{last}", sql=True)
    return config.output_buffer.getvalue()


async def walk(url: str, case: dict[str, Any]) -> None:
    engine = new_engine(url, schema=case["name"])
    try:
        async with engine.connect() as connection:
            await connection.run_sync(lambda given: Walk(given, case).run())
    finally:
        await engine.dispose()


async def main(cases: list[dict[str, Any]], url: str, folder: Path, *, only_sql: bool) -> None:
    folder.mkdir(exist_ok=True)
    for case in cases:
        problems: dict[str, str] = {}
        databases = {"sqlite": f"sqlite+aiosqlite:///{folder}/{case['name']}.db", "postgresql": url}
        for dialect, address in () if only_sql else databases.items():
            try:
                await walk(address, case)
            except Exception:  # the test shows it
                problems[dialect] = traceback.format_exc(limit=-8)
        if only_sql:
            (folder / f"{case['name']}.sql").write_text(sql_of(case), encoding="utf-8")
        print(json.dumps({"name": case["name"], "problems": problems}), flush=True)


asyncio.run(
    main(
        json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")),
        sys.argv[2],
        Path(sys.argv[3]),
        only_sql="--sql" in sys.argv[4:],
    )
)
