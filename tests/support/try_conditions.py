"""Ask a database and Python about the conditions of a generated project, and print where they differ.

Arguments: the address of an empty database, and a file with rows, and with checks: class, name, and the partial set
that says the same. The conditions are those that the project's ORM
and repositories hold: of partial unique sets of the model Row, and of checks of the models Rule0, Rule1 ….
"""

import asyncio
import json
import sys
from pathlib import Path

from pydantic import TypeAdapter
from sqlalchemy import Column, MetaData, Table, case, insert, not_, select
from sqlalchemy.ext.asyncio import create_async_engine

from backend.generated import orm
from backend.generated.repositories.row import RowRepository


def value_of(column, value):
    return None if value is None else TypeAdapter(column.type.python_type).validate_python(value)


async def main() -> None:
    asked = json.loads(Path(sys.argv[2]).read_text())
    table = orm.Row.__table__
    plain = Table("plain", MetaData(), *[Column(c.name, c.type) for c in table.columns])
    given = [{k: value_of(table.c[k], v) for k, v in row.items()} for row in asked["rows"]]
    rows = [orm.Row(**row, code="x", id=None) for row in given]
    filters = {i.name: i.dialect_options["sqlite"]["where"] for i in table.indexes if i.unique}
    checks = {
        name: next(each.sqltext for each in getattr(orm, rule).__table__.constraints if each.name == check)
        for rule, check, name in asked["checks"]
    }
    expected = [
        {p.constraint: p.applies for p in RowRepository(None).conflicts(row).partial} for row in rows
    ]
    engine = create_async_engine(sys.argv[1])
    differences = []
    # What is null lets no row through a filter, and every row through a check.
    said = {("filter", name): case((where, "true"), else_="false") for name, where in filters.items()} | {
        ("check", name): case((check, "true"), (not_(check), "false"), else_="null")
        for name, check in checks.items()
    }
    async with engine.connect() as connection:
        await connection.run_sync(plain.create)
        for place, row in enumerate(given):
            await connection.execute(plain.delete())
            await connection.execute(insert(plain).values(**row))
            asking = select(*said.values()).select_from(plain)
            answers = dict(zip(said, (await connection.execute(asking)).one(), strict=True))
            differences += [
                [place, *question, answer]
                for question, answer in answers.items()
                if answer != str(expected[place][question[1]]).lower()
            ]
    await engine.dispose()
    held = sum(sum(row.values()) for row in expected)
    total = len(rows) * len(filters)
    print(json.dumps({"differences": differences[:20], "conditions": len(filters), "checks": len(checks),
                      "compared": total, "true": held, "expected": expected}))


asyncio.run(main())
