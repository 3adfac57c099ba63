"""The tables' common base, their column types, and how a transaction begins."""

import enum
import fcntl
import os
import select
import time
from datetime import UTC, datetime
from threading import Lock
from typing import Annotated, Any, Final

import psycopg
from sqlalchemy import (
    JSON,
    BigInteger,
    Connection,
    DateTime,
    Dialect,
    Engine,
    Enum,
    Integer,
    MetaData,
    Text,
    TypeDecorator,
    event,
)
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column
from sqlalchemy.pool import ConnectionPoolEntry

NAMING: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

WRITES: Final = "declaration_writes"
ACTING: Final = "declaration_acting"
"""Set in a session's `info` while an act is in progress."""

TURN: Final = "declaration_turn"
"""In a SQLite connection's `info`: the handle that holds its turn to write."""

USED: Final = "declaration_used"
"""In a PostgreSQL connection's `info`: when it was last given back."""

SURELY_THERE: Final = 30.0
"""Seconds for which a connection that nobody used is taken to be there still."""


class UtcInstant(TypeDecorator[datetime]):
    """An instant. Refuses one without a time zone; gives every one back in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store in UTC. Raises ValueError for a naive datetime."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read as UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def words_of(kind: type[enum.Enum]) -> list[str]:
    """The words an enumeration is stored as."""
    return [str(member.value) for member in kind]


ByCodePoint: Final = Text().with_variant(Text(collation="C"), "postgresql")
"""Text ordered by its code points on every database, as sort keys are made to be."""

Instant = Annotated[datetime, mapped_column(UtcInstant)]
Key = Annotated[int, mapped_column(primary_key=True)]
BigKey = Annotated[
    int, mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
]
Names = Annotated[dict[str, str], mapped_column(JSON)]
"""What something is called, by language: {"ar": …, "en": …}."""


class Base(DeclarativeBase):
    """Every table. Enumerations are text, and the database checks their words."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {
        enum.Enum: Enum(
            enum.Enum,
            native_enum=False,
            create_constraint=True,
            length=40,
            values_callable=words_of,
        ),
        str: Text,
        dict[str, Any]: JSON,
        list[Any]: JSON,
    }


def prepare(engine: Engine) -> None:
    """Let every transaction of `engine` read only, unless `begin_writing` began it.

    A SQLite transaction that began by reading cannot become a writer while another one writes:
    it would fail at once with «database is locked». So a writing one begins IMMEDIATE.
    """
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _let_write)
        if engine.url.database not in {None, "", ":memory:"}:
            queue = _Queue(f"{engine.url.database}-queue")
            event.listen(engine, "begin", queue.enter)
            event.listen(engine, "checkin", queue.leave)
            event.listen(engine, "close", queue.leave)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", _begin_postgresql)
        event.listen(engine, "checkin", _note_use)
        event.listen(engine, "checkout", _check)


def begin_writing(session: Session) -> None:
    """End what the session was reading and begin a transaction that writes."""
    session.rollback()
    session.connection(execution_options={WRITES: True})


def writes(connection: Connection) -> bool:
    """Whether the connection's transaction was begun by `begin_writing`."""
    return bool(connection.get_execution_options().get(WRITES, False))


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        "busy_timeout=30000",
        "synchronous=FULL",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _let_write(connection: Connection) -> None:
    """Let the connection write in this transaction or not, before it waits for its turn."""
    driver: Any = connection.connection.driver_connection
    writing = writes(connection)
    if connection.info.get(WRITES) is not writing:
        driver.execute(f"PRAGMA query_only={'OFF' if writing else 'ON'}")
        connection.info[WRITES] = writing


def _begin_sqlite(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    driver.execute("BEGIN IMMEDIATE" if writes(connection) else "BEGIN")


class _Queue:
    """Those who wait to write into a SQLite file: one at a time, of all threads and processes.

    SQLite lets a waiting writer sleep and look again, ever longer; in a full hall some then wait
    many times as long as others. Here the next one is woken the moment the one before has done. The
    lock is on a file beside the database, and dies with its process; it must not be on the database
    itself, whose locks end when any handle of it closes. One thread of a process waits at it, so
    that processes take turns: while one writes, another prepares what it will write.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._own = Lock()

    def enter(self, connection: Connection) -> None:
        """Wait for the turn of a transaction that will write; a connection may keep it for more."""
        if TURN in connection.info or not writes(connection):
            return
        self._own.acquire()
        try:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except BaseException:
            self._own.release()
            raise
        connection.info[TURN] = file
        fcntl.flock(file, fcntl.LOCK_EX)

    def leave(self, _connection: Any, record: ConnectionPoolEntry) -> None:
        """Let the next writer go, once the transaction has ended: its connection came back."""
        if TURN in record.info:
            os.close(record.info.pop(TURN))
            self._own.release()


def _note_use(_connection: Any, record: ConnectionPoolEntry) -> None:
    record.info[USED] = time.monotonic()


def _check(
    connection: psycopg.Connection[Any], record: ConnectionPoolEntry, _proxy: object
) -> None:
    """Have the pool replace a connection that the server has ended, or that a network forgot.

    A server that goes says so, and what it said waits to be read: that is seen without asking.
    Raises DisconnectionError.
    """
    idle = time.monotonic() - record.info.get(USED, time.monotonic())
    try:
        if idle < SURELY_THERE and not _has_said_something(connection):
            return
        connection.execute("")
        connection.rollback()
    except psycopg.Error as gone:
        raise DisconnectionError from gone


def _has_said_something(connection: psycopg.Connection[Any]) -> bool:
    said = select.poll()
    said.register(connection.fileno(), select.POLLIN)
    return bool(said.poll(0))


def _begin_postgresql(connection: Connection) -> None:
    """Have the driver say in its BEGIN what the transaction is, which saves asking once more."""
    driver: Any = connection.connection.driver_connection
    writing = writes(connection)
    driver.read_only = not writing
    driver.isolation_level = None if writing else psycopg.IsolationLevel.REPEATABLE_READ
