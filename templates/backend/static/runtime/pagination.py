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
from uuid import UUID

from pydantic import AwareDatetime, Field, TypeAdapter, ValidationError
from sqlalchemy import BigInteger, Integer, Select, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.types import TypeEngine

from shared.runtime.columns import ExactDecimal
from shared.runtime.durations import IsoDuration
from shared.runtime.errors import CursorInvalidError
from shared.runtime.values import LocalTime

ItemT = TypeVar("ItemT")

_MAX_BYTES = 600
"""Of a cursor before it is encoded: it travels in a URL, and lists refuse long ones."""


@dataclass(frozen=True, eq=False)
class Sort:
    """A column to order by; it must not be nullable. The id breaks ties."""

    column: InstrumentedAttribute[Any]
    descending: bool = False

    ROWS: ClassVar[str] = "page_rows"
    """The parameter of `statement` that says how many rows to read."""

    @cached_property
    def statement(self) -> Select[Any]:
        """Select the rows of the column's entity in this order; built once, as it costs 0.1 ms."""
        entity = self.column.class_
        order = (self.column, entity.id)
        directed = [each.desc() for each in order] if self.descending else order
        return select(entity).order_by(*directed).limit(bindparam(self.ROWS))

    @cached_property
    def position(self) -> TypeAdapter[tuple[str, Any, UUID]]:
        """What a cursor of this order holds: the order itself, the last value and the last id."""
        value: Any = _storable(self.column.type)
        position: Any = tuple.__class_getitem__((str, value | None, UUID))
        return TypeAdapter(position)


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


def encode_cursor(sort: Sort, value: object, row_id: UUID) -> str:
    """Write the position after a row as an opaque URL-safe token.

    A value that is too long is left out: it is still in the row, unless that is deleted meanwhile.
    """
    text = sort.position.dump_json((_label(sort), value, row_id))
    if len(text) > _MAX_BYTES:
        text = sort.position.dump_json((_label(sort), None, row_id))
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


def decode_cursor(sort: Sort, cursor: str) -> tuple[Any, UUID]:
    """Read a token back; the value is `None` where it has to be taken from the row.

    Raises:
        CursorInvalidError: It is no token, or one of another list or order.
    """
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        label, value, row_id = sort.position.validate_json(text)
        if isinstance(value, datetime):
            value = value.astimezone(UTC)
    except (ValueError, ValidationError, OverflowError) as error:
        raise CursorInvalidError from error
    if label != _label(sort):
        raise CursorInvalidError
    return value, row_id


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
