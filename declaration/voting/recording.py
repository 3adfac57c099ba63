"""Ballots as plain values: what results are computed from, and what leaves as the voting record."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from declaration.extensions import db
from declaration.procedure.ballots import BallotRecord
from declaration.procedure.ballots import Elector as RecordedElector
from declaration.procedure.majority import Majority, Share, Tally
from declaration.procedure.record import voting_record
from declaration.procedure.silence import Objection as RecordedObjection
from declaration.procedure.states import Method
from declaration.voting.models import Ballot, Elector, Objection, Vote

UNCOUNTED: Final = frozenset({"chair", "text-changed"})
"""Grounds of ballots that ended without being counted."""


def is_counted(ballot: Ballot) -> bool:
    """Whether the ballot ended in a count, be it set aside since."""
    return ballot.closed_at is not None and ballot.because.get("ground") not in UNCOUNTED


def record_of(ballot: Ballot, closed: datetime) -> BallotRecord:
    """Everything the ballot's result is computed from, as if it closed then. Three statements."""
    return _records([ballot], {ballot.id: closed})[0]


def exported(ballots: Sequence[Ballot]) -> dict[str, Any]:
    """The voting record of the ballots that ended in a count. Three statements."""
    counted = [ballot for ballot in ballots if is_counted(ballot)]
    closed = {each.id: each.closed_at for each in counted if each.closed_at is not None}
    return voting_record(_records(counted, closed))


def _records(ballots: Sequence[Ballot], closed: Mapping[int, datetime]) -> list[BallotRecord]:
    ids = [ballot.id for ballot in ballots]
    electors: dict[int, list[Elector]] = defaultdict(list)
    query = select(Elector).where(Elector.ballot_id.in_(ids)).order_by(Elector.delegation_id)
    for elector in db.session.scalars(query.options(joinedload(Elector.delegation))):
        electors[elector.ballot_id].append(elector)
    votes: dict[int, list[Vote]] = defaultdict(list)
    for vote in db.session.scalars(select(Vote).where(Vote.ballot_id.in_(ids))):
        votes[vote.ballot_id].append(vote)
    objections: dict[int, list[Objection]] = defaultdict(list)
    raised = select(Objection).where(Objection.ballot_id.in_(ids)).order_by(Objection.raised_at)
    for objection in db.session.scalars(raised):
        objections[objection.ballot_id].append(objection)
    return [
        _record(each, electors[each.id], votes[each.id], objections[each.id], closed[each.id])
        for each in ballots
    ]


def _record(
    ballot: Ballot,
    electors: Sequence[Elector],
    votes: Sequence[Vote],
    objections: Sequence[Objection],
    closed: datetime,
) -> BallotRecord:
    keys = {elector.delegation_id: elector.delegation.key for elector in electors}
    quorum = ballot.rule["quorum"]
    return BallotRecord(
        key=str(ballot.number),
        question=ballot.question,
        method=ballot.method,
        majority=Majority(ballot.rule["majority"]),
        quorum=None if quorum is None else Share(*quorum),
        electors=[
            RecordedElector(
                elector.delegation.key,
                elector.present_at_opening,
                bool(elector.present_at_closing),
            )
            for elector in electors
        ],
        opened=ballot.opened_at,
        closed=closed,
        closes=ballot.closes_at,
        written=ballot.written,
        votes={keys[v.delegation_id]: v.choice for v in votes if v.choice is not None},
        objections=[
            RecordedObjection(keys[o.delegation_id], o.raised_at, o.reason) for o in objections
        ],
        totals=_counted_hands(ballot),
    )


def _counted_hands(ballot: Ballot) -> Tally | None:
    counted = ballot.totals.get("counted")
    if ballot.method is not Method.SHOW_OF_HANDS or counted is None:
        return None
    return Tally(counted["for"], counted["against"], counted["abstaining"])
