"""Reads of the record, each with its price in statements."""

from typing import Final

from sqlalchemy import ColumnElement, Select, bindparam, func, select

from declaration.extensions import db
from declaration.journal.models import JournalEntry, Log

# Made once: to build them costs as much as to send them.
_log, _entry = Log.__table__.c, JournalEntry.__table__.c
_HERE: Final = _entry.log_id == _log.id
_SEALED: Final = select(func.coalesce(func.max(_entry.position) + 1, 0)).where(_HERE)
_WAITING: Final = select(func.count()).where(_HERE, _entry.position.is_(None))
_EXTENTS: Final = select(_log.id, _SEALED.scalar_subquery() + _WAITING.scalar_subquery())

Extent = tuple[int, int]
"""A log, and the number of its entries, sealed or not."""


def extent_at(origin: ColumnElement[str]) -> Select[int, int]:
    """The statement that asks for `extent_of` a log whose origin is found meanwhile."""
    return _EXTENTS.where(_log.origin == origin).order_by(_log.epoch.desc()).limit(1)


_EXTENT: Final = extent_at(bindparam("origin"))


def extent_of(origin: str) -> Extent:
    """How far a log goes: its newest epoch. One statement.

    Every act adds an entry, so what follows from the record alone stays as it is until this
    changes. Not the newest id: of two acts at once, the one with the lower may be seen later.
    Raises NoResultFound.
    """
    newest = db.session.connection().execute(_EXTENT, {"origin": origin})
    log_id, size = newest.one()
    return log_id, size


def extents() -> tuple[Extent, ...]:
    """How far every log goes: any act anywhere changes this. One statement."""
    return tuple((log_id, size) for log_id, size in db.session.connection().execute(_EXTENTS))
