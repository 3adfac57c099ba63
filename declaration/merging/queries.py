"""Reads of the desk, each with its price in statements."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased

from declaration.amendments.models import Amendment
from declaration.drafting.models import ClauseVersion
from declaration.extensions import db
from declaration.procedure.states import BallotState, Method
from declaration.voting.models import Ballot, BallotSubject


def open_ballots_on(declaration_id: int, clause_ids: Collection[int]) -> Sequence[int]:
    """Numbers of the open ballots that would be about another text if these clauses changed.

    A silence procedure is none of them: it begins anew with the new text. One statement.
    """
    version, amendment = aliased(ClauseVersion), aliased(Amendment)
    query = (
        select(Ballot.number)
        .join(BallotSubject, BallotSubject.ballot_id == Ballot.id)
        .outerjoin(version, version.id == BallotSubject.version_id)
        .outerjoin(amendment, amendment.id == BallotSubject.amendment_id)
        .where(
            Ballot.declaration_id == declaration_id,
            Ballot.state == BallotState.OPEN,
            Ballot.method != Method.SILENCE,
            BallotSubject.revision_id.is_not(None)
            | version.clause_id.in_(clause_ids)
            | amendment.clause_id.in_(clause_ids),
        )
        .distinct()
    )
    return db.session.scalars(query).all()


def submitted_since(clause_id: int, moment: datetime) -> Sequence[int]:
    """Numbers of the amendments to a clause submitted after a moment. One statement."""
    query = (
        select(Amendment.number)
        .where(
            Amendment.clause_id == clause_id,
            Amendment.submitted_at > moment,
            Amendment.number.is_not(None),
        )
        .order_by(Amendment.number)
    )
    return [number for number in db.session.scalars(query) if number is not None]
