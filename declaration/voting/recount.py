"""Recompute every result of a voting record. The standard library alone; no rule is imported.

    python recount.py voting-record.json

Prints each ballot whose result does not follow from its votes, and says whether all agree. The
format is described in docs/procedure.md. Exit status: 0 all agree, 1 some do not, 2 unreadable.
"""

import json
import sys
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

Ballot = dict[str, Any]
"""One ballot of the record, as JSON gives it."""


def count(ballot: Ballot) -> tuple[int, int, int]:
    """For, against and abstaining, by the ballot's method."""
    names = [elector["delegation"] for elector in ballot["electors"]]
    if len(set(names)) != len(names):
        raise ValueError("a delegation stands twice among the electors")
    votes = [elector["vote"] for elector in ballot["electors"] if elector["vote"]]
    if ballot["method"] in ("consensus", "silence"):
        objecting = {objection["delegation"] for objection in ballot["objections"]}
        if not objecting <= set(names):
            raise ValueError("an objection by somebody who is no elector")
        return 0, len(objecting), 0
    if ballot["method"] == "show-of-hands":
        totals = ballot["totals"]
        return totals["for"], totals["against"], totals["abstaining"]
    return votes.count("for"), votes.count("against"), votes.count("abstain")


def presence(ballot: Ballot) -> int:
    """How many were there: at the closing, or in writing by having answered."""
    if ballot["written"] or ballot["method"] == "silence":
        objecting = {objection["delegation"] for objection in ballot["objections"]}
        voting = {e["delegation"] for e in ballot["electors"] if e["vote"]}
        return len(objecting | voting)
    return sum(1 for elector in ballot["electors"] if elector["present"][1])


def quorate(ballot: Ballot) -> bool:
    """Whether enough were present for a decision."""
    if ballot["rule"]["quorum"] is None:
        return True
    numerator, denominator, more_than = ballot["rule"]["quorum"]
    if not ballot["electors"]:
        return False
    part = Fraction(presence(ballot), len(ballot["electors"]))
    share = Fraction(numerator, denominator)
    return part > share if more_than else part >= share


def carried(majority: str, ayes: int, noes: int, electors: int) -> bool:
    """Whether this majority was reached."""
    if majority == "consensus":
        return noes == 0
    if majority == "absolute":
        return Fraction(ayes) > Fraction(electors, 2)
    if ayes + noes == 0:
        return False
    share = Fraction(ayes, ayes + noes)
    return share > Fraction(1, 2) if majority == "simple" else share >= Fraction(2, 3)


def outcome(ballot: Ballot) -> str:
    """What follows from the record: adopted, rejected or void."""
    ayes, noes, abstaining = count(ballot)
    if ayes + noes + abstaining > len(ballot["electors"]):
        raise ValueError("more votes than electors")
    if ballot["method"] == "silence":
        return silence(ballot)
    if not quorate(ballot):
        return "void"
    adopted = carried(ballot["rule"]["majority"], ayes, noes, len(ballot["electors"]))
    return "adopted" if adopted else "rejected"


def silence(ballot: Ballot) -> str:
    """Rejected by a reasoned objection in time, adopted when the deadline passed without one."""
    deadline = datetime.fromisoformat(ballot["closes"])
    for objection in ballot["objections"]:
        if objection["reason"].strip() and datetime.fromisoformat(objection["at"]) < deadline:
            return "rejected"
    if datetime.fromisoformat(ballot["closed"]) < deadline:
        raise ValueError("silence was closed before its deadline")
    return "adopted"


def differences(ballot: Ballot) -> list[str]:
    """Sentences that say where the stated result departs from the votes."""
    try:
        ayes, noes, abstaining = count(ballot)
        follows = outcome(ballot)
    except ValueError as fault:
        return [str(fault)]
    stated = ballot["result"]
    pairs = [
        ("for", stated["for"], ayes),
        ("against", stated["against"], noes),
        ("abstaining", stated["abstaining"], abstaining),
        ("present", stated["present"], presence(ballot)),
        ("outcome", stated["outcome"], follows),
    ]
    return [f"{name}: stated {said}, counted {is_}" for name, said, is_ in pairs if said != is_]


def main(path: str) -> int:
    """Recount one file."""
    try:
        record = json.loads(Path(path).read_text("utf-8"))
        if record["format"] != "declaration/voting-record/v1":
            raise ValueError(record["format"])
        found = {ballot["ballot"]: differences(ballot) for ballot in record["ballots"]}
    except (OSError, ValueError, KeyError, TypeError) as fault:
        sys.stdout.write(f"unreadable: {fault!r}\n")
        return 2
    wrong = {key: sentences for key, sentences in found.items() if sentences}
    for key, sentences in wrong.items():
        sys.stdout.write(f"{key}: {'; '.join(sentences)}\n")
    sys.stdout.write(
        f"{len(found) - len(wrong)} of {len(found)} results follow from the record" + "\n"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
