"""Reading and writing one entity through the unit of work's session."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, delete, func, inspect, literal, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute

from shared.runtime.database import Session
from shared.runtime.errors import CursorInvalidError, DomainError
from shared.runtime.links import Links
from shared.runtime.orm import key_of
from shared.runtime.pagination import Slice, Sort, Window, decode_cursor, encode_cursor

EntityT = TypeVar("EntityT", bound=DeclarativeBase)
KeyT = TypeVar("KeyT")
ErrorT = TypeVar("ErrorT", bound=DomainError)

Condition = ColumnElement[bool]
"""What a row has to be to be found."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key of a row that is about to be written."""

    constraint: str
    target: type[DeclarativeBase]
    key: object
    """`None`: the row refers to nothing."""
    missing: Callable[[Any], DomainError]


@dataclass(frozen=True, slots=True)
class PartialUnique:
    """A unique set of some rows, and whether the row that is about to be written is one of them."""

    constraint: str
    reported: str
    """What SQLite says instead: it names a unique index by its columns."""
    applies: bool


class Conflicts:
    """What writing a row can break, and the errors that the specification declares for it.

    The database is the judge: checking first and writing then would let two requests pass at once.
    """

    def __init__(
        self,
        broken: Mapping[str, Callable[[], DomainError]],
        *references: Reference,
        partial: Sequence[PartialUnique] = (),
    ) -> None:
        """Name the errors by constraint.

        Args:
            broken: Of unique sets and checks.
            references: Of foreign keys.
            partial: The unique sets that are for some rows only.
        """
        self.broken = broken
        self.partial = partial
        self.references = [reference for reference in references if reference.key is not None]


class Repository(Generic[EntityT, KeyT]):
    """What all entities have in common; the generated subclass adds types, filters and errors.

    A key of several columns is a tuple.
    """

    entity: type[EntityT]
    links: tuple[Links, ...] = ()

    def __init__(self, session: Session) -> None:
        """Work inside the transaction of this session."""
        self.session = session

    async def find(self, key: KeyT, *, lock: bool = False) -> EntityT | None:
        """Load a row, or `None`.

        Args:
            key: Primary key.
            lock: Keep other writers away until the transaction ends (`SELECT ... FOR UPDATE`).
        """
        return await self.session.get(
            self.entity, key, with_for_update=lock or None, populate_existing=lock
        )

    async def find_where(self, *conditions: Condition, lock: bool = False) -> EntityT | None:
        """Load the one row that fits, or `None`.

        Args:
            conditions: All of them hold; at most one row may fit.
            lock: As in `find`.
        """
        statement = select(self.entity).where(*conditions)
        if lock:
            statement = statement.with_for_update().execution_options(populate_existing=True)
        return (await self.session.scalars(statement)).one_or_none()

    async def add(self, entity: EntityT) -> EntityT:
        """Insert a row now, so that a broken constraint shows here and not at commit."""
        self.session.add(entity)
        return await self.save(entity)

    async def add_all(self, entities: Sequence[EntityT]) -> Sequence[EntityT]:
        """Write rows now, new ones and changed ones."""
        for entity in entities:
            await self.add(entity)
        return entities

    async def save(self, entity: EntityT) -> EntityT:
        """Write what was changed in a loaded row now; this also sets `updated_at`."""
        conflicts = self.conflicts(entity)  # before the flush: one that fails expires the row
        try:
            await self.session.flush()
        except IntegrityError as error:
            problem = await self._problem(error, conflicts)
            if problem is None:
                raise
            raise problem from error
        return entity

    async def make(self, values: Mapping[str, object]) -> EntityT:
        """Insert a row, and what it is linked to."""
        linked = {links.member for links in self.links}
        own = {name: value for name, value in values.items() if name not in linked}
        return await self._link(await self.add(self.entity(**own)), values)

    async def change(self, entity: EntityT, changes: Mapping[str, object]) -> EntityT:
        """Set attributes and write them, and change what the row is linked to."""
        linked = {links.member for links in self.links}
        for name, value in changes.items():
            if name not in linked:
                setattr(entity, name, value)
        return await self._link(await self.save(entity), changes)

    async def upsert(
        self, values: Mapping[str, object], *unique: InstrumentedAttribute[Any]
    ) -> EntityT:
        """Insert a row, or change the one that has these values of a unique set, but for its key.

        Whoever does the same at the same time waits for the other, and changes what it inserted.
        """
        linked = {links.member for links in self.links}
        own = {name: value for name, value in values.items() if name not in linked}
        conflicts = self.conflicts(self.entity(**own))
        on_sqlite = self.session.get_bind().dialect.name == "sqlite"
        make = sqlite.insert if on_sqlite else postgresql.insert
        insertion = make(self.entity).on_conflict_do_nothing(index_elements=unique)
        try:
            await self.session.execute(insertion, own)
        except IntegrityError as error:
            problem = await self._problem(error, conflicts)
            if problem is None:
                raise
            raise problem from error
        same = [column == values[column.key] for column in unique]
        row = select(self.entity).where(*same).with_for_update()
        key = {column.key for column in key_of(self.entity)}
        changes = {name: value for name, value in values.items() if name not in key}
        return await self.change((await self.session.scalars(row)).one(), changes)

    def conflicts(self, entity: EntityT) -> Conflicts:
        """Name the errors of the constraints that writing this row can break."""
        del entity
        return Conflicts({})

    async def remove(self, key: KeyT, *, in_use: Callable[[], DomainError] | None = None) -> bool:
        """Delete a row without loading it; tell whether there was one.

        Args:
            key: Primary key.
            in_use: The error if other rows refer to it; only they can stand in the way.
        """
        columns = key_of(self.entity)
        values = key if isinstance(key, tuple) else (key,)
        same = [column == value for column, value in zip(columns, values, strict=True)]
        statement = delete(self.entity).where(*same).returning(columns[0])
        options = {"synchronize_session": False}
        try:
            return await self.session.scalar(statement, execution_options=options) is not None
        except IntegrityError as error:
            if in_use is None:
                raise
            raise in_use() from error

    async def page(
        self, *conditions: Condition, sort: Sort, limit: int, cursor: str | None
    ) -> Slice[EntityT]:
        """Load the rows that fulfil all conditions, in order, from a cursor on.

        Raises:
            CursorInvalidError: The cursor is not one of this list and order.
        """
        column = sort.column
        if cursor is not None:
            value, key = decode_cursor(sort, cursor)
            if value is None:
                same = [each == part for each, part in zip(sort.key, key, strict=True)]
                value = await self.session.scalar(select(column).where(*same))
            if value is None:
                raise CursorInvalidError
            position = tuple_(*sort.order)
            parts = zip(sort.place(value, key), sort.order, strict=True)
            last = tuple_(*(literal(part, each.type) for part, each in parts))
            conditions += (position < last if sort.descending else position > last,)
        statement = sort.statement.where(*conditions) if conditions else sort.statement
        rows = (await self.session.scalars(statement, {sort.ROWS: limit + 1})).all()
        if len(rows) <= limit:
            return Slice(rows, None)
        last_row = rows[limit - 1]
        last_key = [getattr(last_row, each.key) for each in sort.key]
        return Slice(rows[:limit], encode_cursor(sort, getattr(last_row, column.key), last_key))

    async def window(
        self,
        *conditions: Condition,
        sort: Sort,
        limit: int,
        offset: int,
        counted: bool = False,
    ) -> Window[EntityT]:
        """Load the rows that fulfil all conditions, in order, from a number of rows on.

        Args:
            conditions: All of them hold.
            sort: Their order.
            limit: How many at most.
            offset: How many to leave out.
            counted: Also count all, with a statement of its own.
        """
        statement = sort.statement.where(*conditions) if conditions else sort.statement
        found = await self.session.scalars(statement.offset(offset), {sort.ROWS: limit})
        if not counted:
            return Window(found.all(), limit, offset)
        count = select(func.count()).select_from(self.entity).where(*conditions)
        return Window(found.all(), limit, offset, await self.session.scalar(count))

    async def _link(self, entity: EntityT, values: Mapping[str, Any]) -> EntityT:
        for links in self.links:
            if links.member in values:
                (key,) = key_of(self.entity)  # only rows with an id are linked
                await links.replace(self.session, getattr(entity, key.key), values[links.member])
        return entity

    async def _problem(self, error: IntegrityError, conflicts: Conflicts) -> DomainError | None:
        constraint = self._constraint(error)
        if constraint == _SOME_FOREIGN_KEY:
            return await self._missing(conflicts.references)
        for reference in conflicts.references:
            if reference.constraint == constraint and reference.key is not None:
                return reference.missing(reference.key)
        for partial in conflicts.partial:
            if partial.applies and partial.reported == constraint:
                return conflicts.broken[partial.constraint]()
        make = conflicts.broken.get(constraint)
        return make() if make else None

    def _constraint(self, error: IntegrityError) -> str:
        constraint = _constraint(error)
        table = self.entity.__tablename__
        columns = (column.name for column in inspect(self.entity).primary_key)
        return f"pk_{table}" if constraint == "_".join(["uq", table, *columns]) else constraint

    async def _missing(self, references: Sequence[Reference]) -> DomainError | None:
        """Find out which of several references SQLite could not follow.

        The failed flush has ended the transaction, so this looks in a session of its own. Rows that
        were new in that transaction are gone as well; they can only be mistaken for the culprit.
        """
        async with AsyncSession(self.session.bind) as session:
            for reference in references:
                target, key = reference.target, reference.key
                if key is None:
                    continue
                if len(references) == 1 or await session.get(target, key) is None:
                    return reference.missing(key)
        return None


def missing(error: type[ErrorT], **sought: object) -> ErrorT:
    """Make the error of a row that was looked for by something else than its key.

    The details name what was sought: there is no key that they could name.
    """
    problem = error.__new__(error)
    wanted = {name: str(value) for name, value in sought.items()}
    text = ", ".join(f"{name} {value}" for name, value in wanted.items())
    DomainError.__init__(problem, f"{error.title}: {text}.", wanted)
    return problem


_SOME_FOREIGN_KEY = "FOREIGN KEY"


def _constraint(error: IntegrityError) -> str:
    reported = getattr(error.orig.__cause__, "constraint_name", None) if error.orig else None
    if isinstance(reported, str):
        return reported
    rule, _, subject = str(error.orig).partition(" constraint failed")
    if rule == "CHECK":
        return subject.removeprefix(": ")
    if rule != "UNIQUE":
        return (
            rule  # SQLite names a unique index by its columns, and nothing at all for a foreign key
        )
    names = subject.removeprefix(": ").split(", ")
    return "_".join(["uq", names[0].partition(".")[0], *(name.partition(".")[2] for name in names)])
