"""`act()`: the one place where an act's transaction begins and ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import g, has_request_context
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from declaration import clock
from declaration.database import ACTING, begin_writing
from declaration.extensions import db
from declaration.journal.actor import Actor
from declaration.journal.models import JournalCheckpoint, JournalEntry, JournalOpening, Log
from declaration.procedure.acts import Act
from declaration.procedure.refusals import Stale
from declaration.proof import FORMS, build_entry, new_nonce


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
    nonce: str = field(default_factory=new_nonce)
    entry: JournalEntry | None = None

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
    sent twice; Stale when another writer came first.
    """
    session = db.session
    if session.info.get(ACTING):
        raise RuntimeError("acts do not nest: what two acts share is a step")
    begin_writing(session)
    session.info[ACTING] = True
    try:
        record = Record(name, by, at or clock.now(), log=log or by.log)
        record.on_behalf = by.delegation_key
        _answer_retry(session, record)
        yield record
        session.flush()
        record.entry = write(session, record)
        session.commit()
    except StaleDataError as moved:
        session.rollback()
        raise Stale(seen=0, now=0) from moved
    except IntegrityError:
        session.rollback()
        _answer_retry(session, record)
        raise
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info[ACTING] = False


def write(session: Session, record: Record) -> JournalEntry:
    """Insert the entry: the last statement of its transaction, after every lock is held."""
    log_id = _log_id(session, record.log)
    _name_the_checkpoint(session, record, log_id)
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
    entry = JournalEntry(
        log_id=log_id,
        body=built.body,
        leaf=built.leaf,
        request=g.get("request_id") if has_request_context() else None,
        idempotency_key=_retry_key(record.by),
    )
    session.add(entry)
    session.flush()
    session.add_all(
        JournalOpening(entry_id=entry.id, name=o.name, salt=o.salt, value=o.value)
        for o in built.openings
    )
    session.flush()
    return entry


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


def _log_id(session: Session, origin: str) -> int:
    query = select(Log.id).where(Log.origin == origin).order_by(Log.epoch.desc())
    return session.scalars(query.limit(1)).one()


def _retry_key(by: Actor) -> str | None:
    return f"{by.name}:{by.key}" if by.key else None


def _answer_retry(session: Session, record: Record) -> None:
    if (key := _retry_key(record.by)) is None:
        return
    query = select(JournalEntry).where(
        JournalEntry.log_id == _log_id(session, record.log), JournalEntry.idempotency_key == key
    )
    if (earlier := session.scalars(query).one_or_none()) is not None:
        raise Repeated(earlier)
