"""Giving entries their positions under a Merkle root, and checking that both still hold."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select, text, update

from declaration import clock
from declaration.database import begin_writing
from declaration.extensions import db
from declaration.journal.models import (
    JournalCheckpoint,
    JournalEntry,
    JournalOpening,
    Log,
)
from declaration.proof import Edge, NotAnEntry, leaf_hash, read_entry
from declaration.proof.entry import Opening

AT_ONCE = 2_000


def seal(origin: str) -> JournalCheckpoint | None:
    """Number what has no position yet and store the root over everything.

    Any process may; two at once wait for one another. Gives the new checkpoint, None when there
    was nothing to seal. It is no act: it adds no entry, and no act waits for it.
    """
    session = db.session
    begin_writing(session)
    log = session.scalars(
        select(Log).where(Log.origin == origin).order_by(Log.epoch.desc())
    ).first()
    if log is None:
        session.rollback()
        return None
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:log)"), {"log": log.id})
    latest = _latest(log.id)
    edge = Edge.from_bytes(latest.size, latest.edge) if latest else Edge()
    waiting = session.execute(
        select(JournalEntry.id, JournalEntry.leaf)
        .where(JournalEntry.log_id == log.id, JournalEntry.position.is_(None))
        .order_by(JournalEntry.id)
    ).all()
    if not waiting:
        session.rollback()
        return None
    session.execute(
        update(JournalEntry),
        [{"id": each.id, "position": edge.size + i} for i, each in enumerate(waiting)],
    )
    edge = edge.extend(each.leaf for each in waiting)
    checkpoint = JournalCheckpoint(
        log_id=log.id,
        size=edge.size,
        root=edge.root(),
        edge=edge.to_bytes(),
        sealed_at=clock.now(),
    )
    session.add(checkpoint)
    session.commit()
    return checkpoint


def _latest(log_id: int) -> JournalCheckpoint | None:
    query = (
        select(JournalCheckpoint)
        .where(JournalCheckpoint.log_id == log_id)
        .order_by(JournalCheckpoint.size.desc())
        .limit(1)
    )
    return db.session.scalars(query).one_or_none()


def seal_all() -> int:
    """Seal every log; gives how many had something to seal."""
    origins = db.session.scalars(select(Log.origin).order_by(Log.id)).all()
    return sum(seal(origin) is not None for origin in origins)


@dataclass(frozen=True)
class Fault:
    """Something in the record that contradicts it. `position` is the entry's, where it is one."""

    log: str
    position: int | None
    what: str


def verify(origin: str) -> Iterator[Fault]:
    """Recompute a log from its own bytes: every leaf, every position, every root, every opening.

    Nothing is taken from the database but what was hashed. Two statements, and one a thousand
    entries.
    """
    log = db.session.scalars(select(Log).where(Log.origin == origin)).one()
    roots = {
        checkpoint.size: checkpoint.root
        for checkpoint in db.session.scalars(
            select(JournalCheckpoint).where(JournalCheckpoint.log_id == log.id)
        )
    }
    edge = Edge()
    for entry in _sealed(log.id):
        if entry.position != edge.size:
            yield Fault(origin, edge.size, "an entry is missing, or one is there twice")
            return
        yield from _checked(origin, entry)
        edge = edge.append(leaf_hash(entry.body))
        if edge.size in roots and edge.root() != roots.pop(edge.size):
            yield Fault(
                origin, edge.size - 1, "the root at this entry is not the one that was sealed"
            )
            return
    for size in sorted(roots):
        yield Fault(origin, size - 1, "entries that were sealed are missing")
    yield from _openings(origin, log.id)


def _sealed(log_id: int) -> Iterator[JournalEntry]:
    reached = -1
    while True:
        query = (
            select(JournalEntry)
            .where(JournalEntry.log_id == log_id, JournalEntry.position > reached)
            .order_by(JournalEntry.position)
            .limit(AT_ONCE)
        )
        entries = db.session.scalars(query).all()
        if not entries:
            return
        yield from entries
        reached = entries[-1].position or 0
        db.session.expunge_all()


def _checked(origin: str, entry: JournalEntry) -> Iterator[Fault]:
    if leaf_hash(entry.body) != entry.leaf:
        yield Fault(
            origin, entry.position, "the bytes of this entry are not those that were hashed"
        )
        return
    try:
        said = read_entry(entry.body)
    except NotAnEntry as fault:
        yield Fault(origin, entry.position, f"this is no entry: {fault}")
        return
    if said.log != origin:
        yield Fault(origin, entry.position, "this entry belongs to another log")


def _openings(origin: str, log_id: int) -> Iterator[Fault]:
    query = (
        select(JournalOpening, JournalEntry.body, JournalEntry.position)
        .join(JournalEntry, JournalEntry.id == JournalOpening.entry_id)
        .where(JournalEntry.log_id == log_id, JournalEntry.position.is_not(None))
        .order_by(JournalEntry.position)
    )
    for opening, body, position in db.session.execute(query):
        try:
            said = read_entry(body)
        except NotAnEntry:
            continue
        told = Opening(opening.name, opening.salt, opening.value)
        if said.sealed.get(opening.name) != told.commitment(said.nonce):
            yield Fault(origin, position, f"what was sealed as {opening.name!r} has been changed")
