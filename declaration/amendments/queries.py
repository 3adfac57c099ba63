"""Reads of amendments, each with its price in statements."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload, selectinload

from declaration.amendments.models import (
    Amendment,
    AmendmentRevision,
    Recommendation,
    Replaces,
    Sponsor,
)
from declaration.amendments.models import Consent as GivenConsent
from declaration.drafting.models import Clause
from declaration.extensions import db
from declaration.procedure.compromise import Agreement, Consent, agreement
from declaration.procedure.states import AmendmentState
from declaration.procedure.visibility import PRIVATE, UNSCREENED

SEEN_BY_ALL = tuple(
    state for state in AmendmentState if state not in PRIVATE and state not in UNSCREENED
)
"""What the public list holds; of those withdrawn and lapsed, `may_read` leaves some out."""

WITH_ALL = (
    joinedload(Amendment.clause),
    selectinload(Amendment.sponsors).joinedload(Sponsor.delegation),
    selectinload(Amendment.revisions).options(
        joinedload(AmendmentRevision.base_version),
        joinedload(AmendmentRevision.base_wording),
        joinedload(AmendmentRevision.after_clause),
    ),
)
"""Everything a page shows of an amendment: two statements more, however many amendments."""


def children_by_state(amendment_id: int) -> Mapping[AmendmentState, int]:
    """How many amendments to this one there are in each state. One statement."""
    query = (
        select(Amendment.state, func.count())
        .where(Amendment.parent_id == amendment_id)
        .group_by(Amendment.state)
    )
    return dict(db.session.execute(query).all())


def amendments_of(
    declaration_id: int,
    *,
    states: Iterable[AmendmentState] = SEEN_BY_ALL,
    own: int | None = None,
    clause_id: int | None = None,
    among: ColumnElement[bool] | None = None,
) -> Sequence[Amendment]:
    """A declaration's amendments in these states, and all of the delegation `own`.

    Ordered by clause and number; `among` is a further condition on them. Three statements.
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
        .order_by(Amendment.clause_id, Amendment.number, Amendment.id)
    )
    if clause_id is not None:
        query = query.where(Amendment.clause_id == clause_id)
    if among is not None:
        query = query.where(among)
    return db.session.scalars(query).all()


def drafts_on(
    declaration_id: int, clause_key: str | None, delegation_id: int | None
) -> Sequence[Amendment]:
    """A delegation's drafts on a clause; without a key, those that would add one.

    One statement.
    """
    query = (
        select(Amendment)
        .join(Sponsor, Sponsor.amendment_id == Amendment.id)
        .outerjoin(Clause, Clause.id == Amendment.clause_id)
        .where(
            Amendment.declaration_id == declaration_id,
            Amendment.state == AmendmentState.DRAFT,
            Amendment.parent_id.is_(None),
            Sponsor.delegation_id == delegation_id,
            Sponsor.left_at.is_(None),
            Clause.key == clause_key if clause_key is not None else Amendment.clause_id.is_(None),
        )
        .order_by(Amendment.id)
    )
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


def parts_shown(amendment_id: int) -> Sequence[Amendment]:
    """The parts of a divided amendment by their letters. Three statements."""
    query = (
        select(Amendment)
        .where(Amendment.divided_from_id == amendment_id)
        .options(*WITH_ALL)
        .order_by(Amendment.id)
    )
    return db.session.scalars(query).all()


def amendments_to(amendment_id: int) -> Sequence[Amendment]:
    """The amendments to an amendment, by number. Three statements."""
    query = (
        select(Amendment)
        .where(Amendment.parent_id == amendment_id)
        .options(*WITH_ALL)
        .order_by(Amendment.number, Amendment.id)
    )
    return db.session.scalars(query).all()


def replaced_by(compromise_id: int) -> Sequence[Amendment]:
    """The amendments whose place a compromise would take, by number. Three statements."""
    query = (
        select(Amendment)
        .join(Replaces, Replaces.amendment_id == Amendment.id)
        .where(Replaces.compromise_id == compromise_id)
        .options(*WITH_ALL)
        .order_by(Amendment.number, Amendment.id)
    )
    return db.session.scalars(query).all()


def compromises_for(amendment_id: int) -> Sequence[Amendment]:
    """The compromises that name this amendment. Three statements."""
    query = (
        select(Amendment)
        .join(Replaces, Replaces.compromise_id == Amendment.id)
        .where(Replaces.amendment_id == amendment_id)
        .options(*WITH_ALL)
        .order_by(Amendment.number)
    )
    return db.session.scalars(query).all()


STILL_TO_BE_REPLACED = (
    AmendmentState.ADMISSIBLE,
    AmendmentState.SCHEDULED,
    AmendmentState.REPLACED,
)
"""Only these ask their sponsor: the others have met their end without the compromise."""


def agreement_on(compromise: Amendment, named: Sequence[Amendment]) -> Agreement[int, int]:
    """Where a compromise stands as it now reads; `named` are those it would replace.

    One statement.
    """
    sponsors = {
        each.id: main.delegation_id
        for each in named
        if each.state in STILL_TO_BE_REPLACED and (main := main_sponsor(each)) is not None
    }
    latest = newest(compromise)
    query = (
        select(GivenConsent)
        .where(GivenConsent.compromise_revision_id == latest.id)
        .order_by(GivenConsent.id)
    )
    consents = [
        Consent(each.delegation_id, latest.number, each.answer)
        for each in db.session.scalars(query)
    ]
    return agreement(sponsors, consents, latest.number)


def recommendations_on(amendment: Amendment) -> Sequence[Recommendation]:
    """The secretariat's advice on any of its wordings, the newest first. One statement."""
    query = (
        select(Recommendation)
        .where(Recommendation.amendment_revision_id.in_([r.id for r in amendment.revisions]))
        .order_by(Recommendation.id.desc())
    )
    return db.session.scalars(query).all()
