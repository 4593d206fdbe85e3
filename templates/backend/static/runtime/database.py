"""Connections, transactions and the unit of work that every operation runs in."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from socket import gaierror
from typing import Any, NoReturn, TypeAlias

from sqlalchemy import Connection, event, exc, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from shared.runtime.errors import UnavailableError
from shared.runtime.identifiers import utc_now

_IDLE_S = 5.0
_OVERTAKEN = frozenset({"40001", "40P01", "55P03"})
"""What PostgreSQL stops: a failed serialization, a deadlock, a lock that others hold."""
_READ_ONLY = "svc_read_only"


class Session(AsyncSession):
    """A session whose transaction begins and ends with its unit of work, and in no other way."""

    def begin(self) -> NoReturn:
        """Refuse."""
        problem = "the unit of work is the transaction; raise an error to roll it back"
        raise RuntimeError(problem)

    async def commit(self) -> NoReturn:
        """Refuse."""
        self.begin()

    async def rollback(self) -> NoReturn:
        """Refuse."""
        self.begin()


class UnitOfWork:
    """One operation's transaction. The framework commits it; operations never do."""

    __slots__ = ("now", "session")

    def __init__(self, session: Session) -> None:
        """Wrap a session that the framework opened."""
        self.session = session
        self.now = utc_now()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator["UnitOfWork"]:
        """Give this unit to operations that shall be a part of it; its owner commits."""
        yield self

    reading = writing


class Database:
    """The database of one service."""

    def __init__(
        self,
        engine: AsyncEngine,
        *,
        writing: async_sessionmaker[Session] | None = None,
        reading: async_sessionmaker[Session] | None = None,
    ) -> None:
        """Use an engine, and in tests two session factories that share one connection.

        Args:
            engine: Where to connect.
            writing: Sessions of `writing`.
            reading: Sessions of `reading`.
        """
        self.engine = engine
        self._writing = writing or async_sessionmaker(
            engine, class_=Session, expire_on_commit=False
        )
        self._reading = reading or async_sessionmaker(
            engine,
            class_=Session,
            expire_on_commit=False,
            autoflush=False,
            execution_options=_read_only(engine),
        )

    @classmethod
    def connect(cls, url: str, *, schema: str, pool_size: int = 10) -> "Database":
        """Prepare connections; none is made before the first use.

        Args:
            url: `postgresql+asyncpg://...` or `sqlite+aiosqlite:///...`.
            schema: PostgreSQL schema of the service's tables; SQLite has a file per service.
            pool_size: Upper limit of connections.
        """
        return cls(new_engine(url, schema=schema, pool_size=pool_size))

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[UnitOfWork]:
        """Open a unit that only reads: no transaction, so one round trip per statement.

        Under READ COMMITTED each statement has its own snapshot anyway.
        """
        session = self._reading()
        unit = UnitOfWork(session)
        try:
            yield unit
            _refuse_changes(unit)
        except BaseException as error:
            await _abandon(session, error)
            raise
        await session.close()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[UnitOfWork]:
        """Open a unit that is one transaction: committed at the end, rolled back on any error."""
        session = self._writing()
        unit = UnitOfWork(session)
        try:
            yield unit
            await AsyncSession.commit(session)  # this also gives the connection back
        except BaseException as error:
            await _abandon(session, error)
            raise

    async def check(self) -> None:
        """Answer if the database does.

        Raises:
            UnavailableError: It does not.
        """
        async with self.reading() as unit:
            await unit.session.execute(text("SELECT 1"))

    @asynccontextmanager
    async def lifespan(self) -> AsyncIterator[None]:
        """Close the connections when the service stops."""
        try:
            yield
        finally:
            await self.engine.dispose()


Units: TypeAlias = Database | UnitOfWork
"""Where operations get their unit from: a database opens one, an open one is joined."""


def new_engine(url: str, *, schema: str, pool_size: int = 10) -> AsyncEngine:
    """Create an engine whose two dialects behave alike: constraints on, real transactions.

    `{service}` in a URL stands for the schema, so that one setting names a file per service.
    """
    url = url.replace("{service}", schema)
    if make_url(url).get_backend_name() == "sqlite":
        Path(make_url(url).database or "").parent.mkdir(parents=True, exist_ok=True)
        engine = create_async_engine(url, pool_size=pool_size, max_overflow=0)
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
        return engine
    engine = create_async_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=5,
        connect_args={"timeout": 5, "server_settings": {"search_path": schema}},
    )
    event.listen(engine.sync_engine, "checkin", _note_checkin)
    event.listen(engine.sync_engine, "checkout", _ping_after_idle)
    return engine


def _read_only(engine: AsyncEngine) -> dict[str, Any]:
    """Say how sessions read: as options of an engine, they would cost events at every statement."""
    if engine.dialect.name == "sqlite":
        return {_READ_ONLY: True}
    return {"isolation_level": "AUTOCOMMIT"}


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # no implicit BEGIN by the driver: `_begin_sqlite` does it
    cursor = connection.cursor()
    for pragma in (
        "foreign_keys=ON",
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "busy_timeout=5000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
    connection.create_function("lower", 1, _lower, deterministic=True)


def _lower(text: str | None) -> str | None:
    """Stand in for SQLite's own, which knows no letters but A to Z."""
    return None if text is None else text.lower()


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once: a reader that turns writer later cannot wait for it."""
    reading = connection.get_execution_options().get(_READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _note_checkin(_connection: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
    entry.info["idle_since"] = time.monotonic()


def _ping_after_idle(
    connection: DBAPIConnection, entry: ConnectionPoolEntry, proxy: PoolProxiedConnection
) -> None:
    """Test a connection that rested: a busy one is known to live, and a ping is a round trip."""
    del proxy
    idle_since = entry.info.get("idle_since")
    if idle_since is None or time.monotonic() - idle_since < _IDLE_S:
        return
    try:
        connection.ping()
    except Exception as error:
        raise exc.DisconnectionError from error


async def _abandon(session: AsyncSession, error: BaseException) -> None:
    """Roll back, even if the operation was cancelled; say where to come again helps."""
    await asyncio.shield(session.close())
    if isinstance(error, exc.DBAPIError) and _is_overtaken(error.orig):
        problem = "Others were in the way; nothing was changed."
        raise UnavailableError(problem) from error
    lost = isinstance(error, exc.DBAPIError) and error.connection_invalidated
    if lost or isinstance(error, (exc.TimeoutError, ConnectionError, gaierror)):
        problem = "The database does not answer."
        raise UnavailableError(problem) from error


def _is_overtaken(error: BaseException | None) -> bool:
    is_busy = getattr(error, "sqlite_errorname", None) == "SQLITE_BUSY"
    return is_busy or getattr(error, "sqlstate", None) in _OVERTAKEN


def _refuse_changes(unit: UnitOfWork) -> None:
    session = unit.session
    if session.new or session.dirty or session.deleted:
        problem = "a read operation made a change, which is lost; declare it as a writing one"
        raise RuntimeError(problem)
