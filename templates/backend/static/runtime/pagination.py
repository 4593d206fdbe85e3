"""Parts of lists.

A slice continues after the last row seen, at the same cost however deep. A window stands where its
number says: rows that come or go meanwhile move it, and those before it are read in vain.
"""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cached_property
from typing import Annotated, Any, ClassVar, Generic, TypeVar

from pydantic import AwareDatetime, Field, TypeAdapter, ValidationError
from sqlalchemy import BigInteger, Integer, Select, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute, QueryableAttribute
from sqlalchemy.types import TypeEngine

from shared.runtime.columns import ExactDecimal
from shared.runtime.durations import IsoDuration
from shared.runtime.errors import CursorInvalidError
from shared.runtime.orm import key_of
from shared.runtime.values import LocalTime

ItemT = TypeVar("ItemT")

_MAX_BYTES = 600
"""Of a cursor before it is encoded: it travels in a URL, and lists refuse long ones."""


@dataclass(frozen=True, eq=False)
class Sort:
    """A column to order by; it must not be nullable. The key breaks ties."""

    column: InstrumentedAttribute[Any]
    descending: bool = False

    ROWS: ClassVar[str] = "page_rows"
    """The parameter of `statement` that says how many rows to read."""

    @cached_property
    def key(self) -> tuple[QueryableAttribute[Any], ...]:
        """What tells the rows apart."""
        return key_of(self.column.parent.class_)

    @cached_property
    def order(self) -> tuple[QueryableAttribute[Any], ...]:
        """The column, and what of the key it does not say."""
        return (self.column, *(each for each in self.key if each.key != self.column.key))

    @cached_property
    def statement(self) -> Select[Any]:
        """Select the rows of the column's entity in this order; built once, as it costs 0.1 ms."""
        directed = [each.desc() for each in self.order] if self.descending else self.order
        return select(self.column.class_).order_by(*directed).limit(bindparam(self.ROWS))

    @cached_property
    def position(self) -> TypeAdapter[tuple[Any, ...]]:
        """What a cursor of this order holds: the order itself, the last value and the last key."""
        value: Any = _storable(self.column.type)
        key = (_storable(each.type) for each in self.key)
        position: Any = tuple.__class_getitem__((str, value | None, *key))
        return TypeAdapter(position)

    def place(self, value: object, key: Sequence[object]) -> list[object]:
        """Return what the columns of the order hold in the row with this value and key."""
        held = {each.key: part for each, part in zip(self.key, key, strict=True)}
        held[self.column.key] = value
        return [held[each.key] for each in self.order]


@dataclass(frozen=True, slots=True)
class Slice(Generic[ItemT]):
    """Some consecutive rows, and where the next ones begin."""

    items: Sequence[ItemT]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class Window(Generic[ItemT]):
    """Some consecutive rows, and where they stand among all."""

    items: Sequence[ItemT]
    limit: int
    offset: int
    total: int | None = None
    """How many there are in all, where that was counted."""


def encode_cursor(sort: Sort, value: object, key: Sequence[object]) -> str:
    """Write the position after a row as an opaque URL-safe token.

    A value that is too long is left out: it is still in the row, unless that is deleted meanwhile.
    """
    text = sort.position.dump_json((_label(sort), value, *key))
    if len(text) > _MAX_BYTES:
        text = sort.position.dump_json((_label(sort), None, *key))
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


def decode_cursor(sort: Sort, cursor: str) -> tuple[Any, list[Any]]:
    """Read a token back; the value is `None` where it has to be taken from the row.

    Raises:
        CursorInvalidError: It is no token, or one of another list or order.
    """
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        label, value, *key = sort.position.validate_json(text)
        if isinstance(value, datetime):
            value = value.astimezone(UTC)
    except (ValueError, ValidationError, OverflowError) as error:
        raise CursorInvalidError from error
    if label != _label(sort):
        raise CursorInvalidError
    return value, key


def _label(sort: Sort) -> str:
    return f"{'-' if sort.descending else ''}{sort.column}"


def _storable(column: TypeEngine[Any]) -> object:
    """Describe what the column can be compared with: a cursor may be forged."""
    match column:
        case Integer():
            bits = 63 if isinstance(column, BigInteger) else 31
            return Annotated[int, Field(ge=-(1 << bits), lt=1 << bits)]
        case ExactDecimal(precision=precision, scale=scale):
            return Annotated[column.python_type, Field(max_digits=precision, decimal_places=scale)]
        case _:
            return _STRICT.get(column.python_type, column.python_type)


_STRICT: Mapping[type[object], object] = {
    str: Annotated[str, Field(pattern=r"^[^\x00]*$")],
    float: Annotated[float, Field(allow_inf_nan=False)],
    datetime: AwareDatetime,
    time: LocalTime,
    timedelta: IsoDuration,
}
