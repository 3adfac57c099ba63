"""Reads of ballots, each with its price in statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import joinedload, selectinload

from declaration.amendments.models import Amendment, AmendmentRevision, Sponsor
from declaration.drafting.models import ClauseVersion, Declaration
from declaration.extensions import db
from declaration.forums.models import Membership, Presence
from declaration.forums.queries import by_name
from declaration.paging import Page, page_of
from declaration.procedure.states import BallotState, Choice
from declaration.voting.models import Ballot, BallotSubject, Elector, Objection, Vote

A_PAGE: Final = 40
"""Ballots on one page of their list."""

WITH_SUBJECTS = selectinload(Ballot.subjects).options(
    joinedload(BallotSubject.amendment).options(
        selectinload(Amendment.sponsors).joinedload(Sponsor.delegation)
    ),
    joinedload(BallotSubject.amendment_revision).options(
        joinedload(AmendmentRevision.base_version), joinedload(AmendmentRevision.base_wording)
    ),
    joinedload(BallotSubject.version).joinedload(ClauseVersion.clause),
    joinedload(BallotSubject.revision),
    joinedload(BallotSubject.of_ballot),
)
"""What ballots are about, with all a page shows of it: two statements more, however many."""

# Made once, since that costs as much as to ask.
_BALLOT_ID: Final = (
    select(Ballot.__table__.c.id)
    .join_from(Ballot.__table__, Declaration.__table__)
    .where(
        Declaration.__table__.c.forum_id == bindparam("forum_id"),
        Declaration.__table__.c.key == bindparam("declaration_key"),
        Ballot.__table__.c.number == bindparam("number"),
    )
)


def ballots_of(declaration_id: int) -> Sequence[Ballot]:
    """A declaration's ballots, the newest first, with what they are about. Three statements."""
    query = (
        select(Ballot)
        .where(Ballot.declaration_id == declaration_id)
        .options(WITH_SUBJECTS)
        .order_by(Ballot.number.desc())
    )
    return db.session.scalars(query).all()


def page_of_ballots(declaration_id: int, asked: int) -> tuple[Sequence[Ballot], Page]:
    """One page of them, the newest first. Four statements."""
    here = Ballot.declaration_id == declaration_id
    total = db.session.scalars(select(func.count()).select_from(Ballot).where(here)).one()
    page = page_of(total, A_PAGE, asked)
    query = select(Ballot).where(here).options(WITH_SUBJECTS).order_by(Ballot.number.desc())
    return db.session.scalars(page.cut(query)).all(), page


def ballot_numbered(declaration_id: int, number: int) -> Ballot:
    """The ballot an address names, with what it is about. Three statements.

    Raises NoResultFound.
    """
    query = (
        select(Ballot)
        .where(Ballot.declaration_id == declaration_id, Ballot.number == number)
        .options(WITH_SUBJECTS)
    )
    return db.session.scalars(query).one()


def ballot_id(forum_id: int, declaration_key: str, number: int) -> int:
    """The id of the ballot an address names. Raises NoResultFound. One statement."""
    asked = {"forum_id": forum_id, "declaration_key": declaration_key, "number": number}
    return db.session.connection().execute(_BALLOT_ID, asked).scalar_one()


def newest_ballot_on(declaration_id: int, amendment_id: int) -> int:
    """The number of the ballot in which an amendment was put last. One statement.

    Raises NoResultFound when it never was.
    """
    query = (
        select(Ballot.number)
        .join(BallotSubject, BallotSubject.ballot_id == Ballot.id)
        .where(Ballot.declaration_id == declaration_id, BallotSubject.amendment_id == amendment_id)
        .order_by(Ballot.number.desc())
        .limit(1)
    )
    return db.session.scalars(query).one()


def open_ballots_in(sitting_id: int) -> int:
    """How many ballots are open in a sitting. One statement."""
    query = (
        select(func.count())
        .select_from(Ballot)
        .where(Ballot.sitting_id == sitting_id, Ballot.state == BallotState.OPEN)
    )
    return db.session.scalars(query).one()


def seen_of(declaration_id: int, number: int) -> int | None:
    """A number that grows with whatever a live page of the ballot shows; None without the ballot.

    The ballot's own changes, every answer with its changes, and who came or left. One statement.
    """
    answers = select(func.coalesce(func.sum(Vote.edition), 0)).where(Vote.ballot_id == Ballot.id)
    objections = select(func.count(Objection.delegation_id)).where(Objection.ballot_id == Ballot.id)
    attendance = select(func.count(Presence.id) + func.count(Presence.until)).where(
        Presence.sitting_id == Ballot.sitting_id
    )
    query = select(
        Ballot.seen
        + answers.scalar_subquery()
        + objections.scalar_subquery()
        + attendance.scalar_subquery()
    ).where(Ballot.declaration_id == declaration_id, Ballot.number == number)
    return db.session.scalars(query).one_or_none()


@dataclass(frozen=True)
class Answer:
    """An elector of a ballot and what it said."""

    elector: Elector
    vote: Vote | None
    objection: Objection | None
    is_present: bool
    """Now, while the ballot is open; at its closing after that."""

    @property
    def choice(self) -> Choice | None:
        """Its choice; None when it does not take part."""
        return self.vote.choice if self.vote else None


def answers_in(ballot: Ballot) -> list[Answer]:
    """Every elector with its answer, in the order of their names, or as they are called.

    Four statements.
    """
    electors = db.session.scalars(
        select(Elector)
        .where(Elector.ballot_id == ballot.id)
        .options(joinedload(Elector.delegation))
    ).all()
    votes = {
        vote.delegation_id: vote
        for vote in db.session.scalars(
            select(Vote)
            .where(Vote.ballot_id == ballot.id)
            .options(joinedload(Vote.membership).joinedload(Membership.person))
        )
    }
    objections = {
        each.delegation_id: each
        for each in db.session.scalars(select(Objection).where(Objection.ballot_id == ballot.id))
    }
    present = _present_now(ballot)
    named = by_name(electors, attrgetter("delegation.names"))
    order = sorted(named, key=lambda each: each.call_order or 0)
    return [
        Answer(
            elector=each,
            vote=votes.get(each.delegation_id),
            objection=objections.get(each.delegation_id),
            is_present=each.delegation_id in present
            if ballot.state is BallotState.OPEN
            else bool(each.present_at_closing),
        )
        for each in order
    ]


def _present_now(ballot: Ballot) -> frozenset[int]:
    query = select(Presence.delegation_id).where(
        Presence.sitting_id == ballot.sitting_id, Presence.until.is_(None)
    )
    return frozenset(db.session.scalars(query))
