"""`act()`: the one place where an act's transaction begins and ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from flask import g, has_request_context
from sqlalchemy import and_, bindparam, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from declaration import clock
from declaration.database import ACTING, Base, begin_writing
from declaration.extensions import db
from declaration.journal.actor import Actor
from declaration.journal.models import JournalCheckpoint, JournalEntry, JournalOpening, Log
from declaration.procedure.acts import Act
from declaration.procedure.refusals import Invalid, Stale
from declaration.proof import FORMS, TooLong, build_entry, new_nonce
from declaration.proof.entry import Built

# Every act sends these; made once, since to build them costs as much as to send them.
_log, _entry = Log.__table__.c, JournalEntry.__table__.c
_LOG: Final = (
    select(_log.id).where(_log.origin == bindparam("origin")).order_by(_log.epoch.desc()).limit(1)
)
_LOG_AND_EARLIER: Final = _LOG.add_columns(_entry.id).outerjoin_from(
    Log.__table__,
    JournalEntry.__table__,
    and_(_entry.log_id == _log.id, _entry.idempotency_key == bindparam("key")),
)
_WRITE: Final = insert(Base.metadata.tables["journal_entry"])

TOO_MUCH: Final = (
    "This concerns too much at once: one entry of the record cannot name it all. "
    "Do a part of it first, then the rest."
)


class Repeated(Exception):
    """The act was performed before, under the same key. Carries the entry of that time."""

    def __init__(self, entry: JournalEntry) -> None:
        super().__init__(entry.idempotency_key)
        self.entry = entry


@dataclass
class Record:
    """What the entry of the act in progress will say."""

    act: Act
    by: Actor
    at: datetime
    kind: str = ""
    key: str = ""
    version: int | None = None
    on_behalf: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    sealed: dict[str, Any] = field(default_factory=dict)
    log: str = ""
    log_id: int | None = None
    nonce: str = field(default_factory=new_nonce)
    when_too_long: str = TOO_MUCH
    """The message id of what is said when the entry cannot hold it all."""
    entry: Built | None = None
    """What was written, once it was."""

    def about(self, kind: str, key: str | int, version: int | None = None) -> None:
        """Name the object, by its public key, and the version of it that was meant."""
        self.kind, self.key, self.version = kind, str(key), version

    def data(self, **facts: Any) -> None:
        """Add public facts: keys, states, numbers and hashes of public texts."""
        self.facts.update({name: fact for name, fact in facts.items() if fact is not None})

    def seal(self, **values: Any) -> None:
        """Add what identifies a person or was typed by one: it enters as a commitment."""
        self.sealed.update({name: value for name, value in values.items() if value is not None})


@contextmanager
def act(
    name: Act, *, by: Actor, at: datetime | None = None, log: str | None = None
) -> Iterator[Record]:
    """Perform an act: end the page's reading, open the transaction, close it with the entry.

    `at` dates an act that happened by the clock (a deadline); else it is now. `log` is the
    journal, the actor's by default. Undoes everything when the block raises.
    Raises Repeated when the actor's key has been used, be it a moment ago by the same request
    sent twice; Stale when another writer came first; Invalid when the act says more than an entry
    holds.
    """
    session = db.session
    if session.info.get(ACTING):
        raise RuntimeError("acts do not nest: what two acts share is a step")
    begin_writing(session)
    session.info[ACTING] = True
    try:
        record = Record(name, by, at or clock.now(), log=log or by.log)
        record.on_behalf = by.delegation_key
        _find_log(session, record)
        yield record
        session.flush()
        record.entry = write(session, record)
        session.commit()
    except StaleDataError as moved:
        session.rollback()
        raise Stale(seen=0, now=0) from moved
    except IntegrityError:
        session.rollback()
        _find_log(session, record)
        raise
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info[ACTING] = False


def write(session: Session, record: Record) -> Built:
    """Insert the entry: the last statement of its transaction, after every lock is held.

    Raises Invalid when it would be longer than an entry may be.
    """
    log_id = record.log_id or _founded_meanwhile(session, record.log)
    _name_the_checkpoint(session, record, log_id)
    try:
        built = build_entry(
            log=record.log,
            act=record.act,
            at=record.at,
            by=(record.by.name, record.by.role_for(record.act)),
            on_behalf=record.on_behalf,
            on=(record.kind, record.key, record.version),
            data=record.facts,
            sealed=record.sealed,
            nonce=record.nonce,
        )
    except TooLong as fault:
        raise Invalid({"": [record.when_too_long]}) from fault
    entry = {
        "log_id": log_id,
        "body": built.body,
        "leaf": built.leaf,
        "request": g.get("request_id") if has_request_context() else None,
        "idempotency_key": _retry_key(record.by),
    }
    written = session.connection().execute(_WRITE, entry).inserted_primary_key
    assert written is not None
    if built.openings:
        session.add_all(
            JournalOpening(entry_id=written.id, name=o.name, salt=o.salt, value=o.value)
            for o in built.openings
        )
        session.flush()
    return built


def _name_the_checkpoint(session: Session, record: Record, log_id: int) -> None:
    """Let a milestone say which record it came after, so that nothing can be put before it."""
    if "after" not in FORMS[record.act].may_say:
        return
    newest = (
        select(JournalCheckpoint.size, JournalCheckpoint.root)
        .where(JournalCheckpoint.log_id == log_id)
        .order_by(JournalCheckpoint.size.desc())
        .limit(1)
    )
    if (found := session.execute(newest).one_or_none()) is not None:
        record.facts["after"] = {"size": found.size, "root": found.root.hex()}


def found_log(session: Session, origin: str) -> Log:
    """Begin a log, inside the act that founds what the log is about."""
    log = Log(origin=origin)
    session.add(log)
    session.flush()
    return log


def _founded_meanwhile(session: Session, origin: str) -> int:
    """The log that the act itself has founded."""
    return session.connection().execute(_LOG, {"origin": origin}).scalar_one()


def _retry_key(by: Actor) -> str | None:
    return f"{by.name}:{by.key}" if by.key else None


def _find_log(session: Session, record: Record) -> None:
    """Find the log the entry goes to, and whether the act was performed before. One statement.

    Raises Repeated.
    """
    asked = {"origin": record.log, "key": _retry_key(record.by)}
    found = session.connection().execute(_LOG_AND_EARLIER, asked).one_or_none()
    if found is None:
        return
    record.log_id, earlier = found
    if earlier is not None:
        raise Repeated(session.get_one(JournalEntry, earlier))
