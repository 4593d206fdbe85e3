"""Column types and conditions that mean the same on PostgreSQL and on SQLite.

On PostgreSQL each type is the native one, without a Python call per value.
"""

import enum
import json
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any, TypeVar, cast
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    Boolean,
    ColumnElement,
    DateTime,
    Dialect,
    Enum,
    Numeric,
    String,
    Text,
    TypeDecorator,
    literal,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import FunctionElement
from sqlalchemy.types import TypeEngine

EnumT = TypeVar("EnumT", bound=enum.StrEnum)
ItemT = TypeVar("ItemT")

_INT8_DIGITS = 18
"""Digits that fit into an integer of SQLite whatever they are."""

_EXACT = Context(prec=2000, rounding=ROUND_HALF_UP)
"""Enough for any `numeric`; rounds as PostgreSQL does what has more digits than its column."""


class _SqliteTimestamp(TypeDecorator[datetime]):
    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)


class _SqliteScaledInteger(TypeDecorator[Decimal]):
    """SQLite has no decimal; an integer count of the smallest unit sorts and sums exactly."""

    impl = BigInteger
    cache_ok = True

    def __init__(self, scale: int) -> None:
        super().__init__()
        self.scale = scale

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        del dialect
        return None if value is None else _scaled(value, self.scale)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        del dialect
        return None if value is None else _unscaled(value, self.scale)


class _SqliteScaledText(TypeDecorator[Decimal]):
    """The same count where it outgrows 64 bits; shifted, so that it sorts as text."""

    impl = String
    cache_ok = True

    def __init__(self, precision: int, scale: int) -> None:
        super().__init__(precision + 1)
        self.precision = precision
        self.scale = scale

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        del dialect
        return None if value is None else _shifted(value, self.precision, self.scale)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        del dialect
        return None if value is None else _unscaled(int(value) - 10**self.precision, self.scale)


class _SqliteList(TypeDecorator[list[Any]]):
    impl = Text
    cache_ok = True

    def __init__(self, item: TypeEngine[Any]) -> None:
        super().__init__()
        self.item = item
        value_type: Any = list.__class_getitem__(item.python_type)
        self._adapter: TypeAdapter[list[Any]] = TypeAdapter(value_type)

    def process_bind_param(self, value: list[Any] | None, dialect: Dialect) -> str | None:
        del dialect
        if value is None:
            return None
        return json.dumps([_plain(item) for item in value], ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> list[Any] | None:
        del dialect
        return None if value is None else self._adapter.validate_json(value)


class _SqliteItem(TypeDecorator[Any]):
    """An item as `json_each` shows it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> object:
        del dialect
        return _plain(value)


def _scaled(value: Decimal, scale: int) -> int:
    return int(value.scaleb(scale, _EXACT).to_integral_value(context=_EXACT))


def _unscaled(count: int, scale: int) -> Decimal:
    return Decimal(count).scaleb(-scale, _EXACT)


def _shifted(value: Decimal, precision: int, scale: int) -> str:
    return str(_scaled(value, scale) + 10**precision).zfill(precision + 1)


def _plain(value: object) -> object:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case Decimal() | UUID():
            return str(value)
        case _:
            return value


class Timestamp(TypeDecorator[datetime]):
    """An aware point in time: `timestamptz`, or UTC text on SQLite."""

    impl = DateTime
    cache_ok = True

    def __init__(self) -> None:
        """Ask for a time zone."""
        super().__init__(timezone=True)

    def __repr__(self) -> str:
        """Render for a migration."""
        return "Timestamp()"

    @property
    def python_type(self) -> type[datetime]:
        """Return the type of its values."""
        return datetime

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the native type."""
        native = DateTime(timezone=True)
        return dialect.type_descriptor(_SqliteTimestamp() if dialect.name == "sqlite" else native)


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal without rounding: `numeric(p, s)`, or a count of its smallest unit on SQLite."""

    impl = Numeric
    cache_ok = True

    def __init__(self, precision: int, scale: int) -> None:
        """Size the column.

        Args:
            precision: Digits in all.
            scale: Digits after the point.
        """
        super().__init__(precision, scale)
        self.precision = precision
        self.scale = scale

    def __repr__(self) -> str:
        """Render for a migration."""
        return f"ExactDecimal({self.precision}, {self.scale})"

    @property
    def python_type(self) -> type[Decimal]:
        """Return the type of its values."""
        return Decimal

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the native type."""
        if dialect.name != "sqlite":
            return dialect.type_descriptor(Numeric(self.precision, self.scale))
        if self.precision > _INT8_DIGITS:
            return dialect.type_descriptor(_SqliteScaledText(self.precision, self.scale))
        return dialect.type_descriptor(_SqliteScaledInteger(self.scale))


class ListOf(TypeDecorator[list[Any]]):
    """A list of scalars: an array, or JSON text on SQLite. Assign a new list; never change one."""

    impl = ARRAY
    cache_ok = True

    def __init__(self, item: TypeEngine[Any]) -> None:
        """Fix the type of the items."""
        super().__init__(item)
        self.item = item

    def __repr__(self) -> str:
        """Render for a migration."""
        module = "columns" if type(self.item).__module__ == __name__ else "sa"
        item = String(self.item.length) if isinstance(self.item, Enum) else self.item
        return f"ListOf({module}.{item!r})"

    @property
    def python_type(self) -> type[list[Any]]:
        """Return the type of its values."""
        return list

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the native type."""
        native = ARRAY(self.item)
        on_sqlite = dialect.name == "sqlite"
        return dialect.type_descriptor(_SqliteList(self.item) if on_sqlite else native)


class JsonOf(TypeDecorator[Any]):
    """A value with members: `jsonb`, or JSON text on SQLite. Assign a new one; never change one."""

    impl = JSON
    cache_ok = True

    def __init__(self, value_type: type[object] = object) -> None:
        """Fix the Python type; migrations need none."""
        super().__init__(none_as_null=True)
        self.value_type = value_type
        self._adapter: TypeAdapter[Any] = TypeAdapter(value_type)

    def __repr__(self) -> str:
        """Render for a migration."""
        return "JsonOf()"

    @property
    def python_type(self) -> type[object]:
        """Return the type of its values."""
        return self.value_type

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the native type."""
        native = JSON if dialect.name == "sqlite" else JSONB
        return dialect.type_descriptor(native(none_as_null=True))

    def process_bind_param(self, value: object, dialect: Dialect) -> object:
        """Write the members as JSON data."""
        del dialect
        return None if value is None else self._adapter.dump_python(value, mode="json")

    def process_result_value(self, value: object, dialect: Dialect) -> object:
        """Read them back."""
        del dialect
        return None if value is None else self._adapter.validate_python(value)


def text_enum(values: type[EnumT]) -> Enum:
    """Store an enum by value in a `varchar(64)`; its check constraint stands in the table."""
    return Enum(
        values,
        native_enum=False,
        create_constraint=False,
        length=64,
        values_callable=lambda members: [member.value for member in members],
    )


class _Exact(ColumnElement[Decimal]):
    inherit_cache = False

    def __init__(self, value: str, precision: int, scale: int) -> None:
        super().__init__()
        self.value = Decimal(value)
        self.precision = precision
        self.scale = scale
        self.type = ExactDecimal(precision, scale)


@compiles(_Exact)
def _(element: _Exact, _compiler: SQLCompiler, **_options: object) -> str:
    return f"{element.value:f}"


@compiles(_Exact, "sqlite")
def _(element: _Exact, _compiler: SQLCompiler, **_options: object) -> str:
    if element.precision > _INT8_DIGITS:
        return f"'{_shifted(element.value, element.precision, element.scale)}'"
    return str(_scaled(element.value, element.scale))


def exact(value: str, precision: int, scale: int) -> ColumnElement[Decimal]:
    """Write a decimal as a column of this size holds it, for constraints and server defaults."""
    return _Exact(value, precision, scale)


class _ListContains(FunctionElement[bool]):
    name = "list_contains"
    type = Boolean()
    inherit_cache = True


@compiles(_ListContains)
def _(element: _ListContains, compiler: SQLCompiler, **options: object) -> str:
    column, item = (compiler.process(clause, **options) for clause in element.clauses)
    array = compiler.dialect.type_compiler_instance.process(next(iter(element.clauses)).type)
    return f"{column} @> ARRAY[{item}]::{array}"


@compiles(_ListContains, "sqlite")
def _(element: _ListContains, compiler: SQLCompiler, **options: object) -> str:
    column, item = (compiler.process(clause, **options) for clause in element.clauses)
    return f"EXISTS (SELECT 1 FROM json_each({column}) WHERE value = {item})"  # noqa: S608 - no values


class _Item(TypeDecorator[Any]):
    """An item that is looked for in a list."""

    impl = Text
    cache_ok = True

    def __init__(self, item: TypeEngine[Any]) -> None:
        super().__init__()
        self.item = item

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(_SqliteItem() if dialect.name == "sqlite" else self.item)


def list_contains(
    column: InstrumentedAttribute[list[ItemT]] | InstrumentedAttribute[list[ItemT] | None],
    item: ItemT,
) -> ColumnElement[bool]:
    """Tell whether a `ListOf` holds an item (on PostgreSQL a GIN index can answer it)."""
    kind = cast("ListOf", column.type)
    return _ListContains(column, literal(item, _Item(kind.item)))


class _TextContains(FunctionElement[bool]):
    name = "text_contains"
    type = Boolean()
    inherit_cache = True


@compiles(_TextContains)
def _(element: _TextContains, compiler: SQLCompiler, **options: object) -> str:
    column, part = (compiler.process(clause, **options) for clause in element.clauses)
    return f"strpos({column}, {part}) > 0"


@compiles(_TextContains, "sqlite")
def _(element: _TextContains, compiler: SQLCompiler, **options: object) -> str:
    column, part = (compiler.process(clause, **options) for clause in element.clauses)
    return f"instr({column}, {part}) > 0"


def text_contains(
    column: InstrumentedAttribute[str] | InstrumentedAttribute[str | None], part: str
) -> ColumnElement[bool]:
    """Tell whether a text holds another one, case and all."""
    return _TextContains(column, literal(part, Text()))


class _UuidText(FunctionElement[str]):
    name = "uuid_text"
    type = Text()
    inherit_cache = True


@compiles(_UuidText)
def _(element: _UuidText, compiler: SQLCompiler, **options: object) -> str:
    return f"CAST({compiler.process(element.clauses, **options)} AS TEXT)"


@compiles(_UuidText, "sqlite")
def _(element: _UuidText, compiler: SQLCompiler, **options: object) -> str:
    column = compiler.process(element.clauses, **options)
    groups = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
    return "(" + " || '-' || ".join(f"substr({column}, {at}, {n})" for at, n in groups) + ")"


def uuid_text(
    column: InstrumentedAttribute[UUID] | InstrumentedAttribute[UUID | None],
) -> ColumnElement[str]:
    """Write an id as people see it, so that a part of it can be searched for."""
    return _UuidText(column)
