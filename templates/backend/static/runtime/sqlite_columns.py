"""Forms in which SQLite keeps what it has no type for."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import BigInteger, DateTime, Dialect, String, Text, TypeDecorator
from sqlalchemy.types import TypeEngine

from shared.runtime.binary import Base64, base64_text
from shared.runtime.durations import IsoDuration, duration_text

INT8_DIGITS = 18
"""Digits that fit into an integer of SQLite whatever they are."""

_EXACT = Context(prec=2000, rounding=ROUND_HALF_UP)
"""Enough for any `numeric`; rounds as PostgreSQL does what has more digits than its column."""


_TEXT_FORMS: Mapping[type[object], object] = {
    bytes: Annotated[bytes, Base64()],
    timedelta: IsoDuration,
}
"""Items that JSON has no form of its own for."""


class SqliteTimestamp(TypeDecorator[datetime]):
    """SQLite knows no time zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Write UTC."""
        del dialect
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read UTC."""
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)


class SqliteDuration(TypeDecorator[timedelta]):
    """A count of microseconds, which sorts and sums."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> int | None:
        """Count."""
        del dialect
        return None if value is None else value // timedelta(microseconds=1)

    def process_result_value(self, value: int | None, dialect: Dialect) -> timedelta | None:
        """Count back."""
        del dialect
        return None if value is None else timedelta(microseconds=value)


class SqliteScaledInteger(TypeDecorator[Decimal]):
    """SQLite has no decimal; an integer count of the smallest unit sorts and sums exactly."""

    impl = BigInteger
    cache_ok = True

    def __init__(self, scale: int) -> None:
        """Fix the digits after the point."""
        super().__init__()
        self.scale = scale

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Count."""
        del dialect
        return None if value is None else scaled(value, self.scale)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Count back."""
        del dialect
        return None if value is None else unscaled(value, self.scale)


class SqliteScaledText(TypeDecorator[Decimal]):
    """The same count where it outgrows 64 bits; shifted, so that it sorts as text."""

    impl = String
    cache_ok = True

    def __init__(self, precision: int, scale: int) -> None:
        """Size the text."""
        super().__init__(precision + 1)
        self.precision = precision
        self.scale = scale

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """Count from the least value."""
        del dialect
        return None if value is None else shifted(value, self.precision, self.scale)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """Count back."""
        del dialect
        return None if value is None else unscaled(int(value) - 10**self.precision, self.scale)


class SqliteList(TypeDecorator[list[Any]]):
    """A list as JSON text."""

    impl = Text
    cache_ok = True

    def __init__(self, item: TypeEngine[Any]) -> None:
        """Fix the type of the items."""
        super().__init__()
        self.item = item
        form = _TEXT_FORMS.get(item.python_type, item.python_type)
        value_type: Any = list.__class_getitem__(form)
        self._adapter: TypeAdapter[list[Any]] = TypeAdapter(value_type)

    def process_bind_param(self, value: list[Any] | None, dialect: Dialect) -> str | None:
        """Write the items."""
        del dialect
        if value is None:
            return None
        return json.dumps([_plain(item) for item in value], ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> list[Any] | None:
        """Read the items."""
        del dialect
        return None if value is None else self._adapter.validate_json(value)


class SqliteItem(TypeDecorator[Any]):
    """An item as `json_each` shows it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> object:
        """Write it as the list has it."""
        del dialect
        return _plain(value)


def scaled(value: Decimal, scale: int) -> int:
    """Count the smallest units of a decimal."""
    return int(value.scaleb(scale, _EXACT).to_integral_value(context=_EXACT))


def unscaled(count: int, scale: int) -> Decimal:
    """Make a decimal of a count."""
    return Decimal(count).scaleb(-scale, _EXACT)


def shifted(value: Decimal, precision: int, scale: int) -> str:
    """Write a count so that it sorts as text."""
    return str(scaled(value, scale) + 10**precision).zfill(precision + 1)


def _plain(value: object) -> object:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date() | time():
            return value.isoformat()
        case timedelta():
            return duration_text(value)
        case bytes():
            return base64_text(value)
        case Decimal() | UUID():
            return str(value)
        case _:
            return value
