"""Reads of threads, each with its price in statements."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from declaration.amendments.models import Amendment, Sponsor
from declaration.comments.models import Comment, Placement, PlacementState, Thread
from declaration.drafting.models import Clause, ClauseVersion
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


def threads_of(declaration_id: int) -> Sequence[Thread]:
    """Every thread of a declaration, with what it is about. Six statements at most."""
    query = (
        select(Thread)
        .where(Thread.declaration_id == declaration_id)
        .options(
            *WITH_ALL,
            joinedload(Thread.clause),
            joinedload(Thread.amendment).options(
                joinedload(Amendment.clause),
                selectinload(Amendment.revisions),
                selectinload(Amendment.sponsors).joinedload(Sponsor.delegation),
            ),
        )
        .order_by(Thread.id)
    )
    return db.session.scalars(query).all()


def thread_shown(thread_id: int, *, lock: bool = False) -> Thread:
    """One thread with all a page shows of it, locked for an act that changes it.

    Raises NoResultFound. Three statements.
    """
    query = (
        select(Thread).where(Thread.id == thread_id).options(*WITH_ALL, selectinload(Thread.clause))
    )
    if lock:
        query = query.with_for_update(of=Thread)
    return db.session.scalars(query).one()


def thread_of_comment(comment_id: int) -> int:
    """The id of the thread a comment stands in. Raises NoResultFound. One statement."""
    return db.session.scalars(select(Comment.thread_id).where(Comment.id == comment_id)).one()


def made_since(instant: datetime, person_id: int) -> int:
    """How many comments a person made after an instant. One statement."""
    query = (
        select(func.count())
        .select_from(Comment)
        .where(Comment.person_id == person_id, Comment.made_at > instant)
    )
    return db.session.scalars(query).one()


def clauses_with_versions(declaration_id: int) -> set[int]:
    """The clauses that stand, or once stood, in the text. One statement."""
    query = (
        select(Clause.id)
        .join(ClauseVersion, ClauseVersion.clause_id == Clause.id)
        .where(Clause.declaration_id == declaration_id)
        .distinct()
    )
    return set(db.session.scalars(query))


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
