"""The circumstances of a declaration that the tables of its stages ask about."""

from typing import Final

from sqlalchemy import func, select

from declaration.amendments.models import Amendment
from declaration.drafting.models import Declaration
from declaration.drafting.queries import revision_text
from declaration.extensions import db
from declaration.procedure.amendment_life import PENDING
from declaration.procedure.facts import Facts
from declaration.procedure.states import (
    AmendmentState,
    BallotState,
    ClauseState,
    Outcome,
    Question,
)
from declaration.voting.models import Ballot, BallotSubject

LAPSING: Final = (*PENDING, AmendmentState.REPLACED)
"""Submitted and undecided: what lapses when negotiation ends."""


def facts_of(declaration: Declaration, **told: object) -> Facts:
    """The circumstances that the stages ask about. Five statements."""
    text = revision_text(declaration.id)
    states = [clause.state for clause in text.clauses]
    counted = select(Amendment.state, func.count()).where(
        Amendment.declaration_id == declaration.id
    )
    amendments = dict(db.session.execute(counted.group_by(Amendment.state)).all())
    ballots = db.session.scalars(
        select(func.count())
        .select_from(Ballot)
        .where(Ballot.declaration_id == declaration.id, Ballot.state == BallotState.OPEN)
    ).one()
    decided = (ClauseState.ADOPTED, ClauseState.NOT_ADOPTED)
    return Facts(
        stage=declaration.state,
        clauses=len(states),
        open_clauses=states.count(ClauseState.OPEN),
        rejected_clauses=states.count(ClauseState.NOT_ADOPTED),
        undecided_clauses=sum(state not in decided for state in states),
        pending_amendments=sum(amendments.get(state, 0) for state in LAPSING),
        unmerged_amendments=amendments.get(AmendmentState.ADOPTED, 0),
        open_ballots=ballots,
        whole_is_adopted=whole_is_adopted(declaration.id, text.id),
        **told,  # type: ignore[arg-type]
    )


def whole_is_adopted(declaration_id: int, revision_id: int) -> bool:
    """Whether a ballot that stands adopted the declaration in this revision. One statement."""
    query = (
        select(Ballot.id)
        .join(BallotSubject, BallotSubject.ballot_id == Ballot.id)
        .where(
            Ballot.declaration_id == declaration_id,
            Ballot.question == Question.DECLARATION,
            Ballot.state == BallotState.CLOSED,
            Ballot.result == Outcome.ADOPTED,
            BallotSubject.revision_id == revision_id,
        )
    )
    return db.session.scalars(query).first() is not None
