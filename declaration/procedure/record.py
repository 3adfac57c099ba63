"""The voting record: a ballot as plain values, and its result read from them again.

`docs/procedure.md` describes the format, so that anybody can write another reader.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from declaration.procedure.ballots import BallotRecord, Elector, result, tally_of
from declaration.procedure.decision import Decision
from declaration.procedure.majority import Majority, Share, Tally
from declaration.procedure.silence import Objection
from declaration.procedure.states import Choice, Method, Question

FORMAT: Final = "declaration/voting-record/v1"


def record_of(ballot: BallotRecord) -> dict[str, Any]:
    """The ballot with its result, ready for JSON. Raises ValueError when it contradicts itself."""
    decision, tally = result(ballot), tally_of(ballot)
    return {
        "ballot": ballot.key,
        "question": ballot.question.value,
        "method": ballot.method.value,
        "rule": {
            "majority": ballot.majority.value,
            "quorum": None
            if ballot.quorum is None
            else [ballot.quorum.numerator, ballot.quorum.denominator, ballot.quorum.more_than],
        },
        "written": ballot.written,
        "opened": _instant(ballot.opened),
        "closes": None if ballot.closes is None else _instant(ballot.closes),
        "closed": _instant(ballot.closed),
        "electors": [
            {
                "delegation": elector.delegation,
                "present": [elector.present_at_opening, elector.present_at_closing],
                "vote": _word(ballot.votes.get(elector.delegation)),
            }
            for elector in ballot.electors
        ],
        "objections": [
            {"delegation": o.delegation, "at": _instant(o.at), "reason": o.reason}
            for o in ballot.objections
        ],
        "totals": None if ballot.totals is None else _numbers(ballot.totals),
        "result": {
            "outcome": decision.outcome.value,
            "ground": decision.ground.value,
            "needed": decision.needed,
            "present": ballot.present,
            **_numbers(tally),
        },
    }


def voting_record(ballots: Iterable[BallotRecord]) -> dict[str, Any]:
    """All ballots of a declaration, in the order given, as one file's content."""
    return {"format": FORMAT, "ballots": [record_of(ballot) for ballot in ballots]}


def read_record(written: Mapping[str, Any]) -> BallotRecord:
    """The ballot that a record tells of. Raises KeyError or ValueError when it is malformed."""
    quorum = written["rule"]["quorum"]
    totals = written["totals"]
    return BallotRecord(
        key=written["ballot"],
        question=Question(written["question"]),
        method=Method(written["method"]),
        majority=Majority(written["rule"]["majority"]),
        quorum=None if quorum is None else Share(*quorum),
        electors=[Elector(e["delegation"], *e["present"]) for e in written["electors"]],
        opened=datetime.fromisoformat(written["opened"]),
        closed=datetime.fromisoformat(written["closed"]),
        closes=None if written["closes"] is None else datetime.fromisoformat(written["closes"]),
        written=written["written"],
        votes={
            e["delegation"]: Choice(e["vote"]) for e in written["electors"] if e["vote"] is not None
        },
        objections=[
            Objection(o["delegation"], datetime.fromisoformat(o["at"]), o["reason"])
            for o in written["objections"]
        ],
        totals=None
        if totals is None
        else Tally(totals["for"], totals["against"], totals["abstaining"]),
    )


def recomputed(written: Mapping[str, Any]) -> Decision:
    """The decision that follows from a record, whatever result stands in it."""
    return result(read_record(written))


def _numbers(tally: Tally) -> dict[str, int]:
    return {"for": tally.in_favour, "against": tally.against, "abstaining": tally.abstaining}


def _instant(at: datetime) -> str:
    return at.isoformat()


def _word(choice: Choice | None) -> str | None:
    return None if choice is None else choice.value
