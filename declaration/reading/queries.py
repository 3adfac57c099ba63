"""Reads that compose rooms, each with its price in statements."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from declaration.amendments.models import Amendment, Sponsor
from declaration.comments.models import Thread
from declaration.drafting.models import Declaration
from declaration.extensions import db
from declaration.forums.models import Forum
from declaration.journal import Actor
from declaration.procedure.amendment_life import PENDING
from declaration.procedure.states import AmendmentState, BallotState
from declaration.voting.models import Ballot, BallotSubject


@dataclass(frozen=True)
class Marks:
    """What stands beside a clause: counts of what a reader may see."""

    pending: int = 0
    threads: int = 0
    ballot_number: int | None = None
    drafts: int = 0


def marks_of(declaration_id: int, *, own: int | None) -> dict[int, Marks]:
    """The marks of every clause, by its id; `own` is the reader's delegation. Four statements."""
    pending = _counted(
        select(Amendment.clause_id, func.count())
        .where(
            Amendment.declaration_id == declaration_id,
            Amendment.state.in_(PENDING - {AmendmentState.SUBMITTED}),
        )
        .group_by(Amendment.clause_id)
    )
    threads = _counted(
        select(Thread.clause_id, func.count())
        .where(
            Thread.declaration_id == declaration_id,
            Thread.clause_id.is_not(None),
            Thread.resolved_at.is_(None),
        )
        .group_by(Thread.clause_id)
    )
    ballots = _counted(
        select(Amendment.clause_id, func.max(Ballot.number))
        .join(BallotSubject, BallotSubject.amendment_id == Amendment.id)
        .join(Ballot, Ballot.id == BallotSubject.ballot_id)
        .where(Amendment.declaration_id == declaration_id, Ballot.state == BallotState.OPEN)
        .group_by(Amendment.clause_id)
    )
    drafts = _counted(
        select(Amendment.clause_id, func.count())
        .join(Sponsor, Sponsor.amendment_id == Amendment.id)
        .where(
            Amendment.declaration_id == declaration_id,
            Amendment.state == AmendmentState.DRAFT,
            Sponsor.delegation_id == own,
        )
        .group_by(Amendment.clause_id)
        if own is not None
        else None
    )
    return {
        clause_id: Marks(
            pending=pending.get(clause_id, 0),
            threads=threads.get(clause_id, 0),
            ballot_number=ballots.get(clause_id),
            drafts=drafts.get(clause_id, 0),
        )
        for clause_id in {*pending, *threads, *ballots, *drafts}
    }


def _counted(query: object) -> dict[int, int]:
    if query is None:
        return {}
    return dict(db.session.execute(query).all())  # type: ignore[call-overload]


def declarations_of(by: Actor) -> Sequence[Declaration]:
    """The declarations of the actor's forum. One statement."""
    query = select(Declaration).where(Declaration.forum_id == by.forum_id).order_by(Declaration.id)
    return db.session.scalars(query).all()


def public_forums() -> list[Forum]:
    """The forums everybody may read. One statement."""
    query = select(Forum).where(Forum.public).order_by(Forum.id)
    return list(db.session.scalars(query))
