"""Reads of the record, each with its price in statements."""

from sqlalchemy import func, select

from declaration.extensions import db
from declaration.journal.models import JournalEntry, Log


def extent_of(origin: str) -> tuple[int, int]:
    """A log and the number of its entries, sealed or not: its newest epoch. One statement.

    Every act adds an entry, so what follows from the record alone stays as it is until this
    changes. Not the newest id: of two acts at once, the one with the lower may be seen later.
    Raises NoResultFound.
    """
    here = JournalEntry.log_id == Log.id
    sealed = select(func.coalesce(func.max(JournalEntry.position) + 1, 0)).where(here)
    waiting = select(func.count()).where(here, JournalEntry.position.is_(None))
    query = (
        select(Log.id, sealed.scalar_subquery() + waiting.scalar_subquery())
        .where(Log.origin == origin)
        .order_by(Log.epoch.desc())
        .limit(1)
    )
    log_id, size = db.session.execute(query).one()
    return log_id, size
