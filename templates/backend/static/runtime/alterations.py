"""Changes of tables that PostgreSQL and SQLite make in different ways, for migrations.

PostgreSQL changes a table in place. SQLite copies it, and its columns hold what Python wrote there.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, date, datetime, time
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import Any, cast
from uuid import UUID

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

from shared.runtime.columns import ExactDecimal, ListOf

_INT4 = 2**31
_INT8 = 2**63


def rename_constraints(table: str, names: Mapping[str, str]) -> None:
    """Give constraints other names; PostgreSQL looks at no row for it.

    Args:
        table: Where they are.
        names: New names by old ones.
    """
    if not _on_sqlite():
        for old, new in names.items():
            op.execute(
                f"ALTER TABLE {_quoted(table)} RENAME CONSTRAINT {_quoted(old)} TO {_quoted(new)}"
            )
        return
    copied = sa.Table(table, sa.MetaData(), autoload_with=op.get_bind(), resolve_fks=False)
    for constraint in copied.constraints:
        constraint.name = names.get(str(constraint.name), constraint.name)
    with op.batch_alter_table(
        table, copy_from=copied, recreate="always", table_kwargs=_counting(table)
    ):
        pass


def rename_index(old: str, new: str) -> None:
    """Give an index another name."""
    if not _on_sqlite():
        op.execute(f"ALTER INDEX {_quoted(old)} RENAME TO {_quoted(new)}")
        return
    made = sa.text("SELECT sql FROM sqlite_master WHERE type = 'index' AND name = :name")
    statement: str = op.get_bind().execute(made, {"name": old}).scalar_one()
    op.execute(f"DROP INDEX {_quoted(old)}")
    op.execute(sa.text(statement.replace(old, new, 1).replace(":", r"\:")))


def change_type(
    table: str,
    column: str,
    before: TypeEngine[Any],
    after: TypeEngine[Any],
    *,
    using: str | None = None,
) -> None:
    """Give a column another type, and its values with it.

    Args:
        table: Where the column is.
        column: Its name.
        before: Type that it has.
        after: Type that it gets.
        using: How PostgreSQL converts a value, where it does not know by itself.
    """
    if not _on_sqlite():
        op.alter_column(table, column, existing_type=before, type_=after, postgresql_using=using)
        return
    connection = op.get_bind()
    keys = sa.inspect(connection).get_pk_constraint(table)["constrained_columns"]
    old = sa.table(table, *map(sa.column, keys), sa.column(column, before))
    rows = connection.execute(sa.select(*old.c).where(old.c[column].is_not(None))).all()
    with op.batch_alter_table(table, table_kwargs=_counting(table)) as batch_op:
        batch_op.alter_column(column, existing_type=before, type_=after)
    new = sa.table(table, *map(sa.column, keys), sa.column(column, after))
    for *key, value in rows:
        here = sa.and_(*(new.c[name] == part for name, part in zip(keys, key, strict=True)))
        changed = new.update().where(here).values({column: _converted(value, after)})
        connection.execute(changed)


def rename_values(table: str, column: str, values: Mapping[str, str]) -> None:
    """Write other values of an enum.

    Args:
        table: Where the column is.
        column: Its name.
        values: New values by old ones.
    """
    rows = sa.table(table, sa.column(column, sa.String))
    cell = rows.c[column]
    named = sa.case(dict(values.items()), value=cell, else_=cell)
    op.execute(rows.update().where(cell.in_(list(values))).values({column: named}))


def rename_items(table: str, column: str, values: Mapping[str, str]) -> None:
    """Write other values of an enum whose values a column has lists of.

    Args:
        table: Where the column is.
        column: Its name.
        values: New values by old ones.
    """
    rows = sa.table(table, sa.column(column))
    cell = rows.c[column]
    if not _on_sqlite():
        for old, new in values.items():
            replaced = sa.func.array_replace(cell, _varchar(old), _varchar(new))
            op.execute(
                rows.update().where(_varchar(old) == sa.any_(cell)).values({column: replaced})
            )
        return
    items = sa.func.json_each(cell).table_valued("key", "value")
    named = sa.case(dict(values.items()), value=items.c.value, else_=items.c.value)
    listed = sa.select(sa.func.json_group_array(named)).select_from(items).scalar_subquery()
    op.execute(rows.update().where(cell.is_not(None)).values({column: listed}))


def build_index(
    name: str,
    table: str,
    columns: Sequence[str],
    **options: Any,  # noqa: ANN401 - of the databases
) -> None:
    """Make an index of a table that may be big: PostgreSQL does it while others write.

    A build that was broken off is begun anew.
    """
    with _beside_others():
        if not _on_sqlite():
            op.drop_index(name, table_name=table, if_exists=True, postgresql_concurrently=True)
            options["postgresql_concurrently"] = True
        op.create_index(name, table, list(columns), **options)


def validate(table: str, *names: str) -> None:
    """Let PostgreSQL look whether the rows obey constraints that it has taken on trust."""
    for name in () if _on_sqlite() else names:
        op.execute(f"ALTER TABLE {_quoted(table)} VALIDATE CONSTRAINT {_quoted(name)}")


def drop_index(name: str, table: str) -> None:
    """Take such an index away."""
    with _beside_others():
        concurrently = not _on_sqlite()
        op.drop_index(name, table_name=table, if_exists=True, postgresql_concurrently=concurrently)


def build_unique(name: str, table: str, columns: Sequence[str]) -> None:
    """Make a unique constraint of a table that may be big: only its index takes long."""
    if _on_sqlite():
        with op.batch_alter_table(table, table_kwargs=_counting(table)) as batch_op:
            batch_op.create_unique_constraint(name, list(columns))
        return
    with _beside_others():
        altered = f"ALTER TABLE {_quoted(table)}"
        op.execute(f"{altered} DROP CONSTRAINT IF EXISTS {_quoted(name)}")
        op.drop_index(name, table_name=table, if_exists=True, postgresql_concurrently=True)
        op.create_index(name, table, list(columns), unique=True, postgresql_concurrently=True)
        op.execute(f"{altered} ADD CONSTRAINT {_quoted(name)} UNIQUE USING INDEX {_quoted(name)}")


def build_primary_key(name: str, table: str, columns: Sequence[str]) -> None:
    """Make other columns the key of a table that may be big: only the index takes long."""
    if _on_sqlite():
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_constraint(name, type_="primary")
            batch_op.create_primary_key(name, list(columns))
        return
    index = f"{name}_new"
    with _beside_others():
        op.drop_index(index, table_name=table, if_exists=True, postgresql_concurrently=True)
        op.create_index(index, table, list(columns), unique=True, postgresql_concurrently=True)
        op.execute(
            f"ALTER TABLE {_quoted(table)} DROP CONSTRAINT {_quoted(name)}, "
            f"ADD CONSTRAINT {_quoted(name)} PRIMARY KEY USING INDEX {_quoted(index)}"
        )


def _beside_others() -> AbstractContextManager[None]:
    """Leave the transaction: PostgreSQL builds an index beside other work only outside of one."""
    return nullcontext() if _on_sqlite() else op.get_context().autocommit_block()


def _on_sqlite() -> bool:
    return op.get_context().dialect.name == "sqlite"


def _counting(table: str) -> dict[str, bool]:
    """Keep what a copy would forget: numbers of deleted rows are not given again."""
    made = sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :name")
    statement: str = op.get_bind().execute(made, {"name": table}).scalar_one()
    return {"sqlite_autoincrement": "AUTOINCREMENT" in statement}


def _quoted(name: str) -> str:
    return op.get_context().dialect.identifier_preparer.quote(name)


def _varchar(text: str) -> sa.ColumnElement[str]:
    return sa.cast(sa.literal(text), sa.String(64))


def _converted(value: Any, target: TypeEngine[Any]) -> Any:  # noqa: ANN401 - any column's
    """Convert as PostgreSQL does with the `USING` of such a change.

    Raises:
        ValueError: The value does not fit.
    """
    if isinstance(target, ListOf):
        items = value if isinstance(value, list) else [value]
        return [_converted(item, target.item) for item in items]
    if isinstance(value, list):
        return _converted(value[0], target) if value else None
    return _CONVERSIONS[target.python_type](value, target)


def _text(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case float():
            return repr(value).removesuffix(".0")
        case Decimal():
            return f"{value:f}"
        case datetime():
            return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        case _:
            return str(value)


def _number(value: Any, scale: int) -> Decimal:  # noqa: ANN401 - any column's
    text = str(int(value)) if isinstance(value, bool) else str(value).strip()
    rounding = ROUND_HALF_EVEN if isinstance(value, float) else ROUND_HALF_UP
    return Decimal(text).quantize(Decimal(1).scaleb(-scale), rounding)


def _to_text(value: object, target: TypeEngine[Any]) -> str:
    text = _text(value)
    limit = target.length if isinstance(target, sa.String) else None
    if limit is not None and len(text) > limit:
        problem = f"{text[:20]!r}... has more than {limit} characters"
        raise ValueError(problem)
    return text


def _to_bool(value: object, _target: TypeEngine[Any]) -> bool:
    if isinstance(value, str):
        words = {"true": True, "t": True, "1": True, "false": False, "f": False, "0": False}
        return words[value.strip().lower()]
    return value != 0


def _to_int(value: object, target: TypeEngine[Any]) -> int:
    number = int(_number(value, 0))
    limit = _INT8 if isinstance(target, sa.BigInteger) else _INT4
    if not -limit <= number < limit:
        problem = f"{number} is out of range"
        raise ValueError(problem)
    return number


def _to_decimal(value: object, target: TypeEngine[Any]) -> Decimal:
    precision, scale = cast("ExactDecimal", target).precision, cast("ExactDecimal", target).scale
    number = _number(value, scale)
    if abs(number) >= Decimal(10) ** (precision - scale):
        problem = f"{number} has more than {precision} digits"
        raise ValueError(problem)
    return number


def _to_moment(value: Any, _target: TypeEngine[Any]) -> datetime:  # noqa: ANN401 - any column's
    if isinstance(value, date):
        return datetime.combine(value, time(), UTC)
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _to_date(value: Any, _target: TypeEngine[Any]) -> date:  # noqa: ANN401 - any column's
    if isinstance(value, datetime):
        return value.astimezone(UTC).date()
    return date.fromisoformat(value)


_CONVERSIONS: dict[type, Callable[[Any, TypeEngine[Any]], Any]] = {
    bool: _to_bool,
    int: _to_int,
    float: lambda value, _target: float(value),
    Decimal: _to_decimal,
    str: _to_text,
    UUID: lambda value, _target: UUID(value),
    date: _to_date,
    datetime: _to_moment,
}
