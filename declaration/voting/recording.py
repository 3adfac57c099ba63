"""Ballots as plain values: what results are computed from, and what leaves as the voting record."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, Select, select

from declaration.extensions import db
from declaration.forums.models import Delegation
from declaration.procedure.ballots import BallotRecord
from declaration.procedure.ballots import Elector as RecordedElector
from declaration.procedure.majority import Majority, Share, Tally
from declaration.procedure.record import FORMAT, voting_record
from declaration.procedure.record import record_of as as_plain_values
from declaration.procedure.silence import Objection as RecordedObjection
from declaration.procedure.states import Method
from declaration.voting.models import Ballot, Elector, Objection, Vote

UNCOUNTED: Final = frozenset({"chair", "text-changed"})
"""Grounds of ballots that ended without being counted."""

AT_ONCE: Final = 50
"""Ballots whose electors are read together."""


def is_counted(ballot: Ballot) -> bool:
    """Whether the ballot ended in a count, be it set aside since."""
    return ballot.closed_at is not None and ballot.because.get("ground") not in UNCOUNTED


def record_of(ballot: Ballot, closed: datetime) -> BallotRecord:
    """Everything the ballot's result is computed from, as if it closed then. Three statements."""
    return _records([ballot], {ballot.id: closed})[0]


def exported(ballots: Sequence[Ballot]) -> dict[str, Any]:
    """The voting record of the ballots that ended in a count: the content of one file."""
    return voting_record(_counted_of(ballots))


def written(ballots: Sequence[Ballot]) -> Iterator[str]:
    """The voting record as JSON, in pieces: that of a large forum is longer than one may hold."""
    yield f'{{"format": {json.dumps(FORMAT)}, "ballots": ['
    between = "\n"
    for ballot in recorded(ballots):
        yield between + json.dumps(ballot, ensure_ascii=False, indent=1)
        between = ",\n"
    yield "\n]}\n"


def recorded(ballots: Sequence[Ballot]) -> Iterator[dict[str, Any]]:
    """What the voting record says of each of the ballots that ended in a count, in their order."""
    return map(as_plain_values, _counted_of(ballots))


def _counted_of(ballots: Sequence[Ballot]) -> Iterator[BallotRecord]:
    """The ballots that ended in a count. Three statements for every so many read at once."""
    counted = [ballot for ballot in ballots if is_counted(ballot)]
    closed = {each.id: each.closed_at for each in counted if each.closed_at is not None}
    for at in range(0, len(counted), AT_ONCE):
        yield from _records(counted[at : at + AT_ONCE], closed)


def _records(ballots: Sequence[Ballot], closed: Mapping[int, datetime]) -> list[BallotRecord]:
    ids = [ballot.id for ballot in ballots]
    electors = _by_ballot(
        select(
            Elector.ballot_id,
            Elector.delegation_id,
            Delegation.key,
            Elector.present_at_opening,
            Elector.present_at_closing,
        )
        .join(Delegation, Delegation.id == Elector.delegation_id)
        .where(Elector.ballot_id.in_(ids))
        .order_by(Elector.delegation_id)
    )
    votes = _by_ballot(
        select(Vote.ballot_id, Vote.delegation_id, Vote.choice).where(
            Vote.ballot_id.in_(ids), Vote.choice.is_not(None)
        )
    )
    objections = _by_ballot(
        select(Objection.ballot_id, Objection.delegation_id, Objection.raised_at, Objection.reason)
        .where(Objection.ballot_id.in_(ids))
        .order_by(Objection.raised_at)
    )
    return [
        _record(each, electors[each.id], votes[each.id], objections[each.id], closed[each.id])
        for each in ballots
    ]


def _by_ballot(query: Select[*tuple[Any, ...]]) -> Mapping[int, Sequence[Row[Any]]]:
    """Plain rows: in a hall of a thousand, objects for them take most of the time and the room."""
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in db.session.execute(query):
        found[row.ballot_id].append(row)
    return found


def _record(
    ballot: Ballot,
    electors: Sequence[Row[Any]],
    votes: Sequence[Row[Any]],
    objections: Sequence[Row[Any]],
    closed: datetime,
) -> BallotRecord:
    keys = {elector.delegation_id: elector.key for elector in electors}
    quorum = ballot.rule["quorum"]
    return BallotRecord(
        key=str(ballot.number),
        question=ballot.question,
        method=ballot.method,
        majority=Majority(ballot.rule["majority"]),
        quorum=None if quorum is None else Share(*quorum),
        electors=[
            RecordedElector(
                elector.key,
                elector.present_at_opening,
                bool(elector.present_at_closing),
            )
            for elector in electors
        ],
        opened=ballot.opened_at,
        closed=closed,
        closes=ballot.closes_at,
        written=ballot.written,
        votes={keys[v.delegation_id]: v.choice for v in votes},
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
