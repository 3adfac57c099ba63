"""Reads of threads, each with its price in statements."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from declaration.comments.models import Comment, Placement, PlacementState, Thread
from declaration.extensions import db

WITH_ALL = (
    selectinload(Thread.comments).options(
        joinedload(Comment.person), joinedload(Comment.delegation)
    ),
    selectinload(Thread.placements),
)


def threads_on_clause(clause_id: int) -> Sequence[Thread]:
    """Every thread on a clause in order, with comments and placements. Three statements."""
    query = (
        select(Thread).where(Thread.clause_id == clause_id).options(*WITH_ALL).order_by(Thread.id)
    )
    return db.session.scalars(query).all()


def threads_on_amendment(amendment_id: int) -> Sequence[Thread]:
    """Every thread on an amendment, the oldest first. Three statements."""
    query = (
        select(Thread)
        .where(Thread.amendment_id == amendment_id)
        .options(*WITH_ALL)
        .order_by(Thread.id)
    )
    return db.session.scalars(query).all()


def thread_shown(thread_id: int) -> Thread:
    """One thread with all a page shows of it. Raises NoResultFound. Three statements."""
    query = select(Thread).where(Thread.id == thread_id).options(*WITH_ALL)
    return db.session.scalars(query).one()


def placement_in(thread: Thread, version_id: int) -> Placement | None:
    """Where the thread stands in a version of its clause; its placements must be loaded."""
    return next((p for p in thread.placements if p.version_id == version_id), None)


def standing(thread: Thread, version_id: int | None) -> str:
    """What a page calls the thread: open, resolved, edited or orphaned."""
    if thread.resolved_at is not None:
        return "resolved"
    if thread.quote is None or version_id is None:
        return "open"
    placement = placement_in(thread, version_id)
    if placement is None or placement.state is PlacementState.ORPHANED:
        return "orphaned"
    return "open" if placement.state is PlacementState.EXACT else "edited"
