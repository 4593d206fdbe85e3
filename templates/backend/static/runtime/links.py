"""Rows that are linked in pairs: many to many, in a table that has no class."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute

from shared.runtime.database import Session
from shared.runtime.errors import DomainError
from shared.runtime.orm import key_of


@dataclass(frozen=True, slots=True)
class Links:
    """What a member of an input says of the pairs of a row."""

    member: str
    table: Table
    own: str
    """Column with the key of the row."""
    other: str
    """Column with the key of a row that it is linked to."""
    target: type[DeclarativeBase]
    by: InstrumentedAttribute[Any]
    """What the values of the member are compared with."""
    missing: Callable[[Any], DomainError]
    makes: bool = False
    """Whether a value that no row has makes one."""

    async def replace(self, session: Session, key: object, values: Sequence[object]) -> None:
        """Link a row to the rows with these values, and to no others."""
        keys = await self._keys(session, list(dict.fromkeys(values)))
        own, other = self.table.c[self.own], self.table.c[self.other]
        await session.execute(delete(self.table).where(own == key, other.not_in(keys)))
        linked = set((await session.scalars(select(other).where(own == key))).all())
        pairs = [{self.own: key, self.other: far} for far in keys if far not in linked]
        if pairs:
            await session.execute(insert(self.table), pairs)

    async def _keys(self, session: Session, values: Sequence[object]) -> list[object]:
        """Find the rows, and keep them there until the transaction ends."""
        found = await self._found(session, values)
        absent = [value for value in values if value not in found]
        if absent and self.makes:
            await self._make(session, absent)
            found |= await self._found(session, absent)
            absent = [value for value in absent if value not in found]
        if absent:
            raise self.missing(absent[0])
        return [found[value] for value in values]

    async def _found(self, session: Session, values: Sequence[object]) -> dict[object, object]:
        if not values:
            return {}
        statement = select(self.by, *key_of(self.target)).where(self.by.in_(values))
        locked = statement.with_for_update(read=True, key_share=True)
        return dict((await session.execute(locked)).all())

    async def _make(self, session: Session, values: Sequence[object]) -> None:
        """Insert what is not there; what another request inserts meanwhile is as good."""
        rows = [{self.by.key: value} for value in values]
        if session.get_bind().dialect.name == "sqlite":
            await session.execute(sqlite.insert(self.target).on_conflict_do_nothing(), rows)
        else:
            await session.execute(postgresql.insert(self.target).on_conflict_do_nothing(), rows)
