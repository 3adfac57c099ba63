"""Reads of amendments, each with its price in statements."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from declaration.amendments.models import (
    Amendment,
    AmendmentRevision,
    Cause,
    Sponsor,
)
from declaration.extensions import db
from declaration.procedure.states import AmendmentState

SEEN_BY_ALL = tuple(
    state
    for state in AmendmentState
    if state not in {AmendmentState.DRAFT, AmendmentState.DISCARDED, AmendmentState.SUBMITTED}
)

WITH_ALL = (
    joinedload(Amendment.clause),
    selectinload(Amendment.sponsors).joinedload(Sponsor.delegation),
    selectinload(Amendment.revisions).options(
        joinedload(AmendmentRevision.base_version), joinedload(AmendmentRevision.after_clause)
    ),
)
"""Everything a page shows of an amendment: two statements more, however many amendments."""


def amendments_of(
    declaration_id: int,
    *,
    states: Iterable[AmendmentState] = SEEN_BY_ALL,
    own: int | None = None,
    clause_id: int | None = None,
) -> Sequence[Amendment]:
    """A declaration's amendments in these states, and all of the delegation `own`.

    Ordered by clause and number. Three statements.
    """
    mine = select(Sponsor.amendment_id).where(
        Sponsor.delegation_id == own, Sponsor.left_at.is_(None)
    )
    shown = Amendment.state.in_(list(states))
    query = (
        select(Amendment)
        .where(
            Amendment.declaration_id == declaration_id,
            Amendment.state != AmendmentState.DISCARDED,
            shown if own is None else shown | Amendment.id.in_(mine),
        )
        .options(*WITH_ALL)
        .order_by(Amendment.clause_id, Amendment.number, Amendment.part, Amendment.id)
    )
    if clause_id is not None:
        query = query.where(Amendment.clause_id == clause_id)
    return db.session.scalars(query).all()


def amendment_shown(amendment_id: int) -> Amendment:
    """One amendment with all a page shows of it. Raises NoResultFound. Three statements."""
    query = select(Amendment).where(Amendment.id == amendment_id).options(*WITH_ALL)
    return db.session.scalars(query).one()


def newest(amendment: Amendment) -> AmendmentRevision:
    """The wording an amendment has now; its revisions must be loaded."""
    return amendment.revisions[-1]


def main_sponsor(amendment: Amendment) -> Sponsor | None:
    """Whose amendment it is; None when all have left it. Its sponsors must be loaded."""
    return next((s for s in amendment.sponsors if s.main and s.left_at is None), None)


def identical(amendment: Amendment, text: str | None) -> Amendment | None:
    """A shown amendment to the same clause that says the same. One statement."""
    if text is None or amendment.clause_id is None:
        return None
    latest = (
        select(AmendmentRevision.amendment_id)
        .join(Amendment)
        .where(
            Amendment.clause_id == amendment.clause_id,
            Amendment.id != amendment.id,
            Amendment.state.in_([AmendmentState.ADMISSIBLE, AmendmentState.SCHEDULED]),
            AmendmentRevision.text == text,
            AmendmentRevision.cause != Cause.SUBAMENDED,
        )
        .limit(1)
    )
    found = db.session.scalars(latest).one_or_none()
    return db.session.get(Amendment, found) if found else None
