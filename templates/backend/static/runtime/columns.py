"""Column types that mean the same on PostgreSQL and on SQLite.

On PostgreSQL each type is the native one, without a Python call per value.
"""

import enum
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import (
    ARRAY,
    JSON,
    ColumnElement,
    DateTime,
    Dialect,
    Enum,
    Interval,
    Numeric,
    String,
    TypeDecorator,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from shared.runtime.sqlite_columns import (
    INT8_DIGITS,
    SqliteDuration,
    SqliteList,
    SqliteScaledInteger,
    SqliteScaledText,
    SqliteTimestamp,
    scaled,
    shifted,
)

EnumT = TypeVar("EnumT", bound=enum.StrEnum)


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
        return dialect.type_descriptor(SqliteTimestamp() if dialect.name == "sqlite" else native)


class Duration(TypeDecorator[timedelta]):
    """A length of time: `interval`, or a count of microseconds on SQLite."""

    impl = Interval
    cache_ok = True

    def __repr__(self) -> str:
        """Render for a migration."""
        return "Duration()"

    @property
    def python_type(self) -> type[timedelta]:
        """Return the type of its values."""
        return timedelta

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the native type."""
        return dialect.type_descriptor(SqliteDuration() if dialect.name == "sqlite" else Interval())


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
        if self.precision > INT8_DIGITS:
            return dialect.type_descriptor(SqliteScaledText(self.precision, self.scale))
        return dialect.type_descriptor(SqliteScaledInteger(self.scale))


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
        return dialect.type_descriptor(SqliteList(self.item) if on_sqlite else native)


class JsonOf(TypeDecorator[Any]):
    """A value made of others: `jsonb`, or JSON text on SQLite. Assign another; never change one."""

    impl = JSON
    cache_ok = True

    def __init__(self, value_type: Any = object) -> None:  # noqa: ANN401
        """Fix the Python type, as it travels; migrations need none."""
        super().__init__(none_as_null=True)
        self.value_type = value_type
        self._adapter: TypeAdapter[Any] = TypeAdapter(value_type)

    def __repr__(self) -> str:
        """Render for a migration."""
        return "JsonOf()"

    @property
    def python_type(self) -> type[object]:
        """Return the type of its values."""
        return object

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the native type."""
        native = JSON if dialect.name == "sqlite" else JSONB
        return dialect.type_descriptor(native(none_as_null=True))

    def process_bind_param(self, value: object, dialect: Dialect) -> object:
        """Write the members as JSON data."""
        del dialect
        if value is None:
            return None
        return self._adapter.dump_python(value, mode="json", by_alias=False)

    def process_result_value(self, value: object, dialect: Dialect) -> object:
        """Read them back."""
        del dialect
        if value is None:
            return None
        return self._adapter.validate_python(value, by_alias=False, by_name=True)

    def read(self, value: object) -> Any:  # noqa: ANN401
        """Make the Python value of what travels."""
        return self._adapter.validate_python(value, by_alias=True, by_name=True)


class AnyJson(JsonOf):
    """A value of any JSON type, of which null is one."""

    cache_ok = True
    should_evaluate_none = True

    def process_bind_param(self, value: object, dialect: Dialect) -> object:
        """Keep null apart from nothing."""
        del dialect
        return JSON.NULL if value is None else value

    def process_result_value(self, value: object, dialect: Dialect) -> object:
        """Leave it as it is."""
        del dialect
        return value

    def read(self, value: object) -> object:
        """Leave it as it is."""
        return value


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
    if element.precision > INT8_DIGITS:
        return f"'{shifted(element.value, element.precision, element.scale)}'"
    return str(scaled(element.value, element.scale))


def exact(value: str, precision: int, scale: int) -> ColumnElement[Decimal]:
    """Write a decimal as a column of this size holds it, for constraints and server defaults."""
    return _Exact(value, precision, scale)
